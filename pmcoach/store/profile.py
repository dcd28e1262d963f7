"""The files of one profile: a journal and one file an assessment, opened, read and added to.

There is one way to open a profile, `open_profile`, and one view of what counts in it: the union of
all its assessments but those that a blind retake left behind (`assessment.lineage`).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pmcoach.assessment.events import AssessmentState, Event, fold_assessment, merge_events
from pmcoach.assessment.lineage import Link, find_superseded, read_link, run_ends
from pmcoach.store import atomic_io, event_file, lock
from pmcoach.store.errors import StoreError
from pmcoach.store.event_file import DamagedError, Document, NewerError
from pmcoach.store.index import (
    RECENT,
    EarlierAssessments,
    Index,
    read_index,
    summarize_earlier,
    write_index,
)
from pmcoach.store.listing import (
    ASSESSMENTS,
    JOURNAL,
    SETTLED,
    UNSETTLED,
    Listing,
    Stamp,
    fingerprint,
    list_profile,
    profile_state,
    stamp_of,
    with_folder_stamp,
    without_older_stamps,
)
from pmcoach.store.migrate import SCHEMA
from pmcoach.store.paths import ProfilePaths


@dataclass(frozen=True)
class FileProblem:
    """A file that could not be used: why, what became of it, and what can be had back."""

    path: Path
    why: str
    outcome: str
    """What was done with it, in words."""
    kept: Path | None = None
    """Where the damaged file lies now, if it was set aside."""
    intact: Document | None = None
    """What of it can still be read."""


@dataclass
class EventFile:
    """One file of events, as it was last read or written."""

    path: Path
    document: Document
    stamp: Stamp | None = None

    @property
    def stem(self) -> str:
        return self.path.stem

    @property
    def form(self) -> str:
        """The form of an assessment: what its header says, else what its name says."""
        form = self.document.header.get("form")
        return form if isinstance(form, str) else form_of(self.stem)


def form_of(stem: str) -> str:
    """The form that the name of an assessment's file tells."""
    return stem.split("Z-", 1)[-1].rpartition("-")[0]


@dataclass
class ProfileStore:
    """An opened profile."""

    paths: ProfilePaths
    barred_reason: str = ""
    """Why nothing at all may be written: someone else has the lock, or the folder is closed."""
    unreadable: str = ""
    """Which file cannot be read, so that only a repair may write, or nothing."""
    conflict_reason: str = ""
    """What pmcoach doctor must mend before anything else may be written, or nothing."""
    problems: list[FileProblem] = field(default_factory=list)
    listing: Listing = field(default_factory=Listing)
    """What there was in the folder when it was opened."""
    journal: EventFile | None = None
    newest: EventFile | None = None
    """The assessment that was begun last, of those that count."""
    held: lock.HeldLock | None = None
    _files: dict[str, EventFile] = field(default_factory=dict)
    """The assessments that were read, by their names without the ending."""
    _unread: list[str] = field(default_factory=list)
    """The names in the profile of assessments that the index stands for."""
    _stamps: dict[str, Stamp] = field(default_factory=dict)
    """The state of each assessment's file as it was last read or written, by name."""
    _folder: Stamp | None = None
    """The state of the assessments' folder, where it stands for that of old files."""
    _ends: tuple[str, ...] = ()
    _past: EarlierAssessments | None = None
    """What counts in the assessments before the newest, once it was asked for."""

    def close(self) -> None:
        """Let go of the lock."""
        if self.held is not None:
            self.held.release()
            self.held = None

    @property
    def read_only(self) -> str:
        """Why nothing may be written, or nothing."""
        return self.barred_reason or self.unreadable or self.conflict_reason

    @property
    def repair_only_reason(self) -> str:
        """Why only the doctor may write, if anyone, or nothing."""
        return self.barred_reason or self.unreadable

    # What counts

    def journal_events(self) -> list[Event]:
        return list(self.journal.document.events) if self.journal else []

    def assessment_events(self) -> list[Event]:
        """All events that count, in the order of their times. Reads every file."""
        counting = self._counting()
        return merge_events(*(file.document.events for file in counting))

    def left_behind_events(self) -> list[Event]:
        """All events of the assessments that a blind retake left behind. Reads every file."""
        counting = {file.stem for file in self._counting()}
        return merge_events(
            *(file.document.events for stem, file in self._files.items() if stem not in counting)
        )

    def state(self, aliases: Mapping[str, str]) -> AssessmentState:
        """The fold of all events that count. ``aliases`` maps former item ids to present ones."""
        past, events = self._past_with(aliases), self._newest_events()
        if past.leads_to(events):
            return fold_assessment(events, aliases, past.state)
        return fold_assessment(self.assessment_events(), aliases)

    def recent_events(self, aliases: Mapping[str, str]) -> list[Event]:
        """The last events that count, with no more than the items they name."""
        past, events = self._past_with(aliases), self._newest_events()
        if past.leads_to(events):
            return merge_events(past.recent, events)[-RECENT:]
        return self.assessment_events()[-RECENT:]

    def items_left_behind(self, aliases: Mapping[str, str]) -> frozenset[str]:
        """Every item that was asked in an assessment that a blind retake left behind."""
        return self._past_with(aliases).left_behind

    def latest(self, aliases: Mapping[str, str]) -> dt.datetime | None:
        """When the last event of the profile happened."""
        past = self._past_with(aliases).latest
        times = [event.at for event in (*self.journal_events(), *self._newest_events())]
        return max([*times, *([past] if past else [])], default=None)

    def event_ids_on_disk(self) -> frozenset[str]:
        """The ids of all events in the files that can be read, whether they count or not."""
        self._counting()
        files = [*self._files.values(), *([self.journal] if self.journal else [])]
        return frozenset().union(*(file.document.ids for file in files))

    def run_ends(self) -> tuple[str, ...]:
        """The names of the assessments that no other goes on from: several where the assessment
        went on side by side on two machines, or was begun more than once."""
        return self._ends

    def _newest_events(self) -> tuple[Event, ...]:
        return self.newest.document.events if self.newest else ()

    def _past_with(self, aliases: Mapping[str, str]) -> EarlierAssessments:
        if self._past is None or self._past.aliases != aliases:
            before = [file.document.events for file in self._counting() if file is not self.newest]
            self._past = summarize_earlier(
                merge_events(*before), self.left_behind_events(), aliases
            )
        return self._past

    def _counting(self) -> list[EventFile]:
        """The assessments that count, by name, after every file was read."""
        if self._unread:
            self._read_assessments()
        behind = find_superseded(self._links())
        return [file for stem, file in sorted(self._files.items()) if stem not in behind]

    def _links(self) -> dict[str, Link]:
        return {stem: read_link(file.document.header) for stem, file in self._files.items()}

    # Reading

    def _open_assessments(self) -> None:
        names = self.listing.assessments
        self._stamps = {name: self.listing.files[name] for name in names}
        self._folder = self.listing.folder
        self._unread = names
        index = read_index(self.paths) if names and not self.listing.unsettled else None
        if index is not None and index.newest == names[-1] and index.state == self._past_state():
            self._unread = names[:-1]
            newest = _read(self, names[-1])
            if newest is not None:
                self._files[newest.stem] = newest
                if read_link(newest.document.header) == index.link:
                    self.newest, self._ends, self._past = newest, index.ends, index.past
                    return
        self._read_assessments()

    def _read_assessments(self) -> None:
        names, self._unread = self._unread, []
        for name in names:
            file = _read(self, name)
            if file is not None:
                self._files[file.stem] = file
        self._ends = tuple(run_ends(self._links()))
        counting = self._counting()
        self.newest = counting[-1] if counting else None

    def _past_state(self) -> str:
        """The state of all assessments but the one whose name sorts last."""
        newest = max(self._stamps, default="")
        before = without_older_stamps(self._stamps)
        before.pop(newest, None)
        return fingerprint(with_folder_stamp(before, self._folder))

    def files_state(self) -> str:
        """The state of all files as they were read or written here, as `profile_state` tells it.
        What someone else changed since makes it another than that of the disk."""
        journal = self.journal.stamp if self.journal else self.listing.files.get(JOURNAL)
        files = {**({JOURNAL: journal} if journal else {}), **without_older_stamps(self._stamps)}
        copies = [
            problem.set_aside_at for problem in self.problems if problem.set_aside_at is not None
        ]
        return profile_state(files, self._folder, self.listing.strangers, copies)

    def save_index(self, aliases: Mapping[str, str]) -> None:
        """Keep what the assessments before the newest add up to, for the next opening."""
        if self.read_only or self.problems or self.newest is None or len(self._stamps) < 2:
            return
        if self.newest.stem != Path(max(self._stamps)).stem:
            return  # the last by name was left behind: rare enough to read everything each time
        past = self._past_with(aliases)
        newest = f"{ASSESSMENTS}/{self.newest.path.name}"
        index = Index(
            self._past_state(), newest, read_link(self.newest.document.header), self._ends, past
        )
        if read_index(self.paths) != index:
            write_index(self.paths, index)

    # Writing

    def append_to_journal(self, event: Event) -> None:
        """Write one event into the journal durably. Raises StoreError; then nothing changed."""
        self.require_writable()
        if self.journal is None and os.path.lexists(self.paths.journal):
            # Someone else (a sync tool) brought one meanwhile.
            self.journal = _read(self, JOURNAL)
            self.require_writable()
        if self.journal is None:
            self.journal = self._create(self.paths.journal, {"about": "pmcoach journal"}, event)
        else:
            self._append(self.journal, _event_text(event))

    def start_assessment(
        self,
        now: dt.datetime,
        ident: str,
        header: Mapping[str, object],
        first: Event,
        *,
        blind: bool = False,
    ) -> None:
        """Begin an assessment file with its first event. It goes on from all that counts; or,
        ``blind``, it leaves that behind. Raises StoreError."""
        self.require_writable()
        name = f"{now:%Y-%m-%dT%H%M%SZ}-{header['form']}-{ident}.toml"
        last = max(map(os.path.basename, self._stamps), default="")
        if last >= name:
            # The clock went back: names must still sort by the order of beginning.
            name = _after(last, name)
        past, events = self._past, self._newest_events()
        if past is not None and not blind and past.leads_to(events):
            past = past.extended(events)
        else:
            self._counting()  # what was undone, or is left behind, can only be told from all files
            past = None
        created = self._create(
            self.paths.assessments / name, {**header, **self._link(blind)}, first
        )
        self._past, self.newest, self._ends = past, created, (created.stem,)
        self._files[created.stem] = created

    def _link(self, blind: bool) -> dict[str, object]:
        """The keys of a new header that say what it goes on from: every run there is."""
        if self.newest is None:
            return {}
        others = [end for end in self._ends if end != self.newest.stem]
        link = "before" if blind else "continues"
        return {link: self.newest.stem, **({"joins": others} if others else {})}

    def append_to_assessment(self, event: Event) -> None:
        """Write one event into the newest assessment durably. Raises StoreError."""
        self.require_writable()
        newest = self.newest
        if newest is None or newest.document.finished is not None:
            raise StoreError("A finished assessment is not written to.")
        self._append(newest, _event_text(event))

    def finish_assessment(self, finished: Mapping[str, object]) -> None:
        """Close the newest assessment: it is never rewritten after this. Raises StoreError."""
        self.require_writable()
        if self.newest is not None and self.newest.document.finished is None:
            self._append(self.newest, event_file.format_end(finished))

    def require_writable(self) -> None:
        """Raises StoreError where nothing may be written."""
        self._keep_lock()
        if self.read_only:
            raise StoreError(f"Nothing was saved: {self.read_only}")

    def require_repairable(self) -> None:
        """Raises StoreError where not even a repair may write."""
        self._keep_lock()
        if self.barred_reason:
            raise StoreError(f"Nothing was changed: {self.barred_reason}")

    def _keep_lock(self) -> None:
        """Take the lock again where someone removed its file: another process could have it."""
        if self.held is not None and not self.held.is_intact():
            self.held.release()
            self.held = lock.acquire_lock(self.paths.lock)
            if self.held is None:
                self.barred_reason = (
                    f"{lock.describe_holder(self.paths.lock)} has this profile open."
                )

    def _create(self, path: Path, header: Mapping[str, object], first: Event) -> EventFile:
        atomic_io.make_folder(path.parent)
        if os.path.lexists(path):
            raise StoreError(f"{path} exists already; nothing was overwritten.")
        _check_texts(first)
        try:
            created = EventFile(path, event_file.new_document(header, [first]))
        except DamagedError as error:
            raise StoreError(f"Nothing was saved in {path.name}: {error}.") from error
        self._write(created, created.document)
        return created

    def _append(self, file: EventFile, chunk: str) -> None:
        present = file.document
        if _stamp(file.path) != file.stamp:
            present = self._changed_meanwhile(file)
        try:
            # Reading the chunk back first: what cannot be read must never reach the disk.
            grown = event_file.append_text(present, chunk)
        except DamagedError as error:
            raise StoreError(f"Nothing was saved in {file.path.name}: {error}.") from error
        self._write(file, grown)

    def _write(self, file: EventFile, written: Document) -> None:
        untouched = self._folder is None or _stamp(file.path.parent) == self._folder
        atomic_io.write_atomic(file.path, written.text.encode("utf-8"))
        file.document, file.stamp = written, _stamp(file.path)
        if file.stamp is not None and file.path.parent == self.paths.assessments:
            self._stamps[f"{ASSESSMENTS}/{file.path.name}"] = file.stamp
            if self._folder is not None and untouched:
                self._folder = _stamp(file.path.parent)

    def _changed_meanwhile(self, file: EventFile) -> Document:
        """Someone else wrote or removed the file (a sync tool, git): nothing of theirs or ours is
        lost. What cannot be read is set aside."""
        if not os.path.lexists(file.path):
            return file.document
        data = atomic_io.read_bytes(file.path)
        try:
            theirs = event_file.parse_document(data)
            known = {event.id for event in theirs.events}
            if all(event.id in known for event in file.document.events):
                return theirs
            return event_file.merge_documents([theirs, file.document])
        except NewerError as error:
            raise StoreError(
                f"Nothing was saved: {file.path.name} was meanwhile {error}."
            ) from error
        except DamagedError as error:
            self.set_aside(file.path, data, str(error))
            return file.document

    def set_aside(self, path: Path, data: bytes, why: str) -> FileProblem:
        """Move a damaged file out of the way, to be offered until it is settled. Raises
        StoreError."""
        kept = atomic_io.set_aside(path, self.paths.set_aside, UNSETTLED)
        problem = FileProblem(
            path, why, f"moved to {kept}", kept, event_file.salvage_document(data)
        )
        self.problems.append(problem)
        self._stamps.pop(f"{ASSESSMENTS}/{path.name}", None)
        return problem


def _event_text(event: Event) -> str:
    """The event as it is written. Raises StoreError where it is too large to be read again."""
    _check_texts(event)
    return event_file.format_event(event)


def _check_texts(event: Event) -> None:
    for name, text in event.data.items():
        if isinstance(text, str) and len(text) > event_file.MAX_TEXT:
            raise StoreError(
                f"Nothing was saved: {name} has {len(text):,} characters, and may have "
                f"{event_file.MAX_TEXT:,}. Shorten it first."
            )


def open_profile(paths: ProfilePaths, *, write: bool = True) -> ProfileStore:
    """Open a profile.

    Args:
        paths: Where it lies; it need not exist yet.
        write: Make its folder and lock it. Where another process holds the lock, or the folder
            cannot be written to, it opens read-only and says so. Damaged files are set aside, and
            the rest of the profile opens all the same.

    Raises:
        StoreError: One of its folders cannot be read, so that nothing is known about it.
    """
    store = ProfileStore(paths)
    if write:
        _lock(store)
    else:
        store.barred_reason = "it was opened for reading only."
    try:
        store.listing = list_profile(paths)
        if not store.barred_reason:
            with contextlib.suppress(StoreError):  # the next opening tries again
                _sweep(store)
        if JOURNAL in store.listing.files:
            store.journal = _read(store, JOURNAL)
        store._open_assessments()
        store.problems += _unsettled(store)
    except BaseException:
        store.close()
        raise
    return store


def _lock(store: ProfileStore) -> None:
    paths = store.paths
    try:
        for folder in (paths.folder, paths.assessments):
            atomic_io.make_folder(folder)
            if folder.is_symlink():
                raise StoreError(f"{folder} is a link, which pmcoach does not write through.")
        store.held = lock.acquire_lock(paths.lock)
    except StoreError as error:
        store.barred_reason = str(error)
        return
    if store.held is None:
        store.barred_reason = f"{lock.describe_holder(paths.lock)} has this profile open."
        return


def _sweep(store: ProfileStore) -> None:
    """Remove what a killed process left half-written; its old versions are whole."""
    paths = store.paths
    for name in store.listing.leftovers:
        atomic_io.remove_file(paths.folder / name)
    atomic_io.remove_pending_file(paths.pending)
    for folder in (paths.home, paths.drafts, paths.backups, *_folders_of(paths.set_aside)):
        atomic_io.remove_temporary_files(folder)


def _folders_of(folder: Path) -> list[Path]:
    try:
        return [folder, *(path for path in folder.iterdir() if path.is_dir())]
    except OSError:
        return []


def _read(store: ProfileStore, name: str) -> EventFile | None:
    """One file of the profile, or None where it cannot be used: then the store says why."""
    path = store.paths.folder / name
    data = b""
    try:
        stamp = _stamp(path)
        data = atomic_io.read_bytes(path)
        file = EventFile(path, event_file.parse_document(data), stamp)
    except NewerError as error:
        store.unreadable = f"{path.name} was {error}. Update pmcoach to go on."
        store.problems.append(FileProblem(path, str(error), "left as it is"))
        return None
    except DamagedError as error:
        _deal_with_damage(store, path, data, str(error))
        return None
    except StoreError as error:
        # It may be whole: the disk or its permissions are at fault, so nothing is moved.
        store.problems.append(FileProblem(path, str(error), "left as it is"))
        store.unreadable = store.unreadable or str(error)
        return None
    if file.document.schema < SCHEMA and not store.barred_reason:
        _bring_up_to_date(store, file, data)
    return file


def _deal_with_damage(store: ProfileStore, path: Path, data: bytes, why: str) -> None:
    if event_file.split_git_conflict(data) is not None:
        store.problems.append(FileProblem(path, "git left a conflict in it", "left as it is"))
        store.conflict_reason = (
            f"git left a conflict in {path.name}. Run pmcoach doctor: it keeps both sides."
        )
        return
    intact = event_file.salvage_document(data)
    if store.barred_reason:
        store.problems.append(FileProblem(path, why, "left as it is", intact=intact))
        return
    try:
        store.set_aside(path, data, why)
    except StoreError as error:
        store.barred_reason = str(error)
        store.problems.append(FileProblem(path, why, "left as it is", intact=intact))


def _unsettled(store: ProfileStore) -> Iterator[FileProblem]:
    """What was set aside at an earlier opening and has not been put back or given up since."""
    present = store.event_ids_on_disk() if store.listing.unsettled else frozenset()
    for name, copy in store.listing.unsettled:
        try:
            intact = event_file.salvage_document(atomic_io.read_bytes(copy))
        except StoreError:
            intact = None
        if intact and name in store.listing.files and present.issuperset(intact.ids):
            # It was put back: by an earlier version, or just before the power went.
            if not store.barred_reason:
                atomic_io.rename_set_aside(copy, SETTLED)
            continue
        yield FileProblem(
            store.paths.folder / name, "it was damaged", f"it was moved to {copy}", copy, intact
        )


def _bring_up_to_date(store: ProfileStore, file: EventFile, old: bytes) -> None:
    """Write a file of an older version anew, after a copy of it was set aside."""
    try:
        reason = f"schema-{file.document.schema}"
        atomic_io.copy_aside(file.path, old, store.paths.set_aside, reason)
        store._write(file, file.document)
    except StoreError as error:
        store.unreadable = f"{file.path.name} could not be brought up to date. {error}"


def _stamp(path: Path) -> Stamp | None:
    try:
        return stamp_of(path.stat())
    except OSError:
        return None


def _after(last: str, name: str) -> str:
    """A file name that sorts after ``last`` and keeps the rest of ``name``."""
    year, month, day, hour, minute, second = (
        int(last[start:end])
        for start, end in ((0, 4), (5, 7), (8, 10), (11, 13), (13, 15), (15, 17))
    )
    # Counted on from the first of the month, as a name may hold a day that the month lacks.
    first = dt.datetime(year, month, 1, tzinfo=dt.UTC)
    moment = first + dt.timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second + 1)
    return f"{moment.year:04}-{moment:%m-%dT%H%M%SZ}{name[18:]}"
