"""The kinds of question that are asked everywhere: one of a list, yes or no, a line of words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from pmcoach.coach.errors import StoreError
from pmcoach.plain.console import Console

Reply = TypeVar("Reply")
Key = TypeVar("Key", bound=str)
EMPTY_MARK = "-"
"""Typed alone, it empties a field."""


def letter(entry: str) -> str:
    """The entry in lower case where it is ASCII; other letters never stand for a command."""
    return entry.lower() if entry.isascii() else entry


def choose(
    io: Console,
    question: str,
    options: Sequence[tuple[Key, str]],
    *,
    back_label: str = "Back",
    letter_options: Sequence[tuple[Key, str]] = (),
    is_listed: bool = True,
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
    extra_options: list[tuple[str, str]] = [
        *letter_options,
        *([("b", back_label)] if back_label else []),
    ]
    replies: dict[str, Key | None] = {
        **({"b": None} if back_label else {}),
        **{key: key for key, _ in letter_options},
        **{str(number): key for number, (key, _) in enumerate(options, 1)},
    }
    _list(io, question, options if is_listed else [], extra_options)
    while (entry := _without_zeros(letter(io.ask()))) not in replies:
        if entry == "?":
            _list(io, question, options, extra_options)
        else:
            io.say(_expected(len(options), extra_options))
    return replies[entry]


def _without_zeros(entry: str) -> str:
    return entry.lstrip("0") if entry.isdigit() else entry


def _list(
    io: Console,
    question: str,
    options: Sequence[tuple[str, str]],
    extra_options: Sequence[tuple[str, str]],
) -> None:
    if question:
        io.say(question)
    for number, (_, words) in enumerate(options, 1):
        io.say(words, lead=f"{number}. ")
    for key, words in extra_options:
        io.say(words, lead=f"{key}. ")


def _expected(option_count: int, extra_options: Sequence[tuple[str, str]]) -> str:
    """What a prompt takes, in one line."""
    number_words = {0: [], 1: ["1"]}.get(option_count, [f"a number from 1 to {option_count}"])
    *earlier_choices, last_choice = [
        *number_words,
        *(key for key, _ in extra_options),
        "? for the list again",
        "q to leave",
    ]
    return f"Type {', '.join(earlier_choices)} or {last_choice}."


def agree(io: Console, question: str, yes_label: str, no_label: str) -> bool:
    """Ask before something is done. True only for a deliberate yes; no stands first."""
    return choose(io, question, [("no", no_label), ("yes", yes_label)], back_label="") == "yes"


def words(io: Console, question: str, present_text: str = "") -> str | None:
    """Ask for a line of words; returns ``present`` for an empty line, nothing for "-", and None
    for b alone. Raises UserLeft for q alone."""
    io.say(question)
    if present_text:
        io.say(present_text, lead="So far: ")
        io.say(f"Press Enter alone to keep it, type {EMPTY_MARK} to clear it, or b to go back.")
    entry = io.ask()
    return None if letter(entry) == "b" else "" if entry == EMPTY_MARK else entry or present_text


def ask_for(
    io: Console, parse: Callable[[str], Reply | None], explain_wrong: Callable[[str], str]
) -> Reply | None:
    """Ask until ``read`` makes something of the entry; ``wrong`` says what was expected. None for
    b, which goes back. Raises UserLeft for q."""
    while (entry := letter(io.ask())) != "b":
        parsed_reply = parse(entry)
        if parsed_reply is not None:
            return parsed_reply
        io.say(explain_wrong(entry))
    return None


@contextmanager
def saving(io: Console) -> Iterator[None]:
    """Say why a save failed instead of ending; what follows goes on from where it was."""
    try:
        yield
    except StoreError as error:
        io.say(str(error))
