"""At the margin of a plan: what a little more time or money would add, and what did not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.models import Step
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.choose import choose
from pmcoach.planning.value import NEAR, Chosen, Limits, closings, plan_worth, wider

MORE_HOURS = 1.0
"""Hours a week more."""
MORE_MONEY = 100.0
"""US dollars more."""
LaterWhy = Literal["hours", "money", "access", "needs", "dropped", "no step"]
WHY_ORDER: tuple[LaterWhy, ...] = ("hours", "money", "access", "needs", "dropped", "no step")
"""Where several steps could go on with a gap, the one that lacks the first of these is named."""


@dataclass(frozen=True)
class More:
    """What a plan with more of something gains."""

    value: float
    """Weight times levels closed, as in ``planning.value``; 0 where more is of no use."""
    added: tuple[Step, ...] = ()
    left_out: tuple[Step, ...] = ()
    """Steps that better ones take the place of."""


@dataclass(frozen=True)
class Left:
    """A gap that the plan leaves open."""

    gap: Gap
    level: int
    """Where the plan ends with it."""
    step: Step | None
    """What would go on with it, the shortest step."""
    why: LaterWhy
    """What that step lacks; "dropped" where the user wants none that would, "no step" where the
    content has none."""


@dataclass(frozen=True)
class Marginal:
    hour: More
    """For one hour a week more."""
    hundred: More
    """For the next hundred US dollars."""
    left: tuple[Left, ...]
    """What did not fit, heaviest first."""


def marginal(
    catalog: Catalog,
    gaps: Sequence[Gap],
    routes: Mapping[str, str],
    limits: Limits,
    plan: Sequence[Chosen],
    *,
    weeks: int,
    dropped: Iterable[str] = (),
    done: Iterable[str] = (),
    pinned: Sequence[str] = (),
) -> Marginal:
    """What one more hour a week over ``weeks`` and the next hundred dollars would add to a plan
    that was chosen with the same arguments, found by choosing again; and what did not fit."""
    out, over = frozenset(dropped), frozenset(done)
    now = plan_worth(plan, gaps, routes)

    def more(other: Limits) -> More:
        then = choose(catalog, gaps, routes, other, out, over, pinned=pinned)
        gain = plan_worth(then, gaps, routes) - now
        if gain <= NEAR:
            return More(0.0)
        here, there = ({one.step.id for one in some} for some in (plan, then))
        return More(
            gain,
            tuple(one.step for one in then if one.step.id not in here),
            tuple(one.step for one in plan if one.step.id not in there),
        )

    pace = limits.pace + MORE_HOURS if limits.pace else 0.0
    return Marginal(
        more(replace(limits, hours=limits.hours + MORE_HOURS * weeks, pace=pace)),
        more(replace(limits, money=limits.money + MORE_MONEY)),
        left_open(catalog, gaps, limits, plan, out, over),
    )


def left_open(
    catalog: Catalog,
    gaps: Sequence[Gap],
    limits: Limits,
    plan: Sequence[Chosen],
    dropped: frozenset[str] = frozenset(),
    done: frozenset[str] = frozenset(),
) -> tuple[Left, ...]:
    """The gaps that a plan leaves open, heaviest first, each with what would go on with it."""
    by_key = {gap.key: gap for gap in gaps}
    levels = {gap.key: gap.level for gap in gaps}
    rest, taken = limits, set(done)
    for one in plan:
        levels |= {gain.key: gain.to for gain in one.closes}
        rest = replace(rest.after(one.step), access=wider(rest.access, one.step))
        taken.add(one.step.id)
    nexts: dict[str, list[tuple[int, float, Step]]] = {key: [] for key in by_key}
    for step in catalog.steps.values():
        if step.id not in taken:
            why = WHY_ORDER.index(_lacking(step, rest, taken, dropped))
            for gain in closings(step, levels, by_key):
                nexts[gain.key].append((why, sum(step.hours), step))
    found = []
    for key, gap in by_key.items():
        if levels[key] < gap.target:
            best = min(nexts[key], key=lambda one: one[:2], default=None)
            found.append(
                Left(
                    gap,
                    levels[key],
                    best[2] if best else None,
                    WHY_ORDER[best[0]] if best else "no step",
                )
            )
    return tuple(sorted(found, key=lambda one: (one.level - one.gap.target) * one.gap.weight))


def _lacking(step: Step, rest: Limits, taken: set[str], dropped: frozenset[str]) -> LaterWhy:
    """What keeps a step from being added to a plan; hours where nothing else does."""
    if step.id in dropped:
        return "dropped"
    if not taken.issuperset(step.needs):
        return "needs"
    if not access_reaches(rest.access, step.access):
        return "access"
    return "money" if step.cost[0] > rest.money + NEAR else "hours"
