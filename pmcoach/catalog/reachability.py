"""What levels the steps of a pack can lift someone to, who begins at level 0. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmcoach.catalog.steps import Step
from pmcoach.catalog.vocabulary import ACCESS_ORDER, Access, access_reaches


@dataclass(frozen=True)
class Reach:
    """Levels by subject and facet ("stk-map.skill"), and the steps that can be taken."""

    levels: Mapping[str, int]
    steps: frozenset[str]


def compute_reach(steps: Mapping[str, Step], access: Access, *, open_doors: bool = False) -> Reach:
    """Take every step that can be taken, from level 0 on, until nothing changes anymore.

    Args:
        steps: The steps of a pack, by id.
        access: What the user has access to from the start.
        open_doors: Whether the access that steps lead to counts, too.
    """
    levels: dict[str, int] = {}
    taken_steps: set[str] = set()
    while True:
        state_before = (dict(levels), len(taken_steps), access)
        for step in steps.values():
            open_lifts = [lift for lift in step.lifts if levels.get(lift.key, 0) >= lift.start]
            if (
                access_reaches(access, step.access)
                and taken_steps.issuperset(step.needs)
                and (open_lifts or step.grants or not step.lifts)
            ):
                taken_steps.add(step.id)
                for lift in open_lifts:
                    levels[lift.key] = max(levels.get(lift.key, 0), lift.to)
                if open_doors and step.grants:
                    access = max(access, step.grants, key=ACCESS_ORDER.index)
        if (levels, len(taken_steps), access) == state_before:
            return Reach(levels, frozenset(taken_steps))
