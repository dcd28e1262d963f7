"""What was typed at a question: an answer to it, or one of the letters."""

from __future__ import annotations

from dataclasses import dataclass

from pmcoach.plain.console import Console
from pmcoach.plain.prompts import ask_for, letter
from pmcoach.report.asking import WHY_TITLE
from pmcoach.report.home import STOP_TITLE
from pmcoach.report.marked_lines import find_marks_fault, join_marks
from pmcoach.report.questions import Question, Sure

MOST_DIGITS = 4
"""Digits of a typed number that are read; no line has as many."""
ENTER_ALONE = ""
"""An empty entry: an answer that was given before stays as it is."""
LETTER_HELP = {
    "s": "Skip this question for now. It is ignored.",
    "n": "This does not apply to me. It is ignored.",
    "d": "I disagree: leave this question out of my level, and say so in the export. Type it "
    "again to undo that.",
    "u": "Undo the last answer and ask it again.",
    "b": "Back to the question before.",
    "a": "Jump to the questions of an area.",
    "w": f"{WHY_TITLE}, and for a skill what helps to recall what you did.",
    "c": "Write a note on this question.",
    "r": "Read this question again.",
    "v": f"{STOP_TITLE}.",
    "m": "Go to the menu. Every answer is saved.",
    "?": "Show this list.",
    "q": "Quit. Everything is already saved.",
}
SINGLE_QUESTION_LETTERS = ("s", "n", "d", "w", "c", "r", "m", "?", "q")
"""The letters that work where one question alone is asked."""
SURE_DIGITS: dict[str, Sure] = {"1": "sure", "2": "think-so", "3": "guessing"}


@dataclass(frozen=True)
class EnteredAnswer:
    """A whole answer, not saved yet."""

    option_key: str | None = None
    best_key: str | None = None
    worst_key: str | None = None
    sureness: Sure | None = None
    is_provable: bool = False


def hint(question: Question) -> str:
    """What can be typed at a question, in a line."""
    return f"{question.hint} Type {_typing_hint(question)}. ? lists the letters."


def _typing_hint(question: Question) -> str:
    match question.kind:
        case "scenario":
            return "the number of the best first"
        case "ladder":
            return f"{_digits(question)}, with p after it if you can prove this"
        case "spot" if question.mark_count == 1:
            return f"its number, {_digits(question)}"
        case "spot":
            example = " ".join(str(number) for number in range(1, question.mark_count + 1))
            return f"their numbers with spaces between them, such as {example}"
    return _digits(question)


def _digits(question: Question) -> str:
    return f"{question.choices[0].label} to {question.choices[-1].label}"


def read_entry(io: Console, question: Question, letters: tuple[str, ...]) -> EnteredAnswer | str:
    """Ask until there is an answer or one of ``letters``. Raises UserLeft for q."""
    while True:
        entry = letter(io.ask())
        if entry == "?":
            for command_letter in letters:
                io.say(LETTER_HELP[command_letter], lead=f"{command_letter}  ")
        elif entry in letters or (entry == ENTER_ALONE and question.is_dealt_with):
            return entry
        elif (chosen_key := _find_key(question, entry)) is None:
            io.say(_explain_wrong(question, entry))
        elif (
            answer := _complete(io, question, chosen_key, is_provable=entry.endswith("p"))
        ) is not None:
            return answer
        else:
            io.say(hint(question))


def _explain_wrong(question: Question, entry: str) -> str:
    """What was expected in place of an entry that is neither an answer nor a letter."""
    marks = _read_marks(entry)
    if question.kind == "spot" and marks:
        return find_marks_fault(marks, question.mark_count, len(question.choices))
    proof_hint = ", with p after it if you can prove it," if question.kind == "ladder" else ""
    number = "numbers" if question.mark_count > 1 else "a number"
    return f"Type {number} from {_digits(question)}{proof_hint} or a letter; ? lists the letters."


def _read_marks(entry: str) -> list[int]:
    """The numbers that were typed, with spaces or commas between them; none where it is anything
    else."""
    typed_numbers = entry.replace(",", " ").split()
    if not all(number.isascii() and number.isdecimal() for number in typed_numbers):
        return []
    return [int(number[:MOST_DIGITS]) for number in typed_numbers]


def _find_key(question: Question, entry: str) -> str | None:
    """The key of the choice whose number was typed; a ladder takes a p after it, and a spot as many
    numbers as lines are to be marked."""
    if question.kind == "spot":
        marks = _read_marks(entry)
        fault = find_marks_fault(marks, question.mark_count, len(question.choices))
        return None if fault else join_marks(marks)
    typed_digit = entry.removesuffix("p").rstrip() if question.kind == "ladder" else entry
    return {choice.label: choice.key for choice in question.choices}.get(typed_digit)


def _complete(
    io: Console, question: Question, chosen_key: str, *, is_provable: bool
) -> EnteredAnswer | None:
    """Ask for the rest of an answer; None where the user wants to choose again."""
    if question.kind == "ladder":
        return EnteredAnswer(option_key=chosen_key, is_provable=is_provable)
    if question.asks_sureness:
        sureness = _ask_sure(io)
        return EnteredAnswer(option_key=chosen_key, sureness=sureness) if sureness else None
    worst_key = _ask_worst(io, question, chosen_key)
    return EnteredAnswer(best_key=chosen_key, worst_key=worst_key) if worst_key else None


def _ask_sure(io: Console) -> Sure | None:
    io.say("How sure? 1 sure, 2 think so, 3 guessing")
    return ask_for(
        io,
        SURE_DIGITS.get,
        lambda _: "Type 1 for sure, 2 for think so or 3 for guessing; b chooses again.",
    )


def _ask_worst(io: Console, question: Question, best_key: str) -> str | None:
    io.say("And which works worst?")
    keys_by_digit = {
        choice.label: choice.key for choice in question.choices if choice.key != best_key
    }

    def wrong(entry: str) -> str:
        same_as_best = "That one is your best. " if _find_key(question, entry) == best_key else ""
        return (
            f"{same_as_best}Type another number from {_digits(question)} for the worst; b chooses the "
            "best again."
        )

    return ask_for(io, keys_by_digit.get, wrong)
