"""What a plan is worth, and the limits that it has to keep to.

**Worth**, written down before anything is chosen: the sum over all gaps of weight times levels
closed. A level that is closed against the verdict of its gap counts AGAINST as much, as the step
works against the advice. The verdict is about the gap as it is now; from the first level of skill
on the advice is always hands-on work (DESIGN), so a higher level of skill is held against that.

**Limits**: a step takes the middle of its range of hours and the low end of its cost (what is
dearer is the user's choice), and it needs its access and the steps that it names. No level is
closed twice. Of two plans of equal worth the one with fewer hours is better, then the one with more
hands-on work, as that leaves proof.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.models import Lift, Step
from pmcoach.catalog.vocabulary import Access, access_reaches

SHORT_STEP_HOURS = 2.0
"""The first step of a plan takes no longer than this."""
MOST_OPEN = 3
"""Steps that may be under way in the same week."""
AGAINST = 0.5
"""The share that a level counts which a step closes against the verdict."""
TOLERANCE = 1e-9
"""Sums of hours, money or worth that differ by less are equal."""


def mean_hours(step: Step) -> float:
    """Return the middle of a step's range of hours, which plans count with."""
    return sum(step.hours) / 2


def widen_access(access: Access, step: Step) -> Access:
    """Return the access that someone has after a step."""
    if step.grants is None or access_reaches(access, step.grants):
        return access
    return step.grants


@dataclass(frozen=True)
class Limits:
    """What a plan has to keep to: hours for the whole plan, money in US dollars, access."""

    hours: float
    money: float
    access: Access
    pace: float = 0.0
    """Hours of one week, where they matter: as no more than MOST_OPEN steps may be open in a week,
    each uses up its share of one. Without it a plan of many short steps may outlast its weeks."""

    def hours_of(self, step: Step) -> float:
        """Return the hours that a step uses up."""
        return max(mean_hours(step), self.pace / MOST_OPEN)

    def allow(self, step: Step) -> bool:
        """Return whether hours and money suffice for a step."""
        return (
            self.hours_of(step) <= self.hours + TOLERANCE and step.cost[0] <= self.money + TOLERANCE
        )

    def after(self, step: Step) -> Limits:
        """Return what is left once a step is taken."""
        return Limits(
            self.hours - self.hours_of(step),
            self.money - step.cost[0],
            widen_access(self.access, step),
            self.pace,
        )


class Closing(NamedTuple):
    """The levels of one gap that a step closes."""

    key: str
    """The gap: subject.facet."""
    start: int
    to: int
    """No higher than the target."""
    gain: float
    """Levels times weight."""
    worth: float
    """The same, but a level against the verdict counts less."""


@dataclass(frozen=True)
class ChosenStep:
    """A step of a plan with what it closes."""

    step: Step
    closes: tuple[Closing, ...]

    @property
    def gain(self) -> float:
        """Levels times weight, over all gaps."""
        return sum(closing.gain for closing in self.closes)


def closings_by_level(gap: Gap, lift: Lift, route: str, verdict: str | None) -> dict[int, Closing]:
    """Return what a lift would close of its gap, by the level that the gap is at.

    A lift works from its start on, and below where it ends.

    Args:
        gap: What is lifted.
        lift: What the step lifts.
        route: The step's: "training" or "hands-on".
        verdict: The route advised for the gap; None where there is none.
    """
    closings: dict[int, Closing] = {}
    worth = 0.0
    to = min(lift.to, gap.target)
    for level in reversed(range(max(lift.start, gap.level), to)):
        advised = "hands-on" if gap.facet == "skill" and level > 0 else verdict
        worth += gap.weight * (1.0 if verdict is None or route == advised else AGAINST)
        closings[level] = Closing(gap.key, level, to, (to - level) * gap.weight, worth)
    return closings


def worth_of(plan: Iterable[ChosenStep]) -> float:
    """Return the worth of a plan, or of a part of one."""
    return sum(closing.worth for chosen in plan for closing in chosen.closes)
