"""The user's evidence: records that someone could check, and what still waits for one."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach.evidence import withdraw_evidence
from pmcoach.report.evidence_form import (
    EVIDENCE_LEAD,
    FOR_ANOTHER,
    RECORD_WOULD_COUNT,
    RecordLine,
    awaiting_record,
    record_lines,
)
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu, gap, heading, shortened


class EvidenceScreen(CoachScreen[None]):
    """Enter opens a record, or begins one for a competency."""

    where = "evidence"
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(EVIDENCE_LEAD, markup=False, classes="gap-below")
            yield Menu(id="rows")

    def on_mount(self) -> None:
        self.set_top("Evidence")
        self.query_one(Menu).focus()

    def refresh_shown(self) -> None:
        """All records and what waits for one."""
        menu = self.query_one(Menu)
        menu.fill(self.rows(), keep=menu.current_id)

    def rows(self) -> list[Option]:
        """Records first, then where one would count, then every other competency."""
        profile = self.session.profile
        unrecorded = awaiting_record(profile)
        remaining_rows = [
            Option(Content.styled(competency.title, "$secondary"), id=f"new:{competency.id}")
            for competency in profile.competencies
            if competency.id not in unrecorded
        ]
        sections = {
            "Your records": [self.record_row(record) for record in record_lines(profile)],
            RECORD_WOULD_COUNT: [
                Option(profile.title_of(competency), id=f"new:{competency}")
                for competency in unrecorded
            ],
            FOR_ANOTHER: remaining_rows,
        }
        rows: list[Option] = []
        for title, section in sections.items():
            if section:
                rows += [*([gap()] if rows else []), heading(title), *section]
        return rows

    def record_row(self, record: RecordLine) -> Option:
        """One record, and what keeps it from counting in full."""
        text = shortened(record.text, layout.row(self.app.size.width) - len(record.when) - 2)
        return Option(
            Content.assemble(text, (f"  {record.when}", "$secondary")), id=f"record:{record.id}"
        )

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        kind, _, ident = (event.option.id or "").partition(":")
        if kind == "record":
            self.coach_app.show("record", self.session.profile.evidence[ident].competency, ident)
        else:
            self.coach_app.show("record", ident)

    def action_withdraw(self) -> None:
        """Take the highlighted record out of the count."""
        kind, _, ident = self.query_one(Menu).current_id.partition(":")
        if kind == "record":
            with self.saving():
                withdraw_evidence(self.session, ident)
                self.refresh_shown()
