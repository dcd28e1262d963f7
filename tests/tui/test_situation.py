"""Telling one's situation: all of it optional, none of it guessed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from textual.widgets import Input

from pmcoach.advice.context import Context
from pmcoach.report.situation import SITUATION
from tests.tui.support import Running, coach, fill_disk, saved


async def at(running: Running, field: str) -> None:
    """From home to a field of the situation, and into it."""
    await running.press("s")
    await running.on("situation")
    await running.press(*["j"] * list(SITUATION).index(field), "enter")


async def typed(running: Running, text: str) -> None:
    """Replace what is in the field, and enter."""
    await running.on("number")
    running.app.screen.query_one(Input).clear()
    await running.press(*text, "enter")


def told(home: Path) -> Context:
    return saved(home).profile.journal.context


def test_every_field_of_the_context_can_be_told() -> None:
    assert set(SITUATION) == set(Context.__dataclass_fields__)


@pytest.mark.parametrize(
    ("field", "downs", "words", "value"),
    [
        ("access", 1, "in a job that touches no product", "elsewhere"),
        ("access", 2, "in a club, charity or open-source project", "volunteer"),
        ("job_search", 1, "yes, applying now", "hunting"),
        ("training_taken", 2, "a course with a certificate", "certificate"),
    ],
)
async def test_a_value_is_chosen_from_a_list(
    home: Path, field: str, downs: int, words: str, value: str
) -> None:
    async with coach(home) as running:
        await at(running, field)
        await running.on("values")
        await running.press(*["j"] * downs, "enter")
        await running.on("situation")
        await running.shows(f"{SITUATION[field].question} {words}")
    assert getattr(told(home), field) == value


async def test_a_value_can_be_taken_back(demo: Path) -> None:
    async with coach(demo) as running:
        await at(running, "access")
        await running.on("values")
        await running.press("end", "enter")
        await running.on("situation")
        await running.shows("Where can you practice product work now? not told")
    assert told(demo).access is None


async def test_leaving_a_list_changes_nothing(demo: Path) -> None:
    before = told(demo).access
    assert before is not None
    async with coach(demo) as running:
        await at(running, "access")
        await running.on("values")
        await running.press("up", "escape")
        await running.on("situation")
    assert told(demo).access == before


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("hours_per_week", "6", 6.0),
        ("hours_per_week", "2.5", 2.5),
        ("budget", "1,250", 1250.0),
        ("budget", "$0", 0.0),
        ("employer_budget", "2,000", 2000.0),
        ("finish_by", "2099-06-30", dt.date(2099, 6, 30)),
        ("domain", "health software", "health software"),
    ],
)
async def test_a_number_a_date_and_words_are_typed(
    home: Path, field: str, text: str, value: object
) -> None:
    async with coach(home) as running:
        await at(running, field)
        await typed(running, text)
        await running.on("situation")
    assert getattr(told(home), field) == value


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("hours_per_week", "four", "That does not fit"),
        ("hours_per_week", "-1", "That does not fit"),
        ("hours_per_week", "nan", "That does not fit"),
        ("hours_per_week", "500", "That does not fit"),
        ("budget", "inf", "That does not fit"),
        ("budget", "1e9", "That does not fit"),
        ("employer_budget", "1e9", "That does not fit"),
        ("finish_by", "30.6.2099", "That does not fit"),
        ("finish_by", "2099-02-30", "That does not fit"),
        ("finish_by", "2001-01-01", "That day is past"),
    ],
)
async def test_what_does_not_fit_is_not_kept_and_an_example_is_given(
    home: Path, field: str, text: str, message: str
) -> None:
    async with coach(home) as running:
        await at(running, field)
        await typed(running, text)
        await running.shows(message, "such as")
        assert running.where == "number"
        await running.press("escape")
        await running.on("situation")
    assert getattr(told(home), field) is None


async def test_a_mistyped_number_can_be_mended_in_place(home: Path) -> None:
    async with coach(home) as running:
        await at(running, "hours_per_week")
        await typed(running, "4x")
        await running.shows("That does not fit")
        await running.press("backspace", "enter")
        await running.on("situation")
    assert told(home).hours_per_week == 4


@pytest.mark.parametrize("field", ["hours_per_week", "budget"])
async def test_an_emptied_field_is_no_longer_told(demo: Path, field: str) -> None:
    assert getattr(told(demo), field) is not None
    async with coach(demo) as running:
        await at(running, field)
        await typed(running, "")
        await running.on("situation")
    assert getattr(told(demo), field) is None


@pytest.mark.parametrize(("field", "shown"), [("hours_per_week", "4"), ("budget", "150")])
async def test_what_was_told_stands_in_the_field_and_enter_keeps_it(
    demo: Path, field: str, shown: str
) -> None:
    before = told(demo)
    async with coach(demo) as running:
        await at(running, field)
        await running.on("number")
        assert running.app.screen.query_one(Input).value == shown
        await running.press("enter")
        await running.on("situation")
    assert told(demo) == before


async def test_coming_back_keeps_the_place_in_the_list(home: Path) -> None:
    async with coach(home) as running:
        await at(running, "budget")
        await typed(running, "100")
        await running.on("situation")
        await running.press("enter")
        await running.on("number")
        await running.shows("How much of your own money")


async def test_a_full_disk_is_told_and_the_field_stays_as_it_was(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with coach(demo) as running:
        await at(running, "budget")
        fill_disk(monkeypatch)
        await typed(running, "99")
        await running.on("situation")
        await running.says("No space left on device")
        await running.shows("$150")
    assert told(demo).budget == 150
