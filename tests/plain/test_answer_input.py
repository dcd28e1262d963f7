"""Whatever is typed: one line says what is expected, nothing is lost, nothing reaches the
terminal that it would obey."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.plain.answer_input import LETTER_HELP
from pmcoach.plain.console import Console, UserLeft
from pmcoach.plain.prompts import choose
from pmcoach.report.situation import read_number
from tests.plain.support import EVIDENCE, GO, SITUATION, TARGET, TARGET_AGAIN, Talk, place_of
from tests.support import Clock

ODD = [
    "",
    " ",
    "5",
    "-1",
    "1.0",
    "01",
    "11",
    "12",
    "1 1",
    "one",
    "pp",
    "1pp",
    "p1",
    "\x1b[A",
    "\x00",
    "１",
    "²",
    "٣",
    "१",
    "ſ",
    "\u202e1",
    "x" * 10_000,
    "1" * 10_000,
    "[red]",
    "{0}",
    "%s",
    "\\1",
]


@pytest.mark.parametrize("entry", ODD)
def test_a_wrong_entry_at_a_question_is_met_in_one_sentence_and_asked_again(
    talk: Talk, entry: str
) -> None:
    item = talk.begin_at("ladder")
    said = talk(GO, entry, "2")
    if entry == "\u202e1":  # what cannot be seen is not there: this reads as 1
        assert talk.saved.profile.state.answers[item].option == "1"
        return
    assert said.flat.count("Type a number from 0 to 4, with p after it") == 1
    assert len(said.questions) == 2
    assert talk.saved.profile.state.answers[item].option == "2"


@pytest.mark.parametrize("entry", ODD[:-7])
def test_a_wrong_entry_at_a_menu_is_met_in_one_sentence(talk: Talk, entry: str) -> None:
    wrong = entry not in {"5", "01", "11", "12"} and not entry.startswith("\u202e")
    said = talk(*TARGET, entry)
    assert (
        said.flat.count("Type a number from 1 to 12, l, ? for the list again or q to leave.")
        == wrong
    )


@pytest.mark.parametrize("entry", ["", "x", "-1", "nan", "inf", "1e999", "１２", "200", "0x10"])
def test_hours_that_do_not_fit_are_refused_with_an_example(talk: Talk, entry: str) -> None:
    said = talk(*TARGET, SITUATION, place_of("hours_per_week"), entry, "4")
    assert "That does not fit: type a number of hours, such as 4" in said.flat
    assert talk.saved.profile.journal.context.hours_per_week == 4.0


def test_a_day_that_is_past_is_refused(talk: Talk) -> None:
    place = place_of("finish_by")
    said = talk(*TARGET, SITUATION, place, "2026-03-01", "2026-13-01", "2027-06-30")
    assert "That day is past" in said.flat
    assert "That does not fit: type a date to come" in said.flat
    assert str(talk.saved.profile.journal.context.finish_by) == "2027-06-30"


@given(st.text(max_size=12), st.integers(1, 20))
@settings(derandomize=True, max_examples=200, deadline=None)
def test_only_ascii_digits_within_the_range_choose_from_a_list(entry: str, count: int) -> None:
    sink = io.StringIO()
    options = [(str(number), "") for number in range(1, count + 1)]
    try:
        chosen = choose(Console(io.StringIO(f"{entry}\n"), sink), "", options, back_label="")
    except UserLeft:
        return
    assert chosen in dict(options)
    assert strip_unprintable(entry.splitlines()[0]).strip().lstrip("0") == chosen


@given(st.one_of(st.text(max_size=40), st.floats().map(str)))
@settings(derandomize=True, max_examples=200, deadline=None)
def test_a_typed_number_is_finite_and_not_below_zero(entry: str) -> None:
    found = read_number(entry)
    assert found is None or 0 <= found < float("inf")


KEYS = st.sampled_from(
    [*"0123456789", *LETTER_HELP, "k", "-", "2p", "0p", "10", "25", "2026-02-01", "", "now.md"]
)
RUBBISH = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=30)
PLACES = st.sampled_from(
    [
        (),
        TARGET,
        (*TARGET, GO),
        (*TARGET, SITUATION),
        (*TARGET, EVIDENCE),
        (*TARGET, TARGET_AGAIN, "8"),
        (*TARGET, GO, "1", "2", "m"),
    ]
)


@pytest.mark.slow
@given(PLACES, st.lists(st.one_of(KEYS, RUBBISH), max_size=25))
@settings(derandomize=True, max_examples=120, deadline=None)
def test_whatever_is_typed_it_ends_in_order_and_what_is_saved_can_be_read(
    catalog: Catalog, start: tuple[str, ...], lines: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        talk = Talk(Path(folder), catalog, Clock())
        # No export: what is typed there would be a path on the tester's own disk.
        said = talk(
            *start, *(line for line in lines if strip_unprintable(line).strip().lstrip("0") != "9")
        )
        assert said.code == 0
        assert said.text.endswith("\nEverything you answered is saved.\n")
        saved = talk.saved
        assert saved.store.problems == []
        for answer in saved.profile.state.answers.values():
            assert answer.kind != "answered" or answer.option or answer.best != answer.worst
