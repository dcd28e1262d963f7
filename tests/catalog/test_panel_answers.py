"""What can be read of a filled sheet, and what is said of the rest."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmcoach.catalog.panel_answers import FilledSheet
from pmcoach.catalog.parse import Catalog
from tests.catalog.minimal import minimal, parsed, with_sets
from tests.catalog.panel import choose_key, choose_nothing, fill_sheet, make_sheet_text, read_filled

TINY = parsed(minimal())
FILLED = fill_sheet(TINY, make_sheet_text(TINY), choose_key)
"""A sheet with four items, two checks and two scenarios, on which everything is right."""


def spoil(old: str, new: str, count: int = 1) -> FilledSheet:
    assert old in FILLED
    return read_filled(TINY, FILLED.replace(old, new, count))


def describe(sheet: FilledSheet) -> list[str]:
    return [str(fault) for fault in sheet.faults]


def first_line(begin: str) -> str:
    """The first line of the filled sheet that begins so."""
    return next(line for line in FILLED.splitlines() if line.startswith(begin))


def numbers_of(field: str) -> list[int]:
    """The numbers of the items that ask for a field."""
    parts = FILLED.split("[[item]]")[1:]
    return [number for number, part in enumerate(parts, 1) if f"\n{field} = " in part]


def test_a_filled_sheet_is_read_whole() -> None:
    sheet = read_filled(TINY, FILLED)
    assert sheet.faults == ()
    assert sheet.day == dt.date(2026, 5, 12)
    assert {reply.reader for reply in sheet.replies} == {"AM"}
    assert len(sheet.replies) == 6
    assert all(reply.is_right for reply in sheet.replies)


def test_a_half_filled_sheet_is_read_as_far_as_it_goes() -> None:
    text = fill_sheet(
        TINY,
        make_sheet_text(TINY),
        lambda item, field: choose_key(item, field) if field == "best" else (),
    )
    sheet = read_filled(TINY, text)
    assert sheet.faults == ()
    assert [reply.field for reply in sheet.replies] == ["best", "best"]


def test_a_sheet_on_which_nothing_is_filled_in_is_said_to_be_so() -> None:
    sheet = read_filled(TINY, make_sheet_text(TINY))
    assert sheet.replies == ()
    assert describe(sheet) == ["am.toml: nothing is filled in"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace('reader = "AM" ', "reader = AM "),
        lambda text: text.replace('reader = "AM" ', "reader = \u201cAM\u201d "),
        lambda text: text.replace('date = "2026-05-12"', "date = 2026-05-12"),
        lambda text: text.replace(first_line("answer"), first_line("answer").replace('"', "")),
        lambda text: text.replace(
            first_line("best"), first_line("best").replace('"', "\u201d") + "  # not sure"
        ),
        lambda text: text.replace(first_line("worst"), first_line("worst").replace(' "', ' " ')),
        lambda text: text.replace('comment = ""', 'comment = "The word "best" is odd"', 1),
    ],
)
def test_what_editors_and_people_make_of_a_sheet_is_read_all_the_same(change: Any) -> None:
    changed_text = change(FILLED)
    assert changed_text != FILLED
    sheet = read_filled(TINY, changed_text)
    assert sheet.faults == ()
    assert sheet.day == dt.date(2026, 5, 12)
    assert {reply.reader for reply in sheet.replies} == {"AM"}
    assert len(sheet.replies) == 6
    assert all(reply.is_right for reply in sheet.replies)


def test_a_comment_comes_on_one_line_without_what_a_terminal_would_obey() -> None:
    sheet = spoil('comment = ""', 'comment = """Odd\\u001b[31m\n\u202eindeed"""')
    assert [comment.text for comment in sheet.comments] == ["Odd[31m indeed"]


def test_a_missing_reader_is_said_and_the_answers_count() -> None:
    sheet = spoil('reader = "AM"', 'reader = ""')
    assert describe(sheet) == [
        "am.toml: reader is empty: write the reader's name or initials there"
    ]
    assert {reply.reader for reply in sheet.replies} == {"am.toml"}


@pytest.mark.parametrize("filled", ["7", "0", "-1", "b", "1,2", "99999999999", "true"])
def test_an_answer_that_is_no_number_of_an_option_is_named(filled: str) -> None:
    sheet = spoil(first_line("answer"), f'answer = "{filled}"')
    number = numbers_of("answer")[0]
    assert describe(sheet) == [
        f"am.toml: item {number}: answer '{filled}': write a number from 1 to 4"
    ]
    assert len(sheet.replies) == 5


@pytest.mark.parametrize("filled", ["true", "1.5", "[[1]]", "{ a = 1 }", "2026-01-01"])
def test_an_answer_of_another_kind_is_named(filled: str) -> None:
    sheet = spoil(first_line("answer"), f"answer = {filled}")
    (fault,) = sheet.faults
    assert fault.items == (numbers_of("answer")[0],)
    assert "write a number from 1 to 4" in fault.what
    assert len(sheet.replies) == 5


def test_the_same_option_cannot_be_best_and_worst() -> None:
    sheet = spoil(first_line("worst"), first_line("best").replace("best", "worst"))
    assert describe(sheet) == [
        f"am.toml: item {numbers_of('best')[0]}: best and worst are the same option: choose two"
    ]
    assert len(sheet.replies) == 4


FULL = parsed(with_sets())
MARKED = fill_sheet(FULL, make_sheet_text(FULL), choose_key)
"""A sheet with a spot and sets on it, too."""


@pytest.mark.parametrize(
    "marks",
    ['"2,5"', '"5, 2"', '"2 5"', '"2 and 5"', "[2, 5]", "2,5", "\u201c2;5\u201d", '"2.+5."'],
)
def test_the_lines_of_a_spot_are_marked_in_any_order_and_form(marks: str) -> None:
    sheet = read_filled(FULL, MARKED.replace('marks = "2,5"', f"marks = {marks}"))
    assert sheet.faults == ()
    (reply,) = (reply for reply in sheet.replies if reply.field == "marks")
    assert reply.chosen == {"2", "5"}
    assert reply.is_right


@pytest.mark.parametrize("marks", ['"2"', '"2,4"', '"2,5,7"'])
def test_only_all_lines_and_no_others_are_right(marks: str) -> None:
    sheet = read_filled(FULL, MARKED.replace('marks = "2,5"', f"marks = {marks}"))
    assert sheet.faults == ()
    assert [reply.is_right for reply in sheet.replies if reply.field == "marks"] == [False]


@pytest.mark.parametrize("marks", ["2,8", "1,2,3,4", "0", "2-5", "two"])
def test_marks_that_cannot_be_are_named(marks: str) -> None:
    sheet = read_filled(FULL, MARKED.replace('marks = "2,5"', f'marks = "{marks}"'))
    (fault,) = sheet.faults
    assert fault.what == f"marks '{marks}': write 1 to 3 numbers from 1 to 7"


def test_an_unknown_key_is_named_with_what_is_asked() -> None:
    sheet = spoil(first_line("answer"), first_line("answer").replace("answer", "anwser"))
    assert describe(sheet) == [
        f"am.toml: item {numbers_of('answer')[0]}: unknown key 'anwser': it asks for answer"
    ]


def test_an_item_that_is_there_twice_counts_once() -> None:
    first_item = "[[item]]" + FILLED.split("[[item]]")[1]
    sheet = read_filled(TINY, FILLED + first_item)
    assert describe(sheet) == [
        "am.toml: item 1: is on the sheet twice, and only the first counts: delete the other"
    ]
    assert len(sheet.replies) == 6


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ref = {", "reff = {"),
        ("number = 1,", 'number = "one",'),
        ("revision = 1,", "revision = true,"),
        ('code = "', 'code = 1, x = "'),
        ("number = 1,", f"number = {10**30},"),
    ],
)
def test_a_damaged_reference_leaves_the_other_items_as_they_are(old: str, new: str) -> None:
    sheet = spoil(old, new)
    assert describe(sheet) == [
        "am.toml: item 1: ref is missing or damaged: copy that line from the sheet that was sent"
    ]
    assert len(sheet.replies) in {4, 5}


def test_items_with_an_older_wording_are_left_out_together() -> None:
    pack = minimal()
    pack["items.toml"]["check"][0]["ask"] = "What is new?"
    pack["items.toml"]["check"][1]["revision"] = 2
    sheet = read_filled(parsed(pack), FILLED)
    numbers = ", ".join(map(str, numbers_of("answer")))
    (fault,) = describe(sheet)
    assert fault == (
        f"am.toml: items {numbers}: the wording has changed since the sheet was made, so it is "
        "left out: ask again with a new sheet"
    )
    assert {reply.field for reply in sheet.replies} == {"best", "worst"}


def test_an_item_that_the_pack_no_longer_has_is_left_out() -> None:
    pack = minimal()
    pack["items.toml"]["check"].pop()
    sheet = read_filled(parsed(pack), FILLED)
    (fault,) = sheet.faults
    assert fault.what == "this pack has no such item any more, so it is left out"
    assert len(sheet.replies) == 5


def test_a_new_id_and_other_letters_keep_the_answers() -> None:
    pack = minimal()
    renamed = pack["items.toml"]["check"][0]
    renamed.update(id="renamed", was=["one.k2"], key="c")
    texts = [option["text"] for option in renamed["option"]]
    for option, text in zip(renamed["option"], [texts[-1], *texts[:-1]], strict=True):
        option["text"] = text
    sheet = read_filled(parsed(pack), FILLED)
    assert sheet.faults == ()
    assert "renamed" in {reply.item.id for reply in sheet.replies}
    assert all(reply.is_right for reply in sheet.replies)


def test_a_misspelled_table_is_named_and_the_rest_is_read() -> None:
    sheet = spoil("[[item]]", "[[items]]")
    assert describe(sheet) == ["am.toml: unknown key 'items': what is there is left out"]
    assert len(sheet.replies) in {4, 5}


def test_item_tables_that_are_none_are_said_to_be_damaged() -> None:
    text = FILLED.partition("[[item]]")[0]
    for damaged in ("item = 1\n", "[item]\n", "item = [1]\n"):
        sheet = read_filled(TINY, damaged + text if "=" in damaged else text + damaged)
        assert "damaged" in " ".join(describe(sheet))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('pack = "tiny"', 'pack = "large"', "is for the pack 'large', and this is 'tiny'"),
        ("format = 1", "format = 2", "was made by a newer pmcoach (format 2)"),
        ("format = 1", "", "sheet.format is missing or damaged"),
        ("seed = 1", "seed = []", "sheet.seed is missing or damaged"),
        ('mode = "with-situation"', 'mode = "x"', "sheet.mode is missing or damaged"),
        ("[sheet] ", "[sheets] ", "is no sheet: its [sheet] table is missing"),
        ("[[item]]", "[[item]", "(in item 1) cannot be read: compare it with the sheet"),
        ("reader =", f"x = {'[' * 5000}\nreader =", "is nested too deeply to read"),
        ("reader =", "item = 1\nreader =", "cannot be read"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_why(old: str, new: str, what: str) -> None:
    sheet = spoil(old, new)
    assert sheet.replies == ()
    assert what in " ".join(describe(sheet))


def test_a_day_that_is_none_is_said_and_the_answers_count() -> None:
    sheet = spoil("2026-05-12", "May 12")
    assert describe(sheet) == ["am.toml: date 'May 12': write it as 2026-05-12"]
    assert len(sheet.replies) == 6


def test_another_seed_makes_the_items_unknown() -> None:
    sheet = spoil("seed = 1", "seed = 2")
    assert sheet.replies == ()
    assert [fault.items for fault in sheet.faults] == [(1, 2, 3, 4)]


@given(st.text())
def test_any_text_is_read_without_a_traceback(text: str) -> None:
    assert read_filled(TINY, text).faults


@given(st.integers(0, len(FILLED)), st.text(max_size=5), st.integers(0, 40))
def test_any_damage_is_read_without_a_traceback(place: int, inserted: str, cut: int) -> None:
    sheet = read_filled(TINY, FILLED[:place] + inserted + FILLED[place + cut :])
    assert len(sheet.replies) <= 6


def test_a_comment_alone_is_read(catalog: Catalog) -> None:
    text = fill_sheet(catalog, make_sheet_text(catalog, "options-only"), choose_nothing)
    sheet = read_filled(catalog, text.replace('comment = ""', 'comment = "All alike"', 1))
    assert (len(sheet.replies), len(sheet.comments), sheet.faults) == (0, 1, ())
