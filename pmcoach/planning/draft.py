"""A plan while steps are added to it: the levels, the access, the weeks and the money left."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import NamedTuple

from pmcoach.catalog.steps import Step
from pmcoach.catalog.vocabulary import Access, access_reaches
from pmcoach.planning.objective import (
    SHORT_STEP_HOURS,
    TOLERANCE,
    Closing,
    Payer,
    PlannedStep,
    effort_of,
    widen_access,
    worth_of,
)
from pmcoach.planning.plan_request import PlanRequest
from pmcoach.planning.timeline import Timeline

NOWHERE: tuple[Access, ...] = ("nothing", "elsewhere")
"""Access that leaves one to oneself, so that a step which opens a door is worth its hours."""


class Rank(NamedTuple):
    """What makes one draft better than another: kept promises first, then worth, then less effort."""

    begins_short: bool
    opens_door: bool
    areas: int
    worth: float
    saved_effort: float


class PlanDraft:
    """A plan that grows step by step; only ``take`` changes it.

    Args:
        request: What the plan is made from.
        barred: Steps that stay out of this draft.
    """

    def __init__(self, request: PlanRequest, barred: Collection[str] = ()) -> None:
        self.request, self.barred = request, barred
        self.levels = request.levels.copy()
        self.access_weeks: list[tuple[int, Access]] = [(0, request.limits.access)]
        """From which week on each access is open, from least to most."""
        self.taken = set(request.done)
        self.ready_weeks: dict[str, int] = {}
        """The week in which a step is done, or a gap has come to its level."""
        self.timeline = Timeline(request.limits.hours_per_week, request.limits.weeks)
        self.purses = {"you": request.limits.money, "employer": request.limits.employer_money}
        self.plan: list[PlannedStep] = []

    @property
    def access(self) -> Access:
        """The best access that its steps lead to."""
        return self.access_weeks[-1][1]

    @cached_property
    def rank(self) -> Rank:
        """How good it is, once it is complete."""
        lifted = {closing.key for planned in self.plan for closing in planned.closes}
        areas = {gap.area for gap in self.request.gaps if gap.key in lifted}
        effort = sum(effort_of(planned.step, planned.payer) for planned in self.plan)
        return Rank(
            bool(self.plan) and self.plan[0].step.hours[1] <= SHORT_STEP_HOURS,
            self.request.limits.access in NOWHERE and self.access not in NOWHERE,
            len(areas.intersection(self.request.areas)),
            round(worth_of(self.plan), 9),
            -round(effort, 9),
        )

    def closings(self, step: Step) -> tuple[Closing, ...]:
        """What a step would close now."""
        levels = self.levels
        return tuple(
            [
                by_level[level]
                for key, by_level in self.request.closings[step.id].items()
                if (level := levels[key]) in by_level
            ]
        )

    def lifts(self, step: Step, key: str) -> bool:
        """Whether a step would close something of one gap now."""
        return any(closing.key == key for closing in self.closings(step))

    def rate(self, step: Step, power: float) -> float:
        """What a step adds for its effort."""
        worth = sum([closing.worth for closing in self.closings(step)])
        return round(worth / self.request.prices[power][step.id], 9)

    def missing_words(self, step: Step) -> list[str]:
        """The knowledge, by gap, that has to come first: words before the first deed with them."""
        closings = self.closings(step)
        taught = {closing.key for closing in closings}
        return [
            words
            for closing in closings
            if closing.start == 0 and closing.key.endswith(".skill")
            for words in [words_for(closing.key)]
            if self.levels.get(words) == 0 and words in self.request.taught - taught
        ]

    def waits(self, step: Step) -> bool:
        """Whether a step can't be taken before another one was."""
        return (
            not self.taken.issuperset(step.needs)
            or not access_reaches(self.access, step.access)
            or bool(self.missing_words(step))
        )

    def take(self, step: Step) -> bool:
        """Add a step at the first time for it; False where it can't be taken, or not in time."""
        hours = self.request.hours[step.id]
        if hours > self.timeline.left_hours + TOLERANCE or step.id in self.taken:
            return False
        payer = self._find_payer(step)
        if payer is None or step.id in self.barred or self.waits(step):
            return False
        closings = self.closings(step)
        placed = self.timeline.place(hours, step.weeks, self._earliest(step, closings))
        if placed is None:
            return False
        start, shares = placed
        end = start + len(shares) - 1
        self.timeline.take(start, shares)
        access = [access for week, access in self.access_weeks if week <= start][-1]
        self.plan.append(PlannedStep(step, closings, start, end, access, payer))
        self.taken.add(step.id)
        if payer:
            self.purses[payer] -= step.cost[1]
        self.levels |= {closing.key: closing.to for closing in closings}
        self.ready_weeks |= dict.fromkeys((step.id, *(closing.key for closing in closings)), end)
        if widen_access(self.access, step) != self.access:
            self.access_weeks.append((end, widen_access(self.access, step)))
        return True

    def take_first(self, steps: Iterable[Step]) -> bool:
        """Add the first of some steps that can be taken; False where none can."""
        return any(self.take(step) for step in steps)

    def _earliest(self, step: Step, closings: Collection[Closing]) -> int:
        """The week in which all that comes before a step is done."""
        keys = [closing.key for closing in closings]
        leading = [*step.needs, *keys, *map(words_for, keys)]
        opened = next(
            week for week, access in self.access_weeks if access_reaches(access, step.access)
        )
        postponed = self.request.postponed.get(step.id, 0)
        return max(opened, postponed, *(self.ready_weeks.get(key, 0) for key in leading), 0)

    def _find_payer(self, step: Step) -> Payer | None:
        payer = self.request.payers[step.id]
        if payer == "employer" and step.cost[1] > self.purses["employer"] + TOLERANCE:
            payer = "you"
        if payer and step.cost[1] > self.purses[payer] + TOLERANCE:
            return None if step.cost[0] else ""
        return payer


def words_for(key: str) -> str:
    """The gap in knowledge that belongs to a gap in skill."""
    return f"{key.removesuffix('.skill')}.knowledge"
