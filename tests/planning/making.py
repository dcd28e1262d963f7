"""Small packs of steps, gaps and limits to plan with, and every plan there is for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.steps import Step
from pmcoach.catalog.vocabulary import ACCESS_ORDER, Access, Facet
from pmcoach.planning.draft import PlanDraft
from pmcoach.planning.objective import PlannedStep, worth_of
from pmcoach.planning.plan_request import Limits, PlanRequest
from pmcoach.planning.planner import plan_steps
from tests.catalog.minimal import lift, minimal, parsed, step

SKILL = Gap("skill", "one", "area", 0, 2, 0.5)
KNOWLEDGE = Gap("knowledge", "one", "area", 0, 2, 0.5)


def limits(
    hours: float = 20,
    weeks: int = 10,
    money: float = 1000,
    access: Access = "pm-job",
    employer_money: float = 0,
) -> Limits:
    """Plenty of everything, where nothing else is said."""
    return Limits(hours, weeks, money, access, employer_money)


def made(*steps: dict[str, Any]) -> Catalog:
    """A catalog with these steps only."""
    pack = minimal()
    pack["steps.toml"]["step"] = list(steps)
    return parsed(pack)


def ids(plan: Sequence[PlannedStep]) -> list[str]:
    return [planned.step.id for planned in plan]


def opener(**fields: Any) -> dict[str, Any]:
    return step(
        "opener", **{"kind": "access", "hours": [1, 1], "lifts": [], "grants": "job"} | fields
    )


def request(
    catalog: Catalog, *gaps: Gap, within: Limits | None = None, **fields: Any
) -> PlanRequest:
    """A request without verdicts, unless they are given as ``routes``."""
    return PlanRequest(catalog, gaps, limits=within or limits(), **({"routes": {}} | fields))


def plan_ids(planned: PlanRequest) -> list[str]:
    """The steps of the plan for a request."""
    return ids(plan_steps(planned))


KEYS = ("one.skill", "one.knowledge", "two.skill")
HIGHEST = {"skill": 4, "knowledge": 3}


def small_request(seed: int) -> PlanRequest:
    """Two to six steps for up to three gaps, made up. As in the content that ships, what a step needs
    begins no higher than it does: so no two steps wait for each other."""
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
        if steps and chance.random() < 0.2:
            extras["needs"] = [chance.choice(list(steps))]
        steps[step_id] = step(
            step_id,
            chance.choice(["training", "hands-on"]),
            hours=[hours, hours],
            weeks=chance.choice([1, 1, 2, 4]),
            cost=[0, chance.choice([0, 0, 0, 50])],
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
    gaps.sort(key=lambda gap: -gap.size)
    routes = {
        (key, level): chance.choice(["training", "hands-on"])
        for key in KEYS
        for level in range(4)
        if chance.random() < 0.5
    }
    within = Limits(
        chance.choice([2, 5]),
        chance.choice([4, 8]),
        chance.choice([0, 60, 200]),
        chance.choice(ACCESS_ORDER[2:]),
    )
    return request(made(*steps.values()), *gaps, within=within, routes=routes)


def best_of_all(planned: PlanRequest) -> float:
    """The most that any plan is worth, found by trying every order of every choice of steps."""
    steps = planned.steps.values()

    def worths(path: tuple[Step, ...]) -> Iterator[float]:
        draft = PlanDraft(planned)
        if all(draft.take(taken) for taken in path):
            yield worth_of(draft.plan)
            for following in steps:
                if following not in path:
                    yield from worths((*path, following))

    return max(worths(()))
