"""What the steps of a pack can lift someone to, from nothing, with a given access. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmcoach.catalog.models import Lift, Step
from pmcoach.catalog.vocabulary import ACCESS_ORDER, Access, access_reaches


@dataclass(frozen=True)
class Reach:
    """Levels by subject and facet ("stk-map.skill"), and the steps that can be taken."""

    levels: Mapping[str, int]
    steps: frozenset[str]


def lift_key(lift: Lift) -> str:
    """The key of what a lift raises: "competency.facet", or "area.ability"."""
    return f"{lift.area if lift.facet == 'ability' else lift.competency}.{lift.facet}"


def compute_reach(steps: Mapping[str, Step], access: Access, *, open_doors: bool = False) -> Reach:
    """Take every step that can be taken from level 0 on, until nothing more changes.

    With ``open_doors`` the access that steps obtain counts too.
    """
    levels: dict[str, int] = {}
    taken: set[str] = set()
    while True:
        before = (dict(levels), len(taken), access)
        for step in steps.values():
            if not access_reaches(access, step.access) or not set(step.needs) <= taken:
                continue
            lifting = [one for one in step.lifts if levels.get(lift_key(one), 0) >= one.start]
            if not lifting and step.grants is None:
                continue
            taken.add(step.id)
            for lift in lifting:
                key = lift_key(lift)
                levels[key] = max(levels.get(key, 0), lift.to)
            if open_doors and step.grants is not None:
                access = max(access, step.grants, key=ACCESS_ORDER.index)
        if (levels, len(taken), access) == before:
            return Reach(levels, frozenset(taken))
