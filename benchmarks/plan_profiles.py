"""Made-up people to plan for: gaps, verdicts in a situation of theirs, and limits."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from benchmarks.made_people import WORLDS, make_person
from pmcoach.advice.context import Context
from pmcoach.advice.gaps import Gap
from pmcoach.advice.verdicts import decide_route
from pmcoach.assessment.target import make_target
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import ACCESS_ORDER, CONDITION_VALUES
from pmcoach.planning.plan_request import Limits, PlanRequest

WEEKS = (4, 8, 12, 26)
HOURS = (1, 2, 3, 5, 8, 20)
"""A week."""
MONEY = (0, 100, 300, 600, 1000, 2500)
EMPLOYER_MONEY = (500.0, 2000.0, 4000.0)


def make_profile(catalog: Catalog, name: str) -> PlanRequest:
    """Return the request of someone with gaps, a situation that decides the verdicts, and limits."""
    chance = Random(name)
    target = make_target(
        catalog, chance.choice(list(catalog.roles)), chance.choice(list(catalog.stages))
    )
    person = make_person(catalog, target, name, WORLDS[0])
    gaps = tuple(
        Gap(
            facet,
            subject,
            subject if facet == "ability" else catalog.competencies[subject].area,
            person.levels[facet, subject],
            target.levels[facet],
            person.weights[facet, subject],
        )
        for (facet, subject), _ in person.true_gaps
    )
    situation = {
        field: chance.choice((None, *CONDITION_VALUES[field]))
        for field in (
            "experience",
            "job_search",
            "training_taken",
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
    routes: dict[tuple[str, int], str] = {
        (gap.key, level): decide_route(catalog, target, context, replace(gap, level=level))
        for gap in gaps
        for level in range(gap.level, gap.target)
    }
    employer_money = chance.choice(EMPLOYER_MONEY) if context.employer_pays == "yes" else 0.0
    limits = Limits(
        chance.choice(HOURS), chance.choice(WEEKS), chance.choice(MONEY), access, employer_money
    )
    facts = {"access": access, **context.facts(), "role": target.role, "stage": target.stage}
    gaps = tuple(sorted(gaps, key=lambda gap: -gap.size))
    return PlanRequest(catalog, gaps, routes, limits, facts)
