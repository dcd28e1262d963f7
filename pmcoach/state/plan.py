"""The plan that follows from a profile: proposed, or accepted and rescheduled from today."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from pmcoach.advice.context import Context, conditions_met
from pmcoach.advice.gaps import Findings, Gap, find_gaps, gaps_after_steps
from pmcoach.advice.hiring import HiringVerdict
from pmcoach.advice.verdicts import decide_route
from pmcoach.assessment.results import Result
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.steps import Step, StepKind
from pmcoach.planning.distance import Distance, measure_distance
from pmcoach.planning.objective import Payer, PlannedStep, mean_hours
from pmcoach.planning.plan_request import Limits, PlanRequest
from pmcoach.planning.planner import plan_steps
from pmcoach.planning.sensitivity import Sensitivity, measure_sensitivity
from pmcoach.planning.timeline import DEFAULT_HOURS, days_of_weeks, weeks_until
from pmcoach.state.journal import Journal

ASSUMED_BUDGET = 100.0
"""US dollars a plan may cost until the user sets a budget: a few books."""
ASSUMED_EMPLOYER_BUDGET = 4000.0
"""US dollars that an employer who pays for training is taken to pay until the user says: one course,
at the high end of what courses cost."""
LONG_WORK_LEVEL = 2
"""From this level of skill on, the next one takes work of months."""
LONG_WORK_WEEKS = 26
"""How far a plan reaches where it needs such work and the user named no date: half a year."""
HEAVY_AREA = 0.2
"""The share of a target from which on an area is worth a step of its own."""
SHARES_OF_HOURS: dict[StepKind, float] = {"job-search": 0.2, "onboarding": 0.4}
"""The most of its hours that a plan gives to steps of a kind that get one hired or settled in, and
close few gaps themselves."""
NEW_TO_THE_ROLE, UNTRAINED = ("new", "hired"), (None, "none")
"""Who gets a course if an employer pays for one: the first article's own case. Anyone else gets one only
if nothing closes their gaps for less effort."""
COURSE_LEVELS = 2
"""A course is worth an employer's money if it teaches so many levels of what is missing."""
PROJECT_LEVELS = 4
"""A project is worth its hours if it closes so many levels at once, and leaves something to show."""
PROJECT_SHARE = 0.8
"""The most of its hours that a plan gives to one such step."""
WORKPLACES = ("job", "pm-job")
"""Where work itself gives one something to show, so that nobody has to make up a project."""
ACCEPTED_WEEKS = 520
"""An accepted plan keeps its steps however long they take; ten years stand for that."""
MEASURE_SHARE = 0.4
"""Measuring comes first where more than this share of what the target weighs is unknown."""
StepState = Literal["planned", "doing", "done", "dropped"]
ASSUMABLE_FIELDS = ("hours_per_week", "budget", "access", "finish_by")
"""Fields of the situation that a plan assumes a default for where they are not set."""


@dataclass(frozen=True)
class DatedStep:
    """A planned step with the days on which it begins and is to be done."""

    planned: PlannedStep
    start: dt.date
    end: dt.date

    @property
    def step(self) -> Step:
        return self.planned.step


@dataclass(frozen=True)
class DoneStep:
    """A step that was done, and when."""

    step: Step
    day: dt.date
    is_former: bool
    """Whether it was done as it stood in an earlier version of the content."""


@dataclass(frozen=True)
class Plan:
    """Dated steps, what they were planned with, and the gaps they leave open."""

    steps: tuple[DatedStep, ...]
    hours_per_week: float
    weeks: int
    money: float
    """The user's own; what an employer pays comes on top."""
    assumed: tuple[str, ...]
    """Fields of the situation that were not set, so that a default was used."""
    open_gaps: tuple[Gap, ...]
    done: tuple[DoneStep, ...] = ()
    """What was done already, the earliest first."""
    accepted: bool = False
    """Whether it is the plan that the user accepted, rescheduled from today."""
    late: tuple[str, ...] = ()
    """Steps that were due before today."""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(dated.step.id for dated in self.steps)

    @property
    def value(self) -> float:
        return sum(dated.planned.worth for dated in self.steps)

    def cost(self, payer: Payer) -> tuple[float, float]:
        """What its steps cost one of the two purses, at least and at most."""
        costs = [dated.step.cost for dated in self.steps if dated.planned.payer == payer]
        return sum(low for low, _ in costs), sum(high for _, high in costs)


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
    hiring: HiringVerdict
    today: dt.date

    @cached_property
    def findings(self) -> Findings:
        return find_gaps(self.catalog, self.measured)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps that are left after what was done."""
        done_steps = [self.catalog.steps[step_id] for step_id in self.done]
        return gaps_after_steps(self.findings.gaps, done_steps)

    @property
    def done(self) -> list[str]:
        """The steps that are done, of those that the content has."""
        return [
            step_id
            for step_id, state in self.journal.steps.items()
            if state == "done" and step_id in self.catalog.steps
        ]

    @property
    def hours_per_week(self) -> float:
        hours = self.context.hours_per_week
        return DEFAULT_HOURS if hours is None else hours

    @property
    def money(self) -> float:
        budget = self.context.budget
        return ASSUMED_BUDGET if budget is None else budget

    @property
    def employer_money(self) -> float:
        if self.context.employer_pays != "yes":
            return 0.0
        budget = self.context.employer_budget
        return ASSUMED_EMPLOYER_BUDGET if budget is None else budget

    @property
    def weeks(self) -> int:
        if self.context.finish_by is None and any(
            gap.facet == "skill" and gap.target > LONG_WORK_LEVEL for gap in self.gaps
        ):
            return LONG_WORK_WEEKS
        return weeks_until(self.today, self.context.finish_by)

    @property
    def limits(self) -> Limits:
        return Limits(
            self.hours_per_week,
            self.weeks,
            self.money,
            self.context.highest_access,
            self.employer_money,
        )

    @property
    def facts(self) -> dict[str, str]:
        """What decides which steps this person may take."""
        target = self.measured.target
        situation = {"access": self.context.highest_access, **self.context.facts()}
        return {**situation, "role": target.role, "stage": target.stage}

    @cached_property
    def routes(self) -> dict[tuple[str, int], str]:
        """The advised route of each gap, for each level on its way to the target."""
        target, context = self.measured.target, self.context
        return {
            (gap.key, level): decide_route(self.catalog, target, context, replace(gap, level=level))
            for gap in self.gaps
            for level in range(gap.level, gap.target)
        }

    @cached_property
    def request(self) -> PlanRequest:
        """What the choice of steps depends on."""
        return _make_request(self)


def propose_plan(basis: PlanBasis) -> Plan:
    """The best plan from today on."""
    return _make_plan(basis, basis.request)


def current_plan(basis: PlanBasis) -> Plan:
    """The plan to work on: the accepted one, its open steps rescheduled from today, so that a week
    that slipped moves the rest; or a proposal where none was accepted."""
    accepted = basis.journal.accepted_plan
    if accepted is None:
        return propose_plan(basis)
    plan = _make_plan(basis, _keep_to(basis, accepted.steps))
    late = tuple(step for step in plan.ids if accepted.ends.get(step, basis.today) < basis.today)
    return replace(plan, accepted=True, late=late)


def measure_margin(basis: PlanBasis, plan: Plan) -> Sensitivity:
    """What one more hour a week and the next hundred dollars would add, and what did not fit."""
    return measure_sensitivity(basis.request, [dated.planned for dated in plan.steps])


def measure_way(basis: PlanBasis) -> Distance | None:
    """How far the target is."""
    return measure_distance(basis.request)


def _make_request(basis: PlanBasis) -> PlanRequest:
    """What the choice of steps depends on."""
    journal = basis.journal
    in_state = {
        state: [step_id for step_id, marked in journal.steps.items() if marked == state]
        for state in ("doing", "dropped")
    }
    pinned = dict.fromkeys([*sorted(journal.pinned), *in_state["doing"]])
    first_weeks = {
        step_id: max(0, -((basis.today - day).days // 7))
        for step_id, day in journal.postponed.items()
    }
    return PlanRequest(
        catalog=basis.catalog,
        gaps=basis.gaps,
        routes=basis.routes,
        limits=basis.limits,
        facts=basis.facts,
        dropped=in_state["dropped"],
        ruled_out=_list_ruled_out(basis),
        done=basis.done,
        pinned=[step_id for step_id in pinned if journal.steps.get(step_id) != "dropped"],
        first=list(_list_first(basis)),
        wanted=list(_list_wanted(basis)),
        besides=list(_list_besides(basis)),
        areas=_list_heavy_areas(basis),
        order=journal.order,
        postponed=first_weeks,
    )


def _keep_to(basis: PlanBasis, accepted_steps: Sequence[str]) -> PlanRequest:
    """The request for an accepted plan: it keeps to its steps, and to what was pinned or begun since,
    however long they take and whatever they cost."""
    request = basis.request
    own_steps = dict.fromkeys([*accepted_steps, *request.pinned])
    dropped = [*request.dropped, *(step for step in basis.catalog.steps if step not in own_steps)]
    return replace(
        request,
        limits=replace(
            request.limits,
            weeks=ACCEPTED_WEEKS,
            money=math.inf,
            employer_money=basis.employer_money,
        ),
        dropped=dropped,
        pinned=list(own_steps),
        first=(),
        wanted=(),
        besides=(),
        areas=(),
        order=request.order or tuple(accepted_steps),
    )


def _list_first(basis: PlanBasis) -> Iterator[Sequence[str]]:
    """What a plan begins with: measuring where much is unknown, and writing down what was done."""
    steps, findings = basis.catalog.steps.values(), basis.findings
    known_weight = sum(standing.weight for standing in basis.measured.known())
    unknown_weight = sum(standing.weight for standing in findings.ask_next)
    if basis.measured.known() and unknown_weight > MEASURE_SHARE * (unknown_weight + known_weight):
        yield [step.id for step in steps if step.kind == "measure"]
    if findings.unwritten:
        yield [step.id for step in steps if step.kind == "evidence"]


def _list_wanted(basis: PlanBasis) -> Iterator[Sequence[str]]:
    """Groups of steps of which a plan takes the first that fits: what the hiring verdict asks for, a
    course that an employer pays for, a project for someone who has no work to show."""
    if basis.measured.known():
        yield from _list_certificates(basis)
        if (
            basis.context.experience in NEW_TO_THE_ROLE
            and basis.context.training_taken in UNTRAINED
        ):
            yield _list_rich_steps(basis, "course", COURSE_LEVELS)
        if basis.context.highest_access not in WORKPLACES:
            yield _list_rich_steps(basis, "project", PROJECT_LEVELS)


def _list_besides(basis: PlanBasis) -> Iterator[Sequence[str]]:
    """What the job hunt or the new job takes, although it closes few gaps; each step by itself."""
    for kind, share in SHARES_OF_HOURS.items() if basis.measured.known() else ():
        hours_left = share * basis.hours_per_week * basis.weeks
        for step in _list_open_steps(basis, kind):
            if mean_hours(step) <= hours_left:
                hours_left -= mean_hours(step)
                yield [step.id]


def _list_certificates(basis: PlanBasis) -> Iterator[Sequence[str]]:
    """The question to an employer before anything is paid; and the certificate that fits, once what
    the ad demands was asked about. Where it can't be paid, the question takes its place."""
    questions = [step.id for step in _list_open_steps(basis, "question")]
    credentials = {credential.id for credential in basis.hiring.credentials}
    certificates = [
        step.id for step in _list_certificate_steps(basis) if step.credential in credentials
    ]
    match basis.hiring.kind:
        case "exception":
            yield [*certificates, *questions]
        case "demanded":
            yield [step_id for step_id in questions if step_id not in basis.done] or certificates
        case "ask":
            yield questions


def _list_rich_steps(basis: PlanBasis, kind: StepKind, least_levels: int) -> list[str]:
    """The courses that an employer would pay for, or the projects, that each close several of the
    levels that are missing: the most for their hours first."""
    routes, gaps = basis.routes, {gap.key: gap for gap in basis.gaps}
    most_hours = PROJECT_SHARE * basis.hours_per_week * basis.weeks
    rates: dict[str, float] = {}
    for step in _list_open_steps(basis, kind):
        is_paid = step.employer_may_pay and 0 < step.cost[1] <= basis.employer_money
        closed = [
            gap
            for lift in step.lifts
            if (gap := gaps.get(lift.key))
            for level in range(max(lift.start, gap.level), min(lift.to, gap.target))
            if routes[gap.key, level] == step.route
        ]
        is_rich = len(closed) >= least_levels and mean_hours(step) <= most_hours
        if is_rich and (is_paid or kind == "project"):
            rates[step.id] = sum(gap.weight for gap in closed) / mean_hours(step)
    return sorted(rates, key=lambda step_id: -rates[step_id])


def _list_open_steps(basis: PlanBasis, kind: StepKind) -> Iterator[Step]:
    """The steps of a kind that this person may take."""
    facts = basis.facts
    for step in basis.catalog.steps.values():
        if step.kind == kind and conditions_met(step.when, facts):
            yield step


def _list_certificate_steps(basis: PlanBasis) -> Iterator[Step]:
    """The steps that end in a certificate; a course that an employer pays for is training."""
    for step in basis.catalog.steps.values():
        if step.credential and "employer_pays" not in step.when:
            yield step


def _list_ruled_out(basis: PlanBasis) -> list[str]:
    """The certificates that the hiring verdict does not call for, and questions that it doesn't ask."""
    called_for = {step_id for group in _list_certificates(basis) for step_id in group}
    steps = [*_list_certificate_steps(basis), *_list_open_steps(basis, "question")]
    return [step.id for step in steps if step.id not in called_for]


def _list_heavy_areas(basis: PlanBasis) -> list[str]:
    """The areas with a gap that the target gives a fair share of its weight, heaviest first."""
    weights = basis.measured.target.area_weights
    areas = {gap.area for gap in basis.gaps if weights.get(gap.area, 0.0) >= HEAVY_AREA}
    return sorted(areas, key=lambda area: -weights[area])


def _make_plan(basis: PlanBasis, request: PlanRequest) -> Plan:
    planned_steps = plan_steps(request)
    reached = {(closing.key, closing.to) for step in planned_steps for closing in step.closes}
    return Plan(
        tuple(
            DatedStep(planned, *days_of_weeks(basis.today, planned.start_week, planned.end_week))
            for planned in planned_steps
        ),
        basis.hours_per_week,
        basis.weeks,
        basis.money,
        tuple(name for name in ASSUMABLE_FIELDS if getattr(basis.context, name) is None),
        tuple(gap for gap in request.gaps if (gap.key, gap.target) not in reached),
        tuple(_list_done(basis)),
    )


def _list_done(basis: PlanBasis) -> Iterator[DoneStep]:
    """What was done, the earliest first."""
    done_on = basis.journal.done_on
    for step_id in sorted(basis.done, key=lambda step_id: done_on[step_id].day):
        marked = done_on[step_id]
        yield DoneStep(basis.catalog.steps[step_id], marked.day, marked.marked_as != step_id)


def compare_plans(present_plan: Plan, other_plan: Plan) -> PlanDifference:
    """What accepting another plan would change."""
    steps_now = {dated.step.id: dated for dated in present_plan.steps}
    steps_then = {dated.step.id: dated for dated in other_plan.steps}
    return PlanDifference(
        added=tuple(d.step for step, d in steps_then.items() if step not in steps_now),
        left_out=tuple(d.step for step, d in steps_now.items() if step not in steps_then),
        moved=tuple(
            (dated.step, steps_now[step].end, dated.end)
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
