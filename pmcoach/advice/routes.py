"""What one could do about a gap, side by side: for each kind of step, the quickest one. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmcoach.advice.context import conditions_met
from pmcoach.advice.gaps import Gap
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.steps import Step, StepKind
from pmcoach.catalog.vocabulary import Access, access_reaches

COMPARED_KINDS: tuple[StepKind, ...] = (
    "drill",
    "book",
    "exercise",
    "course",
    "rehearsal",
    "work",
    "project",
)
"""The kinds of steps that say something about a gap, from the safest to the most real."""


@dataclass(frozen=True)
class RouteOption:
    """One thing to do about a gap, and the level to expect of it."""

    step: Step
    level: int | None
    """The level it lifts to, no higher than the target; None where it only prepares."""
    is_open: bool
    """Whether the access one has is enough for it."""


def list_route_options(
    catalog: Catalog, facts: Mapping[str, str], access: Access, gap: Gap
) -> list[RouteOption]:
    """The quickest step of each kind that goes on with a gap from its level and that this person may
    take; one within their access before any other.

    Args:
        catalog: Where the steps are from.
        facts: The user's situation, which says what they may take.
        access: What they can practice on.
        gap: What is to be lifted.
    """
    options: list[RouteOption] = []
    for kind in COMPARED_KINDS:
        suitable = [
            RouteOption(step, level, access_reaches(access, step.access))
            for step in catalog.steps.values()
            if step.kind == kind and conditions_met(step.when, facts)
            for level in [_expected_level(step, gap)]
            if level is not None or any(subject.key == gap.key for subject in step.prepares)
        ]
        if suitable:
            options.append(
                min(suitable, key=lambda option: (not option.is_open, sum(option.step.hours)))
            )
    return options


def _expected_level(step: Step, gap: Gap) -> int | None:
    """The level of the gap after a step; None where it doesn't lift it from the level it is at."""
    levels = [
        min(lift.to, gap.target)
        for lift in step.lifts
        if lift.key == gap.key and lift.start <= gap.level < lift.to
    ]
    return max(levels, default=None)
