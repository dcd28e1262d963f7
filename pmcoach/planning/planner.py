"""Which steps to take: much worth within hours, money and access.

A greedy choice by worth for an hour, then small changes of which those that help are kept. Hours,
lifts and weights are estimates, so the last percent of worth would be false precision;
benchmarks/plan_optimum.py measures how near it comes to the exact optimum.

A plan keeps some promises besides: what the user pinned is in, where lack of access blocks a gap a
step obtains it, and the plan begins with something short.
"""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.models import Lift, Step
from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.greedy import EXPONENTS, PlanDraft, StepCandidates, Steps
from pmcoach.planning.objective import (
    SHORT_STEP_HOURS,
    TOLERANCE,
    ChosenStep,
    widen_access,
)
from pmcoach.planning.plan_request import PlanRequest
from pmcoach.planning.sequencing import sequence_steps

KEPT_SHARE = 0.75
"""A step that closes nothing itself (to obtain access for a blocked gap, or to begin with something
short) is put in only if the plan keeps this share of its worth, or had none."""
OPENER_SHARE = 0.125
"""Nor may one that obtains access, and that the plan does not use, take more than this share of
the hours, unless nothing else can be done."""
MOST_TRIED = 8
"""Steps of a plan, the last ones, that are left out for a trial; and steps, those of the best
rate, that are put in or taken earlier."""
by_rank = attrgetter("rank")


def plan_steps(request: PlanRequest) -> list[ChosenStep]:
    """Choose steps and put them into the order to take them."""
    planner, order = _Planner(request), request.order
    forced = planner.pinned_steps()
    draft = planner.improve(forced)
    opener = planner.promised_opener(draft, forced)
    if opener is not None:
        opened = planner.improve(forced | {opener.id})
        if _keeps_enough(opened, draft):
            draft, forced = opened, forced | {opener.id}
    plan = draft.plan
    warm_up = None if draft.begins_short else planner.warm_up(draft, forced)
    if warm_up is not None:
        limits, dropped = request.limits.after(warm_up), {*request.dropped, warm_up.id}
        shortened = _Planner(replace(request, limits=limits, dropped=dropped)).improve(forced)
        if _keeps_enough(shortened, draft):
            plan = [ChosenStep(warm_up, ()), *shortened.plan]
            if order and warm_up.id not in order:
                order = [warm_up.id, *order]
    return sequence_steps(request, plan, order)


def _keeps_enough(draft: PlanDraft, former: PlanDraft) -> bool:
    return (
        draft.begins_short >= former.begins_short
        and draft.worth >= KEPT_SHARE * former.worth - TOLERANCE
    )


class _Planner:
    """The search for the best draft, and the steps that promises bring in."""

    def __init__(self, request: PlanRequest) -> None:
        self.request = request
        self.candidates = StepCandidates(request)
        access = request.limits.access
        steps = sorted(self.candidates.steps.values(), key=lambda step: step.hours[1])
        self.openers = {step.id: step for step in steps if widen_access(access, step) != access}
        """What obtains access, the shortest first."""

    def improve(self, required: Steps) -> PlanDraft:
        """Return the best draft with the required steps, which have to go together.

        What obtains access pays only later, so that greed does not see it: it is tried first. Then
        single steps are left out or put in, and what helps is kept.
        """
        openers = [] if required & self.openers.keys() else self.openers.values()
        starts = {required, *(self.force(required, opener) for opener in openers)}
        drafts = [
            self.candidates.draft(forced, frozenset(), EXPONENTS[0])
            for forced in sorted(starts, key=sorted)
        ]
        forced = max(drafts, key=by_rank).forced
        drafts += [self.candidates.draft(forced, frozenset(), power) for power in EXPONENTS[1:]]
        best = max(drafts, key=by_rank)
        promising = sorted(
            self.candidates.steps.values(), key=self.candidates.best_rate, reverse=True
        )
        trials = [
            *((chosen.step, self._without) for chosen in best.plan[-MOST_TRIED:]),
            *((step, self._beginning_with) for step in promising[:MOST_TRIED]),
        ]
        for step, change in trials:
            forced, barred = change(best, step)
            if (forced, barred) != (best.forced, best.barred) and forced >= required:
                changed = self.candidates.draft(forced, barred, best.exponent)
                best = max(best, changed, key=by_rank)
        return best

    def _without(self, draft: PlanDraft, step: Step) -> tuple[Steps, Steps]:
        """Return what is forced and barred so that a step is left out."""
        if step.id not in draft.forced:
            return draft.forced, draft.barred | {step.id}
        released = draft.forced - {step.id}
        return released if self.candidates.go_together(released) else draft.forced, draft.barred

    def _beginning_with(self, draft: PlanDraft, step: Step) -> tuple[Steps, Steps]:
        """Return what is forced and barred so that a step is put in, or taken earlier."""
        forced = self.force(draft.forced, step)
        return forced, draft.barred - forced

    def force(self, forced: Steps, step: Step) -> Steps:
        """Return the forced steps with one more, all that it needs and, if it has to be, the
        shortest step that obtains access; without it if they do not go together."""
        leading = {step.id}
        while missing := {
            need for step_id in leading for need in self.request.catalog.steps[step_id].needs
        } - leading.union(self.request.done):
            leading |= missing
        for opener in (set[str](), *({opener} for opener in self.openers)):
            if self.candidates.go_together(forced | leading | opener):
                return forced | leading | opener
        return forced

    def pinned_steps(self) -> Steps:
        """Return the pinned steps that go together, with what they need. What obtains access comes
        before what may wait for it."""
        steps, access = self.request.catalog.steps, self.request.limits.access
        pinned = [steps[step_id] for step_id in self.request.pinned if step_id in steps]
        forced: Steps = frozenset()
        for step in sorted(
            pinned, key=lambda step: (step.grants is None, not access_reaches(access, step.access))
        ):
            if step.id in self.candidates.steps:
                forced = self.force(forced, step)
        return forced

    def promised_opener(self, draft: PlanDraft, forced: Steps) -> Step | None:
        """Return the shortest step that obtains access for a gap that cannot begin to close
        without, if the draft has none."""
        limits, start = self.request.limits, self.candidates.start
        steps = self.candidates.steps.values()
        if any(chosen.step.id in self.openers for chosen in draft.plan):
            return None
        startable = {
            closing.key
            for step in steps
            if access_reaches(limits.access, step.access)
            for closing in start.closings(step)
        }
        wanted = {
            step.access
            for step in steps
            if any(closing.key not in startable for closing in start.closings(step))
        }
        most_hours = limits.hours * (OPENER_SHARE if draft.plan else 1.0) + TOLERANCE
        for opener in self.openers.values():
            if (
                start.can_take(opener)
                and limits.hours_of(opener) <= most_hours
                and any(access_reaches(opener.grants or "nothing", access) for access in wanted)
                and self.candidates.go_together(forced | {opener.id})
            ):
                return opener
        return None

    def warm_up(self, draft: PlanDraft, forced: Steps) -> Step | None:
        """Return a short step to begin with where the draft has none: in the same competency or
        area as the heaviest gap that the draft works on. It lifts nothing itself."""
        first_steps = sequence_steps(self.request, draft.plan)[:1]
        if all(chosen.step.hours[1] <= SHORT_STEP_HOURS for chosen in first_steps):
            return None
        planned = {chosen.step.id for chosen in draft.plan}
        closed = {closing.key for chosen in draft.plan for closing in chosen.closes}
        short = [
            step
            for step in self.candidates.short
            if step.grants is None
            and step.id not in planned
            and self.candidates.go_together(forced | {step.id})
        ]
        for gap in sorted(self.request.gaps, key=lambda gap: gap.key not in closed):
            related = [step for step in short if any(self._about(lift, gap) for lift in step.lifts)]
            if related:
                return max(
                    related,
                    key=lambda step: (
                        step.route == "hands-on",
                        max(lift.to for lift in step.lifts),
                    ),
                )
        return None

    def _about(self, lift: Lift, gap: Gap) -> bool:
        """Return whether a lift is in the competency of a gap, or in the area of an ability's."""
        if gap.facet != "ability":
            return lift.competency == gap.subject
        area = lift.area or self.request.catalog.competencies[lift.competency or ""].area
        return area == gap.area
