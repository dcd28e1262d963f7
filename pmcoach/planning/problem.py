"""The choice of steps as a problem: which ways lead up each gap, and at what price.

Most steps lift one gap, cost nothing and need nothing: **plain** ones. For them alone each gap is a
question of its own, with a few ways up that differ in hours and worth. The others are **shared**:
they lift several gaps, cost money, obtain access or stand in a need. Once it is settled which of
the shared steps are taken, their hours are spent and they lift each of their gaps for nothing,
so that the gaps are independent again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.models import Step
from pmcoach.catalog.reachability import lift_key
from pmcoach.catalog.vocabulary import Access, access_reaches
from pmcoach.planning.value import NEAR, Limits, levels_worth, wider


class Rung(NamedTuple):
    """A step as a way up one gap."""

    step: Step
    start: int
    to: int
    """No higher than the target."""


class Way(NamedTuple):
    """Some rungs that lead up one gap."""

    hours: float
    worth: float
    proof: int
    """Levels closed by hands-on work."""
    path: tuple[tuple[str, int, int], ...]
    """Steps by id, with the levels from and to which each leads."""


@dataclass(frozen=True)
class Solution:
    """Steps to take, and the way that they make up each gap."""

    steps: frozenset[str]
    ways: dict[str, Way]
    worth: float
    hours: float
    proof: int

    @property
    def rank(self) -> tuple[float, float, int]:
        return round(self.worth, 9), -round(self.hours, 9), self.proof


def frontier(ways: Iterable[Way]) -> list[Way]:
    """The ways that no other beats, by rising hours and worth."""
    best: list[Way] = []
    for way in sorted(ways, key=lambda way: (way.hours, -way.worth, -way.proof)):
        if not best or way.worth > best[-1].worth + NEAR:
            best.append(way)
    return best


class Problem:
    """Steps, gaps and limits, prepared for choosing."""

    def __init__(
        self,
        steps: Mapping[str, Step],
        gaps: Sequence[Gap],
        routes: Mapping[str, str],
        limits: Limits,
        excluded: frozenset[str] = frozenset(),
        done: frozenset[str] = frozenset(),
        forced: frozenset[str] = frozenset(),
    ) -> None:
        """``forced`` steps are in every solution, whatever they are worth."""
        self.gaps = {gap.key: gap for gap in gaps}
        self.routes = routes
        self.limits = limits
        self.done = done
        self.forced = forced
        self.steps: dict[str, Step] = {}
        """The steps that can be taken at all."""
        self.rungs: dict[str, list[Rung]] = {key: [] for key in self.gaps}
        for step in steps.values():
            if step.id in forced or (step.id not in excluded and limits.allow(step)):
                self._admit(step)
        needed: set[str] = set()
        todo = [need for step in self.steps.values() for need in step.needs]
        while todo:
            need = todo.pop()
            if need not in needed | done:
                needed.add(need)
                if need in steps and need not in excluded and limits.allow(steps[need]):
                    self.steps[need] = steps[need]
                    todo.extend(steps[need].needs)
        self.takes = {one.id: limits.hours_of(one) for one in self.steps.values()}
        """Hours by step."""
        lifting: dict[str, int] = defaultdict(int)
        for rungs in self.rungs.values():
            for rung in rungs:
                lifting[rung.step.id] += 1
        paid = sum(one.cost[0] for one in self.steps.values()) > limits.money + NEAR
        self.shared = frozenset(
            one.id
            for one in self.steps.values()
            if one.id in forced
            or one.id in needed
            or one.needs
            or one.grants
            or lifting[one.id] != 1
            or (paid and one.cost[0] > 0)
        )
        self.delicate = frozenset(
            one.id
            for one in self.steps.values()
            if one.id in needed
            or one.needs
            or one.grants
            or not access_reaches(limits.access, one.access)
        )
        """Steps that change what others can be taken, or that cannot always be taken."""
        self.touching = {
            key: frozenset(rung.step.id for rung in rungs) & self.shared
            for key, rungs in self.rungs.items()
        }
        self._ways: dict[tuple[str, Access, frozenset[str]], list[Way]] = {}

    def _admit(self, step: Step) -> None:
        """Take in a step if it lifts a gap, obtains access or has to be in."""
        useful = step.id in self.forced or (
            step.grants is not None and wider(self.limits.access, step) != self.limits.access
        )
        for lift in step.lifts:
            gap = self.gaps.get(lift_key(lift))
            if gap is not None and lift.start < gap.target and lift.to > gap.level:
                rung = Rung(step, lift.start, min(lift.to, gap.target))
                self.rungs[gap.key].append(rung)
                useful = True
        if useful:
            self.steps[step.id] = step

    def access_with(
        self, taken: Iterable[str], before: Mapping[str, set[str]] | None = None
    ) -> Access | None:
        """The access that the taken steps lead to; None if they cannot all be taken, each after
        those ``before`` it (where that is left out: after those it needs)."""
        some = self.delicate.intersection(taken) if before is None else taken
        waiting = [self.steps[one] for one in some]
        ready = set(self.done)
        access = self.limits.access
        while waiting:
            later: list[Step] = []
            for step in waiting:
                first = step.needs if before is None else before[step.id]
                if access_reaches(access, step.access) and ready.issuperset(first):
                    access = wider(access, step)
                    ready.add(step.id)
                else:
                    later.append(step)
            if len(later) == len(waiting):
                return None
            waiting = later
        return access

    def hours(self, taken: Iterable[str]) -> float:
        return fsum([self.takes[one] for one in taken])

    def money(self, taken: Iterable[str]) -> float:
        return fsum([self.steps[one].cost[0] for one in taken])

    def ways(self, key: str, access: Access, taken: frozenset[str]) -> list[Way]:
        """The ways up a gap: none at all first, then by rising hours."""
        free = taken & self.touching[key]
        found = self._ways.get((key, access, free))
        if found is None:
            found = self._ways[key, access, free] = self._climb(key, access, free)
        return found

    def _climb(self, key: str, access: Access, free: frozenset[str]) -> list[Way]:
        gap, verdict = self.gaps[key], self.routes.get(key)
        rungs = [
            rung
            for rung in self.rungs[key]
            if rung.step.id in free
            or (rung.step.id not in self.shared and access_reaches(access, rung.step.access))
        ]
        at: dict[int, list[Way]] = {gap.level: [Way(0.0, 0.0, 0, ())]}
        for level in range(gap.level, gap.target):
            ways = at[level] = frontier(at.get(level, ()))
            for step, start, to in rungs if ways else ():
                if start <= level < to:
                    hours = 0.0 if step.id in free else self.takes[step.id]
                    gain = levels_worth(gap, level, to, step.route, verdict)
                    proof = to - level if step.route == "hands-on" else 0
                    at.setdefault(to, []).extend(
                        Way(
                            way.hours + hours,
                            way.worth + gain,
                            way.proof + proof,
                            (*way.path, (step.id, level, to)),
                        )
                        for way in ways
                        if way.hours + hours <= self.limits.hours + NEAR
                    )
        return frontier(way for ways in at.values() for way in ways)
