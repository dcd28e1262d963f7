"""One gap, argued; or a competency or an area's ability in full where there is no gap."""

from __future__ import annotations

from textual.content import Content

from pmcoach.advice.gaps import Gap
from pmcoach.assessment.readiness import disagreement
from pmcoach.assessment.results import Standing
from pmcoach.catalog.models import Competency
from pmcoach.coach.situation import set_situation
from pmcoach.report.asking import UnaskedLevel, find_unasked, moved_words
from pmcoach.report.levels import facet_line
from pmcoach.report.verdicts import SETTLES, verdict_line
from pmcoach.report.wording import ABILITY, sure_level_words
from pmcoach.tui.commands import COMMAND_BY_ID
from pmcoach.tui.text_screen import TextScreen
from pmcoach.tui.widgets.level_bar import level_bar
from pmcoach.tui.widgets.prose import BLANK, Prose, paragraph, verdict_prose


class VerdictScreen(TextScreen):
    """``key`` is a gap's key (subject.facet), or the id of a competency or an area."""

    where = "verdict"

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def top_line(self) -> tuple[str, str]:
        return "Verdict", self.session.profile.target.title

    @property
    def unasked(self) -> UnaskedLevel | None:
        """The level of the competency or area that a question can still tell more of."""
        return find_unasked(self.session.profile, self.key)

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002
    ) -> bool | None:
        if action == "settle":
            return bool(self.question_field)
        return action != "ask_unasked" or self.unasked is not None

    def action_ask_unasked(self) -> None:
        """Ask the question about it."""
        if self.unasked is not None:
            self.action_ask_item(self.unasked.item)

    @property
    def question_field(self) -> str:
        """The field of the situation that would settle one of the verdicts; nothing where none would."""
        verdicts = map(self.session.profile.verdict, self.gaps)
        return next((verdict.question for verdict in verdicts if verdict.question), "")

    @property
    def gaps(self) -> list[Gap]:
        """The gaps that are argued."""
        gaps = self.session.profile.findings.gaps
        return [gap for gap in gaps if self.key in (gap.key, gap.subject)]

    def action_settle(self) -> None:
        """Answer the question that would settle a verdict."""
        field = self.question_field

        def save(answer: tuple[object] | None) -> None:
            if answer is not None:
                self.change(set_situation, field, answer[0])

        self.coach_app.show("values", field, then=save)

    def prose(self) -> Prose:
        """The competency or ability, where one was asked for, and the verdict on each of its gaps."""
        profile = self.session.profile
        if self.key in profile.catalog.competencies:
            yield from self.competency_prose(profile.catalog.competencies[self.key])
        elif self.key in profile.catalog.areas:
            yield paragraph((f"{ABILITY}: {profile.title_of(self.key)}", "bold $primary"))
            yield from levels_prose(profile.result.ability[self.key])
        yield from self.ask_prose()
        if not self.gaps:
            yield paragraph("No gap is known here.")
        for gap in self.gaps:
            yield from self.gap_prose(gap)

    def competency_prose(self, competency: Competency) -> Prose:
        """What it is, its two levels, and where claim and check disagree."""
        measured = self.session.profile.result
        knowledge, skill = measured.knowledge[competency.id], measured.skill[competency.id]
        yield paragraph((competency.title, "bold $primary"))
        yield paragraph(competency.description)
        yield from levels_prose(knowledge, skill)
        if conflict_reason := disagreement(knowledge, skill):
            yield paragraph(("Claim and check: ", "bold"), conflict_reason)

    def ask_prose(self) -> Prose:
        """How to get to know what isn't known enough."""
        if self.unasked is not None:
            command = self.coach_app.keymap.of(COMMAND_BY_ID["ask-unasked"], self.where)
            yield paragraph(
                "Press ",
                (f"[{command.shown_key}]", "bold $primary"),
                f" to answer a question about your {self.unasked.facet}.",
            )

    def gap_prose(self, gap: Gap) -> Prose:
        """A gap, and the whole argument for what closes it."""
        profile = self.session.profile
        verdict = verdict_line(profile, profile.verdict(gap))
        yield paragraph(
            (f"{verdict.title}: {verdict.facet}  ", "bold"),
            level_bar(gap.level, gap.target, verdict.max_level),
            f" level {sure_level_words(verdict)}, target {gap.target}",
        )
        if verdict.moved and self.key == gap.key:
            yield paragraph((moved_words(verdict.moved), "$secondary"))
        yield from verdict_prose(verdict, self.text_width)
        if verdict.question and verdict.question_field == self.question_field:
            command = self.coach_app.keymap.of(COMMAND_BY_ID["settle"], self.where)
            yield paragraph(
                f"{SETTLES} {verdict.question} Press ",
                (f"[{command.shown_key}]", "bold $primary"),
                " to answer.",
            )


def levels_prose(*standings: Standing) -> Prose:
    """Each level with how sure it is, and by how much the answers elsewhere moved it."""
    for standing in standings:
        line = facet_line(standing)
        details = [line.level_name, f"target {line.target}", line.confidence]
        yield Content.assemble(
            f"{line.facet:10}",
            level_bar(line.level, line.target, line.max_level),
            f" {', '.join(filter(None, details))}",
            (f"  ({line.note})" if line.note else "", "$secondary"),
        )
        if line.moved:
            yield Content.styled(f"{'':10}{moved_words(line.moved)}", "$secondary")
    yield BLANK
