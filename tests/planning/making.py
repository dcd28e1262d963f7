"""Small packs of steps, gaps and limits to plan with, and every plan there is for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

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
routes = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["training", "hands-on"]))
limits = st.builds(
    Limits, st.integers(8, 40), st.sampled_from([0, 60, 200]), st.sampled_from(ACCESS_ORDER)
)


@st.composite
def small_gaps(draw: st.DrawFn) -> list[Gap]:
    """Up to three gaps of two competencies."""
    gaps = []
    for key in draw(st.sets(st.sampled_from(KEYS), min_size=1)):
        subject, facet = key.split(".")
        level = draw(st.integers(0, 2))
        target = draw(st.integers(level + 1, 4))
        weight = draw(st.sampled_from([0.1, 0.25, 0.3]))
        named: Facet = "skill" if facet == "skill" else "knowledge"
        gaps.append(Gap(named, subject, "area", level, target, weight))
    return sorted(gaps, key=lambda gap: gap.key)


@st.composite
def small_catalogs(draw: st.DrawFn) -> Catalog:
    """Up to six steps of more than two hours, so that none makes a short beginning. As in the content that ships, what one lifts begins at the same level
    everywhere, and what it needs begins no higher: so no two steps wait for each other."""
    steps: dict[str, dict[str, Any]] = {}
    starts = sorted(draw(st.lists(st.integers(0, 3), min_size=1, max_size=6)))
    for number, start in enumerate(starts):
        keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=2, unique=True))
        lifts = [
            lift(
                start,
                draw(st.integers(start + 1, min(4, start + 2))),
                key.split(".")[1],
                key.split(".")[0],
            )
            for key in keys
        ]
        hours = draw(st.integers(5, 28)) / 2
        extras: dict[str, Any] = {}
        if draw(st.integers(0, 4)) == 0:
            extras["grants"] = draw(st.sampled_from(ACCESS_ORDER[1:]))
        if steps and draw(st.integers(0, 4)) == 0:
            extras["needs"] = [draw(st.sampled_from(sorted(steps)))]
        steps[f"s{number}"] = step(
            f"s{number}",
            draw(st.sampled_from(["training", "hands-on"])),
            hours=[hours, hours],
            cost=[draw(st.sampled_from([0, 0, 0, 50])), 90],
            lifts=lifts,
            access=draw(st.sampled_from(["nothing", "nothing", "volunteer", "job"])),
            **extras,
        )
    return made(*steps.values())


small_requests = st.builds(PlanRequest, small_catalogs(), small_gaps(), routes, limits)


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
