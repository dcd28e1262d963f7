"""One gap, argued; or a competency in full where there is no gap."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pmcoach.coach import advise
from pmcoach.coach.report import facet_line, verdict_line
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.argument import Piece, verdict_text
from pmcoach.tui.widgets.marks import level_bar


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
            yield Static(id="text", markup=False)

    def on_mount(self) -> None:
        self.refresh_shown()

    def refresh_shown(self) -> None:
        """The argument as it stands now; a change of situation may have turned it."""
        gaps = advise.findings(self.session).gaps
        mine = [g for g in gaps if self.key in (g.key, g.subject)]
        parts: list[Piece] = []
        competency = self.session.catalog.competencies.get(self.key)
        if competency is not None:
            parts += [(f"{competency.title}\n", "bold $primary"), competency.description, "\n\n"]
            for standings in (self.session.result.knowledge, self.session.result.skill):
                line = facet_line(standings[self.key])
                parts += [f"{line.facet:10}", level_bar(line.level, line.target, line.support),
                          f" {line.level_name}, target {line.target}",
                          (f"  ({line.note})" if line.note else "", "$text-muted"), "\n"]
            if not mine:
                parts += ["\nNo gap is known here.\n"]
        for gap in mine:
            line_of = verdict_line(self.session, advise.verdict(self.session, gap))
            parts += [
                (f"\n{line_of.title}: {line_of.facet}  " if parts
                 else f"{line_of.title}: {line_of.facet}  ", "bold"),
                level_bar(gap.level, gap.target),
                f" level {gap.level}, target {gap.target}\n\n", verdict_text(line_of), "\n",
            ]
        if not parts:
            parts = ["This gap is closed."]
        self.set_top("Verdict", self.session.target.title)
        self.query_one("#text", Static).update(Content.assemble(*parts))
