"""What a plan is worth, and what it costs.

**Worth**: the sum over all gaps of weight times levels closed. The largest gaps, which are the ones
that advice argues about, count three times, so that a plan works on what was argued; and a level of skill or
ability counts nearly twice a level of knowledge, since it leaves something to show. A level counts only if the step that
closes it is on the route that the verdict on the gap advises at that level; so nothing in a plan works
against its own argument.

**Effort**, by which steps compare: the middle of their range of hours, an hour to get started (a
project that closes five gaps is begun once, five exercises five times), and the user's own money at
the high end of its range, an hour for every 40 dollars. Of two plans of equal worth the one with less
effort is better, so nothing is bought that adds nothing.

The numbers are our judgment, as are hours, costs and lifts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.steps import Lift, Step
from pmcoach.catalog.vocabulary import Access, access_reaches

SHORT_STEP_HOURS = 2.0
"""The first step of a plan takes no longer than this, if any such step is of use."""
STARTING_HOURS = 1.0
"""What it takes to begin a step, whatever it is."""
DOLLARS_AN_HOUR = 40.0
"""The user's own money that counts as much as an hour."""
LARGEST_GAPS = 5
"""How many of the largest gaps a plan cares about most."""
LARGEST_COUNT = 3.0
"""What they count, against 1 for the others."""
DEED_COUNT = 1.8
"""What a level of skill or ability counts, against 1 for knowledge."""
TOLERANCE = 1e-9
"""Sums of hours, money or worth that differ by less are equal."""

POWERS = (1.0, 0.7)
"""The power of its effort that a step's worth is divided by, to compare it with others. Below 1 longer
steps come earlier, and short ones fill what is left. One or the other fills a plan better."""
Payer = Literal["you", "employer", ""]
"""Whose money a step takes; empty where it takes none."""
Routes = Mapping[tuple[str, int], str]
"""The advised route, "training" or "hands-on", by a gap's key and the level it has come to."""


class Closing(NamedTuple):
    """The levels of one gap that a step closes."""

    key: str
    """The gap: subject.facet."""
    start: int
    to: int
    """No higher than the target."""
    worth: float
    """Levels times weight, more for the largest gaps and for deeds."""


@dataclass(frozen=True)
class PlannedStep:
    """A step of a plan: what it closes, in which weeks, where, and who pays."""

    step: Step
    closes: tuple[Closing, ...]
    start_week: int
    """Counted from 0."""
    end_week: int
    """The week in which it is done."""
    access: Access
    """The best setting that is open when it begins."""
    payer: Payer

    @property
    def worth(self) -> float:
        """Levels times weight, over all gaps."""
        return sum(closing.worth for closing in self.closes)


def mean_hours(step: Step) -> float:
    """Return the middle of a step's range of hours, which plans count with."""
    return sum(step.hours) / 2


def effort_of(step: Step, payer: Payer) -> float:
    """Return what a step costs, in hours."""
    own_money = step.cost[1] if payer == "you" else 0.0
    return mean_hours(step) + STARTING_HOURS + own_money / DOLLARS_AN_HOUR


def worth_of(plan: Iterable[PlannedStep]) -> float:
    """Return the worth of a plan, or of a part of one."""
    return sum(planned.worth for planned in plan)


def widen_access(access: Access, step: Step) -> Access:
    """Return the access that someone has after a step."""
    if step.grants is None or access_reaches(access, step.grants):
        return access
    return step.grants


def closings_by_level(
    gap: Gap, lift: Lift, step: Step, routes: Routes, count: float = 1.0
) -> dict[int, Closing]:
    """Return what a lift would close of its gap, by the level that the gap is at.

    A lift works from its start on, and below where it ends, as far as the verdicts advise the route
    of the step. A gap without a verdict takes any. Work teaches nothing new to someone whose skill is
    above what it lifts to.

    Args:
        gap: What is lifted.
        lift: What the step lifts.
        step: The step.
        routes: The verdicts.
        count: What a level of this gap counts.
    """
    closings: dict[int, Closing] = {}
    worth = gap.weight * count * (1.0 if gap.facet == "knowledge" else DEED_COUNT)
    if gap.facet == "knowledge" and step.route == "hands-on" and _is_below_skill(gap, step):
        return closings
    for level in range(max(lift.start, gap.level), min(lift.to, gap.target)):
        to = level
        while to < min(lift.to, gap.target) and routes.get((gap.key, to), step.route) == step.route:
            to += 1
        if to > level:
            closings[level] = Closing(gap.key, level, to, (to - level) * worth)
    return closings


def _is_below_skill(gap: Gap, step: Step) -> bool:
    """Return whether a step is work that the person is past already."""
    skill = gap.skill
    return skill is not None and any(
        lift.competency == gap.subject and lift.facet == "skill" and lift.to <= skill
        for lift in step.lifts
    )
