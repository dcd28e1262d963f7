"""A result seen through published lists of duties: which title fits, by duties. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
        return sum(one.share is not None for one in self.duties)

    @property
    def covered(self) -> int:
        return sum(one.share is not None and one.share >= COVERED for one in self.duties)

    @property
    def fits(self) -> bool:
        """Whether the title fits by duties: half of them known, and three in four of all
        covered."""
        whole = len(self.duties)
        return self.known * 2 >= whole and self.covered >= COVERED * whole


def apply_lens(lens: Lens, result: Result, lifted: Mapping[str, int] | None = None) -> LensView:
    """A result through a lens; ``lifted`` are levels ("subject.facet") that a plan would add.

    A duty is covered as far as the knowledge and skill of its competencies meet the target,
    among those known; each counts alike.
    """
    more = lifted or {}
    covers: list[DutyCover] = []
    for duty in lens.duty:
        shares: list[float] = []
        for ident in duty.competencies:
            for standing in (result.knowledge[ident], result.skill[ident]):
                level = standing.level
                if level is None or not standing.target:
                    continue
                level = max(level, more.get(f"{ident}.{standing.facet}", 0))
                shares.append(min(1.0, level / standing.target))
        covers.append(DutyCover(duty, sum(shares) / len(shares) if shares else None))
    return LensView(lens, tuple(covers))
