"""One gap, argued; or a competency in full where there is no gap."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pmcoach.advice.gaps import Gap
from pmcoach.assessment.readiness import disagreement
from pmcoach.report.build import verdict_line
from pmcoach.report.levels import facet_line
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.argument import Argument, paragraph, verdict_body
from pmcoach.tui.widgets.level_bar import level_bar


class VerdictScreen(CoachScreen[None]):
    """``key`` is a gap's key (subject.facet) or a competency's id."""

    where = "verdict"
    title_text = "Verdict"
    CSS_PATH = ["../base.tcss"]

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            yield Argument()

    def on_mount(self) -> None:
        self.refresh_shown()

    def refresh_shown(self) -> None:
        """The argument as it stands now; a change of situation may have turned it."""
        gaps = self.session.profile.findings.gaps
        mine = [g for g in gaps if self.key in (g.key, g.subject)]
        self.set_top("Verdict", self.session.profile.target.title)
        self.query_one(Argument).show(self.parts(mine))

    def parts(self, gaps: list[Gap]) -> ComposeResult:
        """The competency, where one was asked for, and the verdict on each of its gaps."""
        competency = self.session.catalog.competencies.get(self.key)
        if competency is not None:
            yield paragraph((competency.title, "bold $primary"))
            yield paragraph(competency.description)
            for standings in (
                self.session.profile.result.knowledge,
                self.session.profile.result.skill,
            ):
                line = facet_line(standings[self.key])
                note = f"  ({line.note})" if line.note else ""
                yield Static(
                    Content.assemble(
                        f"{line.facet:10}",
                        level_bar(line.level, line.target, line.support),
                        f" {line.level_name}, target {line.target}",
                        (note, "$secondary"),
                    )
                )
            apart = disagreement(
                self.session.profile.result.knowledge[self.key],
                self.session.profile.result.skill[self.key],
            )
            yield Static("")
            if apart:
                yield paragraph(("Claim and check: ", "bold"), apart)
        if not gaps:
            yield paragraph("No gap is known here.")
        for gap in gaps:
            v = verdict_line(self.session.profile, self.session.profile.verdict(gap))
            yield paragraph(
                (f"{v.title}: {v.facet}  ", "bold"),
                level_bar(gap.level, gap.target),
                f" level {gap.level}, target {gap.target}",
            )
            yield from verdict_body(v)
