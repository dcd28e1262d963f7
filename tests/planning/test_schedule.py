"""Steps laid into weeks: never more than a week holds, a few open at once, in order."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.catalog.models import Step
from pmcoach.planning.objective import MOST_OPEN, ChosenStep, Closing, mean_hours
from pmcoach.planning.schedule import DEFAULT_WEEKS, Dated, schedule, weeks_until
from tests.catalog import minimal

RULE = settings(derandomize=True, max_examples=200, deadline=None)
MONDAY = dt.date(2026, 3, 2)


def taking(number: int, hours: float) -> ChosenStep:
    return ChosenStep(Step.model_validate(minimal.step(f"s{number}", hours=[hours, hours])), ())


def laid(hours: list[float], per_week: float) -> list[Dated]:
    return schedule([taking(n, one) for n, one in enumerate(hours)], per_week, MONDAY)


def weeks(dated: list[Dated]) -> list[tuple[int, int]]:
    """The first and last week of each step, from 0."""
    return [((one.start - MONDAY).days // 7, (one.end - MONDAY).days // 7) for one in dated]


@pytest.mark.parametrize(
    ("hours", "per_week", "expected"),
    [
        ([], 3, []),
        ([3], 3, [(0, 0)]),
        ([1, 1, 1], 3, [(0, 0), (0, 0), (0, 0)]),
        ([2, 2], 3, [(0, 0), (0, 1)]),
        ([3, 1], 3, [(0, 0), (1, 1)]),
        ([7], 3, [(0, 2)]),
        # A fourth step would be open in the same week: it waits for the next.
        ([0.5, 0.5, 0.5, 0.5], 3, [(0, 0), (0, 0), (0, 0), (1, 1)]),
        ([4, 0.5, 0.5, 0.5], 3, [(0, 1), (1, 1), (1, 1), (2, 2)]),
        ([0.5] * 7, 3, [(0, 0)] * 3 + [(1, 1)] * 3 + [(2, 2)]),
        # A week that is full to the hour is followed by an empty one.
        ([3, 3, 3], 3, [(0, 0), (1, 1), (2, 2)]),
        ([6, 3], 3, [(0, 1), (2, 2)]),
    ],
)
def test_steps_fill_one_week_after_another(
    hours: list[float], per_week: float, expected: list[tuple[int, int]]
) -> None:
    assert weeks(laid(hours, per_week)) == expected


@pytest.mark.parametrize("per_week", [0, -1])
def test_without_hours_nothing_is_scheduled(per_week: float) -> None:
    assert laid([1, 2], per_week) == []


def test_a_step_begins_on_the_first_day_of_its_week_and_ends_on_the_last() -> None:
    one, other = laid([3, 4], 3)
    assert (one.start, one.end) == (MONDAY, dt.date(2026, 3, 8))
    assert (other.start, other.end) == (dt.date(2026, 3, 9), dt.date(2026, 3, 22))


lengths = st.lists(st.integers(1, 80).map(lambda quarters: quarters / 4), min_size=1, max_size=12)
per_weeks = st.integers(1, 60).map(lambda quarters: quarters / 4)


@pytest.mark.slow
@RULE
@given(lengths, per_weeks)
def test_no_run_of_weeks_holds_more_than_its_hours(hours: list[float], per_week: float) -> None:
    """What lies wholly within some weeks has to fit in them, for all such weeks."""
    dated = laid(hours, per_week)
    spans = weeks(dated)
    last = max(end for _, end in spans)
    for begin in range(last + 1):
        for end in range(begin, last + 1):
            inside = sum(
                mean_hours(one.chosen.step)
                for one, (start, stop) in zip(dated, spans, strict=True)
                if begin <= start and stop <= end
            )
            assert inside <= per_week * (end - begin + 1) + 1e-6


@RULE
@given(lengths, per_weeks)
def test_a_week_ends_only_when_its_hours_or_places_are_used_up(
    hours: list[float], per_week: float
) -> None:
    spans = weeks(laid(hours, per_week))
    first_week, hours_since = 0, 0.0
    for length, (_, end), (following, _) in zip(hours, spans, spans[1:], strict=False):
        hours_since += length
        if following > end:
            assert following == end + 1
            open_steps = sum(start <= end <= last for start, last in spans)
            weeks_since = end + 1 - first_week
            assert open_steps == MOST_OPEN or hours_since == pytest.approx(per_week * weeks_since)
            first_week, hours_since = following, 0.0


@RULE
@given(lengths, per_weeks)
def test_at_most_three_steps_are_open_in_any_week(hours: list[float], per_week: float) -> None:
    spans = weeks(laid(hours, per_week))
    for week in range(max(end for _, end in spans) + 1):
        assert sum(start <= week <= end for start, end in spans) <= MOST_OPEN


@RULE
@given(lengths, per_weeks)
def test_all_steps_are_dated_in_their_order_from_the_first_day_on(
    hours: list[float], per_week: float
) -> None:
    dated = laid(hours, per_week)
    assert [one.chosen.step.id for one in dated] == [f"s{n}" for n in range(len(hours))]
    assert dated[0].start == MONDAY
    spans = weeks(dated)
    # The next may begin in the week in which the last one ends, and not before.
    for (start, end), (following, _) in pairwise(spans):
        assert start <= end <= following


@RULE
@given(lengths, per_weeks)
def test_no_step_is_given_fewer_weeks_than_its_hours_take(
    hours: list[float], per_week: float
) -> None:
    for length, (start, end) in zip(hours, weeks(laid(hours, per_week)), strict=True):
        assert length <= per_week * (end - start + 1) + 1e-6


@pytest.mark.parametrize(
    ("finish_by", "expected"),
    [
        (None, DEFAULT_WEEKS),
        (MONDAY - dt.timedelta(days=30), 1),
        (MONDAY, 1),
        (MONDAY + dt.timedelta(days=13), 1),
        (MONDAY + dt.timedelta(days=14), 2),
        (MONDAY + dt.timedelta(weeks=20), 20),
    ],
)
def test_whole_weeks_are_counted_and_at_least_one(finish_by: dt.date | None, expected: int) -> None:
    assert weeks_until(MONDAY, finish_by) == expected


def building(number: int, on: int | None = None, **more: str) -> ChosenStep:
    """A step of three hours; with ``on`` it needs that one."""
    needs = [] if on is None else [f"s{on}"]
    return ChosenStep(
        Step.model_validate(minimal.step(f"s{number}", hours=[3, 3], needs=needs, **more)), ()
    )


def starts(steps: list[ChosenStep], **postponed: int) -> dict[str, int]:
    """The week in which each step begins; postponed by days after the first."""
    days = {one: MONDAY + dt.timedelta(days=many) for one, many in postponed.items()}
    return {
        one.chosen.step.id: (one.start - MONDAY).days // 7
        for one in schedule(steps, 3, MONDAY, postponed=days)
    }


def test_a_postponed_step_waits_for_its_day_while_others_go_on() -> None:
    steps = [building(0), building(1), building(2)]
    assert starts(steps) == {"s0": 0, "s1": 1, "s2": 2}
    assert starts(steps, s0=-3) == {"s0": 0, "s1": 1, "s2": 2}
    assert starts(steps, s0=0) == {"s0": 0, "s1": 1, "s2": 2}
    assert starts(steps, s0=1) == {"s1": 0, "s0": 1, "s2": 2}
    assert starts(steps, s1=28) == {"s0": 0, "s2": 1, "s1": 4}


def test_weeks_after_a_free_one_are_filled_too() -> None:
    halves = [taking(number, 0.5) for number in range(7)]
    later = {step.step.id: MONDAY + dt.timedelta(weeks=2) for step in halves}
    assert weeks(schedule(halves, 3, MONDAY, postponed=later)) == (
        [(2, 2)] * 3 + [(3, 3)] * 3 + [(4, 4)]
    )
    full = [taking(number, 3) for number in range(2)]
    assert weeks(schedule(full, 3, MONDAY, postponed=later)) == [(2, 2), (3, 3)]


def test_what_builds_on_a_postponed_step_waits_with_it() -> None:
    steps = [building(0), building(1, on=0), building(2)]
    assert starts(steps, s0=14) == {"s2": 0, "s0": 2, "s1": 3}
    to1, to2 = building(0), building(1)
    chain = [
        ChosenStep(to1.step, (Closing("one.skill", 0, 1, 0.1, 0.1),)),
        ChosenStep(to2.step, (Closing("one.skill", 1, 2, 0.1, 0.1),)),
    ]
    assert starts(chain, s0=14) == {"s0": 2, "s1": 3}
    opened = [building(0, grants="job"), building(1, access="job"), building(2)]
    assert starts(opened, s0=14) == {"s2": 0, "s0": 2, "s1": 3}


@RULE
@given(lengths, per_weeks, st.lists(st.integers(-20, 100), max_size=12))
def test_no_postponed_step_begins_before_its_day(
    hours: list[float], per_week: float, days: list[int]
) -> None:
    steps = [taking(number, one) for number, one in enumerate(hours)]
    postponed = {f"s{n}": MONDAY + dt.timedelta(days=many) for n, many in enumerate(days)}
    dated = schedule(steps, per_week, MONDAY, postponed=postponed)
    assert sorted(one.chosen.step.id for one in dated) == sorted(s.step.id for s in steps)
    for one in dated:
        assert one.start >= postponed.get(one.chosen.step.id, MONDAY)
    spans = weeks(dated)
    for (start, end), (following, _) in pairwise(spans):
        assert start <= end <= following
    for week in range(max(end for _, end in spans) + 1):
        assert sum(start <= week <= end for start, end in spans) <= MOST_OPEN
        done = sum(
            mean_hours(one.chosen.step)
            for one, (start, end) in zip(dated, spans, strict=True)
            if start == end == week
        )
        assert done <= per_week + 1e-6
