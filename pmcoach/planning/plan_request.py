"""What a plan is made from, and how far a plan has come."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.models import Step
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.reachability import lift_key
from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.objective import (
    ChosenStep,
    Closing,
    Limits,
    closings_by_level,
    widen_access,
)


@dataclass(frozen=True)
class PlanRequest:
    """All that the choice of steps depends on."""

    catalog: Catalog
    gaps: Sequence[Gap]
    """Heaviest first."""
    routes: Mapping[str, str]
    """The verdict on each gap, by its key: "training" or "hands-on"."""
    limits: Limits
    dropped: Collection[str] = ()
    """Steps that the user does not want."""
    done: Collection[str] = ()
    """Steps that are over: not taken again, but what needs them may be taken."""
    pinned: Sequence[str] = ()
    """Steps that are in with what they need, even where they close nothing, one after another as
    far as the limits go."""
    order: Sequence[str] = ()
    """The user's own order, kept as far as what leads up to what allows; it changes no choice."""

    @cached_property
    def levels(self) -> dict[str, int]:
        """The level of each gap at the beginning."""
        return {gap.key: gap.level for gap in self.gaps}

    @cached_property
    def closings(self) -> dict[str, dict[str, dict[int, Closing]]]:
        """What every step would close, by the step, the gap and the level that the gap is at."""
        gaps = {gap.key: gap for gap in self.gaps}
        return {
            step.id: {
                key: closings_by_level(gaps[key], lift, step.route, self.routes.get(key))
                for lift in step.lifts
                if (key := lift_key(lift)) in gaps
            }
            for step in self.catalog.steps.values()
        }


class PlanProgress:
    """A plan while steps are added to it: the levels and the access reached."""

    def __init__(self, request: PlanRequest) -> None:
        self.request = request
        self.levels = request.levels.copy()
        self.access = request.limits.access
        self.taken = set(request.done)
        self.plan: list[ChosenStep] = []

    @property
    def rest(self) -> Limits:
        """What is left of the limits."""
        rest = self.request.limits
        for chosen in self.plan:
            rest = rest.after(chosen.step)
        return rest

    def closings(self, step: Step) -> tuple[Closing, ...]:
        """Return what a step would close now."""
        by_gap = self.request.closings[step.id]
        return tuple(
            [
                by_level[level]
                for key, by_level in by_gap.items()
                if (level := self.levels[key]) in by_level
            ]
        )

    def can_take(self, step: Step) -> bool:
        """Return whether access and earlier steps allow a step now; hours and money aside."""
        return access_reaches(self.access, step.access) and self.taken.issuperset(step.needs)

    def take(self, step: Step) -> ChosenStep:
        """Add a step, with what it closes now."""
        chosen = ChosenStep(step, self.closings(step))
        self.plan.append(chosen)
        for closing in chosen.closes:
            self.levels[closing.key] = closing.to
        self.access = widen_access(self.access, step)
        self.taken.add(step.id)
        return chosen
