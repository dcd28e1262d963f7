"""Which steps a plan takes: the most gap closed for the effort, within what the user has."""

from __future__ import annotations

from typing import Any

import pytest

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.parse import Catalog
from pmcoach.planning.draft import PlanDraft
from pmcoach.planning.objective import DEED_COUNT, LARGEST_COUNT
from pmcoach.planning.plan_request import Limits
from pmcoach.planning.planner import plan_steps
from tests.catalog.minimal import lift, step
from tests.planning.making import KNOWLEDGE, SKILL, ids, limits, made, opener, plan_ids, request

TO_TWO: dict[str, Any] = {"lifts": [lift(0, 2)]}


def plan(catalog: Catalog, *gaps: Gap, within: Limits | None = None, **routes: str) -> list[str]:
    by_level = {
        (f"one.{facet}", level): route for facet, route in routes.items() for level in range(4)
    }
    return plan_ids(request(catalog, *(gaps or (SKILL,)), within=within, routes=by_level))


def test_no_gap_is_no_plan() -> None:
    assert plan_steps(request(made(step("a")))) == []


def test_the_step_that_closes_more_for_its_effort_is_taken() -> None:
    assert plan(made(step("slow", hours=[2, 2]), step("fast", hours=[1, 1]))) == ["fast"]


def test_one_step_for_two_gaps_beats_two_steps() -> None:
    """Beginning takes an hour, whatever one begins."""
    project = step("project", hours=[5, 5], lifts=[lift(0, 1), lift(0, 1, "knowledge")])
    singles = step("a", hours=[3, 3]), step("b", hours=[3, 3], lifts=[lift(0, 1, "knowledge")])
    gaps = Gap("skill", "one", "area", 0, 1, 0.5), Gap("knowledge", "one", "area", 0, 1, 0.5)
    assert plan(made(*singles, project), *gaps) == ["project"]


def test_steps_follow_one_another_up_to_the_target_and_no_further() -> None:
    steps = [step(f"to{n + 1}", lifts=[lift(n, n + 1)]) for n in range(4)]
    assert plan(made(*reversed(steps))) == ["to1", "to2"]


def test_a_step_that_starts_above_the_present_level_waits() -> None:
    assert plan(made(step("far", lifts=[lift(1, 2)]))) == []


def test_only_steps_on_the_advised_route_are_taken() -> None:
    steps = step("work", hours=[1.5, 1.5]), step("read", "training", hours=[1, 1])
    assert plan(made(*steps)) == ["read"]
    assert plan(made(*steps), skill="hands-on") == ["work"]
    assert plan(made(*steps), skill="training") == ["read"]
    assert plan(made(steps[0]), skill="training") == []


def test_a_step_closes_levels_only_as_far_as_its_route_is_advised() -> None:
    catalog = made(step("both", "training", **TO_TWO))
    routes = {("one.skill", 0): "training", ("one.skill", 1): "hands-on"}
    (planned,) = plan_steps(request(catalog, SKILL, routes=routes))
    assert [(closing.start, closing.to) for closing in planned.closes] == [(0, 1)]


def test_words_come_before_the_first_deed_of_a_competency() -> None:
    words = step("words", "training", hours=[9, 9], lifts=[lift(0, 1, "knowledge")])
    deed = step("deed", hours=[1, 1])
    assert plan(made(deed, words), SKILL, KNOWLEDGE) == ["words", "deed"]
    assert plan(made(deed, words), SKILL) == ["deed"]
    assert plan(made(deed), SKILL, KNOWLEDGE) == ["deed"]


def test_the_largest_gaps_count_more() -> None:
    heavy = [Gap("skill", f"s{number}", "area", 0, 1, 1.0) for number in range(5)]
    light = Gap("knowledge", "one", "area", 0, 1, 0.9)
    assert plan(
        made(
            step("light", "training", hours=[1, 1], lifts=[lift(0, 1, "knowledge")]),
            step("heavy", hours=[1.5, 1.5], lifts=[lift(0, 1, "skill", "s4")]),
        ),
        *heavy,
        light,
        within=limits(hours=2, weeks=1),
    ) == ["heavy"]


@pytest.mark.parametrize(
    ("within", "taken"),
    [
        (limits(3, 1, 90, "job"), ["it"]),
        (limits(2.9, 1, 90, "job"), []),
        (limits(3, 1, 89, "job"), []),
        (limits(3, 1, 90, "volunteer"), []),
        (limits(0, 4, 90, "job"), []),
    ],
)
def test_hours_money_and_access_each_keep_a_step_out(within: Limits, taken: list[str]) -> None:
    it = step("it", hours=[2, 4], cost=[50, 90], access="job")
    assert plan(made(it), within=within) == taken


def test_a_step_that_takes_longer_than_there_is_time_stays_out() -> None:
    catalog = made(step("quarter", hours=[2, 2], weeks=12))
    assert plan(catalog, within=limits(weeks=11)) == []
    assert plan(catalog, within=limits(weeks=12)) == ["quarter"]


def test_an_employer_pays_only_for_what_it_may_and_as_far_as_it_goes() -> None:
    course: dict[str, Any] = {"cost": [50, 90], "employer_may_pay": True}
    poor = limits(money=0, employer_money=100)
    assert plan(made(step("course", **course)), within=poor) == ["course"]
    assert plan(made(step("own", cost=[50, 90])), within=poor) == []
    more = step("more", "training", lifts=[lift(0, 1, "knowledge")], **course)
    assert len(plan(made(step("course", **course), more), SKILL, KNOWLEDGE, within=poor)) == 1
    (planned,) = plan_steps(request(made(step("course", **course)), SKILL, within=poor))
    assert planned.payer == "employer"


def test_what_can_be_had_for_nothing_is_where_the_money_does_not_suffice() -> None:
    catalog = made(step("book", cost=[0, 40]))
    for money, payer in ((40, "you"), (39, "")):
        (planned,) = plan_steps(request(catalog, SKILL, within=limits(money=money)))
        assert planned.payer == payer


def test_nothing_is_bought_where_a_free_way_is_as_good() -> None:
    catalog = made(step("dear", hours=[1, 1], cost=[0, 100]), step("free", hours=[2, 2]))
    assert plan(catalog) == ["free"]


def test_a_step_comes_after_the_one_it_needs_even_if_it_is_the_better_one() -> None:
    first = step("first", hours=[2, 2])
    better = step("better", hours=[1, 1], needs=["first"], lifts=[lift(1, 2)])
    assert plan(made(better, first)) == ["first", "better"]


def test_what_builds_on_a_step_begins_no_earlier_than_that_ends() -> None:
    catalog = made(step("a", weeks=4), step("b", lifts=[lift(1, 2)]))
    first, second = plan_steps(request(catalog, SKILL))
    assert second.start_week >= first.end_week == 3


def test_nobody_gets_a_step_they_may_not_take() -> None:
    catalog = made(step("intake", when={"background": ["student"]}))
    assert plan_ids(request(catalog, SKILL)) == []
    assert plan_ids(request(catalog, SKILL, facts={"background": "design"})) == []
    assert plan_ids(request(catalog, SKILL, facts={"background": "student"})) == ["intake"]


def test_what_was_dropped_or_done_stays_out() -> None:
    catalog = made(step("a", hours=[1, 1]), step("b", hours=[2, 2]))
    assert plan_ids(request(catalog, SKILL, dropped=["a"])) == ["b"]
    assert plan_ids(request(catalog, SKILL, done=["a"])) == ["b"]


def test_the_first_step_is_short_where_a_short_one_helps() -> None:
    long = step("long", hours=[3, 3], lifts=[lift(0, 1, "knowledge")])
    heavy = Gap("knowledge", "two", "area", 0, 1, 5.0)
    long["lifts"][0]["competency"] = "two"
    assert plan(made(long, step("short", hours=[2, 2])), heavy, SKILL) == ["short", "long"]
    assert plan(made(long), heavy, SKILL) == ["long"]


def test_where_nothing_short_closes_a_gap_a_short_rehearsal_leads_up_to_one() -> None:
    prepares = [{"competency": "one", "facet": "skill"}]
    warm_up = step("play", "training", kind="rehearsal", hours=[1, 2], lifts=[], prepares=prepares)
    assert plan(made(step("long", hours=[9, 9]), warm_up)) == ["play", "long"]
    assert plan(made(step("short", hours=[1, 2]), warm_up)) == ["short"]


def test_where_lack_of_access_blocks_a_gap_a_step_opens_the_door() -> None:
    work, club = step("work", access="job"), limits(access="volunteer")
    assert plan(made(work, opener()), within=club) == ["opener", "work"]
    assert plan(made(work, opener())) == ["work"]
    assert plan(made(work, opener(), step("free")), within=club) == ["free"]
    assert plan(made(work, opener(when={"background": ["student"]})), within=club) == []


def test_someone_with_nowhere_to_practice_gets_a_door_although_no_gap_is_blocked() -> None:
    catalog = made(step("free", hours=[1, 1]), opener(grants="volunteer"))
    assert set(plan(catalog, within=limits(access="nothing"))) == {"free", "opener"}
    assert set(plan(catalog, within=limits(access="elsewhere"))) == {"free", "opener"}
    assert plan(catalog, within=limits(access="volunteer")) == ["free"]


def test_a_step_is_done_in_the_best_setting_that_is_open_by_then() -> None:
    first, second = step("first", hours=[1, 1]), step("second", access="job", lifts=[lift(1, 2)])
    catalog, within = made(first, opener(weeks=3), second), limits(access="nothing")
    planned = {one.step.id: one for one in plan_steps(request(catalog, SKILL, within=within))}
    assert (planned["first"].access, planned["first"].start_week) == ("nothing", 0)
    assert (planned["second"].access, planned["second"].start_week) == ("job", 2)


def test_each_heavy_area_has_a_step_however_little_it_adds() -> None:
    catalog = made(
        step("best", hours=[1, 1]),
        step(
            "other", hours=[9, 9], lifts=[{"area": "area", "facet": "ability", "from": 0, "to": 1}]
        ),
    )
    side = Gap("ability", "area", "side", 0, 1, 0.001)
    within = limits(hours=10, weeks=1)
    assert plan_ids(request(catalog, SKILL, side, within=within, areas=["side"])) == [
        "best",
        "other",
    ]


def test_wanted_steps_are_in_although_they_close_nothing() -> None:
    catalog = made(
        step("gap", hours=[1, 1]), *(step(name, kind="job-search", lifts=[]) for name in ("x", "y"))
    )
    assert plan_ids(request(catalog, SKILL, first=[["x", "y"]])) == ["x", "gap"]
    assert plan_ids(request(catalog, SKILL, wanted=[["y"], ["unknown"]])) == ["gap", "y"]


def test_a_closing_counts_only_up_to_the_target() -> None:
    ability = {"area": "area", "facet": "ability", "from": 0, "to": 1}
    catalog = made(step("jump", lifts=[lift(0, 4), lift(0, 1, "knowledge"), ability]))
    gaps = Gap("skill", "one", "area", 1, 2, 0.5), Gap("ability", "area", "area", 0, 1, 0.3)
    closings = PlanDraft(request(catalog, *gaps)).closings(catalog.steps["jump"])
    assert [(c.key, c.start, c.to) for c in closings] == [
        ("one.skill", 1, 2),
        ("area.ability", 0, 1),
    ]
    worths = [weight * LARGEST_COUNT * DEED_COUNT for weight in (0.5, 0.3)]
    assert [c.worth for c in closings] == pytest.approx(worths)


# What the user wants in it


def test_a_pinned_step_is_in_though_another_is_better() -> None:
    catalog = made(step("quick", hours=[1, 1]), step("liked", hours=[9, 9]))
    assert "liked" in plan_ids(request(catalog, SKILL, pinned=["liked"]))


def test_a_pinned_step_brings_what_it_needs_and_the_access() -> None:
    catalog = made(step("first", lifts=[], kind="onboarding"), step("second", needs=["first"]))
    assert plan_ids(request(catalog, SKILL, pinned=["second"])) == ["first", "second"]
    catalog = made(step("work", access="job", lifts=[lift(3, 4)]), opener())
    planned = request(catalog, SKILL, within=limits(access="volunteer"), pinned=["work"])
    assert plan_ids(planned) == ["opener", "work"]


def test_what_cannot_be_had_is_left_out_although_it_is_pinned() -> None:
    catalog = made(
        step("job", access="job"),
        step("dear", cost=[90, 90]),
        step("long", hours=[50, 50]),
        step("ok", "training", hours=[1, 1]),
    )
    few = limits(5, 2, 10, "volunteer")
    pinned = ["job", "dear", "long", "unknown"]
    assert plan_ids(request(catalog, SKILL, within=few, pinned=pinned)) == ["ok"]
    assert plan_ids(request(catalog, SKILL, pinned=["long"], dropped=["long", "ok", "dear"])) == [
        "job"
    ]


CHAIN = made(
    step("to1", hours=[1, 1]),
    step("to2", hours=[3, 3], lifts=[lift(1, 2)]),
    step("read", "training", hours=[1, 2], lifts=[lift(0, 1, "knowledge", "two")]),
)
READING = Gap("knowledge", "two", "area", 0, 1, 0.5)


def ordered(*order: str) -> list[str]:
    slow = limits(hours=1.5, weeks=12)
    return plan_ids(request(CHAIN, SKILL, READING, within=slow, order=order))


def test_the_users_order_is_kept_as_far_as_what_leads_up_to_what_allows() -> None:
    assert ordered("read", "to1", "to2") == ["read", "to1", "to2"]
    assert ordered("to1", "to2") == ["to1", "to2", "read"]
    assert ordered("to2", "read", "to1") == ["read", "to1", "to2"]


def test_an_accepted_plan_comes_out_again_as_it_was() -> None:
    accepted = ordered()
    assert ordered(*accepted) == accepted


def test_a_postponed_step_waits_and_so_does_what_builds_on_it() -> None:
    planned = plan_steps(request(CHAIN, SKILL, READING, postponed={"to1": 3}))
    weeks = {one.step.id: one.start_week for one in planned}
    assert weeks["to1"] == 3
    assert weeks["to2"] >= 3
    assert weeks["read"] == 0
    assert ids(planned) == ["read", "to1", "to2"]
