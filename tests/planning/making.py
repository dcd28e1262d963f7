"""Small packs of steps, gaps and limits to plan with, and every plan there is for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.models import Step
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import ACCESS_ORDER, access_reaches
from pmcoach.planning.value import NEAR, Chosen, Limits, closings, wider, worth
from tests.catalog.minimal import lift, minimal, parsed, step

PLENTY = Limits(hours=200, money=1000, access="pm-job")
SKILL = Gap("skill", "one", "area", 0, 2, 0.5)
KNOWLEDGE = Gap("knowledge", "one", "area", 0, 2, 0.5)


def made(*steps: dict[str, Any]) -> Catalog:
    """A catalog with these steps only."""
    pack = minimal()
    pack["steps.toml"]["step"] = list(steps)
    return parsed(pack)


def ids(chosen: Sequence[Chosen]) -> list[str]:
    return [one.step.id for one in chosen]


def opener(**more: Any) -> dict[str, Any]:
    return step("opener", **{"hours": [1, 1], "lifts": [], "grants": "job"} | more)


KEYS = ("one.skill", "one.knowledge", "two.skill")
routes = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["training", "hands-on"]))
limits = st.builds(
    Limits, st.integers(0, 40), st.sampled_from([0, 60, 200]), st.sampled_from(ACCESS_ORDER)
)


@st.composite
def small_gaps(draw: st.DrawFn) -> list[Gap]:
    """Up to three gaps of two competencies."""
    found = []
    for key in draw(st.sets(st.sampled_from(KEYS), min_size=1)):
        subject, facet = key.split(".")
        level = draw(st.integers(0, 2))
        found.append(
            Gap(
                "skill" if facet == "skill" else "knowledge",
                subject,
                "area",
                level,
                draw(st.integers(level + 1, 4)),
                draw(st.sampled_from([0.1, 0.25, 0.3])),
            )
        )
    return sorted(found, key=lambda gap: gap.key)


@st.composite
def small_steps(draw: st.DrawFn) -> dict[str, Step]:
    """Up to six steps. As in the content that ships, what one lifts begins at the same level
    everywhere, and what it needs begins no higher: so no two steps wait for each other."""
    found: dict[str, Step] = {}
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
        hours = draw(st.integers(1, 24)) / 2
        more: dict[str, Any] = {}
        if draw(st.integers(0, 4)) == 0:
            more["grants"] = draw(st.sampled_from(ACCESS_ORDER[1:]))
        if found and draw(st.integers(0, 4)) == 0:
            more["needs"] = [draw(st.sampled_from(sorted(found)))]
        found[f"s{number}"] = Step.model_validate(
            step(
                f"s{number}",
                draw(st.sampled_from(["training", "hands-on"])),
                hours=[hours, hours],
                cost=[draw(st.sampled_from([0, 0, 0, 50])), 90],
                lifts=lifts,
                access=draw(st.sampled_from(["nothing", "nothing", "volunteer", "job"])),
                **more,
            )
        )
    return found


def best_of_all(
    steps: Mapping[str, Step], gaps: Sequence[Gap], routes: Mapping[str, str], limits: Limits
) -> float:
    """The most that any plan is worth, found by trying every order of every choice of steps."""
    by_key = {gap.key: gap for gap in gaps}

    def values(
        left: Limits, levels: dict[str, int], taken: frozenset[str], value: float
    ) -> Iterator[float]:
        yield value
        for one in steps.values():
            if (
                one.id in taken
                or not taken.issuperset(one.needs)
                or not access_reaches(left.access, one.access)
                or left.hours_of(one) > left.hours + NEAR
                or one.cost[0] > left.money + NEAR
            ):
                continue
            chosen = Chosen(one, closings(one, levels, by_key))
            needed = any(one.id in other.needs for other in steps.values())
            if chosen.closes or needed or wider(left.access, one) != left.access:
                after = levels | {gain.key: gain.to for gain in chosen.closes}
                yield from values(
                    left.after(one), after, taken | {one.id}, value + worth(chosen, by_key, routes)
                )

    return max(values(limits, {gap.key: gap.level for gap in gaps}, frozenset(), 0.0))
