"""Pages of prose: what is put into one is said as it is, whatever it holds."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from jinja2 import UndefinedError

from pmcoach.plain.console import Console
from pmcoach.plain.pages import say_page
from pmcoach.report.model import Reason


def page(name: str, **parts: object) -> list[str]:
    """The lines of a page on an output that is no terminal."""
    sink = io.StringIO()
    say_page(Console(None, sink), name, **parts)
    return sink.getvalue().splitlines()


def reasons(*texts: str) -> Iterator[Reason]:
    return (Reason(text=text, source="A source", basis="study") for text in texts)


def test_each_paragraph_begins_with_its_lead_and_is_indented_below_it() -> None:
    first, second, last = page(
        "reasons", reasons_for=reasons("word " * 16), reasons_against=reasons("No.")
    )
    assert first.startswith("For: word word")
    assert second.startswith("    word")
    assert last == "Against: No. (study; A source)"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a | b | c", ["For: a | b | c (study; A source)"]),
        ("one\ntwo", ["For: one", "    two (study; A source)"]),
        ("{{ 1 + 1 }} <b>&", ["For: {{ 1 + 1 }} <b>& (study; A source)"]),
        ("\x1b[31mred\v\f\x00", ["For: [31mred (study; A source)"]),
    ],
)
def test_nothing_in_a_text_is_read_as_part_of_the_page(text: str, lines: list[str]) -> None:
    assert page("reasons", reasons_for=reasons(text), reasons_against=()) == lines


def test_a_page_with_a_part_missing_fails_instead_of_saying_half_of_it() -> None:
    with pytest.raises(UndefinedError):
        page("reasons", reasons_for=())
