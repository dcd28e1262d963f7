"""Lines out and in: width, encodings, and input that ends or breaks."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.plain.console import CHARACTER_FALLBACKS, Console, UserLeft, showable
from tests.plain.support import odd_characters

LONG = "word " * 60


def said(text: str, lead: str = "", encoding: str = "utf-8") -> str:
    """What reaches an output that is no terminal."""
    raw = io.BytesIO()
    sink = io.TextIOWrapper(raw, encoding=encoding, errors="strict", newline="")
    Console(None, sink).say(text, lead=lead)
    sink.flush()
    return raw.getvalue().decode(encoding)


@pytest.fixture
def wide() -> Iterator[tuple[int, io.TextIOWrapper]]:
    """A terminal whose width the test sets, by its descriptor, and an output to it."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals")
    import pty

    controller, terminal = pty.openpty()
    with open(terminal, "w", encoding="utf-8") as sink:
        yield controller, sink
    os.close(controller)


def resize(descriptor: int, columns: int) -> None:
    if sys.platform != "win32":
        import termios

        termios.tcsetwinsize(descriptor, (24, columns))


def test_what_goes_to_a_pipe_is_72_columns_wide() -> None:
    assert max(map(len, said(LONG).splitlines())) in range(68, 73)


@pytest.mark.parametrize(("columns", "width"), [(40, 40), (80, 80), (200, 80), (0, 72), (5, 20)])
def test_a_terminal_is_filled_up_to_80_columns(
    wide: tuple[int, io.TextIOWrapper], columns: int, width: int
) -> None:
    controller, sink = wide
    resize(controller, columns)
    assert Console(None, sink).width == width


def test_a_terminal_that_changes_its_size_is_followed(wide: tuple[int, io.TextIOWrapper]) -> None:
    controller, sink = wide
    terminal = Console(None, sink)
    for columns in (60, 30):
        resize(controller, columns)
        assert terminal.width == columns


def test_lines_below_the_first_are_indented_below_its_lead() -> None:
    first, second, *_ = said(LONG, "1. ").splitlines()
    assert first.startswith("1. word")
    assert second.startswith("   word")
    assert said("a\n\nb", "1. ") == "1. a\n\n   b\n"


def test_a_path_is_never_broken_in_two() -> None:
    path = "/".join(["folder-with-a-name"] * 10)
    assert path in said(f"Written: {path}").splitlines()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "cp1252", "utf-8", "shift-jis"])
def test_no_encoding_fails_on_any_character(encoding: str) -> None:
    text = said(
        "".join(CHARACTER_FALLBACKS) + " Zoë Łódź 漢字 \U0001f600 \ud800", encoding=encoding
    )
    assert text.strip()
    assert "�" not in text


def test_an_encoding_without_a_mark_gets_one_that_it_has() -> None:
    assert showable("● chosen ○ open 1 → 2", "ascii") == "* chosen o open 1 -> 2"
    assert showable("Zoë 漢", "ascii") == "Zoe ?"
    assert showable("Zoë 漢", "latin-1") == "Zoë ?"
    assert showable("● Zoë", "utf-8") == "● Zoë"


@given(st.text())
@settings(derandomize=True, max_examples=200, deadline=None)
def test_nothing_that_a_terminal_obeys_is_ever_said(text: str) -> None:
    assert odd_characters(said(text)) <= {"\u200c", "\u200d"}


def ask(source: io.TextIOBase | None) -> tuple[str, str]:
    """One entry, and what was said meanwhile."""
    sink = io.StringIO()
    return Console(source, sink).ask(), sink.getvalue()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("1\n", "1"),
        ("  2 \r\n", "2"),
        ("3", "3"),
        ("\x1b[31mred\x07\n", "[31mred"),
        ("\n", ""),
    ],
)
def test_an_entry_comes_without_spaces_and_control_characters(typed: str, entry: str) -> None:
    assert ask(io.StringIO(typed)) == (entry, "> \n")


def test_the_end_of_the_input_leaves() -> None:
    sink = io.StringIO()
    for source in (None, io.StringIO("")):
        with pytest.raises(UserLeft):
            Console(source, sink).ask()
    assert sink.getvalue() == "> \n> \n"


def test_a_terminal_that_is_gone_leaves() -> None:
    class Gone(io.StringIO):
        def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(UserLeft):
        ask(Gone())


def test_who_interrupts_as_soon_as_the_prompt_is_shown_is_answered_on_a_new_line() -> None:
    class Interrupted(io.StringIO):
        def flush(self) -> None:
            raise KeyboardInterrupt

    sink = Interrupted()
    terminal = Console(io.StringIO("1\n"), sink)
    with pytest.raises(KeyboardInterrupt):
        terminal.ask()
    terminal.end_line()
    assert sink.getvalue() == "> \n"


def test_of_an_endless_line_the_beginning_is_taken_and_the_next_line_is_the_next_entry() -> None:
    sink = io.StringIO()
    terminal = Console(io.StringIO("x" * 70_000 + "\n2\n"), sink)
    assert set(terminal.ask()) == {"x"}
    assert terminal.ask() == "2"
