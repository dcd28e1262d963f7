"""What was typed at a question: an answer to it, or one of the letters."""

from __future__ import annotations

from dataclasses import dataclass

from pmcoach.plain.console import Console
from pmcoach.plain.prompts import ask_for, letter
from pmcoach.report.questions import Question, Sure

KEEP = ""
"""An empty entry: an answer that was given before stays as it is."""
LETTERS = {
    "s": "Skip this question for now. It is ignored.",
    "n": "This does not apply to me. It is ignored.",
    "d": "I disagree: leave this question out of my level, and say so in the export. Type it "
    "again to undo that.",
    "u": "Undo the last answer and ask it again.",
    "b": "Back to the question before.",
    "a": "Jump to the questions of an area.",
    "c": "Write a note on this question.",
    "r": "Read this question again.",
    "m": "Go to the menu. Every answer is saved.",
    "?": "Show this list.",
    "q": "Quit. Everything is already saved.",
}
ONCE = ("s", "n", "d", "c", "r", "m", "?", "q")
"""The letters that work where one question alone is asked."""
SURE_DIGITS: dict[str, Sure] = {"1": "sure", "2": "think-so", "3": "guessing"}


@dataclass(frozen=True)
class EnteredAnswer:
    """A whole answer, not saved yet."""

    option: str | None = None
    best: str | None = None
    worst: str | None = None
    sure: Sure | None = None
    provable: bool = False


def hint(question: Question) -> str:
    """What can be typed at a question, in a line."""
    proof = ", with p after it if you can prove this" if question.kind == "ladder" else ""
    digits = (
        "the number of the best first"
        if question.kind == "scenario"
        else f"{_digits(question)}{proof}"
    )
    return f"{question.hint} Type {digits}. ? lists the letters."


def _digits(question: Question) -> str:
    return f"{question.choices[0].label} to {question.choices[-1].label}"


def read_entry(io: Console, question: Question, letters: tuple[str, ...]) -> EnteredAnswer | str:
    """Ask until there is an answer or one of ``letters``. Raises UserLeft for q."""
    while True:
        entry = letter(io.ask())
        if entry == "?":
            for name in letters:
                io.say(LETTERS[name], lead=f"{name}  ")
        elif entry in letters or (entry == KEEP and question.is_dealt_with):
            return entry
        elif (key := _chosen_key(question, entry)) is None:
            proof = ", with p after it if you can prove it," if question.kind == "ladder" else ""
            io.say(
                f"Type a number from {_digits(question)}{proof} or a letter; ? lists the letters."
            )
        elif (answer := _complete(io, question, key, provable=entry.endswith("p"))) is not None:
            return answer
        else:
            io.say(hint(question))


def _chosen_key(question: Question, entry: str) -> str | None:
    """The key of the choice whose number was typed; a ladder takes a p after it."""
    digit = entry.removesuffix("p").rstrip() if question.kind == "ladder" else entry
    return {choice.label: choice.key for choice in question.choices}.get(digit)


def _complete(io: Console, question: Question, key: str, *, provable: bool) -> EnteredAnswer | None:
    """Ask for the rest of an answer; None where the user wants to choose again."""
    if question.kind == "ladder":
        return EnteredAnswer(option=key, provable=provable)
    if question.kind == "check":
        sure = _ask_sure(io)
        return EnteredAnswer(option=key, sure=sure) if sure else None
    worst = _ask_worst(io, question, key)
    return EnteredAnswer(best=key, worst=worst) if worst else None


def _ask_sure(io: Console) -> Sure | None:
    io.say("How sure? 1 sure, 2 think so, 3 guessing")
    return ask_for(
        io,
        SURE_DIGITS.get,
        lambda _: "Type 1 for sure, 2 for think so or 3 for guessing; b chooses again.",
    )


def _ask_worst(io: Console, question: Question, best: str) -> str | None:
    io.say("And which works worst?")
    keys = {choice.label: choice.key for choice in question.choices if choice.key != best}

    def wrong(entry: str) -> str:
        same = "That one is your best. " if _chosen_key(question, entry) == best else ""
        return (
            f"{same}Type another number from {_digits(question)} for the worst; b chooses the "
            "best again."
        )

    return ask_for(io, keys.get, wrong)
