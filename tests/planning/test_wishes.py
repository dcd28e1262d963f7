"""What the user wants in a plan: pinned steps, an order of their own."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import ACCESS_ORDER
from pmcoach.planning.objective import TOLERANCE, Limits, mean_hours
from pmcoach.planning.plan_request import PlanProgress
from pmcoach.planning.planner import plan_steps
from tests.advice.making import gaps as any_gap
from tests.catalog.minimal import lift, step
from tests.planning.making import KNOWLEDGE, PLENTY, SKILL, ids, made, opener, plan_ids, request

RULE = settings(derandomize=True, max_examples=60, deadline=None)


def plan(catalog: Catalog, limits: Limits = PLENTY, **wishes: Any) -> list[str]:
    return plan_ids(request(catalog, SKILL, KNOWLEDGE, limits=limits, **wishes))


def test_a_pinned_step_is_in_though_another_is_better() -> None:
    catalog = made(step("quick", hours=[1, 1]), step("liked", hours=[9, 9]))
    assert plan(catalog) == ["quick"]
    assert plan(catalog, pinned=["liked"])[-1] == "liked"


def test_a_pinned_step_is_in_even_if_it_closes_nothing() -> None:
    catalog = made(step("far", lifts=[lift(3, 4)]), step("near", hours=[1, 1]))
    assert plan(catalog, pinned=["far"]) == ["near", "far"]


def test_a_pinned_step_brings_what_it_needs() -> None:
    catalog = made(step("first", lifts=[]), step("second", needs=["first"]), opener())
    assert plan(catalog, pinned=["second"]) == ["first", "second"]


def test_what_cannot_be_had_is_left_out_although_it_is_pinned() -> None:
    catalog = made(
        step("job", access="job"),
        step("dear", cost=[90, 90]),
        step("long", hours=[50, 50]),
        step("ok", "training", hours=[1, 1]),
    )
    few = Limits(10, 10, "nothing")
    assert plan(catalog, few, pinned=["job", "dear", "long", "unknown"]) == ["ok"]
    assert plan(catalog, pinned=["long"], dropped=["long", "ok", "dear"]) == ["job"]
    assert plan(catalog, pinned=["long"], done=["long", "ok", "dear"]) == ["job"]


def test_pinned_steps_that_do_not_fit_together_are_taken_in_turn() -> None:
    catalog = made(*(step(f"s{n}", hours=[4, 4], lifts=[lift(3, 4)]) for n in range(3)))
    assert plan(catalog, Limits(9, 0, "nothing"), pinned=["s2", "s0", "s1"]) == ["s0", "s2"]


def test_a_pinned_step_uses_the_access_that_another_obtains_or_brings_one() -> None:
    catalog = made(
        step("work", access="job", lifts=[lift(3, 4)]),
        opener(hours=[1, 2]),
        opener(hours=[1, 1]) | {"id": "quick"},
    )
    few = Limits(10, 0, "nothing")
    assert plan(catalog, few, pinned=["work", "opener"]) == ["opener", "work"]
    assert plan(catalog, few, pinned=["work"]) == ["quick", "work"]


CHAIN = made(
    step("to1", hours=[1, 1]),
    step("to2", hours=[3, 3], lifts=[lift(1, 2)]),
    step("read", "training", hours=[1, 2], lifts=[lift(0, 1, "knowledge")]),
)


def test_the_users_order_is_kept() -> None:
    assert plan(CHAIN) == ["to1", "read", "to2"]
    assert plan(CHAIN, order=["read", "to1", "to2"]) == ["read", "to1", "to2"]
    assert plan(CHAIN, order=["to1", "to2"]) == ["to1", "to2", "read"]


def test_what_leads_up_to_a_step_stays_before_it() -> None:
    assert plan(CHAIN, order=["to2", "read", "to1"]) == ["read", "to1", "to2"]


def test_an_order_changes_no_choice() -> None:
    """Not even that of a step to warm up with, which may be moved like any other."""
    catalog = made(
        step("long", hours=[9, 9], lifts=[lift(0, 1, "knowledge")]),
        step("short", hours=[1, 1], lifts=[lift(2, 3)]),
    )
    assert plan(catalog) == ["short", "long"]
    assert plan(catalog, order=["long", "short"]) == ["long", "short"]
    assert plan(catalog, order=["short", "long"]) == ["short", "long"]
    assert plan(catalog, order=["long"]) == ["short", "long"]


def test_a_plan_that_was_kept_comes_out_again_as_it_was() -> None:
    """All else dropped, its own steps pinned and in their order."""
    catalog = made(
        *(step(f"s{n}", hours=[n + 1, n + 1], lifts=[lift(n, n + 1)]) for n in range(4)),
        opener(),
        step("work", access="job"),
    )
    kept = plan(catalog)
    others = [one for one in catalog.steps if one not in kept]
    assert plan(catalog, dropped=others, pinned=kept, order=kept) == kept


several = st.lists(any_gap, max_size=12, unique_by=lambda one: one.key)
bounds = st.builds(
    Limits,
    st.floats(0, 200),
    st.floats(0, 300),
    st.sampled_from(ACCESS_ORDER),
    st.sampled_from([0.0, 2.0, 8.0]),
)


@RULE
@given(gaps=several, limits=bounds, data=st.data())
def test_wishes_break_no_limit(
    catalog: Catalog, gaps: list[Gap], limits: Limits, data: st.DataObject
) -> None:
    some = st.lists(st.sampled_from(sorted(catalog.steps)), max_size=12, unique=True)
    pinned, order, dropped = data.draw(some), data.draw(some), data.draw(some)
    wishes = {"dropped": dropped, "pinned": pinned}
    planned = request(catalog, *gaps, limits=limits, order=order, **wishes)
    plan = plan_steps(planned)
    assert len(set(ids(plan))) == len(plan)
    assert not set(dropped) & set(ids(plan))
    assert sum(mean_hours(chosen.step) for chosen in plan) <= limits.hours + TOLERANCE
    progress = PlanProgress(planned)
    for chosen in plan:
        assert progress.can_take(chosen.step)
        assert chosen.closes in ((), progress.closings(chosen.step))
        progress.take(chosen.step)
    assert progress.rest.hours >= -TOLERANCE
    assert progress.rest.money >= -TOLERANCE
    for step_id in pinned:
        # What was pinned and could have been added at the end is in.
        step = catalog.steps[step_id]
        if step_id not in {*progress.taken, *dropped} and progress.can_take(step):
            rest = limits
            for chosen in plan:
                needed = any(chosen.step.id in follower.step.needs for follower in plan)
                if chosen.step.id in pinned or chosen.step.grants or needed:
                    rest = rest.after(chosen.step)
            assert not rest.allow(step)
    assert plan_steps(planned) == plan
    unordered = request(catalog, *gaps, limits=limits, **wishes)
    assert set(plan_ids(unordered)) == set(ids(plan))
