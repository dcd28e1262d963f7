"""Which steps a plan takes: the most gap closed for an hour, within what the user has."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import ACCESS_ORDER, access_reaches
from pmcoach.planning.objective import SHORT_STEP_HOURS, Limits, mean_hours, widen_access
from pmcoach.planning.plan_request import PlanProgress
from pmcoach.planning.planner import plan_steps
from tests.advice.making import gaps as any_gap
from tests.catalog.minimal import lift, step
from tests.planning.making import PLENTY, SKILL, ids, made, opener, plan_ids, request

RULE = settings(derandomize=True, max_examples=120, deadline=None)


def plan(
    catalog: Catalog,
    *gaps: Gap,
    limits: Limits = PLENTY,
    left_out: tuple[str, ...] = (),
    **routes: str,
) -> list[str]:
    return plan_ids(
        request(
            catalog,
            *(gaps or (SKILL,)),
            limits=limits,
            dropped=left_out,
            routes={f"one.{facet}": route for facet, route in routes.items()},
        )
    )


def test_no_gap_is_no_plan() -> None:
    assert plan_steps(request(made(step("a")))) == []


def test_the_step_that_closes_more_for_an_hour_is_taken() -> None:
    fast, slow = step("fast", hours=[1, 1]), step("slow", hours=[2, 2])
    assert plan(made(slow, fast)) == ["fast"]


def test_steps_follow_one_another_up_to_the_target_and_no_further() -> None:
    steps = [step(f"to{n + 1}", lifts=[lift(n, n + 1)]) for n in range(4)]
    assert plan(made(*reversed(steps))) == ["to1", "to2"]


def test_a_step_that_starts_above_the_present_level_waits() -> None:
    assert plan(made(step("far", lifts=[lift(1, 2)]))) == []


def test_a_step_against_the_verdict_counts_half() -> None:
    steps = step("work", hours=[1.5, 1.5]), step("read", "training", hours=[1, 1])
    assert plan(made(*steps)) == ["read"]
    assert plan(made(*steps), skill="hands-on") == ["work"]
    assert plan(made(*steps), skill="training") == ["read"]


@pytest.mark.parametrize(
    ("limits", "taken"),
    [
        (Limits(10, 50, "job"), ["it"]),
        (Limits(2.9, 50, "job"), []),
        (Limits(10, 49, "job"), []),
        (Limits(10, 50, "volunteer"), []),
        (Limits(0, 0, "nothing"), []),
    ],
)
def test_hours_money_and_access_each_keep_a_step_out(limits: Limits, taken: list[str]) -> None:
    assert plan(made(step("it", hours=[2, 4], cost=[50, 90], access="job")), limits=limits) == taken


def test_a_step_comes_after_the_one_it_needs_even_if_it_is_the_better_one() -> None:
    first = step("first", hours=[2, 2])
    better = step("better", hours=[1, 1], needs=["first"], lifts=[lift(0, 2)])
    assert plan(made(better, first)) == ["first", "better"]
    assert plan(made(better, first), left_out=("first",)) == []


def test_what_was_dropped_stays_out() -> None:
    catalog = made(step("a", hours=[1, 1]), step("b", hours=[2, 2]))
    assert plan(catalog) == ["a"]
    assert plan(catalog, left_out=("a",)) == ["b"]
    assert plan(catalog, left_out=("a", "b")) == []


def test_the_first_step_is_short_where_a_short_one_helps() -> None:
    long = step("long", hours=[3, 3], lifts=[lift(0, 1, "knowledge")])
    short = step("short", hours=[2, 2])
    heavy = Gap("knowledge", "one", "area", 0, 1, 5.0)
    assert plan(made(long, short), SKILL, heavy) == ["short", "long"]
    assert plan(made(long), SKILL, heavy) == ["long"]


def test_where_lack_of_access_blocks_a_gap_the_first_step_obtains_it() -> None:
    work = step("work", access="job")
    nowhere = Limits(100, 0, "nothing")
    assert plan(made(work, opener()), limits=nowhere) == ["opener", "work"]
    assert plan(made(work, opener(), step("free"))) == ["work"]
    assert plan(made(work, opener(), step("free")), limits=nowhere) == ["free"]
    assert plan(made(work, opener()), limits=nowhere, left_out=("opener",)) == []


@pytest.mark.parametrize("beyond", [{"hours": [200, 300]}, {"cost": [1, 5]}, {"access": "job"}])
def test_access_is_obtained_within_the_same_limits(beyond: dict[str, Any]) -> None:
    catalog = made(step("work", access="job"), opener(**beyond))
    assert plan(catalog, limits=Limits(100, 0, "nothing")) == []


def test_what_obtaining_access_costs_and_lifts_is_counted() -> None:
    """The 1 dollar spent is gone, and the level reached is not reached a second time."""
    first = opener(cost=[1, 1], lifts=[lift(0, 1, "knowledge")])
    read = step("read", "training", lifts=[lift(0, 1, "knowledge")])
    work = step("work", access="job", cost=[1, 1])
    again = step("again", access="job", needs=["opener"])
    gaps = SKILL, Gap("knowledge", "one", "area", 0, 1, 0.5)
    assert plan(made(first, read, work), *gaps, limits=Limits(100, 2, "nothing")) == [
        "opener",
        "work",
    ]
    assert plan(made(first, read, work), *gaps, limits=Limits(100, 1, "nothing")) == ["opener"]
    assert plan(made(opener(), again), limits=Limits(100, 0, "nothing")) == ["opener", "again"]


def test_a_closing_counts_only_up_to_the_target() -> None:
    catalog = made(
        step(
            "jump",
            lifts=[
                lift(0, 4),
                lift(0, 1, "knowledge"),
                {"area": "area", "facet": "ability", "from": 0, "to": 1},
            ],
        )
    )
    progress = PlanProgress(
        request(
            catalog,
            Gap("skill", "one", "area", 1, 2, 0.5),
            Gap("ability", "area", "area", 0, 1, 0.3),
            routes={"one.skill": "training", "area.ability": "training"},
        )
    )
    closings = progress.closings(catalog.steps["jump"])
    assert [(c.key, c.start, c.to, c.gain, c.worth) for c in closings] == [
        ("one.skill", 1, 2, 0.5, 0.5),
        ("area.ability", 0, 1, 0.3, 0.15),
    ]


several = st.lists(any_gap, max_size=12, unique_by=lambda one: one.key)
bounds = st.builds(Limits, st.floats(0, 200), st.floats(0, 300), st.sampled_from(ACCESS_ORDER))
verdicts = st.lists(st.sampled_from(["training", "hands-on"]), min_size=12, max_size=12)


@RULE
@given(gaps=several, limits=bounds, verdict=verdicts, data=st.data())
def test_a_plan_from_the_shipped_steps_keeps_to_everything(
    catalog: Catalog, gaps: list[Gap], limits: Limits, verdict: list[str], data: st.DataObject
) -> None:
    routes = {gap.key: route for gap, route in zip(gaps, verdict, strict=False)}
    left_out = data.draw(st.sets(st.sampled_from(sorted(catalog.steps)), max_size=40))
    planned = request(catalog, *gaps, limits=limits, routes=routes, dropped=left_out)
    chosen = plan_steps(planned)

    assert len(set(ids(chosen))) == len(chosen)
    assert not left_out & set(ids(chosen))
    assert sum(mean_hours(one.step) for one in chosen) <= limits.hours + 1e-9
    assert sum(one.step.cost[0] for one in chosen) <= limits.money + 1e-9
    levels = {gap.key: gap.level for gap in gaps}
    targets = {gap.key: gap.target for gap in gaps}
    access, done = limits.access, set[str]()
    for one in chosen:
        assert access_reaches(access, one.step.access)
        assert set(one.step.needs) <= done
        assert (
            one.closes
            or one.step.grants
            or one.step.hours[1] <= SHORT_STEP_HOURS
            or any(one.step.id in other.step.needs for other in chosen)
        )
        for closing in one.closes:
            # Each begins where the last one ended: nothing is closed twice.
            assert closing.start == levels[closing.key] < closing.to <= targets[closing.key]
            levels[closing.key] = closing.to
        access = widen_access(access, one.step)
        done.add(one.step.id)
    assert plan_steps(planned) == chosen


@RULE
@given(gaps=several, limits=bounds)
def test_a_shipped_plan_begins_short_or_with_access(
    catalog: Catalog, gaps: list[Gap], limits: Limits
) -> None:
    planned = request(catalog, *gaps, limits=limits)
    chosen = plan_steps(planned)
    if not chosen or chosen[0].step.hours[1] <= SHORT_STEP_HOURS or chosen[0].step.grants:
        return
    start = PlanProgress(planned)
    assert not [
        step.id
        for step in catalog.steps.values()
        if step.hours[1] <= SHORT_STEP_HOURS
        and limits.allow(step)
        and start.can_take(step)
        and start.closings(step)
    ]
