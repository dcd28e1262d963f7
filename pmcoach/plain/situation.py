"""The situation: time, money, access and the rest that advice depends on. All of it optional."""

from __future__ import annotations

from pmcoach.coach.drafts import save_draft
from pmcoach.coach.session import Session
from pmcoach.coach.situation import set_situation
from pmcoach.plain.console import Console
from pmcoach.plain.prompts import EMPTY_MARK, choose, letter, saving
from pmcoach.report.situation import (
    RATHER_NOT,
    SITUATION,
    SITUATION_LEAD,
    first_questions_lead,
    list_first_questions,
    read_setting,
    setting_words,
)

UNSAID_KEY = "unsaid"


def show_situation(io: Console, session: Session) -> None:
    """Every field with its setting; a number changes one. Raises UserLeft."""
    while True:
        known_settings = session.profile.journal.context.known()
        io.heading("Your situation")
        io.say(SITUATION_LEAD)
        field_lines = [
            (
                field_name,
                f"{field.question} {setting_words(field_name, known_settings.get(field_name))}.",
            )
            for field_name, field in SITUATION.items()
        ]
        field_name = choose(io, "Which one?", field_lines, can_choose=not session.read_only)
        if field_name is None:
            return
        if SITUATION[field_name].choices:
            choose_setting(io, session, field_name)
        else:
            _type_setting(io, session, field_name)


def ask_first_questions(io: Console, session: Session) -> None:
    """Ask what the advice rests on most, once; going back leaves the rest. Raises UserLeft."""
    for field_name in list_first_questions(session.profile.journal.context):
        io.say(f"\n{first_questions_lead(field_name)}")
        ask = choose_setting if SITUATION[field_name].choices else _type_setting
        if not ask(io, session, field_name):
            return


def choose_setting(io: Console, session: Session, field_name: str) -> bool:
    """One of a few answers; "rather not say" takes it back. Returns whether anything was said."""
    field = SITUATION[field_name]
    chosen_setting = choose(io, field.question, [*field.choices.items(), (UNSAID_KEY, RATHER_NOT)])
    if chosen_setting is not None:
        _save(io, session, field_name, None if chosen_setting == UNSAID_KEY else chosen_setting)
    return chosen_setting is not None


def _type_setting(io: Console, session: Session, field_name: str) -> bool:
    """A number, a day or a few words; "-" takes it back, b leaves it as it is. Returns whether anything
    was said."""
    field = SITUATION[field_name]
    io.say(
        f"{field.question} Type {field.example}; {EMPTY_MARK} if you would {RATHER_NOT}; b goes back."
    )
    while letter(entry := io.ask()) != "b":
        setting, fault = (
            (None, "") if entry == EMPTY_MARK else read_setting(field_name, entry, session.today)
        )
        if not fault:
            _save(io, session, field_name, setting)
            return True
        io.say(f"{fault}: type {field.example}; b goes back.")
    return False


def _save(io: Console, session: Session, field_name: str, setting: object) -> None:
    with saving(io):
        set_situation(session, field_name, setting)
        save_draft(session, f"situation-{field_name}", "")
        io.say("Saved." if setting is not None else "Cleared.")
