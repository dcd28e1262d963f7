"""The steps of a random history: each takes all machines and a chance, and says what it did."""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.faults.checks import TRACEBACK, last_line
from benchmarks.faults.machines import START, BrokenError, Machine
from benchmarks.faults.person import sit_down
from benchmarks.faults.program import finish, start_program
from benchmarks.faults.shim import KILL, Fault
from benchmarks.faults.survey import backed_up
from pmcoach.coach.backup import examine_data, preview_restore, restore_backup
from pmcoach.coach.session import open_session
from pmcoach.coach.transfer import apply_import, dump_profile, preview_import
from pmcoach.store.errors import StoreError

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
    for other in machines:  # a sync may bring it there
        other.damaged.add(path.name)
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
    restored = restore_on(machine, -1) if chance.random() < 0.7 else "not restored"
    return f"delete {path.name} on {machine.name}; {restored}"


def restore(machines: Sequence[Machine], chance: random.Random) -> str:
    machine = chance.choice(machines)
    return f"on {machine.name}: {restore_on(machine, chance.randrange(-3, 0))}"


def restore_on(machine: Machine, number: int) -> str:
    """Restore a backup; what it does not hold is put away on purpose."""
    backups = sorted((machine.place.home / "backups" / "me").glob("*.zip"))
    if not backups:
        return "no backup"
    path = backups[max(number, -len(backups))]
    before = machine.survey()
    try:
        with machine.opened() as session:
            held, _ = preview_restore(session, path)
            restore_backup(session, held)
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
    table = dump_profile(session)
    path = target.place.desk / "whole.json"
    path.write_text(json.dumps({"profile": table}), encoding="utf-8")
    with target.opened() as session:
        incoming = preview_import(session, path)
        apply_import(session, incoming)
    return [event["id"] for file in table["files"].values() for event in file["events"]]


def doctor(machines: Sequence[Machine], chance: random.Random) -> str:
    machine = chance.choice(machines)
    with machine.opened() as session:
        examine_data(session, mend=True)
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
