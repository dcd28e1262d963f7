"""What a little more time or money would add, and what did not fit and why."""

from __future__ import annotations

import pytest

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.parse import Catalog
from pmcoach.planning.objective import DEED_COUNT, LARGEST_COUNT
from pmcoach.planning.plan_request import Limits
from pmcoach.planning.planner import plan_steps
from pmcoach.planning.sensitivity import Addition, OpenGap, Sensitivity, measure_sensitivity
from tests.catalog.minimal import lift, step
from tests.planning.making import KNOWLEDGE, SKILL, limits, made, request


def sensitivity(
    catalog: Catalog, *gaps: Gap, within: Limits, dropped: tuple[str, ...] = ()
) -> Sensitivity:
    planned = request(catalog, *gaps, within=within, dropped=dropped)
    return measure_sensitivity(planned, plan_steps(planned))


LEVEL_OF_KNOWLEDGE = KNOWLEDGE.weight * LARGEST_COUNT
LEVEL_OF_SKILL = SKILL.weight * LARGEST_COUNT * DEED_COUNT
CATALOG = made(
    step("try", hours=[1, 1]),
    step("work", hours=[6, 6], lifts=[lift(1, 2)]),
    step("course", "training", hours=[1, 1], cost=[90, 90], lifts=[lift(0, 2, "knowledge")]),
)


def test_one_more_hour_a_week_adds_what_fits_in_it_over_all_weeks() -> None:
    found = sensitivity(CATALOG, SKILL, within=limits(1, 4, 0, "job"))
    assert found.hour.worth == pytest.approx(LEVEL_OF_SKILL)
    assert [one.id for one in found.hour.added] == ["work"]
    assert found.hour.left_out == ()
    assert sensitivity(CATALOG, SKILL, within=limits(0.5, 4, 0, "job")).hour == Addition(0.0)


def test_the_next_hundred_adds_what_it_pays_for() -> None:
    found = sensitivity(CATALOG, SKILL, KNOWLEDGE, within=limits(5, 4, 0, "job"))
    assert found.hundred.worth == pytest.approx(2 * LEVEL_OF_KNOWLEDGE)
    assert [one.id for one in found.hundred.added] == ["course"]
    assert found.hour == Addition(0.0)


def test_what_makes_room_for_something_better_is_told() -> None:
    found = sensitivity(
        made(step("small", hours=[3, 3]), step("big", hours=[6, 6], lifts=[lift(0, 2)])),
        SKILL,
        within=limits(0.75, 4, 0, "job"),
    )
    assert [one.id for one in found.hour.added] == ["big"]
    assert [one.id for one in found.hour.left_out] == ["small"]
    assert found.hour.worth == pytest.approx(LEVEL_OF_SKILL)


@pytest.mark.parametrize(
    ("within", "dropped", "why", "named"),
    [
        (limits(1, 4, 0, "job"), (), "hours", "work"),
        (limits(1, 4, 0, "job"), ("work",), "dropped", "work"),
    ],
)
def test_what_did_not_fit_is_named_with_what_it_lacks(
    within: Limits, dropped: tuple[str, ...], why: str, named: str
) -> None:
    (left,) = sensitivity(CATALOG, SKILL, within=within, dropped=dropped).left
    assert left.step is not None
    assert (left.gap, left.level, left.why, left.step.id) == (SKILL, 1, why, named)


def test_money_access_needs_and_missing_content_are_told_apart() -> None:
    def why(*steps: dict[str, object]) -> str:
        (left,) = sensitivity(
            made(step("other", lifts=[lift(0, 1, "knowledge")]), *steps),
            SKILL,
            within=limits(20, 4, 10, "volunteer"),
            dropped=("other",),
        ).left
        return left.why

    assert why(step("a", cost=[90, 90])) == "money"
    assert why(step("a", access="job")) == "access"
    assert why(step("a", needs=["other"])) == "needs"
    assert why(step("a", lifts=[lift(1, 2)])) == "no step"
    assert why(step("a", cost=[90, 90]), step("b", access="job")) == "money"


def test_the_heaviest_gap_that_stays_open_comes_first() -> None:
    light = Gap("knowledge", "one", "area", 0, 1, 0.1)
    left = sensitivity(
        made(step("a", hours=[90, 90])), light, SKILL, within=limits(0.25, 4, 0, "job")
    ).left
    assert [one.gap for one in left] == [SKILL, light]
    assert left[1] == OpenGap(light, 0, None, "no step")
