"""A result: the measured levels held against a target."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmcoach.assessment.events import AssessmentState
from pmcoach.assessment.level_model import Distribution
from pmcoach.assessment.measurement import (
    NO_RECORDS,
    NOTHING_SEEN,
    Confidence,
    MeasuredLevel,
    MeasuredLevels,
    Records,
    measure_levels,
)
from pmcoach.assessment.target import Target
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import FACETS, Facet

GAP_CHANCE = 0.75
"""How probable it has to be that a knowledge or ability level is below its target to be called a
gap. In simulation that keeps false gaps under one in ten (docs/measurement.md)."""


@dataclass(frozen=True)
class Standing:
    """One facet of a competency (or an area's ability): where it is and where it should be."""

    facet: Facet
    subject: str
    """A competency id; for ability an area id."""
    level: int | None
    confidence: Confidence | None
    target: int
    weight: float
    """Share of 1: how much the target asks for it."""
    claim: int | None = None
    """For skill: what the user says, before the cap for missing evidence."""
    key_seen: bool = False
    """For knowledge: the level rests on items whose key had been seen before they were answered,
    so it is unsure and never counts as change."""
    moved: int = 0
    """By how many levels the answers elsewhere moved it."""
    chances: Distribution = ()
    """The probability of each level; empty where it was not worked out."""

    @property
    def key(self) -> str:
        """What the level is of, as snapshots and steps name it: "subject.facet"."""
        return f"{self.subject}.{self.facet}"

    @property
    def short(self) -> int:
        """Levels missing to the target; 0 where it is met or unknown."""
        return 0 if self.level is None else max(0, self.target - self.level)

    @property
    def only_unwritten(self) -> bool:
        """The claim meets the target and only the record of it is missing."""
        return self.short > 0 and self.claim is not None and self.claim >= self.target

    @property
    def gap_chance(self) -> float:
        """How probable it is that the true level is below the target."""
        return sum(self.chances[: self.target]) if self.chances else float(self.short > 0)

    @property
    def expected_short(self) -> float:
        """Levels expected to be missing to the target, over all that the true level may be."""
        if not self.chances:
            return float(self.short)
        return sum(
            chance * (self.target - level)
            for level, chance in enumerate(self.chances[: self.target])
        )

    @property
    def is_gap(self) -> bool:
        """Whether it is short of the target, and surely enough: a skill by the user's own word,
        knowledge and ability where that is probable."""
        if not self.short or not self.weight or self.only_unwritten:
            return False
        return self.facet == "skill" or self.gap_chance >= GAP_CHANCE


@dataclass(frozen=True)
class Result:
    """Everything measured so far, by competency (knowledge, skill) and by area (ability)."""

    target: Target
    knowledge: Mapping[str, Standing]
    skill: Mapping[str, Standing]
    ability: Mapping[str, Standing]

    def standings(self) -> list[Standing]:
        """All standings, in the order of the content."""
        return [*self.knowledge.values(), *self.skill.values(), *self.ability.values()]

    def known(self) -> list[Standing]:
        """The standings whose level is known."""
        return [standing for standing in self.standings() if standing.level is not None]

    def levels(self) -> dict[str, int]:
        """Every known level under "subject.facet", for keeping beside the events."""
        return {
            standing.key: standing.level
            for standing in self.standings()
            if standing.level is not None
        }


def measure(
    catalog: Catalog,
    target: Target,
    state: AssessmentState,
    records: Records = NO_RECORDS,
    keys_seen_at: Mapping[str, dt.datetime] = NOTHING_SEEN,
) -> Result:
    """The result of all answers so far; see `measure_levels` and `compare_with_target`."""
    return compare_with_target(
        catalog, target, measure_levels(catalog, state, records, keys_seen_at)
    )


def compare_with_target(catalog: Catalog, target: Target, levels: MeasuredLevels) -> Result:
    """The measured levels held against a target, which changes none of them."""
    by_facet = {
        facet: {
            subject: _make_standing(catalog, target, measured)
            for subject, measured in levels[facet].items()
        }
        for facet in FACETS
    }
    return Result(target, by_facet["knowledge"], by_facet["skill"], by_facet["ability"])


def _make_standing(catalog: Catalog, target: Target, measured: MeasuredLevel) -> Standing:
    return Standing(
        measured.facet,
        measured.subject,
        measured.level,
        measured.confidence,
        target.levels[measured.facet],
        weigh_subject(catalog, target, measured.facet, measured.subject),
        measured.claim,
        measured.key_seen,
        measured.moved,
        measured.chances,
    )


def weigh_subject(catalog: Catalog, target: Target, facet: Facet, subject: str) -> float:
    """How much a target asks for a level, as a share of 1. An ability weighs as much as its area's
    heaviest competency: it shows in that work."""
    if facet != "ability":
        return target.weights[subject]
    return max(
        (target.weights[competency.id] for competency in catalog.competencies_of[subject]),
        default=0.0,
    )


def met_share(levels: Iterable[tuple[float, int | None, int]]) -> float | None:
    """The weighted share, 0 to 1, of a target's levels that is met.

    Args:
        levels: Weight, level (None is unknown) and target of each facet.

    Returns:
        The share among the known levels, or None where none is known. Where none of them has any
        weight each counts alike: an area that the target gives no weight is still shown.
    """
    known = [
        (weight, level, target) for weight, level, target in levels if level is not None and target
    ]
    if not any(weight for weight, _, _ in known):
        known = [(1.0, level, target) for _, level, target in known]
    met = sum(weight * min(level, target) / target for weight, level, target in known)
    return met / sum(weight for weight, _, _ in known) if known else None
