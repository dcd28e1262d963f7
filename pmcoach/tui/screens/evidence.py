"""The user's evidence: records that someone could check, and what still waits for one."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach.evidence import withdraw_evidence
from pmcoach.report.evidence_form import awaiting_record
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu, gap, heading, shortened

LEAD = (
    "A claim of skill is used up to 2 without a record, up to 3 with one, 4 with two. A record "
    "takes about 15 minutes. Volunteering, study and hobbies count."
)


class EvidenceScreen(CoachScreen[None]):
    """Enter opens a record, or begins one for a competency."""

    where = "evidence"
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(LEAD, markup=False, classes="gap-below")
            yield Menu(id="rows")

    def on_mount(self) -> None:
        self.set_top("Evidence")
        self.refresh_shown()
        self.query_one(Menu).focus()

    def refresh_shown(self) -> None:
        """All records and what waits for one."""
        menu = self.query_one(Menu)
        menu.fill(self.rows(), keep=menu.current_id)

    def rows(self) -> list[Option]:
        """Records first, then where one would count, then every other competency."""
        session = self.session
        width = layout.row(self.app.size.width)
        found: list[Option] = []
        have = list(session.profile.evidence.values())
        if have:
            found.append(heading("Your records"))
        for one in have:
            title = (
                session.profile.title_of(one.competency)
                if one.competency in session.catalog.competencies
                else one.competency
            )
            state = (
                "incomplete"
                if not one.complete
                else ("" if one.fresh(session.today) else "older than three years: thin")
            )
            found.append(
                Option(
                    Content.assemble(
                        shortened(f"{title}: {one.result or one.did or one.situation}", width - 20),
                        (f"  {one.date or ''} {state}", "$secondary"),
                    ),
                    id=f"record:{one.id}",
                )
            )
        waiting = [one.subject for one in session.profile.findings.unwritten]
        waiting += [one for one in awaiting_record(session.profile) if one not in waiting]
        if waiting:
            found += [*([gap()] if found else []), heading("A record would count here")]
        found += [Option(session.profile.title_of(one), id=f"new:{one}") for one in waiting]
        found += [*([gap()] if found else []), heading("Write one for another competency")]
        found += [
            Option(Content.styled(one.title, "$secondary"), id=f"new:{one.id}")
            for one in session.catalog.competencies.values()
            if one.id not in waiting
        ]
        return found

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        kind, _, ident = (event.option.id or "").partition(":")
        if kind == "record":
            self.coach_app.show("record", self.session.profile.evidence[ident].competency, ident)
        elif kind == "new":
            self.coach_app.show("record", ident)

    def action_withdraw(self) -> None:
        """Take the highlighted record out of the count."""
        kind, _, ident = self.query_one(Menu).current_id.partition(":")
        if kind == "record":
            with self.saving():
                withdraw_evidence(self.session, ident)
                self.refresh_shown()
