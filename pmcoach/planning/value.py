"""What a plan is worth, and what it has to keep to.

**The value**, written down before anything is chosen: the sum over all gaps of weight times levels
closed. A level that is closed against the verdict of its gap counts AGAINST as much, as the step
works against the advice. The verdict speaks of the gap as it stands; from the first level of skill
on the advice is always hands-on work (DESIGN), so a higher level of skill is held against that.

**The limits**: a step takes the middle of its range of hours and the low end of its cost (what is
dearer is the user's choice), and needs its access and the steps that it names. No level is closed
twice. Of two plans of equal value the one with fewer hours is better, then the one with more
hands-on work, as that leaves proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.models import Step
from pmcoach.catalog.reachability import lift_key
from pmcoach.catalog.vocabulary import Access, access_reaches

SHORT_STEP_HOURS = 2.0
"""The first step of a plan takes no longer than this."""
MOST_OPEN = 3
"""Steps that may be under way in the same week."""
AGAINST = 0.5
"""What a level counts that a step closes against the verdict."""
NEAR = 1e-9
"""Sums of hours and of values that differ by less are the same."""


def mean_hours(step: Step) -> float:
    """The middle of a step's range of hours, which plans count with."""
    return sum(step.hours) / 2


@dataclass(frozen=True)
class Limits:
    """What the plan has to keep to. Hours are for the whole plan, money in US dollars."""

    hours: float
    money: float
    access: Access
    pace: float = 0.0
    """Hours of one week, where they matter: as no more than MOST_OPEN steps may be open in a week,
    each uses up its share of one. Without it a plan of many short steps may outlast its weeks."""

    def hours_of(self, step: Step) -> float:
        """The hours that a step uses up."""
        return max(mean_hours(step), self.pace / MOST_OPEN)

    def allow(self, step: Step) -> bool:
        """Whether a step fits by itself, access aside."""
        return self.hours_of(step) <= self.hours + NEAR and step.cost[0] <= self.money + NEAR

    def after(self, step: Step) -> Limits:
        """What is left once a step is taken."""
        return replace(
            self,
            hours=self.hours - self.hours_of(step),
            money=self.money - step.cost[0],
            access=wider(self.access, step),
        )


def wider(access: Access, step: Step) -> Access:
    """The access that someone has after a step."""
    if step.grants is None or access_reaches(access, step.grants):
        return access
    return step.grants


@dataclass(frozen=True)
class Closing:
    """A gap that a step lifts, and by how much of the weighted total."""

    key: str
    """subject.facet"""
    start: int
    to: int
    value: float


@dataclass(frozen=True)
class Chosen:
    """A step of a plan with what it closes."""

    step: Step
    closes: tuple[Closing, ...]

    @property
    def value(self) -> float:
        return sum(one.value for one in self.closes)


def closings(step: Step, levels: Mapping[str, int], gaps: Mapping[str, Gap]) -> tuple[Closing, ...]:
    """What a step would close now: lifts that start at or below the present level and end above
    it, counted up to the target."""
    found: list[Closing] = []
    for lift in step.lifts:
        key = lift_key(lift)
        gap = gaps.get(key)
        if gap is None:
            continue
        now = levels[key]
        to = min(lift.to, gap.target)
        if lift.start <= now < to:
            found.append(Closing(key, now, to, (to - now) * gap.weight))
    return tuple(found)


def levels_worth(gap: Gap, start: int, to: int, route: str, verdict: str | None) -> float:
    """What closing a gap from one level to another is worth by a step of this route."""
    if verdict is None or (verdict == route and gap.facet != "skill"):
        return (to - start) * gap.weight
    return sum(
        gap.weight * (1.0 if route == _advised(gap, level, verdict) else AGAINST)
        for level in range(start, to)
    )


def _advised(gap: Gap, level: int, verdict: str) -> str:
    """The route advised for one level of a gap."""
    return "hands-on" if gap.facet == "skill" and level > 0 else verdict


def worth(one: Chosen, gaps: Mapping[str, Gap], routes: Mapping[str, str]) -> float:
    """What a chosen step adds to the value."""
    return sum(
        levels_worth(gaps[c.key], c.start, c.to, one.step.route, routes.get(c.key))
        for c in one.closes
    )


def plan_worth(plan: Iterable[Chosen], gaps: Iterable[Gap], routes: Mapping[str, str]) -> float:
    """The value of a plan."""
    by_key = {gap.key: gap for gap in gaps}
    return sum(worth(one, by_key, routes) for one in plan)
