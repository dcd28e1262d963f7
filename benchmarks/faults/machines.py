"""The machines of a random history, and what has to be on each.

What the program does is checked after each step; what the harness itself destroys (a naive sync
that overwrites, a deletion, damage) is taken off what has to be there, so that the check is exact.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.faults.program import Place
from benchmarks.faults.survey import (
    NOT_OURS,
    Survey,
    counted_events,
    survey_profile,
)
from pmcoach.coach.session import Session, open_session

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


class BrokenError(Exception):
    """Something that has to hold does not: its class and what was seen."""

    def __init__(self, kind: str, what: str) -> None:
        super().__init__(f"{kind}: {what}")
        self.kind = kind
        self.what = what


@dataclass
class Machine:
    """One computer with its own data home and its own clock."""

    name: str
    place: Place
    offset: dt.timedelta = dt.timedelta(0)
    ticks: int = 0
    wanted: set[str] = field(default_factory=set)
    """Events that have to be in the files that count."""
    anywhere: set[str] = field(default_factory=set)
    """Events that have to be in some file, backups and set-aside ones included."""
    given_up: set[str] = field(default_factory=set)
    """Events that a sync, a deletion or a restore took away, though a copy may be set aside."""
    damaged: set[str] = field(default_factory=set)
    """Names of the files that were damaged, on any machine."""
    is_left_to_person: bool = False
    """Whether the doctor names a file of the profile that it cannot mend."""

    def now(self) -> dt.datetime:
        self.ticks += 1
        return START + self.offset + dt.timedelta(seconds=self.ticks)

    @property
    def profile(self) -> Path:
        return self.place.home / "profiles" / "me"

    def survey(self) -> Survey:
        if not self.profile.is_dir():
            return Survey()
        return survey_profile(self.profile, self.place.home / "backups" / "me")

    def files(self) -> dict[str, Path]:
        """The files that sync tools carry about, by their path from the profile's folder."""
        folders = [self.profile, self.profile / "assessments"]
        paths = [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
        return {
            str(path.relative_to(self.profile)): path
            for path in sorted(paths)
            if path.is_file()
            and not path.name.endswith(NOT_OURS)
            and ".pmcoach-tmp-" not in path.name
        }

    def check(self, acknowledged: Sequence[str] = ()) -> None:
        """What had to be there after a step of the program still is. Raises BrokenError."""
        seen = self.survey()
        self.wanted |= set(acknowledged)
        self.anywhere |= set(acknowledged)
        if lost := self.anywhere - set(seen.everywhere):
            raise BrokenError("gone", f"{len(lost)} events on {self.name}: {_some(lost)}")
        if lost := self.wanted - set(seen.current):
            raise BrokenError("put away", f"{len(lost)} events on {self.name}: {_some(lost)}")
        self.settle(seen)

    def settle(self, seen: Survey) -> None:
        """Take what is on disk now for what has to be there."""
        self.wanted = set(seen.current)
        self.anywhere = set(seen.everywhere)
        self.given_up -= set(seen.in_place)

    @contextlib.contextmanager
    def handled_from_outside(self) -> Iterator[None]:
        """Whatever disappears in here, the harness did away with on purpose."""
        before = self.survey()
        yield
        after = self.survey()
        self.given_up |= set(before.in_place) - set(after.in_place)
        self.settle(after)

    @contextlib.contextmanager
    def opened(self, chance: random.Random | None = None) -> Iterator[Session]:
        """A session that is closed again."""
        ids = Ids(chance or random.Random(self.ticks))
        session = open_session(home=self.place.home, now=self.now, new_id=ids)
        try:
            yield session
        finally:
            session.close()


def _some(events: set[str]) -> str:
    return ", ".join(sorted(events)[:4])


class Ids:
    """New ids that are the same in each run of a history; notes which it gave."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.taken: list[str] = []

    def __call__(self) -> str:
        self.taken.append(f"{self.chance.getrandbits(48):012x}")
        return self.taken[-1]

    def of_events(self, session: Session) -> list[str]:
        """Those of events that the session counts now; at least the first, since some files and
        the end of an assessment take one, too, but never before the event itself."""
        counted = {event.id for event in counted_events(session.store)[0]}
        return [ident for ident in self.taken if ident in counted] or self.taken[:1]
