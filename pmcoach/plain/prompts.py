"""The kinds of question that are asked everywhere: one of a list, yes or no, a line of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from pmcoach.plain.console import Console, UserLeft

T = TypeVar("T")
NOTHING = "-"
"""Typed alone, it empties a field."""


def letter(entry: str) -> str:
    """The entry in lower case where it is ASCII; other letters never stand for a command."""
    return entry.lower() if entry.isascii() else entry


def number(entry: str, low: int, high: int) -> int | None:
    """The number from ``low`` to ``high`` that was typed, or None for anything else."""
    if not (entry.isascii() and entry.isdigit() and len(entry) <= 4):
        return None
    return int(entry) if low <= int(entry) <= high else None


def choose(
    io: Console,
    ask: str,
    options: Sequence[tuple[str, str]],
    *,
    back: str = "Back",
    letters: Mapping[str, str] | None = None,
    listed: bool = True,
) -> str | None:
    """Ask for one of ``options`` (key and words) by its number; returns its key, or None for b.

    ``letters`` are further things to do: a letter that is returned, and its words. With an empty
    ``back`` there is nowhere to go back to. With ``listed`` False the options stand above already,
    and are shown only when asked for. Raises UserLeft for q.
    """
    further = {**(letters or {}), **({"b": back} if back else {})}
    _list(io, ask, options if listed else [], further)
    while True:
        entry = letter(io.ask())
        found = number(entry, 1, len(options))
        if found is not None:
            return options[found - 1][0]
        if entry == "q":
            raise UserLeft
        if entry == "?":
            _list(io, ask, options, further)
        elif entry in further:
            return None if entry == "b" and back else entry
        else:
            io.say(_expected(len(options), further))


def _list(
    io: Console, ask: str, options: Sequence[tuple[str, str]], further: Mapping[str, str]
) -> None:
    if ask:
        io.say(ask)
    for count, (_, words) in enumerate(options, 1):
        io.say(words, lead=f"{count}. ")
    for key, words in further.items():
        io.say(words, lead=f"{key}. ")


def _expected(count: int, further: Mapping[str, str]) -> str:
    """What a prompt takes, in one line."""
    figures = {0: [], 1: ["1"]}.get(count, [f"a number from 1 to {count}"])
    *first, last = [*figures, *further, "? for the list again", "q to leave"]
    return f"Type {', '.join(first)} or {last}."


def agree(io: Console, ask: str, yes: str, no: str) -> bool:
    """Ask before something is done. True only for a deliberate yes; no stands first."""
    return choose(io, ask, [("no", no), ("yes", yes)], back="") == "yes"


def words(io: Console, ask: str, present: str = "") -> str | None:
    """Ask for a line of words; returns ``present`` for an empty line, nothing for "-", and None
    for b alone. Raises UserLeft for q alone."""
    io.say(ask)
    if present:
        io.say(present, lead="So far: ")
        io.say(f"Enter alone keeps it, {NOTHING} alone empties it, b alone goes back.")
    entry = io.ask()
    if letter(entry) == "q":
        raise UserLeft
    if letter(entry) == "b":
        return None
    return "" if entry == NOTHING else entry or present


def ask_for(io: Console, read: Callable[[str], T | None], wrong: Callable[[str], str]) -> T | None:
    """Ask until ``read`` makes something of the entry; ``wrong`` says what was expected. None for
    b, which goes back. Raises UserLeft for q."""
    while True:
        entry = letter(io.ask())
        if entry == "q":
            raise UserLeft
        if entry == "b":
            return None
        found = read(entry)
        if found is not None:
            return found
        io.say(wrong(entry))
