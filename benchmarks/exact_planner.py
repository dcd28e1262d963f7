"""The exact planner: the judge of the greedy one. Needs the extra "bench" (scipy).

The most that any plan is worth, as a mixed-integer program under the same hours, purses, access and
needs, and under what a plan promises besides. What it says is never too low: it may take steps in
an order that runs in a circle, and knows no weeks.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.steps import Step
from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.draft import words_for
from pmcoach.planning.objective import SHORT_STEP_HOURS, PlannedStep, mean_hours
from pmcoach.planning.plan_request import Limits, PlanRequest
from pmcoach.planning.timeline import Timeline

SOLVED, TIME_IS_UP = 0, 1
"""What the solver says of its run."""


class SolverError(RuntimeError):
    """The solver found no optimum."""


class Program:
    """Rows and columns of a mixed-integer program that maximizes."""

    def __init__(self) -> None:
        self.gains: list[float] = []
        self.integrality: list[int] = []
        self.rows: list[tuple[dict[int, float], float]] = []
        """Coefficients by column, and what their sum may not exceed."""
        self.steps_of_parts: dict[int, Step] = {}
        """The step that each part of a climb takes."""

    def add_column(self, gain: float, *, integral: bool) -> int:
        """Add a variable from 0 to 1 and return its column."""
        self.gains.append(gain)
        self.integrality.append(int(integral))
        return len(self.gains) - 1

    def maximum(self, seconds: float = math.inf) -> float:
        """Return the greatest gain, or what it can't be above where the time is up. Raises
        SolverError."""
        entries = [
            (coefficient, row, column)
            for row, (coefficients, _) in enumerate(self.rows)
            for column, coefficient in coefficients.items()
        ]
        coefficients, rows, columns = zip(*entries, strict=True)
        matrix = csr_array((coefficients, (rows, columns)), shape=(len(self.rows), len(self.gains)))
        solution = milp(
            [-gain for gain in self.gains],
            integrality=self.integrality,
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, ub=[most for _, most in self.rows]),
            options={"mip_rel_gap": 1e-6, "time_limit": seconds},
        )
        if solution.status not in {SOLVED, TIME_IS_UP} or solution.mip_dual_bound is None:
            raise SolverError(solution.message)
        return float(-solution.mip_dual_bound)


def exact_worth(
    request: PlanRequest,
    keeping: Sequence[PlannedStep] = (),
    *,
    calendar_seconds: float = 0.0,
) -> float:
    """Return the greatest worth of any plan; pinned steps and the user's order play no part. The hours
    of all weeks count together, and so do the places for open steps, so that a plan may seem possible that
    no calendar has room for.

    Args:
        request: What to plan.
        keeping: A plan. Where it begins with a short step, so must the best plan, with any such step.
            A step that is in for the sake of a promise alone (it closes nothing, and nothing in the
            plan needs it) has to be in the best plan too.

    Raises:
        SolverError: The solver gave up.
    """
    limits, program = request.limits, Program()
    steps = [step for step in request.steps.values() if step.weeks <= limits.weeks]
    if not (steps and request.gaps):
        return 0.0
    taken = {step.id: program.add_column(0.0, integral=True) for step in steps}
    all_hours = limits.hours_per_week * limits.weeks
    program.rows.append(({taken[step.id]: mean_hours(step) for step in steps}, all_hours))
    # Each step is open for its weeks at least, and no week has more than so many open.
    slots = Timeline(limits.hours_per_week, 1).most_open * limits.weeks
    program.rows.append(({taken[step.id]: float(step.weeks) for step in steps}, slots))
    both_purses = limits.money + limits.employer_money
    # What can be borrowed needs no money.
    bought = [step for step in steps if step.cost[0]]
    own = [step for step in bought if request.payer_of(step) == "you"]
    for paid, money in ((own, limits.money), (bought, both_purses)):
        program.rows.append(({taken[step.id]: step.cost[1] for step in paid}, money))
    for step in steps:
        for alternatives in _prerequisites(step, steps, request):
            # The step at most as often as its alternatives together.
            required = {taken[step_id]: -1.0 for step_id in alternatives if step_id in taken}
            program.rows.append(({taken[step.id]: 1.0} | required, 0.0))
    for promised in _promised_steps(steps, limits, keeping):
        program.rows.append(({taken[step.id]: -1.0 for step in promised}, -1.0))
    leaving = {gap.key: _add_climb(program, request, gap, steps, taken) for gap in request.gaps}
    for key in request.levels:
        _add_words_first(program, request, leaving, key)
    if not calendar_seconds:
        return program.maximum()
    _add_calendar(program, request, steps, taken, leaving)
    return program.maximum(calendar_seconds)


def _add_calendar(
    program: Program,
    request: PlanRequest,
    steps: Sequence[Step],
    taken: dict[str, int],
    leaving: dict[str, dict[int, list[int]]],
) -> None:
    """Give each step a week to begin in: hours and open steps count week by week, and what goes on from a
    level begins no earlier than the step that leads to it can be done."""
    limits = request.limits
    weeks = range(limits.weeks)
    hours: list[dict[int, float]] = [{} for _ in weeks]
    opened: list[dict[int, float]] = [{} for _ in weeks]
    starts: dict[str, dict[int, float]] = {}
    for step in steps:
        begins = [
            program.add_column(0.0, integral=True) for _ in range(limits.weeks - step.weeks + 1)
        ]
        shares = [program.add_column(0.0, integral=False) for _ in weeks]
        _add_equal(program, dict.fromkeys(begins, 1.0), {taken[step.id]: 1.0})
        _add_equal(program, dict.fromkeys(shares, 1.0), {taken[step.id]: 1.0})
        starts[step.id] = {column: float(week) for week, column in enumerate(begins)}
        for week in weeks:
            begun = dict.fromkeys(begins[: week + 1], -1.0 / step.weeks)
            program.rows.append(({shares[week]: 1.0} | begun, 0.0))
            hours[week][shares[week]] = mean_hours(step)
            first = max(0, week - step.weeks + 1)
            opened[week] |= dict.fromkeys(begins[first : week + 1], 1.0)
    most_open = Timeline(limits.hours_per_week, 1).most_open
    for week in weeks:
        program.rows.append((hours[week], limits.hours_per_week))
        program.rows.append((opened[week], float(most_open)))
    for key, by_level in leaving.items():
        for level, parts in by_level.items():
            words = leaving.get(words_for(key), {}).get(0, []) if key.endswith(".skill") else []
            earlier = [part for lower in by_level if lower < level for part in by_level[lower]]
            for part in parts:
                for before in (*earlier, *(words if level == 0 else [])):
                    _add_order(program, starts, before, part, limits)


def _add_equal(program: Program, left: dict[int, float], right: dict[int, float]) -> None:
    """Add that two sums are equal."""
    row = left | {column: -coefficient for column, coefficient in right.items()}
    program.rows.append((row, 0.0))
    program.rows.append(({column: -coefficient for column, coefficient in row.items()}, 0.0))


def _add_order(
    program: Program, starts: dict[str, dict[int, float]], before: int, part: int, limits: Limits
) -> None:
    """Add that a part begins no earlier than the step of another can be done, where both are taken."""
    first, second = program.steps_of_parts[before], program.steps_of_parts[part]
    least_weeks = max(first.weeks, math.ceil(mean_hours(first) / limits.hours_per_week))
    if first.id == second.id:
        return
    row: dict[int, float] = dict(starts[first.id])
    for column, week in starts[second.id].items():
        row[column] = -week
    slack = float(limits.weeks + least_weeks)
    row |= {before: slack, part: slack}
    program.rows.append((row, 2 * slack - (least_weeks - 1)))


def _add_words_first(
    program: Program, request: PlanRequest, leaving: dict[str, dict[int, list[int]]], key: str
) -> None:
    """Let no first level of skill be closed unless that of the knowledge is, where some step teaches
    it."""
    words = words_for(key)
    if key.endswith(".skill") and request.levels.get(words) == 0 and words in request.taught:
        first_words = dict.fromkeys(leaving[words].get(0, []), -1.0)
        for part in leaving[key].get(0, []):
            program.rows.append(({part: 1.0} | first_words, 0.0))


def _prerequisites(
    step: Step, steps: Sequence[Step], request: PlanRequest
) -> Iterator[Sequence[str]]:
    """Yield steps of which one at least has to come before a step."""
    for need in step.needs:
        if need not in request.done:
            yield [need]
    if not access_reaches(request.limits.access, step.access):
        yield [opener.id for opener in steps if _opens(opener, step)]


def _opens(opener: Step, step: Step) -> bool:
    """Return whether a step obtains the access of another, from less."""
    return (
        opener.grants is not None
        and access_reaches(opener.grants, step.access)
        and not access_reaches(opener.access, step.access)
    )


def _promised_steps(
    steps: Sequence[Step], limits: Limits, plan: Sequence[PlannedStep]
) -> Iterator[list[Step]]:
    """Yield steps of which one at least has to be in."""
    for planned in plan:
        if not planned.closes and not _is_used(planned.step, plan, limits):
            yield [planned.step]
    if plan and plan[0].step.hours[1] <= SHORT_STEP_HOURS:
        yield [
            step
            for step in steps
            if step.hours[1] <= SHORT_STEP_HOURS
            and not step.needs
            and access_reaches(limits.access, step.access)
        ]


def _is_used(step: Step, plan: Sequence[PlannedStep], limits: Limits) -> bool:
    """Return whether another step of the plan needs this one, or access that it may obtain."""
    return any(
        step.id in planned.step.needs
        or (step.grants is not None and not access_reaches(limits.access, planned.step.access))
        for planned in plan
    )


def _add_climb(
    program: Program, request: PlanRequest, gap: Gap, steps: list[Step], taken: dict[str, int]
) -> dict[int, list[int]]:
    """Add the ways up one gap: what leaves a level has come to it, and each part takes its step.
    Returns the columns by the level that they leave."""
    arriving: dict[int, list[int]] = defaultdict(list)
    leaving: dict[int, list[int]] = defaultdict(list)
    weeks_by_part: dict[int, float] = {}
    for step in steps:
        for closing in request.closings[step.id].get(gap.key, {}).values():
            part = program.add_column(closing.worth, integral=True)
            weeks_by_part[part] = step.weeks - 1.0
            program.steps_of_parts[part] = step
            leaving[closing.start].append(part)
            arriving[closing.to].append(part)
            program.rows.append(({part: 1.0, taken[step.id]: -1.0}, 0.0))
    for level, parts in leaving.items():
        balance = dict.fromkeys(parts, 1.0) | dict.fromkeys(arriving[level], -1.0)
        program.rows.append((balance, 1.0 if level == gap.level else 0.0))
    # One after another; the next may begin in the week in which one ends.
    program.rows.append((weeks_by_part, request.limits.weeks - 1.0))
    return dict(leaving)
