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
from pmcoach.store import document, lock
from pmcoach.store.disk import TEMP_MARK, StoreError, make_folder, read_bytes, write_atomic
from pmcoach.store.document import DamagedError, Document, NewerError
from pmcoach.store.paths import ProfilePaths

ASSESSMENT_FILE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z-[a-z]+-[0-9a-z]{4,12}\.toml")
LONGEST_CHAIN = 50
"""How many assessments may continue one another; a loop of damaged files ends here."""


@dataclass(frozen=True)
class Problem:
    """A file that could not be used, why, and what became of it."""

    path: Path
    why: str
    done: str


@dataclass
class EventFile:
    """One file of events, as it was last read or written."""

    path: Path
    document: Document
    stamp: tuple[int, int, int] | None = None
    """Inode, modification time and size, to notice that someone else wrote it."""


@dataclass
class ProfileStore:
    """An opened profile. ``read_only`` says why nothing may be written, or is empty."""

    paths: ProfilePaths
    read_only: str = ""
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
        self._must_write()
        if self.journal is None:
            self.journal = self._create(self.paths.journal, {"about": "pmcoach journal"}, [event])
        else:
            self._append(self.journal, document.event_text(event))

    def start_assessment(
        self, now: dt.datetime, ident: str, header: Mapping[str, object], first: Event
    ) -> None:
        """Begin a new assessment file with its first event. Raises StoreError."""
        self._must_write()
        name = f"{now:%Y-%m-%dT%H%M%SZ}-{header['form']}-{ident}.toml"
        path = self.paths.assessments / name
        if self.newest is not None and self.newest.path.name >= name:
            # The clock went back: names must still sort by the order of beginning.
            path = self.paths.assessments / _after(self.newest.path.name, name)
        self.chain.insert(0, self._create(path, header, [first]))
        if not header.get("continues"):
            self.chain = self.chain[:1]

    def add_to_assessment(self, event: Event) -> None:
        """Write one event into the newest assessment durably. Raises StoreError."""
        self._must_write()
        newest = self.newest
        if newest is None or newest.document.finished is not None:
            raise StoreError("A finished assessment is not written to.")
        self._append(newest, document.event_text(event))

    def finish_assessment(self, finished: Mapping[str, object]) -> None:
        """Close the newest assessment: it is never rewritten after this. Raises StoreError."""
        self._must_write()
        if self.newest is not None and self.newest.document.finished is None:
            self._append(self.newest, document.finished_text(finished))

    def _must_write(self) -> None:
        if self.read_only:
            raise StoreError(f"Nothing was saved: {self.read_only}")

    def _create(self, path: Path, header: Mapping[str, object], events: list[Event]) -> EventFile:
        make_folder(path.parent)
        if os.path.lexists(path):
            raise StoreError(f"{path} exists already; nothing was overwritten.")
        text = document.header_text(header) + "".join(map(document.event_text, events))
        whole = document.parse(text.encode("utf-8"))
        write_atomic(path, text.encode("utf-8"))
        return EventFile(path, whole, _stamp(path))

    def _append(self, file: EventFile, chunk: str) -> None:
        present = file.document
        if _stamp(file.path) != file.stamp:
            # Someone else wrote the file: what they wrote stays, ours is added to it.
            present = document.parse(read_bytes(file.path))
        # Reading the chunk back first: a file that cannot be read must never reach the disk.
        whole = document.added(present, chunk)
        write_atomic(file.path, whole.text.encode("utf-8"))
        file.document, file.stamp = whole, _stamp(file.path)


def open_profile(paths: ProfilePaths, *, write: bool = True) -> ProfileStore:
    """Open a profile. With ``write`` its folder is made and locked; where another process holds
    the lock, or the folder cannot be written, it opens read-only and says so."""
    store = ProfileStore(paths)
    if write:
        _take(store)
    else:
        store.read_only = "opened for reading only."
    store.journal = _read(store, paths.journal)
    name = newest_name(paths.assessments)
    while name and len(store.chain) < LONGEST_CHAIN:
        file = _read(store, paths.assessments / name)
        if file is None:
            # The chain goes on with the newest that can be read.
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
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as them:
        for entry in them:
            if newest < entry.name and (not before or entry.name < before) \
                    and ASSESSMENT_FILE.fullmatch(entry.name):
                newest = entry.name
    return newest


def _take(store: ProfileStore) -> None:
    try:
        make_folder(store.paths.folder)
        make_folder(store.paths.assessments)
        store.held = lock.acquire(store.paths.lock)
    except StoreError as error:
        store.read_only = f"the data folder cannot be written. {error}"
        return
    if store.held is None:
        store.read_only = f"{lock.holder(store.paths.lock)} has this profile open."
        return
    _sweep(store.paths.folder)
    _sweep(store.paths.assessments)


def _sweep(folder: Path) -> None:
    """Remove temporary files that a killed process left; only the lock's holder may."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if TEMP_MARK in path.name and path.name.startswith("."):
                path.unlink(missing_ok=True)


def _read(store: ProfileStore, path: Path) -> EventFile | None:
    if not os.path.lexists(path):
        return None
    try:
        stamp = _stamp(path)
        return EventFile(path, document.parse(read_bytes(path)), stamp)
    except NewerError as error:
        store.read_only = f"{path.name} was {error}. Update pmcoach to go on."
        store.problems.append(Problem(path, str(error), "left as it is"))
    except DamagedError as error:
        store.problems.append(Problem(path, str(error), "left as it is"))
        store.read_only = store.read_only or f"{path} cannot be read: {error}."
    except StoreError as error:
        store.problems.append(Problem(path, str(error), "left as it is"))
        store.read_only = store.read_only or str(error)
    return None


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
