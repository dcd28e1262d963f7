"""Made-up people to plan for: gaps, verdicts in a situation of theirs, and limits."""

from __future__ import annotations

from random import Random

from benchmarks.made_people import WORLDS, Person, make_person
from pmcoach.advice.context import Context
from pmcoach.advice.gaps import find_gaps
from pmcoach.advice.verdicts import decide_route
from pmcoach.assessment.measurement import MeasuredLevel, MeasuredLevels
from pmcoach.assessment.results import compare_with_target
from pmcoach.assessment.target import make_target
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import ACCESS_ORDER, CONDITION_VALUES, FACETS
from pmcoach.planning.objective import Limits
from pmcoach.planning.plan_request import PlanRequest

WEEKS = (4, 8, 12, 26)
HOURS = (1, 2, 3, 5, 8)
"""A week."""
MONEY = (0, 100, 300, 600, 1000, 2500)


def make_profile(catalog: Catalog, name: str) -> PlanRequest:
    """Return the request of someone with gaps, a situation that decides the verdicts, and limits."""
    chance = Random(name)
    target = make_target(
        catalog, chance.choice(list(catalog.roles)), chance.choice(list(catalog.stages))
    )
    person = make_person(catalog, target, name, WORLDS[0])
    gaps = find_gaps(catalog, compare_with_target(catalog, target, true_levels(person))).gaps
    situation = {
        field: chance.choice((None, *CONDITION_VALUES[field]))
        for field in (
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
    context = Context(access=access, **situation)  # type: ignore[arg-type]
    routes: dict[str, str] = {gap.key: decide_route(catalog, target, context, gap) for gap in gaps}
    hours = chance.choice(HOURS) * chance.choice(WEEKS)
    return PlanRequest(catalog, gaps, routes, Limits(hours, chance.choice(MONEY), access))


def true_levels(person: Person) -> MeasuredLevels:
    """A person's true levels, as if they had been measured without any doubt."""
    return {
        facet: {
            subject: MeasuredLevel(facet, subject, (), level, "firm")
            for (facet_of_level, subject), level in person.levels.items()
            if facet_of_level == facet
        }
        for facet in FACETS
    }
