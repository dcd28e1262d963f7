"""Machines with one profile each, and everything that can happen to them in a random history.

What the program does is checked after each step; what the harness itself destroys (a naive sync
that overwrites, a deletion, damage) is taken off what has to be there, so that the check is exact.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.faults import homes
from benchmarks.faults.checks import TRACEBACK, last_line
from benchmarks.faults.program import Place, finish, start_program
from benchmarks.faults.shim import KILL, Fault
from benchmarks.faults.survey import (
    NOT_OURS,
    Survey,
    backed_up,
    counted_events,
    survey_profile,
)
from pmcoach.assessment.forms import FormKind
from pmcoach.coach import assess, importing, keeping, plans, records
from pmcoach.coach.session import Session, open_session
from pmcoach.store.disk import StoreError

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
LONG_FORMS: tuple[FormKind, ...] = ("sketch", "quick", "standard")
COPY_NAMES = (
    "{stem}.sync-conflict-20260302-090000-ABCDEFG{end}",
    "{stem} (1){end}",
    "{stem}(1){end}",
    "{stem} (conflicted copy 2026-03-02){end}",
    "{stem} (Case Conflict){end}",
    "{stem} 2{end}",
    "{stem}-laptop{end}",
    "{stem}_conf(9){end}",
    "{stem}{end}.orig",
    "{stem}{end}~HEAD",
    "Copy of {stem}{end}",
    "Kopie von {stem}{end}",
    ".bak.1.{stem}{end}",
    "#{stem}{end}#",
    ".#{stem}{end}",
    "{stem}.TOML",
    "{upper}{end}",
)
"""How tools name the copy of a file that both sides changed."""
DAMAGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "flip a byte": lambda content, chance: flipped(content, chance.randrange(len(content))),
    "truncate": lambda content, chance: content[: chance.randrange(len(content))],
    "zero a stretch": lambda content, chance: zeroed(content, chance.randrange(len(content))),
    "add a BOM": lambda content, _: b"\xef\xbb\xbf" + content,
    "use CRLF": lambda content, _: content.replace(b"\n", b"\r\n"),
    "put a line on top": lambda content, _: b"what is this\n" + content,
    "use UTF-16": lambda content, _: content.decode("utf-8", "replace").encode("utf-16"),
}


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0x04]) + content[at + 1 :]


def zeroed(content: bytes, at: int, size: int = 50) -> bytes:
    return content[:at] + b"\0" * len(content[at : at + size]) + content[at + size :]


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
    """Names of the files that were damaged."""

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


# What a person does


def sit_down(
    machine: Machine, chance: random.Random, acknowledge: Callable[[list[str]], None]
) -> None:
    """Open the profile as the app does, do a few things, and leave. ``acknowledge`` gets the ids
    of the events of each thing that was saved."""
    ids = Ids(chance)
    session = open_session(home=machine.place.home, now=machine.now, new_id=ids)
    try:
        if put_back_some(session, chance):
            session.close()
            session = open_session(home=machine.place.home, now=machine.now, new_id=ids)
        keeping.daily_backup(session)
        if session.read_only:
            return
        for _ in range(chance.randint(1, 6)):
            ids.taken.clear()
            try:
                adds_event = act(session, chance)
            except StoreError:
                continue  # it was said not to be saved, so nothing is acknowledged
            if adds_event:
                acknowledge(ids.of_events(session))
    finally:
        session.close()


def put_back_some(session: Session, chance: random.Random) -> bool:
    """Have damaged files put back, as is recommended, or go on without them."""
    offers = [offer for offer in keeping.offers(session) if offer.useful]
    if not offers or chance.random() < 0.3:
        return False
    for offer in offers:
        with contextlib.suppress(StoreError):  # the app says so and goes on
            keeping.put_back(session, offer)
    return True


def act(session: Session, chance: random.Random) -> bool:
    """One thing that a person does; whether it adds an event. Raises StoreError."""
    if not session.journal.has_target:
        homes.choose_target(session)
        return True
    deed = chance.choices(
        ("answer", "skip", "undo", "change", "note", "evidence", "step", "finish", "blind"),
        (12, 2, 2, 3, 1, 1, 1, 2, 1),
    )[0]
    if deed == "blind" and session.state.answers:
        assess.start(session, chance.choice(LONG_FORMS), blind=True)
    elif deed == "note":
        item = next(iter(session.catalog.checks))
        # A text that looks like a date has to stay a text.
        start = chance.choice(("Note", "@2026-03-02", "@2026-W10"))
        records.keep_note(session, item, f"{start}{chance.choice(('', ' again', '!'))}")
    elif deed == "evidence":
        # With an id of its own: the first id that the session makes is then that of the event.
        record = replace(homes.evidence(session), id=f"record-{chance.getrandbits(32):08x}")
        records.keep_evidence(session, record)
    elif deed == "step":
        plans.mark(
            session, chance.choice(sorted(session.catalog.steps)), chance.choice(plans.STATES)
        )
    elif deed == "undo":
        assess.undo(session)
    elif deed == "change" and session.state.answers:
        homes.answer_item(
            session, chance.choice(sorted(session.state.answers)), chance.randrange(4)
        )
    elif not session.in_progress:
        assess.start(session, chance.choice(LONG_FORMS))
    elif deed == "finish" or assess.present_item(session) is None:
        assess.finish(session)
        return False
    elif deed == "skip":
        assess.skip(session, assess.present_item(session) or "")
    else:
        homes.answer_next(session, chance.randrange(4))
    return True


# The steps of a history: each takes all machines and its own chance, and says what it did.

Step = Callable[[Sequence[Machine], random.Random], str]


def sitting(machines: Sequence[Machine], chance: random.Random) -> str:
    machine = chance.choice(machines)
    acknowledged: list[str] = []
    sit_down(machine, chance, acknowledged.extend)
    machine.check(acknowledged)
    return f"sit down at {machine.name}: {len(acknowledged)} events"


def failing_sitting(machines: Sequence[Machine], chance: random.Random) -> str:
    """A sitting in which a file call fails, or which is killed before one."""
    machine = chance.choice(machines)
    errors = (KILL, KILL, "EIO", "ENOSPC")
    fault = Fault(chance.randint(1, 70), chance.choice(errors), chance.random() < 0.2)

    def work() -> None:
        sit_down(machine, chance, lambda ids: print(*ids, flush=True))

    machine.place.log.unlink(missing_ok=True)
    ended = finish(start_program(machine.place, work, fault))
    machine.ticks += 500
    if TRACEBACK in ended.errors:
        raise BrokenError("traceback", last_line(ended))
    if not ended.in_time:
        raise BrokenError("hang", f"sitting at {machine.name}")
    acknowledged = ended.output.split()
    machine.check(acknowledged)
    return f"{fault.kind} at call {fault.at} at {machine.name}: {len(acknowledged)} events"


def clock_jump(machines: Sequence[Machine], chance: random.Random) -> str:
    machine = chance.choice(machines)
    jump = chance.choice(
        (
            dt.timedelta(hours=chance.randint(-48, 48)),
            dt.timedelta(days=chance.randint(1, 40)),
            dt.timedelta(days=365 * chance.randint(-20, 25)),
            dt.datetime(1970, 1, 1, tzinfo=dt.UTC) - START,
        )
    )
    machine.offset = jump if jump.days < -20_000 else machine.offset + jump
    machine.offset = max(machine.offset, dt.datetime(1970, 1, 1, tzinfo=dt.UTC) - START)
    machine.offset = min(machine.offset, dt.datetime(2110, 1, 1, tzinfo=dt.UTC) - START)
    return f"the clock of {machine.name} jumps to {(START + machine.offset).date()}"


def two_of(machines: Sequence[Machine], chance: random.Random) -> tuple[Machine, Machine]:
    first, second = chance.sample(list(machines), 2)
    return first, second


def sync(machines: Sequence[Machine], chance: random.Random) -> str:
    """A sync tool, one way or both: newer files win, or the other side becomes a copy."""
    source, target = two_of(machines, chance)
    with_copies = chance.random() < 0.6
    pairs = [(source, target), (target, source)] if chance.random() < 0.5 else [(source, target)]
    for giver, taker in pairs:
        with taker.handled_from_outside():
            for name, path in giver.files().items():
                carry(path, taker.profile / name, with_copies, chance)
    arrow = "<->" if len(pairs) == 2 else "->"
    return f"sync {source.name} {arrow} {target.name}{' with copies' if with_copies else ''}"


def carry(path: Path, to: Path, with_copies: bool, chance: random.Random) -> None:
    """Bring one file to the other side."""
    to.parent.mkdir(parents=True, exist_ok=True)
    if not to.exists():
        shutil.copy2(path, to)
    elif to.read_bytes() != path.read_bytes():
        if with_copies and path.suffix == ".toml":
            name = chance.choice(COPY_NAMES)
            names = {"stem": path.stem, "upper": path.stem.upper(), "end": path.suffix}
            copy = to.with_name(name.format(**names))
            if copy.name != to.name:
                shutil.copy2(path, copy)
        elif path.stat().st_mtime_ns > to.stat().st_mtime_ns:
            shutil.copy2(path, to)


def git_merge(machines: Sequence[Machine], chance: random.Random) -> str:
    """What git makes of two sides that it merges without knowing a common version."""
    source, target = two_of(machines, chance)
    with target.handled_from_outside():
        for name, path in source.files().items():
            to = target.profile / name
            if not to.exists():
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, to)
            elif to.read_bytes() != path.read_bytes() and not in_conflict(to, path):
                to.write_bytes(merged_by_git(to, path, target.place.folder))
    return f"git merge {source.name} -> {target.name}"


def in_conflict(*paths: Path) -> bool:
    """Whether an earlier merge of a file is not finished: git then refuses another."""
    return any(b"<<<<<<<" in path.read_bytes() for path in paths)


def merged_by_git(ours: Path, theirs: Path, folder: Path) -> bytes:
    """The outcome of a merge, with conflict markers where lines differ."""
    base = folder / "base"
    base.write_bytes(common_beginning(ours.read_bytes(), theirs.read_bytes()))
    merge = subprocess.run(
        ["git", "merge-file", "-p", str(ours), str(base), str(theirs)],
        capture_output=True,
        check=False,
    )
    return merge.stdout or ours.read_bytes()


def common_beginning(first: bytes, second: bytes) -> bytes:
    """The lines that both begin with: what both had before they went apart."""
    lines = zip(first.splitlines(keepends=True), second.splitlines(keepends=True), strict=False)
    common: list[bytes] = []
    for ours, theirs in lines:
        if ours != theirs:
            break
        common.append(ours)
    return b"".join(common)


def damage(machines: Sequence[Machine], chance: random.Random) -> str:
    machine = chance.choice(machines)
    files = [path for path in machine.files().values() if path.stat().st_size]
    if not files:
        return "nothing to damage"
    path = chance.choice(files)
    name = chance.choice(sorted(DAMAGES))
    with machine.handled_from_outside():
        path.write_bytes(DAMAGES[name](path.read_bytes(), chance))
    machine.damaged.add(path.name)
    return f"{name}: {path.name} on {machine.name}"


def delete(machines: Sequence[Machine], chance: random.Random) -> str:
    """A file is deleted; the newest backup is restored, or nothing is done about it."""
    machine = chance.choice(machines)
    files = list(machine.files().values())
    if not files:
        return "nothing to delete"
    path = chance.choice(files)
    with machine.handled_from_outside():
        path.unlink()
    restored = restore_backup(machine, -1) if chance.random() < 0.7 else "not restored"
    return f"delete {path.name} on {machine.name}; {restored}"


def restore(machines: Sequence[Machine], chance: random.Random) -> str:
    machine = chance.choice(machines)
    return f"on {machine.name}: {restore_backup(machine, chance.randrange(-3, 0))}"


def restore_backup(machine: Machine, number: int) -> str:
    """Restore a backup; what it does not hold is put away on purpose."""
    backups = sorted((machine.place.home / "backups" / "me").glob("*.zip"))
    if not backups:
        return "no backup"
    path = backups[max(number, -len(backups))]
    before = machine.survey()
    try:
        with machine.opened() as session:
            held, _ = keeping.look_into(session, path)
            keeping.restore(session, held)
    except StoreError as error:
        machine.check()
        return f"no restore: {str(error)[:80]}"
    machine.wanted = set(backed_up(path))
    machine.given_up |= (set(before.current) | set(machine.survey().current)) - machine.wanted
    machine.check()
    return f"restored {path.name}"


def export_import(machines: Sequence[Machine], chance: random.Random) -> str:
    source, target = two_of(machines, chance)
    try:
        arrived = bring_over(source, target)
    except StoreError as error:
        source.check()
        target.check()
        return f"no import {source.name} -> {target.name}: {str(error)[:80]}"
    target.check(arrived)
    return f"import {source.name} -> {target.name}"


def bring_over(source: Machine, target: Machine) -> list[str]:
    """Export everything of one machine and import it on another; the ids of the events in the
    export. Raises StoreError."""
    session = open_session(home=source.place.home, write=False, now=source.now)
    table = importing.whole_profile(session)
    path = target.place.desk / "whole.json"
    path.write_text(json.dumps({"profile": table}), encoding="utf-8")
    with target.opened() as session:
        incoming = importing.look(session, path)
        importing.bring_in(session, incoming)
    return [event["id"] for file in table["files"].values() for event in file["events"]]


def doctor(machines: Sequence[Machine], chance: random.Random) -> str:
    machine = chance.choice(machines)
    with machine.opened() as session:
        keeping.examine(session, mend=True)
    machine.check()
    return f"doctor on {machine.name}"


STEPS: dict[str, tuple[int, Step]] = {
    "sitting": (40, sitting),
    "failing sitting": (12, failing_sitting),
    "clock jump": (6, clock_jump),
    "sync": (12, sync),
    "git merge": (4, git_merge),
    "damage": (6, damage),
    "delete": (3, delete),
    "restore": (3, restore),
    "export, import": (5, export_import),
    "doctor": (9, doctor),
}
"""Each step with how often it comes, of a hundred."""
