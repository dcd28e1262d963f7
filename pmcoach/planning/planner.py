"""Which steps to take, and when: the most worth for the effort, within hours, weeks, money and access.

A greedy choice by worth for the effort, then small changes of which those that help are kept. Hours,
lifts and weights are estimates, so the last percent of worth would be false precision;
benchmarks/plan_optimum.py measures how near it comes to the exact optimum.

A plan keeps some promises besides: it begins with something short; someone with nowhere to practice
gets a step that opens a door; what the user pinned is in; each heavy area has a step; the words of a
competency come before its first deed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from heapq import heapify, heappop, heappush
from itertools import chain

from pmcoach.catalog.steps import Step
from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.draft import NOWHERE, PlanDraft
from pmcoach.planning.objective import (
    POWERS,
    SHORT_STEP_HOURS,
    PlannedStep,
    mean_hours,
    widen_access,
)
from pmcoach.planning.plan_request import PlanRequest

MOST_TRIED = 6
"""Steps of a plan, the last ones, that are left out for a trial; and steps, those of the best rate,
that are taken first."""
DOOR_SHARE = 0.25
"""The most of its hours that a plan gives to a step which opens a door without being used."""


def plan_steps(request: PlanRequest) -> list[PlannedStep]:
    """Choose steps and put them into weeks, in the order in which they begin."""
    draft = _improve(request)
    if request.order:
        draft = _arrange(request, draft.plan)
    return sorted(draft.plan, key=lambda planned: planned.start_week)


def _improve(request: PlanRequest) -> PlanDraft:
    """Return the best draft found.

    What opens a door pays only later, so that greed doesn't see it: each door is tried first. Then
    single steps are left out or taken first, and what helps is kept.
    """
    doors = {step.grants: step for step in _list_doors(request, reverse=True)}
    starts: list[Sequence[Step]] = [(), *([door] for door in doors.values() if request.gaps)]
    drafts = [(_build(request, first, (), POWERS[0]), first) for first in starts]
    best, first = max(drafts, key=lambda entry: entry[0].rank)
    power = POWERS[0]
    for smaller_power in POWERS[1:]:
        draft = _build(request, first, (), smaller_power)
        if draft.rank > best.rank:
            best, power = draft, smaller_power
    barred = frozenset[str]()
    start = PlanDraft(request)
    # What needs another step, greed doesn't see; of a project it sees too little, since the five gaps
    # it closes are each worth most to a step of their own.
    useful = [step for step in request.candidates if step.needs or start.closings(step)]
    useful.sort(key=lambda step: -start.rate(step, power))
    special = [step for step in useful if step.needs or step.kind == "project"]
    promising = {step.id: step for step in [*special[:MOST_TRIED], *useful[:MOST_TRIED]]}
    changes = [
        *(([], {planned.step.id}) for planned in best.plan[-MOST_TRIED:]),
        *(([step], set[str]()) for step in promising.values()),
    ]
    groups = (*request.first, *request.wanted, *request.besides)
    closing_nothing = {step_id for step_id in chain(*groups) if not request.closings.get(step_id)}
    promised = {*request.pinned, *closing_nothing}
    for added, left_out in changes:
        if left_out.isdisjoint(promised):
            trial = [*first, *added], barred | left_out
            draft = _build(request, *trial, power)
            if draft.rank > best.rank:
                best, (first, barred) = draft, trial
    return best


def _build(
    request: PlanRequest, first: Sequence[Step], barred: Collection[str], power: float
) -> PlanDraft:
    """Return a draft: what is promised, then always the best rate among what still fits."""
    draft = PlanDraft(request, barred)
    candidates = [step for step in request.candidates if step.id not in barred]
    _take_wanted(draft, request.first)
    _begin_short(draft, candidates, power)
    pinned = [request.steps[step_id] for step_id in request.pinned if step_id in request.steps]
    for step in (*pinned, *(step for step in first if step.grants)):
        _take_with_lead(draft, step, candidates)
    _open_door(draft, candidates)
    _take_wanted(draft, request.wanted)
    _visit_areas(draft, power)
    _take_wanted(draft, request.besides)
    for step in first:
        _take_with_lead(draft, step, candidates)
    _fill(draft, candidates, power)
    return draft


def _take_wanted(draft: PlanDraft, groups: Iterable[Sequence[str]]) -> None:
    """Take the first step of each group that fits."""
    steps = draft.request.steps
    for group in groups:
        draft.take_first(steps[step_id] for step_id in group if step_id in steps)


def _begin_short(draft: PlanDraft, candidates: Sequence[Step], power: float) -> None:
    """Take a short step first: the best that closes something, else one that leads up to it."""
    if draft.plan or not draft.request.gaps:
        return
    levels = draft.request.levels

    def order(step: Step) -> tuple[float, bool, bool]:
        prepares = any(subject.key in levels for subject in step.prepares)
        return -draft.rate(step, power), not _opens_door(draft.request, step), not prepares

    short = [
        step
        for step in candidates
        if step.hours[1] <= SHORT_STEP_HOURS
        and (
            draft.closings(step)
            or _opens_door(draft.request, step)
            or step.kind == "kickoff"
            or any(subject.key in levels for subject in step.prepares)
        )
    ]
    draft.take_first(sorted(short, key=order))


def _take_with_lead(draft: PlanDraft, step: Step, candidates: Sequence[Step]) -> None:
    """Take a step with all that has to come before it, as far as that fits."""
    steps = draft.request.steps
    for need in step.needs:
        if need in steps:
            _take_with_lead(draft, steps[need], candidates)
            draft.take(steps[need])
    for words in draft.missing_words(step):
        draft.take_first(teacher for teacher in candidates if draft.lifts(teacher, words))
    if not access_reaches(draft.access, step.access):
        doors = [
            door for door in candidates if access_reaches(door.grants or "nothing", step.access)
        ]
        draft.take_first(sorted(doors, key=mean_hours))
    if step.id in draft.request.pinned or draft.closings(step) or step.grants:
        draft.take(step)


def _list_doors(request: PlanRequest, *, reverse: bool = False) -> list[Step]:
    """Return the steps that widen the access that the person has, the shortest first."""
    doors = [step for step in request.candidates if _opens_door(request, step)]
    return sorted(doors, key=mean_hours, reverse=reverse)


def _opens_door(request: PlanRequest, step: Step) -> bool:
    """Return whether a step widens the access that the person has."""
    return widen_access(request.limits.access, step) != request.limits.access


def _open_door(draft: PlanDraft, candidates: Sequence[Step]) -> None:
    """Take a step that opens a door for someone with nowhere to practice, or where a gap can't begin
    to close without; the shortest that is enough."""
    request = draft.request
    is_shut_out = any(not access_reaches(draft.access, step.access) for step in candidates)
    is_needed = bool(request.gaps) and (is_shut_out or request.limits.access in NOWHERE)
    if not is_needed or any(planned.step.grants for planned in draft.plan):
        return
    startable = {
        closing.key
        for step in candidates
        if access_reaches(draft.access, step.access)
        for closing in draft.closings(step)
    }
    blocked = [
        step.access
        for step in candidates
        if any(closing.key not in startable for closing in draft.closings(step))
    ]
    if request.limits.access in NOWHERE:
        blocked.append("volunteer")
    most_hours = DOOR_SHARE * request.limits.hours_per_week * request.limits.weeks
    draft.take_first(
        door
        for door in _list_doors(request)
        if any(access_reaches(door.grants or "nothing", access) for access in blocked)
        and (mean_hours(door) <= most_hours or not startable)
    )


def _visit_areas(draft: PlanDraft, power: float) -> None:
    """Take the best step of each heavy area that has none, where there is room for a few."""
    for area in draft.request.areas:
        keys = {gap.key for gap in draft.request.gaps if gap.area == area}
        if any(closing.key in keys for planned in draft.plan for closing in planned.closes):
            continue
        suitable = {
            step.id: step
            for key in keys
            for step in draft.request.closing_steps[key]
            if draft.lifts(step, key)
        }
        by_rate = sorted(suitable.values(), key=lambda step: draft.rate(step, power), reverse=True)
        draft.take_first(by_rate)


def _fill(draft: PlanDraft, candidates: Sequence[Step], power: float) -> None:
    """Take steps by their rate until nothing fits anymore."""
    places = {step.id: place for place, step in enumerate(candidates)}

    def entry(step: Step) -> tuple[float, int, Step]:
        return -draft.rate(step, power), places[step.id], step

    queue = [entry(step) for step in candidates if draft.closings(step)]
    heapify(queue)
    waiting: list[Step] = []
    while queue:
        negative_rate, _, step = heappop(queue)
        if step.id in draft.taken:
            continue
        present = entry(step)
        if not present[0]:
            continue
        if negative_rate != present[0]:
            # Its rate fell since; where it rose, a newer entry came before this one.
            heappush(queue, present)
        elif draft.waits(step):
            waiting.append(step)
        elif draft.take(step):
            by_gap = draft.request.closing_steps
            lifted = [by_gap[closing.key] for closing in draft.plan[-1].closes]
            for follower in chain(*lifted, waiting):
                if follower.id in places:
                    heappush(queue, entry(follower))
            waiting.clear()


def _arrange(request: PlanRequest, plan: Iterable[PlannedStep]) -> PlanDraft:
    """Put the steps of a plan into the user's order, as far as what leads up to what allows."""
    places = {step_id: place for place, step_id in enumerate(request.order)}
    waiting = sorted(plan, key=lambda planned: places.get(planned.step.id, len(places)))
    draft = PlanDraft(request)
    while waiting:
        following = next(
            (
                planned
                for planned in waiting
                if draft.closings(planned.step) == planned.closes and draft.take(planned.step)
            ),
            None,
        )
        if following is None:
            break
        waiting.remove(following)
    return draft
