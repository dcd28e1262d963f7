"""The weeks of a plan: hours of each, long steps beside others, a few open at once."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.planning.timeline import (
    DEFAULT_WEEKS,
    LEAST_OPEN,
    Timeline,
    days_of_weeks,
    weeks_until,
)

MONDAY = dt.date(2026, 11, 30)
steps = st.lists(st.tuples(st.floats(0.25, 40), st.integers(1, 6), st.integers(0, 4)), max_size=20)


def laid(timeline: Timeline, *steps: tuple[float, int]) -> list[tuple[int, int] | None]:
    """The first and last week of each step of so many hours and weeks, one after another."""
    weeks: list[tuple[int, int] | None] = []
    for hours, least_weeks in steps:
        placed = timeline.place(hours, least_weeks, 0)
        if placed:
            timeline.take(*placed)
        weeks.append((placed[0], placed[0] + len(placed[1]) - 1) if placed else None)
    return weeks


def test_weeks_are_filled_before_the_next_one_begins() -> None:
    assert laid(Timeline(3, 12), (2, 1), (1, 1), (2, 1)) == [(0, 0), (0, 0), (1, 1)]


def test_a_step_that_is_longer_than_a_week_goes_on_in_the_next() -> None:
    assert laid(Timeline(3, 12), (7, 1), (2, 1)) == [(0, 2), (2, 2)]


def test_a_long_step_takes_its_weeks_and_leaves_hours_for_others() -> None:
    assert laid(Timeline(3, 12), (8, 8), (2, 1), (2, 1)) == [(0, 7), (0, 0), (1, 1)]


def test_no_more_than_a_few_steps_are_open_at_once() -> None:
    weeks = laid(Timeline(10, 12), *[(0.5, 1)] * 7)
    assert [week for week, _ in filter(None, weeks)] == [0, 0, 0, 1, 1, 1, 2]


def test_someone_with_many_hours_has_more_open() -> None:
    weeks = laid(Timeline(40, 12), *[(0.5, 1)] * 11)
    assert [week for week, _ in filter(None, weeks)] == [0] * 10 + [1]


def test_what_does_not_end_in_time_is_not_placed() -> None:
    assert laid(Timeline(3, 4), (13, 1), (2, 5), (12, 1)) == [None, None, (0, 3)]
    assert laid(Timeline(0, 4), (1, 1)) == [None]


def test_a_step_begins_no_earlier_than_it_may() -> None:
    assert Timeline(3, 4).place(1, 1, 2) == (2, [1])
    assert Timeline(3, 4).place(1, 1, 4) is None


@settings(derandomize=True, deadline=None)
@given(st.floats(0.5, 50), st.integers(1, 20), steps)
def test_no_week_holds_more_than_its_hours_or_too_many_steps(
    per_week: float, weeks: int, wanted: list[tuple[float, int, int]]
) -> None:
    timeline = Timeline(per_week, weeks)
    used, opened = [0.0] * weeks, [0] * weeks
    for hours, least_weeks, earliest in wanted:
        placed = timeline.place(hours, least_weeks, earliest)
        if placed is None:
            continue
        start, shares = placed
        timeline.take(start, shares)
        assert start >= earliest
        assert len(shares) >= least_weeks
        assert start + len(shares) <= weeks
        assert sum(shares) == pytest.approx(hours)
        for week, share in enumerate(shares, start):
            used[week] += share
            opened[week] += 1
            assert share <= hours / least_weeks + 1e-9 or least_weeks == 1
    assert all(hours <= per_week + 1e-6 for hours in used)
    assert all(count <= max(LEAST_OPEN, per_week // 4) for count in opened)


@pytest.mark.parametrize(
    ("finish_by", "weeks"),
    [
        (None, DEFAULT_WEEKS),
        (MONDAY + dt.timedelta(days=20), 2),
        (MONDAY + dt.timedelta(days=21), 3),
        (MONDAY, 1),
    ],
)
def test_a_plan_reaches_to_the_date_or_a_quarter(finish_by: dt.date | None, weeks: int) -> None:
    assert weeks_until(MONDAY, finish_by) == weeks


def test_a_step_lasts_from_the_first_day_of_a_week_to_the_last_of_another() -> None:
    assert days_of_weeks(MONDAY, 1, 2) == (dt.date(2026, 12, 7), dt.date(2026, 12, 20))
