"""The files of one profile: a journal and one file an assessment, opened, read and added to.

There is one way to open a profile, `open_profile`, and one view of what counts in it: the union of
all its assessments but those that a blind retake left behind (`assessment.lineage`).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    stamp_or_none,
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
    outcome: str = "left as it is"
    """What was done with it, in words."""
    set_aside_at: Path | None = None
    """Where the damaged file lies now, if it was set aside."""
    intact: Document | None = None
    """What of it can still be read."""
    is_git_conflict: bool = False
    """Whether git left both sides of a conflict in it, which the doctor merges."""

    @property
    def name(self) -> str:
        """The file's name in the profile."""
        return JOURNAL if self.path.name == JOURNAL else f"{ASSESSMENTS}/{self.path.name}"


@dataclass
class EventFile:
    """One file of events, as it was last read or written."""

    path: Path
    document: Document
    stamp: Stamp | None = None
    """The state of the file then; None where there was none."""

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
    unreadable_reason: str = ""
    """Which file cannot be read, so that only a repair may write, or nothing."""
    conflict_reason: str = ""
    """What pmcoach doctor must mend before anything else may be written, or nothing."""
    problems: list[FileProblem] = field(default_factory=list)
    listing: Listing = field(default_factory=Listing)
    """What there was in the folder when it was opened."""
    journal: EventFile | None = None
    newest: EventFile | None = None
    """The assessment that was begun last, of those that count."""
    held_lock: lock.HeldLock | None = None
    _assessments: dict[str, EventFile] = field(default_factory=dict)
    """The assessments that were read, by their names without the ending."""
    _unread_names: list[str] = field(default_factory=list)
    """The names in the profile of assessments that the index stands for."""
    _stamps: dict[str, Stamp] = field(default_factory=dict)
    """The state of each assessment's file as it was last read or written, by name."""
    _folder_stamp: Stamp | None = None
    """The state of the assessments' folder, where it stands for that of old files."""
    _run_ends: tuple[str, ...] = ()
    _earlier: EarlierAssessments | None = None
    """What counts in the assessments before the newest, once it was asked for."""

    def close(self) -> None:
        """Let go of the lock."""
        if self.held_lock is not None:
            self.held_lock.release()
            self.held_lock = None

    @property
    def read_only(self) -> str:
        """Why nothing may be written, or nothing."""
        return self.repair_only_reason or self.conflict_reason

    @property
    def repair_only_reason(self) -> str:
        """Why only the doctor may write, if anyone, or nothing."""
        return self.barred_reason or self.unreadable_reason

    # What counts

    def journal_events(self) -> list[Event]:
        return list(self.journal.document.events) if self.journal else []

    def assessment_events(self) -> list[Event]:
        """All events that count, in the order of their times. Reads every file."""
        return merge_events(*(file.document.events for file in self._counting_files()))

    def left_behind_events(self) -> list[Event]:
        """All events of the assessments that a blind retake left behind. Reads every file."""
        counting_stems = {file.stem for file in self._counting_files()}
        return merge_events(
            *(
                file.document.events
                for stem, file in self._assessments.items()
                if stem not in counting_stems
            )
        )

    def state(self, aliases: Mapping[str, str]) -> AssessmentState:
        """The fold of all events that count. ``aliases`` maps former item ids to present ones."""
        earlier, events = self._earlier_with(aliases), self._newest_events()
        return (
            fold_assessment(events, aliases, earlier.state)
            if earlier.leads_to(events)
            else fold_assessment(self.assessment_events(), aliases)
        )

    def recent_events(self, aliases: Mapping[str, str]) -> list[Event]:
        """The last events that count, with no more than the items they name."""
        earlier, events = self._earlier_with(aliases), self._newest_events()
        counting_events = (
            merge_events(earlier.recent, events)
            if earlier.leads_to(events)
            else self.assessment_events()
        )
        return counting_events[-RECENT:]

    def items_left_behind(self, aliases: Mapping[str, str]) -> frozenset[str]:
        """Every item that was asked in an assessment that a blind retake left behind."""
        return self._earlier_with(aliases).left_behind

    def latest(self, aliases: Mapping[str, str]) -> dt.datetime | None:
        """When the last event of the profile happened."""
        events = (*self.journal_events(), *self._newest_events())
        times = [self._earlier_with(aliases).latest, *(event.at for event in events)]
        return max(filter(None, times), default=None)

    @property
    def first_name(self) -> str:
        """The name of the earliest assessment there is, whether it counts or not, or nothing
        before the first. Names sort by the time of beginning."""
        return min(self._stamps, default="")

    def event_ids_on_disk(self) -> frozenset[str]:
        """The ids of all events in the files that can be read, whether they count or not."""
        self._counting_files()
        files = [*self._assessments.values(), *([self.journal] if self.journal else [])]
        return frozenset().union(*(file.document.ids for file in files))

    def run_ends(self) -> tuple[str, ...]:
        """The names of the assessments that no other goes on from: several where the assessment
        went on side by side on two machines, or was begun more than once."""
        return self._run_ends

    def _newest_events(self) -> tuple[Event, ...]:
        return self.newest.document.events if self.newest else ()

    def _earlier_with(self, aliases: Mapping[str, str]) -> EarlierAssessments:
        if self._earlier is None or self._earlier.aliases != aliases:
            counting_events = merge_events(
                *(
                    file.document.events
                    for file in self._counting_files()
                    if file is not self.newest
                )
            )
            self._earlier = summarize_earlier(counting_events, self.left_behind_events(), aliases)
        return self._earlier

    def _counting_files(self) -> list[EventFile]:
        """The assessments that count, by name, after every file was read."""
        if self._unread_names:
            self._read_assessments()
        left_behind_stems = find_superseded(self._links())
        return [
            file
            for stem, file in sorted(self._assessments.items())
            if stem not in left_behind_stems
        ]

    def _links(self) -> dict[str, Link]:
        return {stem: read_link(file.document.header) for stem, file in self._assessments.items()}

    # Reading

    def _open_assessments(self) -> None:
        names = self.listing.assessments
        self._stamps = {name: self.listing.files[name] for name in names}
        self._folder_stamp = self.listing.folder
        self._unread_names = names
        index = read_index(self.paths) if names and not self.listing.unsettled else None
        if index is not None and (index.newest, index.state) == (names[-1], self._earlier_state()):
            newest = self._read(self._unread_names.pop())
            if newest is not None and read_link(newest.document.header) == index.link:
                self.newest, self._run_ends, self._earlier = newest, index.ends, index.earlier
                return
        self._read_assessments()

    def _read_assessments(self) -> None:
        names, self._unread_names = self._unread_names, []
        for name in names:
            self._read(name)
        self._run_ends = tuple(run_ends(self._links()))
        self.newest = next(reversed(self._counting_files()), None)

    def _read(self, name: str) -> EventFile | None:
        """One file of the profile, or None where it cannot be used; then the store says why."""
        path, content = self.paths.folder / name, b""
        try:
            stamp = stamp_or_none(path)
            content = atomic_io.read_bytes(path)
            file = EventFile(path, event_file.parse_document(content), stamp)
            if name != JOURNAL:
                self._assessments[file.stem] = file
            return file
        except DamagedError as error:
            self._handle_damage(path, content, str(error))
        except NewerError as error:
            self.unreadable_reason = f"{path.name} was {error}. Update pmcoach to go on."
            self.problems.append(FileProblem(path, str(error)))
        except StoreError as error:
            # It may be whole: the disk or its permissions are at fault, so nothing is moved.
            self.unreadable_reason = self.unreadable_reason or str(error)
            self.problems.append(FileProblem(path, str(error)))
        return None

    def _handle_damage(self, path: Path, content: bytes, why: str) -> None:
        if event_file.split_git_conflict(content) is not None:
            self.conflict_reason = (
                f"git left a conflict in {path.name}. Run pmcoach doctor: it keeps both sides."
            )
            self.problems.append(
                FileProblem(path, "git left a conflict in it", is_git_conflict=True)
            )
            return
        if not self.barred_reason:
            try:
                self.set_aside(path, content, why)
                return
            except StoreError as error:
                self.barred_reason = str(error)
        self.problems.append(FileProblem(path, why, intact=event_file.salvage_document(content)))

    def set_aside(self, path: Path, content: bytes, why: str) -> FileProblem:
        """Move a damaged file out of the way, to be offered until it is settled. Raises
        StoreError."""
        copy = atomic_io.set_aside(path, self.paths.set_aside, UNSETTLED)
        problem = FileProblem(
            path, why, f"moved to {copy}", copy, event_file.salvage_document(content)
        )
        self.problems.append(problem)
        self._stamps.pop(f"{ASSESSMENTS}/{path.name}", None)
        return problem

    def _unsettled_problems(self) -> Iterator[FileProblem]:
        """What was set aside at an earlier opening and has not been put back or given up since."""
        present_ids = self.event_ids_on_disk() if self.listing.unsettled else frozenset()
        for name, copy in self.listing.unsettled:
            intact = event_file.salvage_document(atomic_io.read_or_none(copy) or b"")
            if not (intact and name in self.listing.files and present_ids.issuperset(intact.ids)):
                yield FileProblem(
                    self.paths.folder / name,
                    "it was damaged",
                    f"it was moved to {copy}",
                    copy,
                    intact,
                )
            elif not self.barred_reason:
                # It was put back: by an earlier version, or just before the power went.
                atomic_io.rename_set_aside(copy, SETTLED)

    # The index

    def _earlier_state(self) -> str:
        """The state of all assessments but the one whose name sorts last."""
        stamps = without_older_stamps(self._stamps)
        stamps.pop(max(stamps, default=""), None)
        return fingerprint(with_folder_stamp(stamps, self._folder_stamp))

    def files_state(self) -> str:
        """The state of all files as they were read or written here, as `profile_state` tells it.
        What someone else changed since makes it another than that of the disk."""
        journal = self.journal.stamp if self.journal else self.listing.files.get(JOURNAL)
        stamps = without_older_stamps(self._stamps) | ({JOURNAL: journal} if journal else {})
        copies = [problem.set_aside_at for problem in self.problems if problem.set_aside_at]
        return profile_state(stamps, self._folder_stamp, self.listing.strangers, copies)

    def save_index(self, aliases: Mapping[str, str]) -> None:
        """Save what the assessments before the newest add up to, for the next opening."""
        if self.read_only or self.problems or self.newest is None or len(self._stamps) < 2:
            return
        newest_name = f"{ASSESSMENTS}/{self.newest.path.name}"
        if newest_name != max(self._stamps):
            return  # the last by name was left behind: rare enough to read everything each time
        link, earlier = read_link(self.newest.document.header), self._earlier_with(aliases)
        new_index = Index(self._earlier_state(), newest_name, link, self._run_ends, earlier)
        if read_index(self.paths) != new_index:
            write_index(self.paths, new_index)

    # Writing

    def append_to_journal(self, *events: Event) -> None:
        """Write events into the journal in one durable write: all of them or, where it raises
        StoreError, none."""
        self.require_writable()
        if self.journal is None and os.path.lexists(self.paths.journal):
            # Someone else (a sync tool) brought one meanwhile.
            self.journal = self._read(JOURNAL)
            self.require_writable()
        if self.journal is None:
            self.journal = self._create(self.paths.journal, {"about": "pmcoach journal"}, events)
        else:
            self._append(self.journal, _format_events(events))

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
        last_name = max(map(os.path.basename, self._stamps), default="")
        if last_name >= name:
            # The clock went back: names must still sort by the order of beginning.
            name = _name_after(last_name, name)
        earlier, events = self._earlier, self._newest_events()
        if earlier is not None and not blind and earlier.leads_to(events):
            earlier = earlier.extended(events)
        else:
            # What was undone, or is left behind, can only be told from all files.
            self._counting_files()
            earlier = None
        created_file = self._create(
            self.paths.assessments / name, {**header, **self._link_header(blind)}, [first]
        )
        self._earlier, self.newest, self._run_ends = earlier, created_file, (created_file.stem,)
        self._assessments[created_file.stem] = created_file

    def _link_header(self, blind: bool) -> dict[str, object]:
        """The keys of a new header that say what it goes on from: every run there is."""
        if self.newest is None:
            return {}
        joined_ends = [end for end in self._run_ends if end != self.newest.stem]
        link_key = "before" if blind else "continues"
        return {link_key: self.newest.stem, **({"joins": joined_ends} if joined_ends else {})}

    def append_to_assessment(self, event: Event) -> None:
        """Write one event into the newest assessment durably. Raises StoreError."""
        self.require_writable()
        if self.newest is None or self.newest.document.finished is not None:
            raise StoreError("A finished assessment is not written to.")
        self._append(self.newest, _format_events([event]))

    def finish_assessment(self, finished: Mapping[str, object]) -> None:
        """Close the newest assessment: it is never rewritten after this. Raises StoreError."""
        self.require_writable()
        if self.newest is not None and self.newest.document.finished is None:
            self._append(self.newest, event_file.format_end(finished))

    def require_writable(self) -> None:
        """Raises StoreError where nothing may be written."""
        self._renew_lock()
        if self.read_only:
            raise StoreError(f"Nothing was saved: {self.read_only}")

    def require_repairable(self) -> None:
        """Raises StoreError where not even a repair may write."""
        self._renew_lock()
        if self.barred_reason:
            raise StoreError(f"Nothing was changed: {self.barred_reason}")

    def _renew_lock(self) -> None:
        """Take the lock again where someone removed its file: another process could have it."""
        if self.held_lock is not None and not self.held_lock.is_intact():
            self.held_lock.release()
            self._acquire_lock()

    def _acquire_lock(self) -> None:
        self.held_lock = lock.acquire_lock(self.paths.lock)
        if self.held_lock is None:
            self.barred_reason = f"{lock.describe_holder(self.paths.lock)} has this profile open."

    def _create(
        self, path: Path, header: Mapping[str, object], events: Sequence[Event]
    ) -> EventFile:
        atomic_io.make_folder(path.parent)
        if os.path.lexists(path):
            raise StoreError(f"{path} exists already; nothing was overwritten.")
        created_file = EventFile(path, Document(header))
        self._append(created_file, _format_events(events))
        return created_file

    def _append(self, file: EventFile, chunk: str) -> None:
        current_document = (
            file.document if stamp_or_none(file.path) == file.stamp else self._read_changed(file)
        )
        try:
            # Reading the chunk back first: what cannot be read must never reach the disk.
            grown_document = event_file.append_text(current_document, chunk)
        except DamagedError as error:
            raise StoreError(f"Nothing was saved in {file.path.name}: {error}.") from error
        if current_document.schema < SCHEMA and os.path.lexists(file.path):
            # Its text is about to be written anew: what it was stays beside the profile.
            atomic_io.copy_aside(
                file.path,
                atomic_io.read_bytes(file.path),
                self.paths.set_aside,
                f"schema-{current_document.schema}",
            )
        folder_is_unchanged = stamp_or_none(file.path.parent) == self._folder_stamp
        atomic_io.write_atomic(file.path, grown_document.text.encode("utf-8"))
        file.document, file.stamp = grown_document, stamp_or_none(file.path)
        if file.stamp is not None and file.path.parent == self.paths.assessments:
            self._stamps[f"{ASSESSMENTS}/{file.path.name}"] = file.stamp
            if self._folder_stamp is not None and folder_is_unchanged:
                self._folder_stamp = stamp_or_none(file.path.parent)

    def _read_changed(self, file: EventFile) -> Document:
        """What to add to where someone else wrote or removed a file (a sync tool, git): nothing of
        theirs or ours is lost. What cannot be read is set aside."""
        if not os.path.lexists(file.path):
            return file.document
        content = atomic_io.read_bytes(file.path)
        try:
            their_document = event_file.parse_document(content)
            if their_document.ids >= file.document.ids:
                return their_document
            return replace(
                event_file.merge_documents([their_document, file.document]),
                schema=their_document.schema,
            )
        except NewerError as error:
            raise StoreError(
                f"Nothing was saved: {file.path.name} was meanwhile {error}."
            ) from error
        except DamagedError as error:
            self.set_aside(file.path, content, str(error))
            return file.document


def _format_events(events: Sequence[Event]) -> str:
    """Events as they are written. Raises StoreError where one is too large to be read again."""
    for event in events:
        for name, text in event.fields.items():
            if isinstance(text, str) and len(text) > event_file.MAX_TEXT:
                raise StoreError(
                    f"Nothing was saved: {name} has {len(text):,} characters, and may have "
                    f"{event_file.MAX_TEXT:,}. Shorten it first."
                )
    return "".join(map(event_file.format_event, events))


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
    store = ProfileStore(paths, "" if write else "it was opened for reading only.")
    if write:
        _lock_folder(store)
    try:
        store.listing = list_profile(paths)
        if not store.barred_reason:
            with contextlib.suppress(StoreError):  # the next opening tries again
                _remove_leftovers(store)
        if JOURNAL in store.listing.files:
            store.journal = store._read(JOURNAL)
        store._open_assessments()
        store.problems += store._unsettled_problems()
    except BaseException:
        store.close()
        raise
    return store


def _lock_folder(store: ProfileStore) -> None:
    try:
        for folder in (store.paths.folder, store.paths.assessments):
            atomic_io.make_folder(folder)
            if folder.is_symlink():
                raise StoreError(f"{folder} is a link, which pmcoach does not write through.")
        store._acquire_lock()
    except StoreError as error:
        store.barred_reason = str(error)


def _remove_leftovers(store: ProfileStore) -> None:
    """Remove what a killed process left half-written; its old versions are whole."""
    paths = store.paths
    for name in store.listing.leftovers:
        atomic_io.remove_file(paths.folder / name)
    atomic_io.remove_pending_file(paths.pending)
    set_aside_folders = (paths.set_aside, *paths.set_aside.glob("*/"))
    for folder in (paths.home, paths.drafts, paths.backups, *set_aside_folders):
        atomic_io.remove_temporary_files(folder)


def _name_after(last_name: str, name: str) -> str:
    """A file name that sorts after ``last_name`` and keeps the rest of ``name``."""
    spans = ((0, 4), (5, 7), (8, 10), (11, 13), (13, 15), (15, 17))
    year, month, day, hour, minute, second = (int(last_name[start:end]) for start, end in spans)
    # Counted on from the first of the month, as a name may hold a day that the month lacks.
    moment = dt.datetime(year, month, 1, tzinfo=dt.UTC) + dt.timedelta(
        days=day - 1, hours=hour, minutes=minute, seconds=second + 1
    )
    return f"{moment.year:04}-{moment:%m-%dT%H%M%SZ}{name[18:]}"
