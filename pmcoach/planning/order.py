"""The order of a plan: what leads up to something before it, else the most for an hour first.

The user's own order comes before that, as far as what leads up to what allows.
"""

from __future__ import annotations

from collections.abc import Sequence

from pmcoach.catalog.models import Step
from pmcoach.catalog.reachability import lift_key
from pmcoach.catalog.vocabulary import Access, access_reaches
from pmcoach.planning.problem import Problem, Solution, Way
from pmcoach.planning.value import SHORT_STEP_HOURS, Chosen, closings, mean_hours, wider, worth


def in_order(problem: Problem, solution: Solution, wished: Sequence[str] = ()) -> list[Chosen]:
    """The steps of a solution in the order to take them, with what each closes. The first is a
    short one where one can be, unless the user wished another; steps that obtain access follow. A
    step that turns out to close nothing, to obtain nothing and to be needed for nothing is left
    out, unless it is forced."""
    return _Ordering(problem, solution, wished).run()


class _Ordering:
    def __init__(self, problem: Problem, solution: Solution, wished: Sequence[str]) -> None:
        self.problem = problem
        self.ways = solution.ways
        self.starts = {
            (ident, key): start
            for key, way in solution.ways.items()
            for ident, start, _ in way.path
        }
        self.levels = {key: gap.level for key, gap in problem.gaps.items()}
        self.access: Access = problem.limits.access
        self.ready = set(problem.done)
        self.wished = {ident: at for at, ident in enumerate(wished)}
        self.waiting = [step for step in problem.steps.values() if step.id in solution.steps]
        self.openers = {step.id for step in self.waiting if self._opens(step)}

    def run(self) -> list[Chosen]:
        plan: list[Chosen] = []
        while self.waiting:
            possible = [
                step
                for step in self.waiting
                if access_reaches(self.access, step.access) and self.ready.issuperset(step.needs)
            ]
            useful = [step for step in possible if self._useful(step)]
            pick = min(
                [step for step in useful if self._fits_in(step)] or useful,
                key=lambda step: self._rank(step, first=not plan),
                default=None,
            )
            if pick is None:
                # Nothing adds any more: what is left is there because something needs it.
                pick = next((step for step in possible if self._needed(step)), None)
                if pick is None:
                    return plan
            closes = closings(pick, self.levels, self.problem.gaps)
            plan.append(Chosen(pick, closes))
            self.levels |= {gain.key: gain.to for gain in closes}
            self.access = wider(self.access, pick)
            self.ready.add(pick.id)
            self.waiting.remove(pick)
        return plan

    def _opens(self, step: Step) -> bool:
        """Whether the access that a step obtains is what another one waits for."""
        return step.grants is not None and any(
            access_reaches(step.grants, other.access)
            and not access_reaches(self.problem.limits.access, other.access)
            for other in self.waiting
        )

    def _useful(self, step: Step) -> bool:
        if step.id in self.openers or closings(step, self.levels, self.problem.gaps):
            return True
        return step.id in self.problem.forced and not self._will_close(step)

    def _will_close(self, step: Step) -> bool:
        """Whether a step closes nothing now, but may after others that wait."""
        keys = {
            lift_key(lift)
            for lift in step.lifts
            if lift.start > self.levels.get(lift_key(lift), lift.start)
        }
        return any(
            lift_key(lift) in keys and lift.to > self.levels[lift_key(lift)]
            for other in self.waiting
            if other is not step
            for lift in other.lifts
        )

    def _needed(self, step: Step) -> bool:
        return step.id in self.problem.forced or any(
            step.id in other.needs for other in self.waiting
        )

    def _fits_in(self, step: Step) -> bool:
        """Whether a step taken now closes what it was chosen for and nothing that another was."""
        for lift in step.lifts:
            key = lift_key(lift)
            way: Way | None = self.ways.get(key)
            if way is None:
                continue
            start = self.starts.get((step.id, key))
            if start is None:
                if lift.start <= self.levels[key] < min(lift.to, way.path[-1][2]):
                    return False
            elif self.levels[key] < start:
                return False
        return True

    def _rank(self, step: Step, *, first: bool) -> tuple[object, ...]:
        gains = Chosen(step, closings(step, self.levels, self.problem.gaps))
        rate = worth(gains, self.problem.gaps, self.problem.routes) / mean_hours(step)
        wish = self.wished.get(step.id, len(self.wished))
        long = first and not self.wished and step.hours[1] > SHORT_STEP_HOURS
        return wish, long, step.id not in self.openers, -round(rate, 9)
