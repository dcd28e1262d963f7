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
from pmcoach.plain.prompts import choose, saving
from pmcoach.plain.target import ask_target
from pmcoach.report.data_files import RECOVERY_LEAD, RECOVERY_TITLE, recovery_choices

INTERRUPTED_EXIT_CODE = 130
"""The exit code after ctrl+c, as shells have it."""
SAVED_MESSAGE = "Everything you answered is saved."
UNCHANGED_MESSAGE = "Nothing was changed."


def run(profile: str, content: Path | None, form_name: str = "") -> int:
    """Open the profile, talk, and return the exit code. Raises ContentError and StoreError."""
    io = Console(_forgiving(sys.stdin), _forgiving(sys.stdout) or sys.stdout)
    return converse(io, partial(open_session, profile=profile, content=content), form_name)


def converse(io: Console, open_profile: Callable[[], Session], form_name: str = "") -> int:
    """Talk about the session that ``opener`` opens; returns 0, or 130 after ctrl+c."""
    session: Session | None = None
    exit_code = 0
    try:
        session = open_profile()
        if _recover(io, session):
            session.close()
            session = open_profile()
        for notice in file_notices(session.store):
            io.say(notice)
        _talk(io, session, form_name)
    except UserLeft:
        pass  # what q and the end of the input are for; the last words follow
    except KeyboardInterrupt:
        exit_code = INTERRUPTED_EXIT_CODE
        io.end_line()
    finally:
        if session is not None:
            session.close()
    io.say(SAVED_MESSAGE if session is None or not session.read_only else UNCHANGED_MESSAGE)
    io.output_stream.flush()
    return exit_code


def _forgiving(stream: TextIO | None) -> TextIO | None:
    """The stream, where no byte and no character is an error."""
    if isinstance(stream, files.TextIOWrapper):
        stream.reconfigure(errors="replace")
    return stream


def _talk(io: Console, session: Session, form_name: str) -> None:
    """From the greeting to the menu. Raises UserLeft."""
    io.say(
        "pmcoach, in plain text. Answer each prompt and press Enter. Type ? for what can be typed, "
        "q to leave."
    )
    try:
        if session.read_only:
            io.say(f"Read-only: {session.read_only} You can look, but no questions are asked.")
        else:
            if backup_fault := make_daily_backup(session):
                io.say(backup_fault)
            if not session.profile.journal.has_target:
                ask_target(io, session)
            for form_kind in FORMS_BY_LENGTH:
                if form_kind == form_name and session.profile.journal.has_target:
                    go_through(io, session, form_kind)
        run_menu(io, session)
    finally:
        save_home(session)


def _recover(io: Console, session: Session) -> bool:
    """Say what could not be read and offer what can be had back; True where the profile is to be
    opened anew."""
    offers = recovery_offers(session)
    if not offers:
        return False
    io.heading(RECOVERY_TITLE)
    io.say(RECOVERY_LEAD)
    for offer in offers:
        io.say(f"{offer.title}.\nIt is saved as {offer.lies_in}\n{offer.words}")
    recovery_options = recovery_choices(can_recover=any(offer.useful for offer in offers))
    recovery_choice = choose(io, "What now?", recovery_options, back_label="") or "leave"
    with saving(io):
        for fault in recover(session, offers, recovery_choice):
            io.say(fault)
    return recovery_choice != "leave"
