"""Lines out and lines in: nothing but text, wrapped, in any encoding, from a person or a pipe."""

from __future__ import annotations

import os
import textwrap
import unicodedata
from typing import TextIO

from pmcoach.catalog.sanitize import strip_unprintable

MAX_COLUMNS = 80
"""Columns that are used of a wide terminal."""
MIN_COLUMNS = 20
PIPE_COLUMNS = 72
"""Columns of what goes to a file or a pipe."""
MAX_ENTRY_CHARACTERS = 20_000
"""Characters of one entry; what comes after them on the same line is passed over."""
PROMPT = "> "
MAX_INDENT = 4
"""Columns by which the lines below the first are indented, at most."""
CHARACTER_FALLBACKS = {
    "●": "*",
    "•": "*",
    "○": "o",
    "·": "-",
    "→": "->",
    "←": "<-",
    "▲": "^",
    "▼": "v",
    "■": "#",
    "□": "-",
    "✓": "+",
    "✗": "x",
    "…": "...",
    "–": "-",
    "—": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "\N{NO-BREAK SPACE}": " ",
    "€": "EUR",
    "×": "x",
}
"""What stands for a character that the output's encoding does not have."""


class UserLeft(Exception):  # noqa: N818  nothing went wrong
    """The user leaves: by q, or because there is no more input."""


class Console:
    """Where the conversation takes place. ``input_stream`` is None where standard input is closed."""

    def __init__(self, input_stream: TextIO | None, output_stream: TextIO) -> None:
        self.input_stream = input_stream
        self.output_stream = output_stream
        # Without a person's own enter key on the screen, the next line would follow the prompt.
        self.echoes = input_stream is not None and input_stream.isatty() and output_stream.isatty()
        self._prompted = False

    @property
    def width(self) -> int:
        """Columns to fill, as wide as the terminal is now."""
        if not self.output_stream.isatty():
            return PIPE_COLUMNS
        try:
            columns = os.get_terminal_size(self.output_stream.fileno()).columns
        except (OSError, ValueError):
            columns = 0
        return max(MIN_COLUMNS, min(columns, MAX_COLUMNS)) if columns else PIPE_COLUMNS

    def say(self, text: str = "", *, lead: str = "") -> None:
        """Write paragraphs, one a line of ``text``. ``lead`` stands before the first; all other
        lines are indented below it."""
        indent = " " * min(len(lead), MAX_INDENT)
        for paragraph_number, paragraph in enumerate(
            strip_unprintable(text, lines=True).split("\n")
        ):
            self._line(
                textwrap.fill(
                    paragraph,
                    self.width,
                    initial_indent=indent if paragraph_number else lead,
                    subsequent_indent=indent,
                    break_long_words=False,
                    break_on_hyphens=False,
                )
                or (lead.rstrip() if not paragraph_number else "")
            )

    def heading(self, text: str) -> None:
        """Write a headline, with a line of space above."""
        self._line("")
        self.say(text)

    def ask(self) -> str:
        """Write the prompt and read one entry, without spaces around it and without anything
        that a terminal would obey. Raises UserLeft for q alone and at the end of the input."""
        self._prompted = True  # before it is shown: who sees it may interrupt at once
        self.output_stream.write(PROMPT)
        self.output_stream.flush()
        line = self._read()
        if self.echoes and line.endswith("\n"):
            self._prompted = False
        self.end_line()
        entry = strip_unprintable(line).strip()
        if not line or entry in {"q", "Q"}:
            raise UserLeft
        return entry

    def end_line(self) -> None:
        """Go to a new line where a prompt still stands on this one."""
        if self._prompted:
            self._line("")
        self._prompted = False

    def _read(self) -> str:
        """One line with its end, or nothing where there is none any more."""
        if self.input_stream is None:
            return ""
        try:
            line = piece = self.input_stream.readline(MAX_ENTRY_CHARACTERS)
            while len(piece) == MAX_ENTRY_CHARACTERS and not piece.endswith("\n"):
                piece = self.input_stream.readline(MAX_ENTRY_CHARACTERS)
        except OSError:
            return ""  # the terminal is gone: there is nobody to ask any more
        return line

    def _line(self, text: str) -> None:
        self.output_stream.write(f"{showable(text, self.output_stream.encoding)}\n")


def showable(text: str, encoding: str | None) -> str:
    """``text`` in characters that ``encoding`` has; without one nothing is changed."""
    if not encoding or text.isascii() or _fits(text, encoding):
        return text
    return "".join(
        char if char.isascii() or _fits(char, encoding) else _instead(char) for char in text
    )


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _instead(char: str) -> str:
    """A known stand-in, the letter without its accent, or a question mark."""
    unaccented = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode("ascii")
    return CHARACTER_FALLBACKS.get(char) or unaccented or "?"
