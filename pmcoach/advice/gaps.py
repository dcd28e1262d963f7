"""Gaps: where a known level is below the target, heaviest first."""

from __future__ import annotations

from dataclasses import dataclass

from pmcoach.assessment.results import Result, Standing
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.words import Facet


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


def area_of(catalog: Catalog, standing: Standing) -> str:
    """The area a standing belongs to."""
    if standing.facet == "ability":
        return standing.subject
    return catalog.competencies[standing.subject].area


def find(catalog: Catalog, result: Result) -> Findings:
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
            gaps.append(Gap(one.facet, one.subject, area_of(catalog, one), one.level,
                            one.target, one.weight))
    gaps.sort(key=lambda gap: -gap.size)
    unwritten.sort(key=lambda one: -one.weight)
    unknown.sort(key=lambda one: -one.weight)
    return Findings(tuple(gaps), tuple(unwritten), tuple(unknown))
