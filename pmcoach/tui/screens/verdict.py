"""One gap, argued; or a competency in full where there is no gap."""

from __future__ import annotations

from textual.content import Content

from pmcoach.assessment.readiness import disagreement
from pmcoach.catalog.models import Competency
from pmcoach.report.build import verdict_line
from pmcoach.report.levels import facet_line
from pmcoach.tui.text_screen import TextScreen
from pmcoach.tui.widgets.level_bar import level_bar
from pmcoach.tui.widgets.prose import BLANK, Prose, paragraph, verdict_prose


class VerdictScreen(TextScreen):
    """``key`` is a gap's key (subject.facet) or a competency's id."""

    where = "verdict"

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def top_line(self) -> tuple[str, str]:
        return "Verdict", self.session.profile.target.title

    def prose(self) -> Prose:
        """The competency, where one was asked for, and the verdict on each of its gaps."""
        profile = self.session.profile
        competency = self.session.catalog.competencies.get(self.key)
        if competency is not None:
            yield from self.competency_prose(competency)
        gaps = [gap for gap in profile.findings.gaps if self.key in (gap.key, gap.subject)]
        if not gaps:
            yield paragraph("No gap is known here.")
        for gap in gaps:
            verdict = verdict_line(profile, profile.verdict(gap))
            yield paragraph(
                (f"{verdict.title}: {verdict.facet}  ", "bold"),
                level_bar(gap.level, gap.target, verdict.max_level),
                f" level {gap.level}, target {gap.target}",
            )
            yield from verdict_prose(verdict, self.text_width)

    def competency_prose(self, competency: Competency) -> Prose:
        """What it is, its two levels, and where claim and check disagree."""
        measured = self.session.profile.result
        knowledge, skill = measured.knowledge[competency.id], measured.skill[competency.id]
        yield paragraph((competency.title, "bold $primary"))
        yield paragraph(competency.description)
        for line in map(facet_line, (knowledge, skill)):
            note = f"  ({line.note})" if line.note else ""
            yield Content.assemble(
                f"{line.facet:10}",
                level_bar(line.level, line.target, line.max_level, line.support),
                f" {line.level_name}, target {line.target}",
                (note, "$secondary"),
            )
        yield BLANK
        if conflict_reason := disagreement(knowledge, skill):
            yield paragraph(("Claim and check: ", "bold"), conflict_reason)
