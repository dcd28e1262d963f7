"""Opening a profile for plain prompts, and leaving it in order however that comes about."""

from __future__ import annotations

import io as files
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TextIO

from pmcoach.assessment.forms import LENGTHS
from pmcoach.coach import keeping
from pmcoach.coach.keeping import RecoveryOffer
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.summary import keep
from pmcoach.plain.console import Console, Leave
from pmcoach.plain.menu import go_through, run_menu
from pmcoach.plain.prompts import choose
from pmcoach.plain.saving import saving
from pmcoach.plain.target import choose_target

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
        for notice in keeping.notices(session.store):
            io.say(notice)
        _talk(io, session, form)
    except Leave:
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
    """From the greeting to the menu. Raises Leave."""
    io.say(
        "pmcoach, in plain text. Answer each prompt with enter; ? says what can be typed, q leaves."
    )
    kind = next((one for one in LENGTHS if one == form), None)
    try:
        if session.read_only:
            io.say(f"Read-only: {session.read_only} You can look, but no questions are asked.")
        else:
            _begin(io, session)
            if kind is not None and session.journal.has_target:
                go_through(io, session, kind)
        run_menu(io, session)
    finally:
        keep(session)


def _begin(io: Console, session: Session) -> None:
    """The day's backup, and a target where there is none."""
    if trouble := keeping.daily_backup(session):
        io.say(trouble)
    if not session.journal.has_target:
        choose_target(io, session)


def _recover(io: Console, session: Session) -> bool:
    """Say what could not be read and offer what can be had back; True where the profile is to be
    opened anew."""
    offers = keeping.offers(session)
    if not offers:
        return False
    io.heading("Some of your data could not be read")
    io.say("Nothing was overwritten or deleted. The rest of your profile is open.")
    for offer in offers:
        io.say(_offer_words(offer))
    useful = any(offer.useful for offer in offers)
    choice = choose(
        io,
        "What now?",
        [
            *([("put-back", "Put back what can be recovered (recommended)")] if useful else []),
            ("leave", "Continue without it for now"),
            ("give-up", "Stop asking: leave it where it is"),
        ],
        back="",
    )
    with saving(io):
        for offer in offers:
            if choice == "give-up":
                keeping.give_up(session, offer)
            elif choice == "put-back" and offer.useful:
                finding = keeping.put_back(session, offer)
                if finding.verdict == "wrong":
                    io.say(f"{finding.about}: {finding.what}")
    return choice in {"put-back", "give-up"}


def _offer_words(offer: RecoveryOffer) -> str:
    """One damaged file in words."""
    problem = offer.problem
    have = [f"{offer.intact} entries in it are intact"] if offer.intact else []
    if offer.backup:
        have.append(f"the backup {offer.backup} has {offer.in_backup}")
    joined = " Both are joined, none is dropped." if len(have) > 1 else ""
    said = f"{'; '.join(have)}.{joined}" if have else "No other copy of it was found."
    return f"{problem.path.name}: {problem.why}.\nIt is kept as {problem.kept}\n{said}"
