"""What is said of how far the questions were checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from pmcoach.catalog.models import Panel, PanelCounts
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.tally import Tally
from pmcoach.report.panel import NO_PANEL, months_words, panel_words, percent
from tests.catalog.minimal import minimal, parsed


def make_panel(**fields: Any) -> Panel:
    return Panel.model_validate(
        {
            "version": "1",
            "who": "six product managers",
            "readers": 6,
            "first_day": dt.date(2026, 5, 3),
            "last_day": dt.date(2026, 5, 20),
            "items": 4,
            "with_situation": {"answer": (272, 280), "best": (50, 60), "worst": (50, 60)},
            "options_only": {"answer": (41, 100)},
        }
        | fields
    )


def with_panel(**fields: Any) -> Catalog:
    return replace(parsed(minimal()), panel=make_panel(**fields))


def test_without_a_panel_it_is_said_that_there_was_none() -> None:
    assert panel_words(parsed(minimal())) == NO_PANEL


def test_a_panel_that_nobody_answered_is_none() -> None:
    assert panel_words(with_panel(with_situation=PanelCounts())) == NO_PANEL


def test_a_panel_is_told_with_who_when_how_many_and_how_sure() -> None:
    assert panel_words(with_panel()) == (
        "Six product managers checked the questions and keys in May 2026: 93% of 400 answers "
        "matched the keys (90 to 95%). From the options alone, 41% of 100 did."
    )


def test_options_that_were_not_read_alone_are_not_mentioned() -> None:
    assert "alone" not in panel_words(with_panel(options_only=PanelCounts()))


def test_a_part_of_the_questions_is_said_to_be_one() -> None:
    assert "checked 3 of the 4 questions and their keys in" in panel_words(with_panel(items=3))


def test_an_earlier_version_is_named() -> None:
    words = panel_words(with_panel(version="0.9", items=60))
    assert "checked 60 questions and keys of version 0.9 in May" in words


@pytest.mark.parametrize(
    ("first_day", "last_day", "words"),
    [
        ((2026, 5, 3), (2026, 5, 20), "in May 2026"),
        ((2026, 4, 30), (2026, 5, 1), "from April to May 2026"),
        ((2025, 12, 31), (2026, 1, 1), "from December 2025 to January 2026"),
    ],
)
def test_the_months_of_a_panel(
    first_day: tuple[int, int, int], last_day: tuple[int, int, int], words: str
) -> None:
    assert months_words(dt.date(*first_day), dt.date(*last_day)) == words


@pytest.mark.parametrize(
    ("right", "total", "words"),
    [(400, 400, "100%"), (399, 400, "99%"), (1, 400, "1%"), (0, 400, "0%"), (0, 0, "-")],
)
def test_only_all_is_100_percent_and_only_none_is_0(right: int, total: int, words: str) -> None:
    assert percent(Tally(right, total)) == words
