"""What was typed at a question: an answer to it, or one of the letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmcoach.assessment.events import Answer
from pmcoach.plain.console import Console, UserLeft
from pmcoach.plain.prompts import ask_for, letter, number
from pmcoach.report.questions import Question, Sure

SURES: tuple[Sure, ...] = ("sure", "think-so", "guessing")
SURE_WORDS: dict[str, str] = {"sure": "sure", "think-so": "think so", "guessing": "guessing"}
KEEP = ""
"""An empty entry: an answer that was given before stays as it is."""
LETTERS = {
    "s": "Skip: leave this question out for now. It counts for nothing.",
    "n": "This does not apply to me. It counts for nothing.",
    "d": "I disagree: drop this question from your level, and say so in the export. Again: take "
    "it back.",
    "u": "Undo: take back the last answer and ask it again.",
    "b": "Back to the question before.",
    "a": "Jump to the questions of an area.",
    "c": "Write a note on this question.",
    "r": "Read this question again.",
    "m": "To the menu for now. Every answer is saved.",
    "?": "This list.",
    "q": "Quit. Everything is saved already.",
}
ONCE = ("s", "n", "d", "c", "r", "m", "?", "q")
"""The letters that hold where one question alone is asked."""


@dataclass(frozen=True)
class EnteredAnswer:
    """A whole answer, not saved yet."""

    option: str | None = None
    best: str | None = None
    worst: str | None = None
    sure: Sure | None = None
    provable: bool = False


def hint(asked: Question) -> str:
    """What can be typed at a question, in a line."""
    low, high = asked.choices[0].label, asked.choices[-1].label
    if asked.kind == "ladder":
        return (
            f"{asked.hint} Type {low} to {high}, with p after it if you can prove this. "
            "? lists the letters."
        )
    if asked.kind == "scenario":
        return f"{asked.hint} Type the number of the best first. ? lists the letters."
    return f"{asked.hint} Type {low} to {high}. ? lists the letters."


def given_words(asked: Question, given: Answer) -> str:
    """The answer that a question has now; nothing where it was to another wording."""
    if given.kind != "answered":
        return "Skipped before." if given.kind == "skipped" else "Said not to apply."
    labels = {choice.key: choice.label for choice in asked.choices}
    if asked.kind == "scenario":
        if {given.best, given.worst} <= set(labels):
            return f"Your answer so far: best {labels[given.best]}, worst {labels[given.worst]}."
    elif given.option in labels:
        more = ", and you can prove it" if given.provable else ""
        sure = f", {SURE_WORDS[given.sure]}" if given.sure in SURE_WORDS else ""
        return f"Your answer so far: {labels[given.option]}{more}{sure}."
    return ""


def read_entry(io: Console, asked: Question, letters: tuple[str, ...]) -> EnteredAnswer | str:
    """Ask until there is an answer or one of ``letters``; raises UserLeft for q."""
    dealt = asked.answer is not None or asked.disagreed
    while True:
        entry = letter(io.ask())
        if entry == "q":
            raise UserLeft
        if entry == "?":
            for one in letters:
                io.say(LETTERS[one], lead=f"{one}  ")
        elif entry in letters or (entry == KEEP and dealt):
            return entry
        elif (key := _choice(asked, entry)) is None:
            io.say(_expected(asked))
        elif (reply := _rest(io, asked, key, proof=entry.endswith("p"))) is not None:
            return reply
        else:
            io.say(hint(asked))


def _choice(asked: Question, entry: str) -> str | None:
    """The key of the choice whose number was typed; a ladder takes a p after it."""
    tail = r"\s*p?" if asked.kind == "ladder" else ""
    found = re.fullmatch(rf"(\d){tail}", entry, re.ASCII)
    return next(
        (choice.key for choice in asked.choices if found and choice.label == found[1]), None
    )


def _expected(asked: Question) -> str:
    """What a wrong entry is answered with."""
    low, high = asked.choices[0].label, asked.choices[-1].label
    proof = ", with p after it if you can prove it," if asked.kind == "ladder" else ""
    return f"Type a number from {low} to {high}{proof} or a letter; ? lists them."


def _rest(io: Console, asked: Question, key: str, *, proof: bool) -> EnteredAnswer | None:
    """What else an answer needs; None where the user wants to choose again."""
    if asked.kind == "ladder":
        return EnteredAnswer(option=key, provable=proof)
    if asked.kind == "check":
        sure = _sure(io)
        return None if sure is None else EnteredAnswer(option=key, sure=sure)
    worst = _worst(io, asked, key)
    return None if worst is None else EnteredAnswer(best=key, worst=worst)


def _sure(io: Console) -> Sure | None:
    io.say("How sure? 1 sure, 2 think so, 3 guessing")

    def read(entry: str) -> Sure | None:
        found = number(entry, 1, len(SURES))
        return None if found is None else SURES[found - 1]

    return ask_for(
        io, read, lambda _: "Type 1 for sure, 2 for think so or 3 for guessing; b chooses again."
    )


def _worst(io: Console, asked: Question, best: str) -> str | None:
    io.say("And which works worst?")

    def read(entry: str) -> str | None:
        worst = _choice(asked, entry)
        return None if worst == best else worst

    def wrong(entry: str) -> str:
        same = "That one is your best. " if _choice(asked, entry) == best else ""
        return (
            f"{same}Type another number from {asked.choices[0].label} to "
            f"{asked.choices[-1].label} for the worst; b chooses the best again."
        )

    return ask_for(io, read, wrong)
