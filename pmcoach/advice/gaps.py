"""Gaps: where a measured level is below the target, heaviest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pmcoach.assessment.results import Result, Standing
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.steps import Step
from pmcoach.catalog.vocabulary import Facet


@dataclass(frozen=True)
class Gap:
    """How far one facet of a competency, or an area's ability, is below its target level."""

    facet: Facet
    subject: str
    """A competency's id; for ability, an area's id."""
    area: str
    level: int
    target: int
    weight: float
    expected_short: float | None = None
    """Levels expected to be missing, over all that the true level may be; None to go by the level."""

    knowledge: int | None = None
    """The knowledge shown in the same competency, if it was measured."""
    skill: int | None = None
    """The skill in the same competency, if it was measured."""

    @property
    def key(self) -> str:
        """What the gap is in, as steps name what they lift: "stk-map.skill" or "stk.ability"."""
        return f"{self.subject}.{self.facet}"

    @property
    def size(self) -> float:
        """Missing levels, as expected, times weight."""
        short = self.target - self.level if self.expected_short is None else self.expected_short
        return short * self.weight


@dataclass(frozen=True)
class Findings:
    """What an assessment shows: real gaps, claims that only lack a record, and what is unknown."""

    gaps: tuple[Gap, ...]
    unwritten: tuple[Standing, ...]
    """The claim meets the target: write it down, 15 minutes. No gap, no course."""
    ask_next: tuple[Standing, ...]
    """Levels that were not asked, or not enough to call them gaps or not; heaviest first."""


def gaps_after_steps(gaps: Iterable[Gap], completed_steps: Iterable[Step]) -> tuple[Gap, ...]:
    """The gaps that remain if every completed step has lifted what it is meant to lift.

    A plan goes on from these levels. The measured ones stay until the user answers again.
    """
    lifts = sorted(
        (lift for step in completed_steps for lift in step.lifts), key=lambda lift: lift.start
    )
    remaining_gaps: list[Gap] = []
    for gap in gaps:
        level = gap.level
        for lift in lifts:
            if lift.key == gap.key and lift.start <= level < lift.to:
                level = lift.to
        if level < gap.target:
            is_lifted = level != gap.level
            remaining_gaps.append(
                replace(gap, level=level, expected_short=None) if is_lifted else gap
            )
    return tuple(sorted(remaining_gaps, key=lambda gap: -gap.size))


def find_gaps(catalog: Catalog, assessment_result: Result) -> Findings:
    """Sort what was measured, and what wasn't, into gaps, unwritten claims and unknown levels."""
    standings = sorted(assessment_result.standings(), key=lambda standing: -standing.weight)
    knowledge_levels = {
        subject: standing.level for subject, standing in assessment_result.knowledge.items()
    }
    skill_levels = {
        subject: standing.level for subject, standing in assessment_result.skill.items()
    }
    gaps = [
        Gap(
            standing.facet,
            standing.subject,
            standing.subject
            if standing.facet == "ability"
            else catalog.competencies[standing.subject].area,
            standing.level,
            standing.target,
            standing.weight,
            standing.expected_short,
            knowledge_levels.get(standing.subject),
            skill_levels.get(standing.subject),
        )
        for standing in assessment_result.standings()
        if standing.level is not None and standing.is_gap
    ]
    return Findings(
        gaps=tuple(sorted(gaps, key=lambda gap: -gap.size)),
        unwritten=tuple(standing for standing in standings if standing.only_unwritten),
        ask_next=tuple(standing for standing in standings if standing.weight and is_open(standing)),
    )


def is_open(standing: Standing) -> bool:
    """Whether more answers would tell whether a level is below its target."""
    if standing.level is None:
        return True
    return bool(standing.short) and not standing.is_gap and not standing.only_unwritten
