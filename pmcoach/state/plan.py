"""The plan that follows from a profile: proposed, or accepted and rescheduled from today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pmcoach.advice.context import Context
from pmcoach.advice.gaps import Gap, find_gaps, gaps_after_steps
from pmcoach.advice.verdicts import decide_route
from pmcoach.assessment.results import Result
from pmcoach.catalog.models import Step
from pmcoach.catalog.parse import Catalog
from pmcoach.planning.objective import Limits
from pmcoach.planning.plan_request import PlanRequest
from pmcoach.planning.planner import plan_steps
from pmcoach.planning.schedule import DEFAULT_HOURS, Dated, schedule, weeks_until
from pmcoach.planning.sensitivity import Sensitivity, measure_sensitivity
from pmcoach.state.journal import Journal

ASSUMED_BUDGET = 100.0
"""US dollars a plan may cost until the user sets a budget: a few books."""
StepState = Literal["planned", "doing", "done", "dropped"]
ASSUMABLE_FIELDS = ("hours_per_week", "budget", "access", "finish_by")
"""Fields of the situation that a plan assumes a default for where they are not set."""


@dataclass(frozen=True)
class Plan:
    """Dated steps, what they were planned with, and the gaps they leave open."""

    steps: tuple[Dated, ...]
    hours_per_week: float
    weeks: int
    money: float
    assumed: tuple[str, ...]
    """Fields of the situation that were not set, so that a default was used."""
    open_gaps: tuple[Gap, ...]
    accepted: bool = False
    """Whether it is the plan that the user accepted, rescheduled from today."""
    late: tuple[str, ...] = ()
    """Steps that were due before today."""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(dated.chosen.step.id for dated in self.steps)

    @property
    def value(self) -> float:
        return sum(dated.chosen.gain for dated in self.steps)


@dataclass(frozen=True)
class PlanDifference:
    """What another plan would change."""

    added: tuple[Step, ...]
    left_out: tuple[Step, ...]
    moved: tuple[tuple[Step, dt.date, dt.date], ...]
    """Steps in both that would be done by another day: step, end now, end then."""
    value_now: float
    value_then: float

    @property
    def none(self) -> bool:
        return not (self.added or self.left_out or self.moved)


@dataclass(frozen=True)
class PlanBasis:
    """All that a plan follows from."""

    catalog: Catalog
    journal: Journal
    measured: Result
    context: Context
    today: dt.date

    @property
    def hours_per_week(self) -> float:
        hours = self.context.hours_per_week
        return DEFAULT_HOURS if hours is None else hours

    @property
    def money(self) -> float:
        budget = self.context.budget
        return ASSUMED_BUDGET if budget is None else budget

    @property
    def weeks(self) -> int:
        return weeks_until(self.today, self.context.finish_by)


def propose_plan(basis: PlanBasis) -> Plan:
    """The best plan from today on."""
    return _make_plan(basis, None)


def current_plan(basis: PlanBasis) -> Plan:
    """The plan to work on: the accepted one, its open steps rescheduled from today, so that a week
    that slipped moves the rest; or a proposal where none was accepted."""
    accepted = basis.journal.accepted_plan
    if accepted is None:
        return propose_plan(basis)
    plan = _make_plan(basis, accepted.steps)
    late = tuple(step for step in plan.ids if accepted.ends.get(step, basis.today) < basis.today)
    return replace(plan, accepted=True, late=late)


def measure_margin(basis: PlanBasis, plan: Plan) -> Sensitivity:
    """What one more hour a week and the next hundred dollars would add, and what did not fit."""
    steps = [dated.chosen for dated in plan.steps]
    return measure_sensitivity(_make_request(basis, None), steps, basis.weeks)


def _make_request(basis: PlanBasis, only: Sequence[str] | None) -> PlanRequest:
    """What the choice of steps depends on; with ``only``, of these steps alone."""
    catalog, journal = basis.catalog, basis.journal
    steps_in: dict[str, list[str]] = {"done": [], "doing": [], "dropped": []}
    for step_id, state in journal.steps.items():
        steps_in.setdefault(state, []).append(step_id)
    done_steps = [catalog.steps[step] for step in steps_in["done"] if step in catalog.steps]
    gaps = gaps_after_steps(find_gaps(catalog, basis.measured).gaps, done_steps)
    dropped, pinned = steps_in["dropped"], [*sorted(journal.pinned), *steps_in["doing"]]
    if only is not None:
        # An accepted plan keeps to its steps, and to what was pinned or begun since.
        wanted = dict.fromkeys([*only, *pinned])
        dropped = dropped + [step for step in catalog.steps if step not in wanted]
        pinned = [s for s in wanted if s in catalog.steps and s not in steps_in["done"]]
    return PlanRequest(
        catalog,
        gaps,
        {gap.key: decide_route(catalog, basis.measured.target, basis.context, gap) for gap in gaps},
        Limits(
            basis.hours_per_week * basis.weeks,
            basis.money,
            basis.context.highest_access,
            pace=basis.hours_per_week,
        ),
        dropped,
        steps_in["done"],
        [step for step in dict.fromkeys(pinned) if journal.steps.get(step) != "dropped"],
        journal.order or tuple(only or ()),
    )


def _make_plan(basis: PlanBasis, only: Sequence[str] | None) -> Plan:
    request = _make_request(basis, only)
    dated = schedule(
        plan_steps(request),
        basis.hours_per_week,
        basis.today,
        postponed=basis.journal.postponed,
    )
    last_day = basis.today + dt.timedelta(weeks=basis.weeks)
    fitting = tuple(step for step in dated if step.end < last_day or only is not None)
    reached = {(closing.key, closing.to) for step in fitting for closing in step.chosen.closes}
    return Plan(
        fitting,
        basis.hours_per_week,
        basis.weeks,
        basis.money,
        tuple(name for name in ASSUMABLE_FIELDS if getattr(basis.context, name) is None),
        tuple(gap for gap in request.gaps if (gap.key, gap.target) not in reached),
    )


def compare_plans(present_plan: Plan, other_plan: Plan) -> PlanDifference:
    """What accepting another plan would change."""
    steps_now = {dated.chosen.step.id: dated for dated in present_plan.steps}
    steps_then = {dated.chosen.step.id: dated for dated in other_plan.steps}
    return PlanDifference(
        added=tuple(d.chosen.step for step, d in steps_then.items() if step not in steps_now),
        left_out=tuple(d.chosen.step for step, d in steps_now.items() if step not in steps_then),
        moved=tuple(
            (dated.chosen.step, steps_now[step].end, dated.end)
            for step, dated in steps_then.items()
            if step in steps_now and steps_now[step].end != dated.end
        ),
        value_now=present_plan.value,
        value_then=other_plan.value,
    )


def competency_proven_by(catalog: Catalog, step: Step) -> str:
    """The competency that a step's proof is evidence for: the first it lifts, else the first of
    the area it lifts; nothing where it lifts none."""
    competencies = [lift.competency for lift in step.lifts if lift.competency is not None]
    areas = [lift.area for lift in step.lifts if lift.area is not None]
    competencies += [catalog.competencies_of[area][0].id for area in areas]
    return competencies[0] if competencies else ""
