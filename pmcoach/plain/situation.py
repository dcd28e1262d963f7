"""The situation: time, money, access and the rest that advice depends on. All of it optional."""

from __future__ import annotations

from pmcoach.coach.drafts import save_draft
from pmcoach.coach.session import Session
from pmcoach.coach.situation import set_situation
from pmcoach.plain.console import Console
from pmcoach.plain.prompts import NOTHING, choose, letter, saving
from pmcoach.report.situation import LEAD, RATHER_NOT, SITUATION, read_setting, setting_words

UNSAID = "unsaid"


def show_situation(io: Console, session: Session) -> None:
    """Every field with its setting; a number changes one. Raises UserLeft."""
    while True:
        known = session.profile.journal.context.known()
        io.heading("Your situation")
        io.say(LEAD)
        lines = [
            (name, f"{field.question} {setting_words(name, known.get(name))}.")
            for name, field in SITUATION.items()
        ]
        name = choose(io, "Which one?", lines, can_choose=not session.read_only)
        if name is None:
            return
        if SITUATION[name].choices:
            _choose_setting(io, session, name)
        else:
            _type_setting(io, session, name)


def _choose_setting(io: Console, session: Session, name: str) -> None:
    field = SITUATION[name]
    chosen = choose(io, field.question, [*field.choices.items(), (UNSAID, RATHER_NOT)])
    if chosen is not None:
        _save(io, session, name, None if chosen == UNSAID else chosen)


def _type_setting(io: Console, session: Session, name: str) -> None:
    """A number, a day or a few words; "-" takes it back, b leaves it as it is."""
    field = SITUATION[name]
    io.say(
        f"{field.question} Type {field.example}; {NOTHING} if you would {RATHER_NOT}; b goes back."
    )
    while letter(entry := io.ask()) != "b":
        setting, fault = (
            (None, "") if entry == NOTHING else read_setting(name, entry, session.today)
        )
        if not fault:
            _save(io, session, name, setting)
            return
        io.say(f"{fault}: type {field.example}; b goes back.")


def _save(io: Console, session: Session, name: str, setting: object) -> None:
    with saving(io):
        set_situation(session, name, setting)
        save_draft(session, f"situation-{name}", "")
        io.say("Saved." if setting is not None else "Cleared.")
