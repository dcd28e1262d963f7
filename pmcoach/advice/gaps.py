"""Gaps: where a known level is below the target, heaviest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pmcoach.assessment.results import Result, Standing
from pmcoach.catalog.models import Step
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import Facet


@dataclass(frozen=True)
class Gap:
    """Target minus level, times weight. ``subject`` is a competency, or an area for ability."""

    facet: Facet
    subject: str
    area: str
    level: int
    target: int
    weight: float

    @property
    def key(self) -> str:
        return f"{self.subject}.{self.facet}"

    @property
    def size(self) -> float:
        return (self.target - self.level) * self.weight


@dataclass(frozen=True)
class Findings:
    """What a result shows: real gaps, claims that only lack a record, and what is unknown."""

    gaps: tuple[Gap, ...]
    unwritten: tuple[Standing, ...]
    """The claim meets the target: write it down, 15 minutes. No gap, no course."""
    ask_next: tuple[Standing, ...]
    """Unknown, heaviest first: an unknown yields no gap."""


def gaps_after_steps(gaps: Iterable[Gap], done: Iterable[Step]) -> tuple[Gap, ...]:
    """The gaps as they are once what was done has lifted what it is meant to lift: a plan goes on
    from there. What a result says does not change by it; only asking again shows a level."""
    lifts = sorted((lift for step in done for lift in step.lifts), key=lambda one: one.start)
    found: list[Gap] = []
    for gap in gaps:
        level = gap.level
        for lift in lifts:
            same = lift.facet == gap.facet and gap.subject in (lift.competency, lift.area)
            if same and lift.start <= level < lift.to:
                level = lift.to
        if level < gap.target:
            found.append(replace(gap, level=level))
    return tuple(sorted(found, key=lambda one: -one.size))


def area_of(catalog: Catalog, standing: Standing) -> str:
    """The area a standing belongs to."""
    if standing.facet == "ability":
        return standing.subject
    return catalog.competencies[standing.subject].area


def find_gaps(catalog: Catalog, result: Result) -> Findings:
    """Gaps and unknowns of a result, each by falling weight."""
    gaps: list[Gap] = []
    unwritten: list[Standing] = []
    unknown: list[Standing] = []
    for one in result.standings():
        if one.level is None:
            unknown.append(one)
        elif one.only_unwritten:
            unwritten.append(one)
        elif one.short:
            gaps.append(
                Gap(
                    one.facet, one.subject, area_of(catalog, one), one.level, one.target, one.weight
                )
            )
    gaps.sort(key=lambda gap: -gap.size)
    unwritten.sort(key=lambda one: -one.weight)
    unknown.sort(key=lambda one: -one.weight)
    return Findings(tuple(gaps), tuple(unwritten), tuple(unknown))
