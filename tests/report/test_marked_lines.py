"""The marked lines of a spot: how they are stored and named, and what is wrong with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmcoach.report.marked_lines import (
    find_marks_fault,
    full_words,
    join_marks,
    line_words,
    marked_words,
    split_marks,
)


@given(st.sets(st.integers(1, 12), min_size=1, max_size=3))
def test_marks_come_back_as_they_were_stored_from_low_to_high(marks: set[int]) -> None:
    assert split_marks(join_marks(marks)) == sorted(marks)


@pytest.mark.parametrize("stored", ["", "a", "2,b", "2,,5", "-1", "²", "1.5"])
def test_what_is_no_answer_to_a_spot_marks_nothing(stored: str) -> None:
    assert split_marks(stored) == []


@pytest.mark.parametrize(
    ("marks", "fault"),
    [
        ([], "You marked no line. Mark two lines."),
        ([3], "You marked one line. Mark two lines."),
        ([1, 2, 3], "You marked 3 lines. Mark two lines."),
        ([2, 2], "Each line counts once. Mark two lines."),
        ([0, 2], "There is no line 0. The lines are 1 to 7."),
        ([2, 8], "There is no line 8. The lines are 1 to 7."),
        ([7, 1], ""),
    ],
)
def test_what_is_wrong_with_marks_is_said(marks: list[int], fault: str) -> None:
    assert find_marks_fault(marks, mark_count=2, line_count=7) == fault


def test_lines_are_named_as_one_would_say_them() -> None:
    assert line_words([4]) == "line 4"
    assert line_words([2, 5]) == "lines 2 and 5"
    assert line_words([2, 5, 11]) == "lines 2, 5 and 11"


def test_how_far_marking_is_can_be_read() -> None:
    assert marked_words(set(), 2).startswith("Mark two lines")
    assert marked_words({5}, 3) == "Line 5 marked, 2 more to mark."
    assert marked_words({11, 5}, 2) == "Lines 5 and 11 marked."
    assert full_words({11, 5}) == "Lines 5 and 11 are marked already. Unmark one first."
