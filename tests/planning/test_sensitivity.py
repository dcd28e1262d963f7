"""What a little more time or money would add, and what did not fit and why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import ACCESS_ORDER
from pmcoach.planning.objective import Limits
from pmcoach.planning.planner import plan_steps
from pmcoach.planning.sensitivity import Addition, OpenGap, Sensitivity, measure_sensitivity
from tests.advice.making import gaps as any_gap
from tests.catalog.minimal import lift, step
from tests.planning.making import KNOWLEDGE, SKILL, ids, made, request

RULE = settings(derandomize=True, max_examples=40, deadline=None)


def sensitivity(
    catalog: Catalog, *gaps: Gap, limits: Limits, weeks: int = 4, dropped: tuple[str, ...] = ()
) -> Sensitivity:
    planned = request(catalog, *gaps, limits=limits, dropped=dropped)
    return measure_sensitivity(planned, plan_steps(planned), weeks)


CATALOG = made(
    step("try", hours=[1, 1]),
    step("work", hours=[6, 6], lifts=[lift(1, 2)]),
    step("course", "training", hours=[1, 1], cost=[90, 90], lifts=[lift(0, 2, "knowledge")]),
)


def test_one_more_hour_a_week_adds_what_fits_in_it_over_all_weeks() -> None:
    found = sensitivity(CATALOG, SKILL, limits=Limits(4, 0, "job"))
    assert (found.hour.worth, [one.id for one in found.hour.added]) == (0.5, ["work"])
    assert found.hour.left_out == ()
    assert sensitivity(CATALOG, SKILL, limits=Limits(2, 0, "job")).hour == Addition(0.0)


def test_the_next_hundred_adds_what_it_pays_for() -> None:
    found = sensitivity(CATALOG, SKILL, KNOWLEDGE, limits=Limits(20, 0, "job"))
    assert (found.hundred.worth, [one.id for one in found.hundred.added]) == (1.0, ["course"])
    assert found.hour == Addition(0.0)


def test_what_makes_room_for_something_better_is_told() -> None:
    found = sensitivity(
        made(step("small", hours=[3, 3]), step("big", hours=[6, 6], lifts=[lift(0, 2)])),
        SKILL,
        limits=Limits(3, 0, "job"),
    )
    assert [one.id for one in found.hour.added] == ["big"]
    assert [one.id for one in found.hour.left_out] == ["small"]
    assert found.hour.worth == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("limits", "dropped", "why", "named"),
    [
        (Limits(4, 0, "job"), (), "hours", "work"),
        (Limits(4, 0, "job"), ("work",), "dropped", "work"),
    ],
)
def test_what_did_not_fit_is_named_with_what_it_lacks(
    limits: Limits, dropped: tuple[str, ...], why: str, named: str
) -> None:
    (left,) = sensitivity(CATALOG, SKILL, limits=limits, dropped=dropped).left
    assert left.step is not None
    assert (left.gap, left.level, left.why, left.step.id) == (SKILL, 1, why, named)


def test_money_access_needs_and_missing_content_are_told_apart() -> None:
    def why(*steps: dict[str, object]) -> str:
        (left,) = sensitivity(
            made(step("other", lifts=[lift(0, 1, "knowledge")]), *steps),
            SKILL,
            limits=Limits(50, 10, "nothing"),
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
        made(step("a", hours=[90, 90])), light, SKILL, limits=Limits(1, 0, "job")
    ).left
    assert [one.gap for one in left] == [SKILL, light]
    assert left[1] == OpenGap(light, 0, None, "no step")


several = st.lists(any_gap, max_size=8, unique_by=lambda one: one.key)
bounds = st.builds(Limits, st.floats(0, 60), st.floats(0, 300), st.sampled_from(ACCESS_ORDER))


@RULE
@given(several, bounds)
def test_with_shipped_steps_more_is_never_less(
    catalog: Catalog, gaps: list[Gap], limits: Limits
) -> None:
    planned = request(catalog, *gaps, limits=limits)
    plan = plan_steps(planned)
    found = measure_sensitivity(planned, plan, 12)
    for more in (found.hour, found.hundred):
        assert more.worth >= 0
        assert bool(more.added) == (more.worth > 0)
        assert not {one.id for one in more.added} & set(ids(plan))
        assert {one.id for one in more.left_out} <= set(ids(plan))
    closed = {(gain.key, gain.to) for one in plan for gain in one.closes}
    assert {one.gap.key for one in found.left} == {
        gap.key for gap in gaps if (gap.key, gap.target) not in closed
    }
