"""Steps laid into weeks: never more than a week holds, a few open at once, in order."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.catalog.models import Step
from pmcoach.planning.choose import Chosen, mean_hours
from pmcoach.planning.schedule import DEFAULT_WEEKS, MOST_OPEN, Dated, schedule, weeks_until
from tests.catalog import minimal

RULE = settings(derandomize=True, max_examples=200, deadline=None)
MONDAY = dt.date(2026, 3, 2)


def taking(number: int, hours: float) -> Chosen:
    return Chosen(Step.model_validate(minimal.step(f"s{number}", hours=[hours, hours])), ())


def laid(hours: list[float], per_week: float) -> list[Dated]:
    return schedule([taking(n, one) for n, one in enumerate(hours)], per_week, MONDAY)


def weeks(dated: list[Dated]) -> list[tuple[int, int]]:
    """The first and last week of each step, from 0."""
    return [((one.start - MONDAY).days // 7, (one.end - MONDAY).days // 7) for one in dated]


@pytest.mark.parametrize(("hours", "per_week", "expected"), [
    ([], 3, []),
    ([3], 3, [(0, 0)]),
    ([1, 1, 1], 3, [(0, 0), (0, 0), (0, 0)]),
    ([2, 2], 3, [(0, 0), (0, 1)]),
    ([3, 1], 3, [(0, 0), (1, 1)]),
    ([7], 3, [(0, 2)]),
    # A fourth step would be open in the same week: it waits for the next.
    ([0.5, 0.5, 0.5, 0.5], 3, [(0, 0), (0, 0), (0, 0), (1, 1)]),
    ([4, 0.5, 0.5, 0.5], 3, [(0, 1), (1, 1), (1, 1), (2, 2)]),
])
def test_steps_fill_one_week_after_another(
    hours: list[float], per_week: float, expected: list[tuple[int, int]]
) -> None:
    assert weeks(laid(hours, per_week)) == expected


def test_a_step_begins_on_the_first_day_of_its_week_and_ends_on_the_last() -> None:
    one, other = laid([3, 4], 3)
    assert (one.start, one.end) == (MONDAY, dt.date(2026, 3, 8))
    assert (other.start, other.end) == (dt.date(2026, 3, 9), dt.date(2026, 3, 22))


lengths = st.lists(st.integers(1, 80).map(lambda quarters: quarters / 4), min_size=1, max_size=12)
per_weeks = st.integers(1, 60).map(lambda quarters: quarters / 4)


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
                mean_hours(one.chosen.step) for one, (start, stop) in zip(dated, spans, strict=True)
                if begin <= start and stop <= end
            )
            assert inside <= per_week * (end - begin + 1) + 1e-6


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


@pytest.mark.parametrize(("finish_by", "expected"), [
    (None, DEFAULT_WEEKS),
    (MONDAY - dt.timedelta(days=30), 1),
    (MONDAY, 1),
    (MONDAY + dt.timedelta(days=13), 1),
    (MONDAY + dt.timedelta(days=14), 2),
    (MONDAY + dt.timedelta(weeks=20), 20),
])
def test_whole_weeks_are_counted_and_at_least_one(
    finish_by: dt.date | None, expected: int
) -> None:
    assert weeks_until(MONDAY, finish_by) == expected
