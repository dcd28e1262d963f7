"""Which steps to take: the most value within hours, money and access, near the optimum.

What the value is stands in ``value``; how it is sought in ``problem``, ``fill`` and ``search``.
Here stand the promises that a plan keeps besides: what the user pinned is in, where lack of access
blocks a gap a step obtains it, and the plan begins with something short.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.models import Lift, Step
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.order import in_order
from pmcoach.planning.problem import Problem, Solution
from pmcoach.planning.search import Search
from pmcoach.planning.value import (
    NEAR,
    SHORT_STEP_HOURS,
    Chosen,
    Closing,
    Limits,
    closings,
    mean_hours,
    wider,
)

__all__ = ["SHORT_STEP_HOURS", "Chosen", "Closing", "Limits", "choose", "closings", "mean_hours"]

KEPT = 0.75
"""A step that closes nothing itself (to obtain access for a blocked gap, or to begin with something
short) is put in only if the plan keeps this share of its value, or had none."""
OPENER_SHARE = 0.125
"""Nor may one that obtains access, and that the plan does not use, take more than this share of
the hours, unless nothing else can be done."""
STARTERS = 6
"""Short steps that are tried as the beginning of a plan that has none."""


def choose(
    catalog: Catalog,
    gaps: Sequence[Gap],
    routes: Mapping[str, str],
    limits: Limits,
    dropped: Iterable[str] = (),
    done: Iterable[str] = (),
    *,
    pinned: Iterable[str] = (),
    order: Sequence[str] = (),
) -> list[Chosen]:
    """Steps in the order to take them; neither ``dropped`` nor ``done`` ones are taken again.

    ``routes`` gives the verdict for each gap. ``pinned`` steps are in, with what they need, one
    after another as far as the limits go and even where they close nothing. ``order`` is the
    user's own order, kept as far as what leads up to what allows; it changes no choice.
    """
    over = frozenset(done)
    desk = _Desk(catalog, gaps, routes, limits, frozenset(dropped) | over, over)
    forced = desk.with_pinned(pinned)
    draft = desk.draft(forced)
    opener = desk.opener(draft, forced)
    if opener is not None:
        opened = desk.draft(forced | {opener.id})
        if opened.keeps(draft):
            draft, forced = opened, forced | {opener.id}
    if not draft.plan or draft.plan[0].step.hours[1] <= SHORT_STEP_HOURS:
        return draft.ordered(order)
    started = desk.started(forced)
    if started is not None:
        return started.ordered(order)
    warm_up = desk.warm_up(draft.plan, forced)
    if warm_up is None:
        return draft.ordered(order)
    rest = desk.leaving_room_for(warm_up).draft(forced)
    if not rest.keeps(draft):
        return draft.ordered(order)
    plan = rest.ordered(order)
    behind = set(order[: order.index(warm_up.id)]) if warm_up.id in order else set()
    at = max((n for n, one in enumerate(plan, 1) if one.step.id in behind), default=0)
    return [*plan[:at], Chosen(warm_up, ()), *plan[at:]]


@dataclass(frozen=True)
class _Draft:
    """A plan with what it takes to put it in another order."""

    problem: Problem
    solution: Solution
    plan: list[Chosen]

    def keeps(self, other: _Draft) -> bool:
        """Whether it keeps enough of the value of another."""
        return self.solution.worth >= KEPT * other.solution.worth - NEAR

    def ordered(self, order: Sequence[str]) -> list[Chosen]:
        return in_order(self.problem, self.solution, order) if order else self.plan


@dataclass(frozen=True)
class _Desk:
    """What all drafts of a plan have in common."""

    catalog: Catalog
    gaps: Sequence[Gap]
    routes: Mapping[str, str]
    limits: Limits
    excluded: frozenset[str]
    done: frozenset[str]

    def draft(self, forced: frozenset[str]) -> _Draft:
        """The best plan with the forced steps, which have to go together."""
        problem = Problem(
            self.catalog.steps,
            self.gaps,
            self.routes,
            self.limits,
            self.excluded,
            self.done,
            forced,
        )
        solution = Search(problem).best()
        return _Draft(problem, solution, in_order(problem, solution))

    def levels(self) -> dict[str, int]:
        return {gap.key: gap.level for gap in self.gaps}

    def at_hand(self, step: Step) -> bool:
        """Whether a step may come first in a plan."""
        return (
            step.id not in self.excluded
            and self.done.issuperset(step.needs)
            and access_reaches(self.limits.access, step.access)
            and self.limits.allow(step)
        )

    def with_pinned(self, pinned: Iterable[str]) -> frozenset[str]:
        """The pinned steps that go together within the limits, with what they need. What waits for
        access that no other pinned step obtains brings the shortest step that does."""
        steps = self.catalog.steps
        waiting = [self._with_needs(one) for one in dict.fromkeys(pinned) if one in steps]
        openers = sorted(
            (one for one in steps.values() if one.grants and self.at_hand(one)),
            key=lambda step: step.hours[1],
        )
        forced: frozenset[str] = frozenset()
        for extra in (frozenset[str](), *(frozenset({one.id}) for one in openers)):
            before = None
            while forced != before:
                before = forced
                for some in waiting:
                    if not some <= forced and self._go_together(forced | some | extra):
                        forced |= some | extra
        return forced

    def _with_needs(self, ident: str) -> set[str]:
        found, todo = set[str](), [ident]
        while todo:
            one = todo.pop()
            if one not in found | self.done:
                found.add(one)
                todo.extend(self.catalog.steps[one].needs)
        return found

    def _go_together(self, some: frozenset[str]) -> bool:
        steps = {one: self.catalog.steps[one] for one in some}
        problem = Problem(steps, (), {}, self.limits, self.excluded, self.done, some)
        return (
            not some & self.excluded
            and problem.hours(some) <= self.limits.hours + NEAR
            and problem.money(some) <= self.limits.money + NEAR
            and problem.access_with(some) is not None
        )

    def opener(self, draft: _Draft, forced: frozenset[str]) -> Step | None:
        """The shortest step that obtains access for a gap that cannot begin to close without, if
        the plan has none yet."""
        if any(wider(self.limits.access, one.step) != self.limits.access for one in draft.plan):
            return None
        levels, wanted = self.levels(), {gap.key: gap for gap in self.gaps}
        begun, blocked = set[str](), list[tuple[Step, set[str]]]()
        for step in self.catalog.steps.values():
            if step.id not in self.excluded:
                keys = {one.key for one in closings(step, levels, wanted)}
                if access_reaches(self.limits.access, step.access):
                    begun |= keys
                elif keys:
                    blocked.append((step, keys))
        wants = [step.access for step, keys in blocked if keys - begun]
        share = 1.0 if not draft.plan else OPENER_SHARE
        openers = [
            step
            for step in self.catalog.steps.values()
            if step.grants is not None
            and self.at_hand(step)
            and self.limits.hours_of(step) <= self.limits.hours * share + NEAR
            and any(access_reaches(step.grants, access) for access in wants)
            and self._go_together(forced | {step.id})
        ]
        return min(openers, key=lambda step: step.hours[1], default=None)

    def started(self, forced: frozenset[str]) -> _Draft | None:
        """The best plan that begins with a short step which closes something, if one can."""
        levels, wanted = self.levels(), {gap.key: gap for gap in self.gaps}
        found = [
            (sum(one.value for one in gains) / mean_hours(step), -at, step)
            for at, step in enumerate(self.catalog.steps.values())
            if step.hours[1] <= SHORT_STEP_HOURS
            and step.id not in forced
            and self.at_hand(step)
            and (gains := closings(step, levels, wanted))
        ]
        drafts = [
            self.draft(forced | {step.id})
            for _, _, step in sorted(found, reverse=True)[:STARTERS]
            if self._go_together(forced | {step.id})
        ]
        return max(drafts, key=lambda draft: draft.solution.rank, default=None)

    def warm_up(self, plan: Sequence[Chosen], forced: frozenset[str]) -> Step | None:
        """A short step to begin with where nothing short closes anything: in the same competency
        or area as the heaviest gap that the plan works on. It lifts nothing by itself."""
        planned = {one.step.id for one in plan}
        moved = [gain.key for one in plan for gain in one.closes]
        for gap in sorted(self.gaps, key=lambda gap: gap.key not in moved):
            short = [
                step
                for step in self.catalog.steps.values()
                if step.hours[1] <= SHORT_STEP_HOURS
                and step.grants is None
                and not step.needs
                and step.id not in planned
                and self.at_hand(step)
                and any(self._about(lift, gap) for lift in step.lifts)
                and self._go_together(forced | {step.id})
            ]
            if short:
                return max(
                    short,
                    key=lambda step: (
                        step.route == "hands-on",
                        max(lift.to for lift in step.lifts),
                    ),
                )
        return None

    def _about(self, lift: Lift, gap: Gap) -> bool:
        """Whether a lift works in the competency of a gap, or anywhere in the area of an
        ability's."""
        if gap.facet == "ability":
            area = lift.area or self.catalog.competencies[lift.competency or ""].area
            return area == gap.area
        return lift.competency == gap.subject

    def leaving_room_for(self, step: Step) -> _Desk:
        """The same with the hours and the money that a step takes away."""
        return replace(self, limits=self.limits.after(step), excluded=self.excluded | {step.id})
