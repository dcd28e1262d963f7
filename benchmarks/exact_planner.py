"""The exact planner: the judge of the greedy one. Needs the extra "bench" (scipy).

The most that any plan is worth, as a mixed-integer program under the same hours, money, access and
needs, and under what a plan promises besides. What it says is never too low: it may take steps in
an order that runs in a circle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.models import Step
from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.objective import (
    SHORT_STEP_HOURS,
    ChosenStep,
    Limits,
)
from pmcoach.planning.plan_request import PlanRequest


class SolverError(RuntimeError):
    """The solver found no optimum."""


class Program:
    """Rows and columns of a mixed-integer program that maximizes."""

    def __init__(self) -> None:
        self.gains: list[float] = []
        self.integrality: list[int] = []
        self.rows: list[tuple[dict[int, float], float]] = []
        """Coefficients by column, and what their sum may not exceed."""

    def add_column(self, gain: float, *, integral: bool) -> int:
        """Add a variable from 0 to 1 and return its column."""
        self.gains.append(gain)
        self.integrality.append(int(integral))
        return len(self.gains) - 1

    def maximum(self) -> float:
        """Return the greatest gain. Raises SolverError."""
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
            options={"mip_rel_gap": 1e-9},
        )
        if solution.status != 0:
            raise SolverError(solution.message)
        return float(-solution.fun)


def exact_worth(request: PlanRequest, keeping: Sequence[ChosenStep] = ()) -> float:
    """Return the greatest worth of any plan; pinned steps and the user's order play no part.

    Args:
        request: What to plan.
        keeping: A plan. Where it begins with a short step that closes something, so must the best
            plan, with any such step. A step that is in for the sake of a promise alone (it closes
            nothing, and nothing in the plan needs it) has to be in the best plan too.

    Raises:
        SolverError: The solver gave up.
    """
    limits, program = request.limits, Program()
    excluded = {*request.dropped, *request.done}
    steps = [
        step
        for step in request.catalog.steps.values()
        if limits.allow(step) and step.id not in excluded
    ]
    if not (steps and request.gaps):
        return 0.0
    taken = {step.id: program.add_column(0.0, integral=True) for step in steps}
    program.rows.append(({taken[step.id]: limits.hours_of(step) for step in steps}, limits.hours))
    program.rows.append(({taken[step.id]: step.cost[0] for step in steps}, limits.money))
    for step in steps:
        for alternatives in _prerequisites(step, steps, request):
            # The step at most as often as its alternatives together.
            required = {taken[step_id]: -1.0 for step_id in alternatives if step_id in taken}
            program.rows.append(({taken[step.id]: 1.0} | required, 0.0))
    for promised in _promised_steps(steps, limits, keeping):
        program.rows.append(({taken[step.id]: -1.0 for step in promised}, -1.0))
    for gap in request.gaps:
        _add_climb(program, request, gap, steps, taken)
    return program.maximum()


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
    steps: Sequence[Step], limits: Limits, plan: Sequence[ChosenStep]
) -> Iterator[list[Step]]:
    """Yield steps of which one at least has to be in."""
    for chosen in plan:
        if not chosen.closes and not _is_used(chosen.step, plan, limits):
            yield [chosen.step]
    if plan and plan[0].closes and plan[0].step.hours[1] <= SHORT_STEP_HOURS:
        yield [
            step
            for step in steps
            if step.hours[1] <= SHORT_STEP_HOURS
            and not step.needs
            and access_reaches(limits.access, step.access)
        ]


def _is_used(step: Step, plan: Sequence[ChosenStep], limits: Limits) -> bool:
    """Return whether another step of the plan needs this one, or access that it may obtain."""
    return any(
        step.id in chosen.step.needs
        or (step.grants is not None and not access_reaches(limits.access, chosen.step.access))
        for chosen in plan
    )


def _add_climb(
    program: Program, request: PlanRequest, gap: Gap, steps: list[Step], taken: dict[str, int]
) -> None:
    """Add the ways up one gap: what leaves a level has come to it, and each part takes its step."""
    arriving: dict[int, list[int]] = defaultdict(list)
    leaving: dict[int, list[int]] = defaultdict(list)
    for step in steps:
        for closing in request.closings[step.id].get(gap.key, {}).values():
            part = program.add_column(closing.worth, integral=False)
            leaving[closing.start].append(part)
            arriving[closing.to].append(part)
            program.rows.append(({part: 1.0, taken[step.id]: -1.0}, 0.0))
    for level, parts in leaving.items():
        balance = dict.fromkeys(parts, 1.0) | dict.fromkeys(arriving[level], -1.0)
        program.rows.append((balance, 1.0 if level == gap.level else 0.0))
