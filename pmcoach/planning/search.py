"""Which shared steps to take: those that leave the best filling of the remaining hours.

Few shared steps are tried in all combinations. Many are searched: from the set that looks best at
the price of an hour, one exchange after another for as long as one helps. An exchange takes in a
step or leaves one out, or does so with two steps that have to do with each other, or begins anew
with one. Most exchanges cannot help even in theory, by the bound of the filling, and cost next to
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice, pairwise
from math import fsum

from pmcoach.catalog.models import Step
from pmcoach.catalog.vocabulary import Access, access_reaches
from pmcoach.planning.fill import fill, height, price
from pmcoach.planning.order import in_order
from pmcoach.planning.problem import Problem, Solution, Way
from pmcoach.planning.value import NEAR, plan_worth

FEW = 6
"""Up to so many shared steps all their combinations are tried."""
MOST_PAIRS = 600
"""Exchanges of two steps that are looked at in one round."""
MOST_FILLINGS = 60
"""Exchanges that are worked out in full, the most promising first."""

Taken = frozenset[str]


class Search:
    """The search for the best solution of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.free = sorted(problem.shared - problem.forced, key=list(problem.steps).index)
        self.subjects = {
            one: frozenset(key for key, touching in problem.touching.items() if one in touching)
            for one in self.free
        }

    def best(self) -> Solution:
        """The best solution found. The forced steps have to go together."""
        forced = self.problem.forced
        best = self.better(forced, Solution(forced, {}, -1.0, 0.0, 0))
        if len(self.free) <= FEW:
            for size in range(1, len(self.free) + 1):
                for some in combinations(self.free, size):
                    best = self.better(forced | set(some), best)
            return best
        start = self.choices(forced)
        if start is None:
            return best
        taken = self.promising(forced, price(*start))
        with_them = self.better(taken, best)
        return self.climb(forced if with_them is best else taken, with_them)

    def choices(self, taken: Taken) -> tuple[list[list[Way]], float] | None:
        """The ways up each gap with these shared steps, and the hours that are left; None if they
        do not go together or are too much."""
        problem = self.problem
        hours = problem.limits.hours - problem.hours(taken)
        if hours < -NEAR or problem.money(taken) > problem.limits.money + NEAR:
            return None
        access = problem.access_with(taken)
        if access is None:
            return None
        return [problem.ways(key, access, taken) for key in problem.gaps], hours

    def better(self, taken: Taken, best: Solution) -> Solution:
        """The best solution with exactly these shared steps, or ``best`` if that is as good."""
        choices = self.choices(taken)
        if choices is None:
            return best
        filling = fill(*choices, best.worth - 2 * NEAR)
        if filling is None:
            return best
        ways = {
            key: way for key, way in zip(self.problem.gaps, filling.ways, strict=True) if way.path
        }
        found = Solution(
            taken | {rung[0] for way in ways.values() for rung in way.path},
            ways,
            filling.worth,
            filling.hours + self.problem.hours(taken),
            filling.proof,
        )
        if found.rank > best.rank and not self.order_is_free(found):
            plan = in_order(self.problem, found)
            found = replace(
                found, worth=plan_worth(plan, self.problem.gaps.values(), self.problem.routes)
            )
        return found if found.rank > best.rank else best

    def order_is_free(self, solution: Solution) -> bool:
        """Whether the steps can be taken one after another as the ways have it, and no need makes
        one come before another that would have closed the same levels better."""
        problem = self.problem
        before: dict[str, set[str]] = {one: set() for one in solution.steps}
        if any(problem.steps[one].needs for one in solution.steps):
            return False
        for way in solution.ways.values():
            for one, other in pairwise(way.path):
                before[other[0]].add(one[0])
        return problem.access_with(solution.steps, before) is not None

    def promising(self, taken: Taken, rate: float) -> Taken:
        """Shared steps taken in or left out one by one for as long as the bound rises."""
        bound = _Bound(self, taken, rate)
        for _ in range(2):
            before = taken
            for one in self.free:
                other = self.exchange(taken, one)
                if bound.of(other) > bound.top + NEAR:
                    taken = other
                    bound = _Bound(self, taken, rate)
            if taken == before:
                break
        return taken

    def climb(self, taken: Taken, best: Solution) -> Solution:
        """Exchanges from a set of shared steps for as long as one of them helps."""
        left = MOST_FILLINGS
        while left > 0:
            choices = self.choices(taken)
            if choices is None:
                return best
            bound = _Bound(self, taken, price(*choices))
            before = best
            for others in (self.singles, self.pairs, self.alone):
                hopeful = [
                    (-round(top, 9), at, other)
                    for at, other in enumerate(others(taken))
                    if (top := bound.of(other)) > best.worth + NEAR
                ]
                for _, _, other in sorted(hopeful, key=lambda one: one[:2])[:left]:
                    left -= 1
                    best = self.better(other, best)
                    if best is not before:
                        taken = other
                        break
                if best is not before:
                    break
            if best is before:
                return best
        return best

    def singles(self, taken: Taken) -> Iterator[Taken]:
        """Every set that is one exchange away."""
        return (self.exchange(taken, one) for one in self.free)

    def pairs(self, taken: Taken) -> Iterator[Taken]:
        """The sets that are two exchanges away which may matter together: of steps that share a
        gap or the money, or of which one obtains access that the other lacks."""
        related = (pair for pair in combinations(self.free, 2) if self.related(*pair))
        return (
            self.exchange(self.exchange(taken, one), two)
            for one, two in islice(related, MOST_PAIRS)
        )

    def alone(self, _: Taken) -> Iterator[Taken]:
        """One step with what it needs, and nothing else but what is forced: it may be worth more
        than all that it takes the place of."""
        return (self.exchange(self.problem.forced, one) for one in self.free)

    def related(self, one: str, two: str) -> bool:
        first, second = self.problem.steps[one], self.problem.steps[two]
        return bool(
            self.subjects[one] & self.subjects[two]
            or (first.cost[0] > 0 and second.cost[0] > 0)
            or (first.grants and (second.grants or self.out_of_reach(second)))
            or (second.grants and self.out_of_reach(first))
        )

    def out_of_reach(self, step: Step) -> bool:
        return not access_reaches(self.problem.limits.access, step.access)

    def exchange(self, taken: Taken, one: str) -> Taken:
        """Take in a step with what it needs, or leave it out with what needs it."""
        steps = self.problem.steps
        changed = set(taken)
        if one not in taken:
            todo = [one]
            while todo:
                new = todo.pop()
                changed.add(new)
                todo.extend(
                    need for need in steps[new].needs if need in steps and need not in changed
                )
            return frozenset(changed)
        changed.discard(one)
        while hanging := [
            other
            for other in changed - self.problem.forced
            if any(need not in changed | self.problem.done for need in steps[other].needs)
        ]:
            changed -= set(hanging)
        return frozenset(changed)


class _Bound:
    """What no solution with certain shared steps exceeds, at a price of an hour. Worked out in
    full for one set; for others only the gaps that the difference touches are looked at anew."""

    def __init__(self, search: Search, taken: Taken, rate: float) -> None:
        self.search, self.taken, self.rate = search, taken, rate
        self.bases: dict[Access, tuple[dict[str, float], float]] = {}
        """The heights of all gaps with ``taken``, and their sum, by access."""
        self.top = self.of(taken)

    def of(self, taken: Taken) -> float:
        problem = self.search.problem
        hours = problem.limits.hours - problem.hours(taken)
        if hours < -NEAR or problem.money(taken) > problem.limits.money + NEAR:
            return -1.0
        access = problem.access_with(taken)
        if access is None:
            return -1.0
        heights, total = self._base(access)
        touched = {key for one in taken ^ self.taken for key in self.search.subjects[one]}
        return (
            self.rate * hours
            + total
            + fsum([self._height(key, access, taken) - heights[key] for key in touched])
        )

    def _base(self, access: Access) -> tuple[dict[str, float], float]:
        if access not in self.bases:
            heights = {
                key: self._height(key, access, self.taken) for key in self.search.problem.gaps
            }
            self.bases[access] = heights, fsum(heights.values())
        return self.bases[access]

    def _height(self, key: str, access: Access, taken: Taken) -> float:
        return height(self.search.problem.ways(key, access, taken), self.rate)
