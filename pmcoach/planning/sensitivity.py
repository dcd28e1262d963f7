"""What a little more time or money would add to a plan, and what did not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from pmcoach.advice.context import conditions_met
from pmcoach.advice.gaps import Gap
from pmcoach.catalog.steps import Step
from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.objective import TOLERANCE, PlannedStep, widen_access, worth_of
from pmcoach.planning.plan_request import Limits, PlanRequest
from pmcoach.planning.planner import plan_steps

MORE_HOURS = 1.0
"""Hours a week more."""
MORE_MONEY = 100.0
"""US dollars more."""
Lack = Literal["hours", "weeks", "money", "access", "needs", "dropped", "no step"]
LACK_ORDER: tuple[Lack, ...] = get_args(Lack)
"""Where several steps could go on with a gap, the one that lacks the first of these is named."""


@dataclass(frozen=True)
class Addition:
    """What a plan with more of something gains."""

    worth: float
    """In worth, as in ``planning.objective``; 0 where more is of no use."""
    added: tuple[Step, ...] = ()
    left_out: tuple[Step, ...] = ()
    """Steps that better ones take the place of."""


@dataclass(frozen=True)
class OpenGap:
    """A gap that the plan leaves open."""

    gap: Gap
    level: int
    """Where the plan ends with it."""
    step: Step | None
    """What would go on with it, the shortest step."""
    why: Lack
    """What that step lacks; "dropped" where the user wants none that would, "no step" where the
    content has none for this person."""


@dataclass(frozen=True)
class Sensitivity:
    """How a plan depends on its limits."""

    hour: Addition
    """For one hour a week more."""
    hundred: Addition
    """For the next hundred US dollars."""
    left: tuple[OpenGap, ...]
    """What did not fit, heaviest first."""


def measure_sensitivity(request: PlanRequest, plan: Sequence[PlannedStep]) -> Sensitivity:
    """Return what one more hour a week and the next hundred dollars would add to a plan."""
    limits = request.limits
    return Sensitivity(
        _addition(
            request, plan, replace(limits, hours_per_week=limits.hours_per_week + MORE_HOURS)
        ),
        _addition(request, plan, replace(limits, money=limits.money + MORE_MONEY)),
        open_gaps(request, plan),
    )


def _addition(request: PlanRequest, plan: Sequence[PlannedStep], limits: Limits) -> Addition:
    """Plan again within wider limits."""
    wider_plan = plan_steps(replace(request, limits=limits))
    gain = worth_of(wider_plan) - worth_of(plan)
    if gain <= TOLERANCE:
        return Addition(0.0)
    before, after = ({planned.step.id for planned in steps} for steps in (plan, wider_plan))
    return Addition(
        gain,
        tuple(planned.step for planned in wider_plan if planned.step.id not in before),
        tuple(planned.step for planned in plan if planned.step.id not in after),
    )


def open_gaps(request: PlanRequest, plan: Sequence[PlannedStep]) -> tuple[OpenGap, ...]:
    """Return the gaps that a plan leaves open, heaviest first, with what would go on with each."""
    levels = request.levels | {
        closing.key: closing.to for planned in plan for closing in planned.closes
    }
    remaining = [gap for gap in request.gaps if levels[gap.key] < gap.target]
    remaining.sort(key=lambda gap: (levels[gap.key] - gap.target) * gap.weight)
    return tuple(_open_gap(request, plan, gap, levels[gap.key]) for gap in remaining)


def _open_gap(request: PlanRequest, plan: Sequence[PlannedStep], gap: Gap, level: int) -> OpenGap:
    """Return a gap with the step that lacks least to go on with it."""
    taken = {*request.done, *(planned.step.id for planned in plan)}
    followers = [
        (_lack(request, plan, taken, step), step)
        for step in request.catalog.steps.values()
        if step.id not in {*taken, *request.ruled_out}
        and level in request.closings[step.id].get(gap.key, {})
        and conditions_met(step.when, request.facts)
    ]
    if not followers:
        return OpenGap(gap, level, None, "no step")
    lack, step = min(
        followers, key=lambda follower: (LACK_ORDER.index(follower[0]), sum(follower[1].hours))
    )
    return OpenGap(gap, level, step, lack)


def _lack(request: PlanRequest, plan: Sequence[PlannedStep], taken: set[str], step: Step) -> Lack:
    """Return what keeps a step from being added to a plan; hours where nothing else does."""
    access, spent = request.limits.access, 0.0
    for planned in plan:
        access = widen_access(access, planned.step)
        spent += planned.step.cost[1] if planned.payer == "you" else 0.0
    if step.id in request.dropped:
        return "dropped"
    if not taken.issuperset(step.needs):
        return "needs"
    if not access_reaches(access, step.access):
        return "access"
    pays_employer = step.employer_may_pay and step.cost[1] <= request.limits.employer_money
    if not pays_employer and step.cost[1] > request.limits.money - spent + TOLERANCE:
        return "money"
    return "weeks" if step.weeks > request.limits.weeks else "hours"
