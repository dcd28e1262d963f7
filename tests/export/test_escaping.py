"""Any text can be shown: nothing of it is obeyed, nothing of it is read as markup."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.export.escaping import markdown_text, strip_unprintable
from tests.export.rendering import kinds, words

RULE = settings(derandomize=True, max_examples=200, deadline=None)

JOINERS = "\u200c\u200d"
anything = st.text(st.characters() | st.sampled_from("\x1b\x9b\u202e\u200b\u200d\ud800\n\t a"))
markup = st.text(st.sampled_from("#*_-+=~`<>[]()!&;:|\\\"'/.0123 \n\tahtp"), max_size=40)


@RULE
@given(anything, st.booleans())
def test_no_control_or_invisible_character_remains(text: str, lines: bool) -> None:
    left = {
        char
        for char in strip_unprintable(text, lines=lines)
        if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs"}
    }
    assert left <= set(JOINERS) | ({"\n"} if lines else set())


@RULE
@given(anything)
def test_every_other_character_stays_where_it_is(text: str) -> None:
    kept = [
        char
        for char in text
        if char in JOINERS or unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs"}
    ]
    assert strip_unprintable(text).replace(" ", "") == "".join(kept).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("red \x1b[31malert\x1b[0m", "red [31malert[0m"),
        ("a\tb\nc", "a b c"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647",
        ),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
        ("txt.\u202egpj", "txt.gpj"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("", ""),
    ],
)
def test_what_is_taken_out_and_what_is_kept(text: str, shown: str) -> None:
    assert strip_unprintable(text) == shown


def test_line_ends_stay_only_where_asked_for() -> None:
    assert strip_unprintable("a\nb\tc", lines=True) == "a\nb c"
    assert strip_unprintable("a\r\nb", lines=True) == "a\nb"


@RULE
@given(anything, st.booleans())
def test_cleaning_twice_changes_nothing_more(text: str, lines: bool) -> None:
    once = strip_unprintable(text, lines=lines)
    assert strip_unprintable(once, lines=lines) == once


HARMLESS = {
    "paragraph_open",
    "paragraph_close",
    "inline",
    "text",
    "text_special",
    "softbreak",
    "hardbreak",
}


@settings(RULE, max_examples=400)
@given(markup | anything)
def test_any_text_reads_as_itself_and_makes_no_markup(text: str) -> None:
    written = markdown_text(text)
    assert kinds(written) <= HARMLESS
    assert words(written) == strip_unprintable(text, lines=True).split()


@RULE
@given(markup)
def test_after_a_list_mark_too_a_text_stays_in_its_entry(text: str) -> None:
    written = markdown_text(text.replace("\n", " "))
    entry = {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
    assert kinds(f"- For: {written}") <= HARMLESS | entry
    assert words(f"- For: {written}") == ["For:", *text.split()]


@RULE
@given(markup)
def test_in_a_table_a_text_stays_in_its_cell(text: str) -> None:
    written = markdown_text(text.replace("\n", " "))
    table = f"| a | b |\n|---|---|\n| {written} | end |\n"
    assert words(table) == ["a", "b", *text.split(), "end"]


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "a\n===",
        "a\n---",
        "- no list",
        "+ none",
        "* none",
        "1. none",
        "a\n2) none",
        "> no quote",
        "    no code",
        "a\n\n     no code",
        "```\nno code\n```",
        "`no code`",
        "[no](link)",
        "<b>no html</b>",
        "&lt;no html&gt;",
        "&amp;",
        "![no](image)",
        "<http://no.link>",
        "[a]: http://no.reference",
        "| a |\n|---|",
        "a|b\n:-",
        "a|b\n-:",
        "***",
        "- - -",
        "~~no~~",
        "_no_ *no* **no**",
        "back\\slash",
        "break\\\nnone",
        "break  \nnone",
    ],
)
def test_markdown_of_every_kind_is_shown_and_not_read(text: str) -> None:
    assert kinds(markdown_text(text)) <= HARMLESS
    assert words(markdown_text(text)) == text.split()
