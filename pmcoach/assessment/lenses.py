"""A result seen through published lists of duties: which title fits, by duties. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from pmcoach.assessment.results import Result
from pmcoach.catalog.models import Duty, Lens

COVERED = 0.75
"""Share of what a duty asks from which it counts as covered."""


@dataclass(frozen=True)
class DutyCover:
    """How far one duty is covered: a share of 1, or None where nothing is known of it."""

    duty: Duty
    share: float | None


@dataclass(frozen=True)
class LensView:
    """A lens with the cover of each of its duties."""

    lens: Lens
    duties: tuple[DutyCover, ...]

    @property
    def known(self) -> int:
        """How many duties anything is known of."""
        return sum(duty_cover.share is not None for duty_cover in self.duties)

    @property
    def covered(self) -> int:
        """How many duties are covered."""
        return sum(
            duty_cover.share is not None and duty_cover.share >= COVERED
            for duty_cover in self.duties
        )

    @property
    def fits(self) -> bool:
        """Whether the title fits by duties: half of them known, and three in four of all
        covered."""
        return 2 * self.known >= len(self.duties) and self.covered >= COVERED * len(self.duties)


def apply_lens(
    lens: Lens, assessment_result: Result, planned_levels: Mapping[str, int] | None = None
) -> LensView:
    """A result through a lens.

    A duty is covered as far as the knowledge and skill of its competencies meet the target,
    among those known; each counts alike.

    Args:
        lens: The list of duties.
        assessment_result: What was measured.
        planned_levels: The levels that a plan would lead to, by "subject.facet".
    """
    duties = (_measure_cover(duty, assessment_result, planned_levels or {}) for duty in lens.duty)
    return LensView(lens, tuple(duties))


def _measure_cover(
    duty: Duty, assessment_result: Result, planned_levels: Mapping[str, int]
) -> DutyCover:
    standings = chain.from_iterable(
        (assessment_result.knowledge[competency_id], assessment_result.skill[competency_id])
        for competency_id in duty.competencies
    )
    met_shares = [
        min(1.0, max(standing.level, planned_levels.get(standing.key, 0)) / standing.target)
        for standing in standings
        if standing.level is not None and standing.target
    ]
    return DutyCover(duty, sum(met_shares) / len(met_shares) if met_shares else None)
