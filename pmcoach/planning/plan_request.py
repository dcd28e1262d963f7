"""What a plan is made from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pmcoach.advice.context import conditions_met
from pmcoach.advice.gaps import Gap
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.steps import Step
from pmcoach.catalog.vocabulary import Access
from pmcoach.planning.objective import (
    LARGEST_COUNT,
    LARGEST_GAPS,
    POWERS,
    Closing,
    Payer,
    Routes,
    closings_by_level,
    effort_of,
    mean_hours,
)


@dataclass(frozen=True)
class Limits:
    """What a plan has to keep to: hours a week, weeks, two purses in US dollars, and access."""

    hours_per_week: float
    weeks: int
    money: float
    access: Access
    employer_money: float = 0.0
    """What an employer pays for training, besides the user's own money."""


@dataclass(frozen=True)
class PlanRequest:
    """All that the choice of steps depends on."""

    catalog: Catalog
    gaps: Sequence[Gap]
    """Heaviest first."""
    routes: Routes
    limits: Limits
    facts: Mapping[str, str] = field(default_factory=dict)
    """The user's situation, which says what steps they may take."""
    dropped: Collection[str] = ()
    """Steps that the user doesn't want."""
    ruled_out: Collection[str] = ()
    """Steps that the advice is against."""
    done: Collection[str] = ()
    """Steps that are over: not taken again, but what needs them may be taken."""
    pinned: Sequence[str] = ()
    """Steps that are in with what they need, even where they close nothing, as far as the limits
    allow."""
    first: Sequence[Sequence[str]] = ()
    """Of each group of steps the first that fits begins the plan, even where it closes nothing."""
    wanted: Sequence[Sequence[str]] = ()
    """The same, but anywhere in the plan."""
    besides: Sequence[Sequence[str]] = ()
    """The same, after each heavy area has a step."""
    areas: Collection[str] = ()
    """Areas that are worth a step of their own."""
    order: Sequence[str] = ()
    """The user's own order, kept as far as what leads up to what allows; it changes no choice."""
    postponed: Mapping[str, int] = field(default_factory=dict)
    """The week, from 0, before which the user won't begin a step."""

    @cached_property
    def levels(self) -> dict[str, int]:
        """The level of each gap at the beginning."""
        return {gap.key: gap.level for gap in self.gaps}

    @cached_property
    def steps(self) -> dict[str, Step]:
        """The steps that may be in a plan: wanted, open to this person, and within their money."""
        excluded = {*self.dropped, *self.ruled_out, *self.done}
        return {
            step.id: step
            for step in self.catalog.steps.values()
            if step.id not in excluded
            and conditions_met(step.when, self.facts)
            and self.payer_of(step) is not None
        }

    @cached_property
    def hours(self) -> dict[str, float]:
        """The hours that plans count with, by the step."""
        return {step_id: mean_hours(step) for step_id, step in self.steps.items()}

    @cached_property
    def payers(self) -> dict[str, Payer]:
        """Who would pay for each step that may be in a plan, as long as the money lasts."""
        return {step_id: self.payer_of(step) or "" for step_id, step in self.steps.items()}

    @cached_property
    def closings(self) -> dict[str, dict[str, dict[int, Closing]]]:
        """What each step would close, by the step, the gap and the level that the gap is at."""
        gaps = {gap.key: gap for gap in self.gaps}
        largest = set(list(gaps)[:LARGEST_GAPS])
        return {
            step.id: {
                key: closings
                for lift in step.lifts
                if (key := lift.key) in gaps
                and (
                    closings := closings_by_level(
                        gaps[key],
                        lift,
                        step,
                        self.routes,
                        LARGEST_COUNT if key in largest else 1.0,
                    )
                )
            }
            for step in self.catalog.steps.values()
        }

    @cached_property
    def closing_steps(self) -> dict[str, list[Step]]:
        """The steps that may be in a plan and could close something, by the gap."""
        by_gap: dict[str, list[Step]] = {key: [] for key in self.levels}
        for step in self.steps.values():
            for key in self.closings[step.id]:
                by_gap[key].append(step)
        return by_gap

    @cached_property
    def candidates(self) -> list[Step]:
        """The steps that a plan may be made of: those that could close something, open a door, or be
        a short one to begin with."""
        return [
            step
            for step in self.steps.values()
            if self.closings[step.id] or step.grants or step.prepares or step.kind == "kickoff"
        ]

    @cached_property
    def prices(self) -> dict[float, dict[str, float]]:
        """The effort of each step that may be in a plan, by each power of it."""
        efforts = {step.id: effort_of(step, self.payers[step.id]) for step in self.steps.values()}
        return {
            power: {step_id: effort**power for step_id, effort in efforts.items()}
            for power in POWERS
        }

    @cached_property
    def taught(self) -> set[str]:
        """The gaps in knowledge that some step begins to close from level 0."""
        return {
            key
            for step_id in self.steps
            for key, by_level in self.closings[step_id].items()
            if key.endswith(".knowledge") and 0 in by_level
        }

    def payer_of(self, step: Step) -> Payer | None:
        """Return who could pay for a step at the high end of its cost: the employer, the user, or nobody
        where there is a free way, such as a library; None where it can't be had."""
        low, high = step.cost
        if step.employer_may_pay and 0 < high <= self.limits.employer_money:
            return "employer"
        if 0 < high <= self.limits.money:
            return "you"
        return None if low else ""
