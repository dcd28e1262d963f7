"""A share and its interval."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmcoach.catalog.tally import Tally


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    total = draw(st.integers(1, 100_000))
    return Tally(draw(st.integers(0, total)), total)


@given(tallies())
def test_the_interval_has_the_share_within_it_and_stays_between_0_and_1(tally: Tally) -> None:
    low, high = tally.interval
    assert tally.share is not None
    assert 0 <= low <= tally.share <= high <= 1
    assert low < high


@given(tallies())
def test_the_interval_of_the_wrong_answers_is_its_mirror(tally: Tally) -> None:
    low, high = tally.interval
    mirrored_low, mirrored_high = Tally(tally.total - tally.right, tally.total).interval
    assert (mirrored_low, mirrored_high) == pytest.approx((1 - high, 1 - low))


@given(tallies())
def test_ten_times_the_answers_make_the_interval_narrower(tally: Tally) -> None:
    low, high = tally.interval
    narrow_low, narrow_high = Tally(10 * tally.right, 10 * tally.total).interval
    assert narrow_high - narrow_low < high - low


@pytest.mark.parametrize(
    ("right", "total", "interval"),
    [
        (0, 10, (0.0, 0.2775)),
        (10, 10, (0.7225, 1.0)),
        (8, 10, (0.4902, 0.9433)),
        (372, 400, (0.9007, 0.9511)),
    ],
)
def test_the_interval_is_that_of_wilson(
    right: int, total: int, interval: tuple[float, float]
) -> None:
    """As statsmodels.stats.proportion.proportion_confint(right, total, method="wilson") has it."""
    assert Tally(right, total).interval == pytest.approx(interval, abs=5e-5)


def test_without_an_answer_nothing_is_known() -> None:
    assert Tally().share is None
    assert Tally().interval == (0.0, 1.0)


def test_tallies_add_up() -> None:
    assert Tally(1, 2) + Tally(3, 4) == Tally(4, 6)
