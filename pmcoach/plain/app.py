"""Opening a profile for plain prompts, and leaving it in order however that comes about."""

from __future__ import annotations

import io as files
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TextIO

from pmcoach.assessment.forms import FORMS_BY_LENGTH
from pmcoach.coach.backup import make_daily_backup
from pmcoach.coach.home import save_home
from pmcoach.coach.recovery import file_notices, recover, recovery_offers
from pmcoach.coach.session import Session, open_session
from pmcoach.plain.console import Console, UserLeft
from pmcoach.plain.menu import go_through, run_menu
from pmcoach.plain.prompts import choose
from pmcoach.plain.saving import saving
from pmcoach.plain.target import ask_target
from pmcoach.report.data_files import CONTINUE, GIVE_UP, PUT_BACK, RECOVERY_LEAD, RECOVERY_TITLE

INTERRUPTED = 130
"""The exit code after ctrl+c, as shells have it."""
SAVED = "Everything you answered is saved."
CHANGED_NOTHING = "Nothing was changed."


def run(profile: str, content: Path | None, form: str = "") -> int:
    """Open the profile, talk, and return the exit code. Raises ContentError and StoreError."""
    io = Console(_forgiving(sys.stdin), _forgiving(sys.stdout) or sys.stdout)
    return converse(io, partial(open_session, profile=profile, content=content), form)


def converse(io: Console, opener: Callable[[], Session], form: str = "") -> int:
    """Talk about the session that ``opener`` opens; returns 0, or 130 after ctrl+c."""
    session: Session | None = None
    code = 0
    try:
        session = opener()
        if _recover(io, session):
            session.close()
            session = opener()
        for notice in file_notices(session.store):
            io.say(notice)
        _talk(io, session, form)
    except UserLeft:
        pass  # what q and the end of the input are for; the last words follow
    except KeyboardInterrupt:
        code = INTERRUPTED
        io.end_line()
    finally:
        if session is not None:
            session.close()
    io.say(SAVED if session is None or not session.read_only else CHANGED_NOTHING)
    io.flush()
    return code


def _forgiving(stream: TextIO | None) -> TextIO | None:
    """The stream, where no byte and no character is an error."""
    if isinstance(stream, files.TextIOWrapper):
        stream.reconfigure(errors="replace")
    return stream


def _talk(io: Console, session: Session, form: str) -> None:
    """From the greeting to the menu. Raises UserLeft."""
    io.say(
        "pmcoach, in plain text. Answer each prompt with enter; ? says what can be typed, q leaves."
    )
    kind = next((one for one in FORMS_BY_LENGTH if one == form), None)
    try:
        if session.read_only:
            io.say(f"Read-only: {session.read_only} You can look, but no questions are asked.")
        else:
            _begin(io, session)
            if kind is not None and session.profile.journal.has_target:
                go_through(io, session, kind)
        run_menu(io, session)
    finally:
        save_home(session)


def _begin(io: Console, session: Session) -> None:
    """The day's backup, and a target where there is none."""
    if trouble := make_daily_backup(session):
        io.say(trouble)
    if not session.profile.journal.has_target:
        ask_target(io, session)


def _recover(io: Console, session: Session) -> bool:
    """Say what could not be read and offer what can be had back; True where the profile is to be
    opened anew."""
    offers = recovery_offers(session)
    if not offers:
        return False
    io.heading(RECOVERY_TITLE)
    io.say(RECOVERY_LEAD)
    for offer in offers:
        io.say(f"{offer.title}.\nIt is kept as {offer.lies_in}\n{offer.words}")
    useful = any(offer.useful for offer in offers)
    choice = choose(
        io,
        "What now?",
        [
            *([("put-back", PUT_BACK)] if useful else []),
            ("leave", CONTINUE),
            ("give-up", GIVE_UP),
        ],
        back="",
    )
    with saving(io):
        for fault in recover(session, offers, choice or "leave"):
            io.say(fault)
    return choice in {"put-back", "give-up"}
