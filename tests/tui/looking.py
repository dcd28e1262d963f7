"""Profiles with a past, for the screens that look back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pmcoach.assessment.forms import FormKind
from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.home import save_home
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target
from tests.support import answer_badly, answer_well, go_through


def days_ago(days: int) -> dt.datetime:
    """A moment so many whole days before now; the app itself reads the real clock."""
    return dt.datetime.now(dt.UTC) - dt.timedelta(days=days, minutes=30)


class Ticking:
    """A clock that ticks a second each time it is read."""

    def __init__(self, moment: dt.datetime) -> None:
        self.moment = moment

    def __call__(self) -> dt.datetime:
        self.moment += dt.timedelta(seconds=1)
        return self.moment


def opened(home: Path, days: int = 0) -> Session:
    """The profile as it would be opened so many days ago, with a target."""
    session = open_session(home=home, now=Ticking(days_ago(days)))
    if not session.profile.journal.has_target:
        choose_target(session, "generalist", "entry")
    return session


def finished(
    home: Path, days: int = 0, kind: FormKind = "sketch", *, well: bool = True, blind: bool = False
) -> None:
    """An assessment that was finished so many days ago."""
    session = opened(home, days)
    start_assessment(session, kind, blind=blind)
    go_through(session, answer_well if well else answer_badly)
    finish_assessment(session)
    save_home(session)
    session.close()


def begun(home: Path, *items: str) -> None:
    """A full assessment under way in which ``items`` are answered well."""
    session = opened(home)
    start_assessment(session, "full")
    for item in items:
        answer_well(session, item)
    session.close()


def files(home: Path) -> dict[str, bytes]:
    """Every assessment file with its bytes."""
    return {one.name: one.read_bytes() for one in home.glob("profiles/me/assessments/*.toml")}
