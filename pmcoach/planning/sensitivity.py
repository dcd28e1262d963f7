"""What a little more time or money would add to a plan, and what did not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.models import Step
from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.objective import TOLERANCE, ChosenStep, Limits, worth_of
from pmcoach.planning.plan_request import PlanProgress, PlanRequest
from pmcoach.planning.planner import plan_steps

MORE_HOURS = 1.0
"""Hours a week more."""
MORE_MONEY = 100.0
"""US dollars more."""
Lack = Literal["hours", "money", "access", "needs", "dropped", "no step"]
LACK_ORDER: tuple[Lack, ...] = ("hours", "money", "access", "needs", "dropped", "no step")
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
    content has none."""


@dataclass(frozen=True)
class Sensitivity:
    """How a plan depends on its limits."""

    hour: Addition
    """For one hour a week more."""
    hundred: Addition
    """For the next hundred US dollars."""
    left: tuple[OpenGap, ...]
    """What did not fit, heaviest first."""


def measure_sensitivity(
    request: PlanRequest, plan: Sequence[ChosenStep], weeks: int
) -> Sensitivity:
    """Return what one more hour a week and the next hundred dollars would add to a plan.

    Args:
        request: What the plan was made from.
        plan: The plan.
        weeks: How many weeks it is for.
    """
    limits = request.limits
    pace = limits.pace + MORE_HOURS if limits.pace else 0.0
    return Sensitivity(
        _addition(
            request, plan, replace(limits, hours=limits.hours + MORE_HOURS * weeks, pace=pace)
        ),
        _addition(request, plan, replace(limits, money=limits.money + MORE_MONEY)),
        open_gaps(request, plan),
    )


def _addition(request: PlanRequest, plan: Sequence[ChosenStep], limits: Limits) -> Addition:
    """Plan again within wider limits."""
    wider_plan = plan_steps(replace(request, limits=limits))
    gain = worth_of(wider_plan) - worth_of(plan)
    if gain <= TOLERANCE:
        return Addition(0.0)
    before, after = ({chosen.step.id for chosen in steps} for steps in (plan, wider_plan))
    return Addition(
        gain,
        tuple(chosen.step for chosen in wider_plan if chosen.step.id not in before),
        tuple(chosen.step for chosen in plan if chosen.step.id not in after),
    )


def open_gaps(request: PlanRequest, plan: Sequence[ChosenStep]) -> tuple[OpenGap, ...]:
    """Return the gaps that a plan leaves open, heaviest first, with what would go on with each."""
    progress = PlanProgress(request)
    for chosen in plan:
        progress.take(chosen.step)
    rest, levels = progress.rest, progress.levels
    followers: dict[str, list[tuple[int, float, Step]]] = {key: [] for key in levels}
    for step in request.catalog.steps.values():
        if step.id not in progress.taken:
            place = LACK_ORDER.index(_lack(step, progress, rest))
            for closing in progress.closings(step):
                followers[closing.key].append((place, sum(step.hours), step))
    remaining = [gap for gap in request.gaps if levels[gap.key] < gap.target]
    remaining.sort(key=lambda gap: (levels[gap.key] - gap.target) * gap.weight)
    no_step = (LACK_ORDER.index("no step"), 0.0, None)
    return tuple(
        OpenGap(gap, levels[gap.key], step, LACK_ORDER[place])
        for gap in remaining
        for place, _, step in [
            min(followers[gap.key], key=lambda entry: entry[:2], default=no_step)
        ]
    )


def _lack(step: Step, progress: PlanProgress, rest: Limits) -> Lack:
    """Return what keeps a step from being added to a plan; hours where nothing else does."""
    if step.id in progress.request.dropped:
        return "dropped"
    if not progress.taken.issuperset(step.needs):
        return "needs"
    if not access_reaches(progress.access, step.access):
        return "access"
    return "money" if step.cost[0] > rest.money + TOLERANCE else "hours"
