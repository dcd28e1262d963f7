"""What you have: time, money, access and the rest that advice depends on. All of it optional."""

from __future__ import annotations

import datetime as dt

from pmcoach.coach import advise, keeping
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console, Leave
from pmcoach.plain.prompts import NOTHING, choose, letter
from pmcoach.plain.saving import saving
from pmcoach.plain.target import read_number
from pmcoach.report.situation import FIELD_QUESTIONS, VALUE_WORDS, value_words
from pmcoach.state.journal import acceptable

ORDER = (
    "access",
    "hours_per_week",
    "budget",
    "experience",
    "employer_pays",
    "background",
    "domain_knowledge",
    "domain",
    "evidence",
    "framework",
    "pm_strength",
    "ad_certificate",
    "finish_by",
)
EXAMPLES = {
    "hours_per_week": "a number of hours, such as 4",
    "budget": "a number of US dollars, such as 200; 0 for none",
    "finish_by": "a date to come, such as 2027-06-30",
    "domain": "a few words, such as health software",
}
UNSAID = "unsaid"


def show_situation(io: Console, session: Session) -> None:
    """Every field with its value; a number changes one. Raises Leave."""
    while True:
        known = session.journal.context.known()
        io.heading("Your situation")
        io.say(
            "The advice argues from your situation. Tell as much as you like; what you leave "
            "out is never guessed."
        )
        told = {
            name: value_words(name, known[name]) if name in known else "not told" for name in ORDER
        }
        lines = [(name, f"{FIELD_QUESTIONS[name]} {words}.") for name, words in told.items()]
        if session.read_only:
            for _, line in lines:
                io.say(line, lead="- ")
            return
        name = choose(io, "Which one?", lines)
        if name is None:
            return
        if name in VALUE_WORDS:
            _choose_value(io, session, name)
        else:
            _type_value(io, session, name)


def _choose_value(io: Console, session: Session, name: str) -> None:
    options = [*VALUE_WORDS[name].items(), (UNSAID, "rather not say")]
    value = choose(io, FIELD_QUESTIONS[name], options)
    if value is not None:
        _tell(io, session, name, None if value == UNSAID else value)


def _type_value(io: Console, session: Session, name: str) -> None:
    """A number, a day or a few words; "-" takes it back, b leaves it as it is."""
    io.say(
        f"{FIELD_QUESTIONS[name]} Type {EXAMPLES[name]}; {NOTHING} if you would rather not say; "
        "b goes back."
    )
    while True:
        entry = io.ask()
        if letter(entry) == "q":
            raise Leave
        if letter(entry) == "b":
            return
        if entry == NOTHING:
            _tell(io, session, name, None)
            return
        value = read_value(name, entry)
        past = isinstance(value, dt.date) and value <= session.today
        if value is not None and not past and acceptable(name, value):
            _tell(io, session, name, value)
            return
        fault = "That day is past" if past else "That does not fit"
        io.say(f"{fault}: type {EXAMPLES[name]}; b goes back.")


def _tell(io: Console, session: Session, name: str, value: object) -> None:
    with saving(io):
        advise.tell(session, name, value)
        keeping.keep_draft(session, f"situation-{name}", "")
        io.say("Kept." if value is not None else "Taken back.")


def read_value(name: str, entry: str) -> object:
    """What was typed as the value of a field, or None."""
    if name == "domain":
        return entry or None
    if name != "finish_by":
        return read_number(entry)
    try:
        return dt.date.fromisoformat(entry)
    except ValueError:
        return None
