"""The rows of a job ad: their ids, and where one is after a correction."""

from __future__ import annotations

import pytest

from pmcoach.tui.widgets.job_ad_rows import AdRow, competency_of, line_of, read_row, same_row


@pytest.mark.parametrize(
    "row", [AdRow("lau-price"), AdRow("lau-price", 0), AdRow("lau-price", 12), AdRow("", 3)]
)
def test_a_row_is_read_from_its_id(row: AdRow) -> None:
    assert read_row(row.option_id) == row
    assert (competency_of(row.option_id), line_of(row.option_id)) == row


def test_no_row_is_highlighted_in_an_empty_list() -> None:
    assert read_row("") == AdRow("")


def test_a_line_that_was_moved_is_found_where_it_is_now() -> None:
    before, after = AdRow("lau-price", 3).option_id, AdRow("stk-align", 3).option_id
    elsewhere = AdRow("stk-align", 4).option_id
    assert same_row(before, [elsewhere, after]) == after
    assert same_row(before, [after, before]) == before
    assert same_row(before, [elsewhere]) == before
