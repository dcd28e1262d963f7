"""One plan by greed: always the step that is worth most for an hour among those that still fit."""

from __future__ import annotations

import math
from collections.abc import Iterable
from heapq import heappop, heappush
from typing import NamedTuple

from pmcoach.catalog.models import Step
from pmcoach.planning.objective import SHORT_STEP_HOURS, TOLERANCE, ChosenStep, worth_of
from pmcoach.planning.plan_request import PlanProgress, PlanRequest

Steps = frozenset[str]
"""Steps by id."""
EXPONENTS = (1.0, 0.7)
"""The power of its hours that a step's worth is divided by. At 1 it is the worth of an hour; below,
longer steps come earlier, and short ones fill what is left. One or the other fills a plan better."""


class PlanDraft(NamedTuple):
    """A plan in the order in which it was chosen."""

    rank: tuple[bool, float, float, int]
    """What makes one draft better than another: that it begins with a short step which closes
    something, worth, fewer hours, levels closed by hands-on work."""
    plan: list[ChosenStep]
    forced: Steps
    """Steps that had to be in."""
    barred: Steps
    """Steps that had to stay out."""
    exponent: float

    @property
    def begins_short(self) -> bool:
        """Whether the plan begins with a short step that closes something."""
        return self.rank[0]

    @property
    def worth(self) -> float:
        """What the plan is worth."""
        return self.rank[1]


class StepCandidates:
    """The steps that a plan may take."""

    def __init__(self, request: PlanRequest) -> None:
        self.request = request
        self.start = PlanProgress(request)
        excluded = {*request.dropped, *request.done}
        self.steps = {
            step.id: step
            for step in request.catalog.steps.values()
            if step.id not in excluded and request.limits.allow(step)
        }
        self.hours = {step.id: request.limits.hours_of(step) for step in self.steps.values()}
        self.places = {step_id: place for place, step_id in enumerate(self.steps)}
        startable = [step for step in self.steps.values() if self.start.can_take(step)]
        self.short = [step for step in startable if step.hours[1] <= SHORT_STEP_HOURS]
        self.rates = {
            exponent: {
                step_id: self.rate(step, self.start, exponent) if request.closings[step_id] else 0.0
                for step_id, step in self.steps.items()
            }
            for exponent in EXPONENTS
        }
        self.queues = {
            exponent: sorted(
                (-rates[step.id], self.places[step.id], step)
                for step in startable
                if rates[step.id] > 0
            )
            for exponent, rates in self.rates.items()
        }
        self.lifting: dict[str, list[Step]] = {gap.key: [] for gap in request.gaps}
        for step in self.steps.values():
            for key in request.closings[step.id]:
                self.lifting[key].append(step)
        self.opening = {step.id for step in self.steps.values() if step.grants}.union(
            *(step.needs for step in self.steps.values())
        )
        """Steps after which others can be taken that could not be before."""

    def rate(self, step: Step, progress: PlanProgress, exponent: float) -> float:
        """Return what a step adds for an hour, more or less."""
        worth = sum([closing.worth for closing in progress.closings(step)])
        return round(worth / math.pow(self.hours[step.id], exponent), 9)

    def best_rate(self, step: Step) -> float:
        """Return what a step adds for an hour at the levels that suit it best."""
        by_gap = self.request.closings[step.id].values()
        worths = ([closing.worth for closing in by_level.values()] for by_level in by_gap)
        return sum(max(gap_worths, default=0.0) for gap_worths in worths) / self.hours[step.id]

    def go_together(self, step_ids: Steps) -> bool:
        """Return whether steps can all be taken, one after another, within the limits."""
        progress = PlanProgress(self.request)
        waiting = [self.steps[step_id] for step_id in sorted(step_ids & self.steps.keys())]
        while possible := [step for step in waiting if progress.can_take(step)]:
            progress.take(possible[0])
            waiting.remove(possible[0])
        rest = progress.rest
        return step_ids <= progress.taken and min(rest.hours, rest.money) >= -TOLERANCE

    def draft(self, forced: Steps, barred: Steps, exponent: float) -> PlanDraft:
        """Make a plan. Forced steps have to go together; hours and money for them are set aside."""
        run = _GreedyRun(self, forced, barred, exponent)
        step = run.first_step() or run.next_step()
        while step is not None:
            run.take(step)
            step = run.next_step()
        plan = run.progress.plan
        proof = sum(
            closing.to - closing.start
            for chosen in plan
            if chosen.step.route == "hands-on"
            for closing in chosen.closes
        )
        hours = sum(self.hours[chosen.step.id] for chosen in plan)
        begins_short = bool(plan and plan[0].closes and plan[0].step.hours[1] <= SHORT_STEP_HOURS)
        rank = (begins_short, round(worth_of(plan), 9), -round(hours, 9), proof)
        return PlanDraft(rank, plan, forced, barred, exponent)


class _GreedyRun:
    """A plan that grows step by step."""

    def __init__(
        self, candidates: StepCandidates, forced: Steps, barred: Steps, exponent: float
    ) -> None:
        self.candidates, self.exponent = candidates, exponent
        self.progress = PlanProgress(candidates.request)
        self.rates = candidates.rates[exponent].copy()
        self.closed = {*forced, *barred}
        self.waiting = {step_id: candidates.steps[step_id] for step_id in sorted(forced)}
        self.needed = {need for step in self.waiting.values() for need in step.needs}
        limits = candidates.request.limits
        self.hours = limits.hours - sum(candidates.hours[step_id] for step_id in self.waiting)
        self.money = limits.money - sum(step.cost[0] for step in self.waiting.values())
        self.queue = [
            entry for entry in candidates.queues[exponent] if entry[2].id not in self.closed
        ]
        """Steps by their rate, negative, that may have changed since."""

    def first_step(self) -> Step | None:
        """Return the best short step that closes something at once, a forced one if there is."""
        rates, forced = self.rates, self.waiting
        short = [
            step
            for step in self.candidates.short
            if rates[step.id] > 0 and (step.id in forced or self._is_open(step))
        ]
        return max(short, key=lambda step: (step.id in forced, rates[step.id]), default=None)

    def next_step(self) -> Step | None:
        """Return the step to take now: a forced one as soon as it is of use, or at the end."""
        possible = [step for step in self.waiting.values() if self.progress.can_take(step)]
        for step in possible:
            if self.rates[step.id] > 0 or step.grants or step.id in self.needed:
                return step
        while self.queue:
            negative_rate, _, step = heappop(self.queue)
            if -negative_rate == self.rates[step.id] and self._is_open(step):
                return step
        return possible[0] if possible else None

    def take(self, step: Step) -> None:
        """Add a step to the plan."""
        if self.waiting.pop(step.id, None) is None:
            self.hours -= self.candidates.hours[step.id]
            self.money -= step.cost[0]
        self.closed.add(step.id)
        for closing in self.progress.take(step).closes:
            changed = [
                rival
                for rival in self.candidates.lifting[closing.key]
                if rival.id in self.waiting or self._is_open(rival)
            ]
            for rival in changed:
                self.rates[rival.id] = self.candidates.rate(rival, self.progress, self.exponent)
            self._enqueue(changed)
        if step.id in self.candidates.opening:
            self._enqueue(self.candidates.steps.values())

    def _is_open(self, step: Step) -> bool:
        return (
            self.candidates.hours[step.id] <= self.hours + TOLERANCE
            and step.cost[0] <= self.money + TOLERANCE
            and step.id not in self.closed
        )

    def _enqueue(self, steps: Iterable[Step]) -> None:
        for step in steps:
            rate = self.rates[step.id]
            if rate > 0 and self.progress.can_take(step):
                heappush(self.queue, (-rate, self.candidates.places[step.id], step))
