"""Small packs of steps, gaps and limits to plan with, and every plan there is for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.models import Step
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import ACCESS_ORDER, Facet
from pmcoach.planning.objective import ChosenStep, Limits, worth_of
from pmcoach.planning.plan_request import PlanProgress, PlanRequest
from pmcoach.planning.planner import plan_steps
from tests.catalog.minimal import lift, minimal, parsed, step

PLENTY = Limits(hours=200, money=1000, access="pm-job")
SKILL = Gap("skill", "one", "area", 0, 2, 0.5)
KNOWLEDGE = Gap("knowledge", "one", "area", 0, 2, 0.5)


def made(*steps: dict[str, Any]) -> Catalog:
    """A catalog with these steps only."""
    pack = minimal()
    pack["steps.toml"]["step"] = list(steps)
    return parsed(pack)


def ids(plan: Sequence[ChosenStep]) -> list[str]:
    return [chosen.step.id for chosen in plan]


def opener(**fields: Any) -> dict[str, Any]:
    return step("opener", **{"hours": [1, 1], "lifts": [], "grants": "job"} | fields)


KEYS = ("one.skill", "one.knowledge", "two.skill")
HIGHEST = {"skill": 4, "knowledge": 3}


def small_request(seed: int) -> PlanRequest:
    """Two to six steps for up to three gaps, made up. As in the content that ships, what a step
    lifts begins at the same level everywhere, and what it needs begins no higher: so no two steps
    wait for each other. All take more than two hours, so that none makes a short beginning."""
    chance = Random(seed)
    steps: dict[str, dict[str, Any]] = {}
    for start in sorted(chance.randint(0, 3) for _ in range(chance.randint(2, 6))):
        step_id, hours = f"s{len(steps)}", chance.randint(5, 28) / 2
        lifts = []
        for key in chance.sample(KEYS, chance.randint(1, 2)):
            subject, facet = key.split(".")
            to = min(chance.randint(start + 1, start + 2), HIGHEST[facet])
            if to > start:
                lifts.append(lift(start, to, facet, subject))
        extras: dict[str, Any] = {}
        if chance.random() < 0.2:
            extras["grants"] = chance.choice(ACCESS_ORDER[1:])
        if steps and chance.random() < 0.2:
            extras["needs"] = [chance.choice(list(steps))]
        steps[step_id] = step(
            step_id,
            chance.choice(["training", "hands-on"]),
            hours=[hours, hours],
            cost=[chance.choice([0, 0, 0, 50]), 90],
            lifts=lifts,
            access=chance.choice(["nothing", "nothing", "volunteer", "job"]),
            **extras,
        )
    gaps = []
    for key in chance.sample(KEYS, chance.randint(1, 3)):
        subject, name = key.split(".")
        facet_name: Facet = "skill" if name == "skill" else "knowledge"
        level = chance.randint(0, 2)
        target, weight = chance.randint(level + 1, HIGHEST[name]), chance.choice([0.1, 0.25, 0.3])
        gaps.append(Gap(facet_name, subject, "area", level, target, weight))
    routes = {key: chance.choice(["training", "hands-on"]) for key in KEYS if chance.random() < 0.5}
    limits = Limits(chance.randint(8, 40), chance.choice([0, 60, 200]), chance.choice(ACCESS_ORDER))
    return request(made(*steps.values()), *gaps, limits=limits, routes=routes)


def request(catalog: Catalog, *gaps: Gap, limits: Limits = PLENTY, **fields: Any) -> PlanRequest:
    """A request without verdicts, unless they are given as ``routes``."""
    return PlanRequest(catalog, gaps, limits=limits, **({"routes": {}} | fields))


def plan_ids(planned: PlanRequest) -> list[str]:
    """The steps of the plan for a request."""
    return ids(plan_steps(planned))


def best_of_all(planned: PlanRequest) -> float:
    """The most that any plan is worth, found by trying every order of every choice of steps."""
    steps = planned.catalog.steps.values()
    needed = {need for step in steps for need in step.needs}

    def worths(path: tuple[Step, ...]) -> Iterator[float]:
        progress = PlanProgress(planned)
        for taken in path:
            progress.take(taken)
        yield worth_of(progress.plan)
        for following in steps:
            if following.id not in progress.taken and progress.can_take(following):
                useful = progress.closings(following) or following.id in needed or following.grants
                if useful and progress.rest.allow(following):
                    yield from worths((*path, following))

    return max(worths(()))
