"""Made-up people to plan for: gaps, verdicts in a situation of theirs, and limits."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.simulate import make_person
from pmcoach.advice.context import Context
from pmcoach.advice.gaps import Gap, find_gaps
from pmcoach.advice.verdicts import decide_route
from pmcoach.assessment.target import make_target
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import ACCESS_ORDER, CONDITION_VALUES
from pmcoach.planning.choose import Limits

WEEKS = (4, 8, 12, 26)
HOURS = (1, 2, 3, 5, 8)
"""A week."""
MONEY = (0, 100, 300, 600, 1000, 2500)


@dataclass(frozen=True)
class Profile:
    gaps: tuple[Gap, ...]
    routes: dict[str, str]
    limits: Limits


def make_profile(catalog: Catalog, name: str) -> Profile:
    """Someone with gaps, a situation that decides the verdicts, and limits."""
    chance = Random(name)
    target = make_target(
        catalog, chance.choice(list(catalog.roles)), chance.choice(list(catalog.stages))
    )
    gaps = find_gaps(catalog, make_person(catalog, target, name).true).gaps
    told = {
        one: chance.choice((None, *CONDITION_VALUES[one]))
        for one in (
            "experience",
            "background",
            "employer_pays",
            "framework",
            "domain_knowledge",
            "pm_strength",
            "evidence",
        )
    }
    access = chance.choice(ACCESS_ORDER)
    context = Context(access=access, **told)  # type: ignore[arg-type]
    routes: dict[str, str] = {gap.key: decide_route(catalog, target, context, gap) for gap in gaps}
    hours = chance.choice(HOURS) * chance.choice(WEEKS)
    return Profile(gaps, routes, Limits(hours, chance.choice(MONEY), access))
