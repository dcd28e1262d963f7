"""The files of one profile: a journal and one file an assessment, opened, read and added to."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from filelock import BaseFileLock

from pmcoach.assessment.events import Event, union
from pmcoach.store import disk, document, lock
from pmcoach.store.disk import StoreError
from pmcoach.store.document import DamagedError, Document, NewerError
from pmcoach.store.migrate import SCHEMA
from pmcoach.store.paths import ProfilePaths

ASSESSMENT_FILE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z-[a-z]+-[0-9a-z]{4,12}\.toml")
LONGEST_CHAIN = 50
"""How many assessments may continue one another; a loop of damaged files ends here."""


@dataclass(frozen=True)
class Problem:
    """A file that could not be used: why, what became of it, and what can be had back."""

    path: Path
    why: str
    done: str
    kept: Path | None = None
    """Where the damaged file lies now."""
    intact: Document | None = None
    """What of it can still be read."""


@dataclass
class EventFile:
    """One file of events, as it was last read or written."""

    path: Path
    document: Document
    stamp: tuple[int, int, int] | None = None
    """Inode, modification time and size, to notice that someone else wrote it."""


@dataclass
class ProfileStore:
    """An opened profile."""

    paths: ProfilePaths
    blocked: str = ""
    """Why nothing may be written, or nothing."""
    conflict: str = ""
    """What pmcoach doctor must mend before anything may be written, or nothing."""
    problems: list[Problem] = field(default_factory=list)
    journal: EventFile | None = None
    chain: list[EventFile] = field(default_factory=list)
    """The newest assessment and those it continues, newest first."""
    held: BaseFileLock | None = None

    def close(self) -> None:
        """Let go of the lock."""
        if self.held is not None:
            self.held.release()
            self.held = None

    @property
    def read_only(self) -> str:
        """Why nothing may be written, or nothing."""
        return self.blocked or self.conflict

    def journal_events(self) -> list[Event]:
        return list(self.journal.document.events) if self.journal else []

    def assessment_events(self) -> list[Event]:
        """All events of the newest assessment and those it continues."""
        return union(*(one.document.events for one in self.chain))

    @property
    def newest(self) -> EventFile | None:
        return self.chain[0] if self.chain else None

    def add_to_journal(self, event: Event) -> None:
        """Write one event into the journal durably. Raises StoreError; then nothing changed."""
        self.must_write()
        if self.journal is None:
            self.journal = self._create(self.paths.journal, {"about": "pmcoach journal"}, [event])
        else:
            self._append(self.journal, document.event_text(event))

    def start_assessment(
        self, now: dt.datetime, ident: str, header: Mapping[str, object], first: Event
    ) -> None:
        """Begin a new assessment file with its first event. Raises StoreError."""
        self.must_write()
        name = f"{now:%Y-%m-%dT%H%M%SZ}-{header['form']}-{ident}.toml"
        if self.newest is not None and self.newest.path.name >= name:
            # The clock went back: names must still sort by the order of beginning.
            name = _after(self.newest.path.name, name)
        fresh = self._create(self.paths.assessments / name, header, [first])
        self.chain = [fresh, *(self.chain if header.get("continues") else [])]

    def add_to_assessment(self, event: Event) -> None:
        """Write one event into the newest assessment durably. Raises StoreError."""
        self.must_write()
        newest = self.newest
        if newest is None or newest.document.finished is not None:
            raise StoreError("A finished assessment is not written to.")
        self._append(newest, document.event_text(event))

    def finish_assessment(self, finished: Mapping[str, object]) -> None:
        """Close the newest assessment: it is never rewritten after this. Raises StoreError."""
        self.must_write()
        if self.newest is not None and self.newest.document.finished is None:
            self._append(self.newest, document.finished_text(finished))

    def must_write(self) -> None:
        """Raises StoreError where nothing may be written."""
        if self.read_only:
            raise StoreError(f"Nothing was saved: {self.read_only}")

    def _create(self, path: Path, header: Mapping[str, object], events: list[Event]) -> EventFile:
        disk.make_folder(path.parent)
        if os.path.lexists(path):
            raise StoreError(f"{path} exists already; nothing was overwritten.")
        text = document.header_text(header) + "".join(map(document.event_text, events))
        whole = document.parse(text.encode("utf-8"))
        disk.write_atomic(path, text.encode("utf-8"))
        return EventFile(path, whole, _stamp(path))

    def _append(self, file: EventFile, chunk: str) -> None:
        present = file.document
        if _stamp(file.path) != file.stamp:
            present = self._changed_meanwhile(file)
        # Reading the chunk back first: a file that cannot be read must never reach the disk.
        whole = document.added(present, chunk)
        disk.write_atomic(file.path, whole.text.encode("utf-8"))
        file.document, file.stamp = whole, _stamp(file.path)

    def _changed_meanwhile(self, file: EventFile) -> Document:
        """Someone else wrote or removed the file (a sync tool, git): nothing of theirs or ours is
        lost. What cannot be read is set aside."""
        if not os.path.lexists(file.path):
            return file.document
        try:
            theirs = document.parse(disk.read_bytes(file.path))
        except NewerError as error:
            raise StoreError(
                f"Nothing was saved: {file.path.name} was meanwhile {error}."
            ) from error
        except DamagedError as error:
            kept = disk.set_aside(file.path, self.paths.set_aside, "damaged")
            self.problems.append(Problem(file.path, str(error), f"moved to {kept}", kept))
            return file.document
        known = {event.id for event in theirs.events}
        if all(event.id in known for event in file.document.events):
            return theirs
        return document.merged([theirs, file.document])


def open_profile(paths: ProfilePaths, *, write: bool = True) -> ProfileStore:
    """Open a profile. With ``write`` its folder is made and locked; where another process holds
    the lock, or the folder cannot be written, it opens read-only and says so. With ``write``, a
    damaged file is set aside; the rest of the profile opens all the same."""
    store = ProfileStore(paths)
    if write:
        _take(store)
    else:
        store.blocked = "it was opened for reading only."
    store.journal = _read(store, paths.journal)
    name = newest_name(paths.assessments)
    while name and len(store.chain) < LONGEST_CHAIN:
        file = _read(store, paths.assessments / name)
        if file is None:
            # The profile opens with the newest assessment that can be read.
            name = newest_name(paths.assessments, before=name) if not store.chain else ""
            continue
        store.chain.append(file)
        continued = file.document.header.get("continues")
        earlier = f"{continued}.toml" if isinstance(continued, str) and continued else ""
        known = {one.path.name for one in store.chain}
        name = earlier if ASSESSMENT_FILE.fullmatch(earlier) and earlier not in known else ""
    return store


def newest_name(folder: Path, before: str = "") -> str:
    """The name of the newest assessment file (before ``before``), or nothing. Opens none."""
    newest = ""
    with (
        contextlib.suppress(FileNotFoundError, NotADirectoryError, PermissionError),
        os.scandir(folder) as them,
    ):
        for entry in them:
            if (
                newest < entry.name
                and (not before or entry.name < before)
                and ASSESSMENT_FILE.fullmatch(entry.name)
            ):
                newest = entry.name
    return newest


def _take(store: ProfileStore) -> None:
    paths = store.paths
    try:
        for folder in (paths.folder, paths.assessments):
            disk.make_folder(folder)
            if folder.is_symlink():
                raise StoreError(f"{folder} is a link, which pmcoach does not write through.")
        store.held = lock.acquire(paths.lock)
    except StoreError as error:
        store.blocked = str(error)
        return
    if store.held is None:
        store.blocked = f"{lock.holder(paths.lock)} has this profile open."
        return
    _sweep(paths.folder)
    _sweep(paths.assessments)


def _sweep(folder: Path) -> None:
    """Remove temporary files that a killed process left; only the lock's holder may."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if disk.TEMP_MARK in path.name and path.name.startswith("."):
                path.unlink(missing_ok=True)


def _read(store: ProfileStore, path: Path) -> EventFile | None:
    if not os.path.lexists(path):
        return None
    data = b""
    try:
        stamp = _stamp(path)
        data = disk.read_bytes(path)
        file = EventFile(path, document.parse(data), stamp)
    except NewerError as error:
        store.blocked = f"{path.name} was {error}. Update pmcoach to go on."
        store.problems.append(Problem(path, str(error), "left as it is"))
        return None
    except DamagedError as error:
        _deal_with_damage(store, path, data, str(error))
        return None
    except StoreError as error:
        # It may be whole: the disk or its permissions are at fault, so nothing is moved.
        store.problems.append(Problem(path, str(error), "left as it is"))
        store.blocked = store.blocked or str(error)
        return None
    if file.document.schema < SCHEMA and not store.blocked:
        _bring_up_to_date(store, file, data)
    return file


def _deal_with_damage(store: ProfileStore, path: Path, data: bytes, why: str) -> None:
    if document.conflict_sides(data) is not None:
        store.problems.append(Problem(path, "git left a conflict in it", "left as it is"))
        store.conflict = (
            f"git left a conflict in {path.name}. Run pmcoach doctor: it keeps both sides."
        )
        return
    if store.blocked:
        store.problems.append(Problem(path, why, "left as it is"))
        return
    try:
        kept = disk.set_aside(path, store.paths.set_aside, "damaged")
    except StoreError as error:
        store.blocked = str(error)
        store.problems.append(Problem(path, why, "left as it is"))
        return
    store.problems.append(Problem(path, why, f"moved to {kept}", kept, document.salvage(data)))


def _bring_up_to_date(store: ProfileStore, file: EventFile, old: bytes) -> None:
    """Write a file of an older version anew, after a copy of it was set aside."""
    try:
        reason = f"schema-{file.document.schema}"
        disk.copy_aside(file.path, old, store.paths.set_aside, reason)
        disk.write_atomic(file.path, file.document.text.encode("utf-8"))
        file.stamp = _stamp(file.path)
    except StoreError as error:
        store.blocked = f"{file.path.name} could not be brought up to date. {error}"


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        info = path.stat()
    except OSError:
        return None
    return info.st_ino, info.st_mtime_ns, info.st_size


def _after(newest: str, name: str) -> str:
    """A file name that sorts after ``newest`` and keeps the rest of ``name``."""
    moment = dt.datetime.strptime(newest[:18], "%Y-%m-%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    later = moment + dt.timedelta(seconds=1)
    return f"{later:%Y-%m-%dT%H%M%SZ}{name[18:]}"
