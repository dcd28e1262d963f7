"""The kinds of question that are asked everywhere: one of a list, yes or no, a line of words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from pmcoach.coach.errors import StoreError
from pmcoach.plain.console import Console

Reply = TypeVar("Reply")
Key = TypeVar("Key", bound=str)
NOTHING = "-"
"""Typed alone, it empties a field."""


def letter(entry: str) -> str:
    """The entry in lower case where it is ASCII; other letters never stand for a command."""
    return entry.lower() if entry.isascii() else entry


def choose(
    io: Console,
    ask: str,
    options: Sequence[tuple[Key, str]],
    *,
    back: str = "Back",
    letters: Sequence[tuple[Key, str]] = (),
    listed: bool = True,
    can_choose: bool = True,
) -> Key | None:
    """Ask for one of ``options`` (key and words) by its number; returns its key, or None for b.

    ``letters`` are further things to do: a letter that is returned, and its words. With an empty
    ``back`` there is nowhere to go back to. With ``listed`` False the options stand above already,
    and are shown only when asked for. With ``can_choose`` False they are only shown, and nothing
    is chosen. Raises UserLeft for q.
    """
    if not can_choose:
        for _, line in options:
            io.say(line, lead="- ")
        return None
    further: list[tuple[str, str]] = [*letters, *([("b", back)] if back else [])]
    replies: dict[str, Key | None] = {
        **({"b": None} if back else {}),
        **{key: key for key, _ in letters},
        **{str(number): key for number, (key, _) in enumerate(options, 1)},
    }
    _list(io, ask, options if listed else [], further)
    while (entry := _without_zeros(letter(io.ask()))) not in replies:
        if entry == "?":
            _list(io, ask, options, further)
        else:
            io.say(_expected(len(options), further))
    return replies[entry]


def _without_zeros(entry: str) -> str:
    return entry.lstrip("0") if entry.isdigit() else entry


def _list(
    io: Console, ask: str, options: Sequence[tuple[str, str]], further: Sequence[tuple[str, str]]
) -> None:
    if ask:
        io.say(ask)
    for number, (_, words) in enumerate(options, 1):
        io.say(words, lead=f"{number}. ")
    for key, words in further:
        io.say(words, lead=f"{key}. ")


def _expected(count: int, further: Sequence[tuple[str, str]]) -> str:
    """What a prompt takes, in one line."""
    numbers = {0: [], 1: ["1"]}.get(count, [f"a number from 1 to {count}"])
    *first, last = [*numbers, *(key for key, _ in further), "? for the list again", "q to leave"]
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
        io.say(f"Press Enter alone to keep it, type {NOTHING} to clear it, or b to go back.")
    entry = io.ask()
    return None if letter(entry) == "b" else "" if entry == NOTHING else entry or present


def ask_for(
    io: Console, read: Callable[[str], Reply | None], wrong: Callable[[str], str]
) -> Reply | None:
    """Ask until ``read`` makes something of the entry; ``wrong`` says what was expected. None for
    b, which goes back. Raises UserLeft for q."""
    while (entry := letter(io.ask())) != "b":
        reply = read(entry)
        if reply is not None:
            return reply
        io.say(wrong(entry))
    return None


@contextmanager
def saving(io: Console) -> Iterator[None]:
    """Say why a save failed instead of ending; what follows goes on from where it was."""
    try:
        yield
    except StoreError as error:
        io.say(str(error))
