"""Looking over everything that a profile has on disk, and mending only what is safe to mend.

Whatever is replaced is kept under set-aside. Each mending can be interrupted anywhere and done
again.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pmcoach.store import atomic_io, backup, event_file
from pmcoach.store.errors import StoreError
from pmcoach.store.event_file import DamagedError, Document, NewerError
from pmcoach.store.listing import (
    ASSESSMENT_STEM,
    ASSESSMENTS,
    GIVEN_UP,
    JOURNAL,
    SETTLED,
    list_profile,
)
from pmcoach.store.paths import ProfilePaths
from pmcoach.store.profile import FileProblem, ProfileStore, form_of, open_profile

FindingVerdict = Literal["fine", "note", "mended", "wrong"]

OUR_STEM = re.compile(rf"journal|{ASSESSMENT_STEM}", re.IGNORECASE)
"""The name of one of our files within that of a copy which some tool made of it."""


EDITORS_OWN = frozenset({".swp", ".swo", ".swx"})
"""Endings of files that an open editor needs."""
MOST_NAMED = 10
"""How many files that are not pmcoach's are named."""


@dataclass(frozen=True)
class Finding:
    """What was looked at, what is wrong if anything, and what was done."""

    verdict: FindingVerdict
    about: str
    what: str


@dataclass(frozen=True)
class Coverage:
    """Ids of events: those on disk, wherever they lie, and those that the program counts."""

    on_disk: frozenset[str]
    in_view: frozenset[str]
    left_behind: frozenset[str]
    """Those that a blind retake left behind on purpose."""

    @property
    def out_of_view(self) -> frozenset[str]:
        return self.on_disk - self.in_view - self.left_behind


@dataclass(frozen=True)
class Examination:
    """All that the doctor found."""

    findings: tuple[Finding, ...]
    coverage: Coverage | None
    """What is in view afterwards; None where that could not be told."""


def examine_profile(store: ProfileStore, *, mend: bool = True) -> Examination:
    """Look over the profile of an opened store; with ``mend``, mend what is safe."""
    mend = mend and not store.barred_reason
    findings: list[Finding] = []
    steps: tuple[tuple[str, Callable[[ProfileStore, bool], Iterator[Finding]]], ...] = (
        ("git conflicts", _merge_git_conflicts),
        ("copies", _merge_strangers),
        ("damaged files", _restore_damaged_files),
        ("backups", _restore_lost_entries),
        ("access", _close_access),
        ("leftovers", _find_leftovers),
        ("backups", _check_backups),
        ("runs", _find_runs),
    )
    for about, step in steps:
        try:
            findings += step(store, mend)
        except StoreError as error:
            findings.append(Finding("wrong", about, str(error)))
    coverage: Coverage | None = None
    try:
        coverage = measure_coverage(store.paths)
        findings.append(_check_view(store.paths, coverage))
    except StoreError as error:
        findings.append(Finding("wrong", "answers", str(error)))
    return Examination(tuple(findings), coverage)


def measure_coverage(paths: ProfilePaths) -> Coverage:
    """What of a profile is on disk, and what of that the program counts, read anew. Raises
    StoreError."""
    store = open_profile(paths, write=False)
    ids_in_files = store.event_ids_on_disk()  # reads every file, so that all problems are known
    documents = [
        *(problem.intact for problem in store.problems),
        *(_read_copy(paths.folder / name) for name in store.listing.strangers),
    ]
    return Coverage(
        ids_in_files.union(*(document.ids for document in documents if document)),
        frozenset(event.id for event in (*store.journal_events(), *store.assessment_events())),
        frozenset(event.id for event in store.left_behind_events()),
    )


def _check_view(paths: ProfilePaths, coverage: Coverage) -> Finding:
    """Whether everything on disk is in view: the one thing that "fine" means."""
    total_count = len(coverage.on_disk)
    if coverage.out_of_view:
        return Finding(
            "wrong",
            "answers",
            f"{len(coverage.out_of_view)} of {total_count} entries on disk are not in view; "
            "see the lines above",
        )
    left_behind_note = (
        f", {len(coverage.left_behind)} of them from before your last retake from nothing"
        if coverage.left_behind
        else ""
    )
    return Finding(
        "fine",
        "answers",
        f"all {total_count} entries in {len(list_profile(paths).files)} files count"
        f"{left_behind_note}",
    )


def _merge_git_conflicts(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """Files that git left with conflict markers: both sides are kept."""
    for name in list_profile(store.paths).files:
        # Opening the profile has said so where it cannot be read.
        content = atomic_io.read_or_none(store.paths.folder / name) or b""
        sides = event_file.split_git_conflict(content)
        documents = [*filter(None, map(event_file.parse_or_salvage, sides or ()))]
        if documents and mend:
            joined_document = join_documents(name, documents)
            copy = _replace(store, name, joined_document, "git-conflict")
            yield Finding(
                "mended",
                name,
                f"git left a conflict in it; both sides were merged, "
                f"{len(joined_document.events)} entries; the file as it was: {copy}",
            )
        elif sides is not None:
            yield Finding("wrong", name, "git left a conflict in it")


def _replace(store: ProfileStore, name: str, document: Document, reason: str) -> Path | None:
    """Write a file of the profile; returns the copy of what it held, if it held anything."""
    path, content = store.paths.folder / name, document.text.encode("utf-8")
    return atomic_io.replace_file(path, content, store.paths.set_aside, reason)


def join_documents(name: str, documents: list[Document]) -> Document:
    """One file's document from parts of it. Raises StoreError where it would be too large."""
    try:
        joined_document = event_file.merge_documents(documents)
        if name != JOURNAL and "form" not in joined_document.header:
            # Its header was lost; the file's name still tells the form.
            joined_document = event_file.reformat_document(
                replace(
                    joined_document,
                    header={**joined_document.header, "form": form_of(Path(name).stem)},
                )
            )
    except DamagedError as error:
        raise StoreError(f"{name} cannot be put together: {error}.") from error
    return joined_document


def _merge_strangers(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """Files that are not ours by their names. Whatever holds events of ours is a copy that some
    tool made, however it named it: merged as a union of events, none dropped."""
    unknown_names: list[str] = []
    for name in list_profile(store.paths).strangers:
        path = store.paths.folder / name
        copy = _read_copy(path)
        if copy is not None:
            own_name = _own_name(store.paths, path, copy)
            yield (
                _merge_copy(store, own_name, path, copy)
                if mend
                else Finding("wrong", name, f"a copy of {own_name} that some other tool left")
            )
        elif looks_like_ours(path):
            yield Finding(
                "wrong", name, "named like a file of yours, but no entry in it can be read"
            )
        else:
            unknown_names.append(name)
    if unknown_names:
        unnamed_note = (
            f" and {len(unknown_names) - MOST_NAMED} more"
            if len(unknown_names) > MOST_NAMED
            else ""
        )
        yield Finding(
            "note",
            "other files",
            f"{', '.join(unknown_names[:MOST_NAMED])}{unnamed_note}: not pmcoach's, "
            "left as they are",
        )


def looks_like_ours(path: Path) -> bool:
    """Whether a file that is not ours is named as if some tool had made it of one of ours."""
    return (
        OUR_STEM.search(path.name) is not None
        and path.suffix not in EDITORS_OWN
        and not path.is_dir()
    )


def _read_copy(path: Path) -> Document | None:
    """What events of ours a file holds, or None."""
    content = b"" if path.suffix in EDITORS_OWN else atomic_io.read_or_none(path) or b""
    may_have_events = b"event" in content or b"e\0v\0e\0n\0t" in content
    return event_file.parse_or_salvage(content) if may_have_events else None


def _own_name(paths: ProfilePaths, path: Path, copy: Document) -> str:
    """Which file of ours a copy is of, or the name that it will have as a file of its own."""
    stem = OUR_STEM.search(path.name)
    if stem is None and copy.header.get("about") == "pmcoach journal":
        return JOURNAL
    if stem is not None:
        # Some tools change the case of letters.
        moment, _, form_and_ident = stem[0].upper().partition("Z-")
        return (
            f"{ASSESSMENTS}/{moment}Z-{form_and_ident.lower()}.toml" if form_and_ident else JOURNAL
        )
    for name in list_profile(paths).files:
        content = atomic_io.read_or_none(paths.folder / name) or b""
        present_document = event_file.parse_or_none(content)
        if present_document and present_document.ids & copy.ids:
            return name
    first_event_time = min(
        (event.at for event in copy.events), default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    )
    header_form = copy.header.get("form")
    form_in_name = (
        header_form
        if isinstance(header_form, str) and header_form.isascii() and header_form.islower()
        else "full"
    )
    return (
        f"{ASSESSMENTS}/{first_event_time.year:04}-{first_event_time:%m-%dT%H%M%SZ}"
        f"-{form_in_name}-{event_file.compute_check(copy.header)}.toml"
    )


def _merge_copy(store: ProfileStore, own_name: str, path: Path, copy: Document) -> Finding:
    target = store.paths.folder / own_name
    present_document: Document | None = None
    if own_name in list_profile(store.paths).files:
        present_content = atomic_io.read_bytes(target)
        try:
            present_document = event_file.parse_document(present_content)
        except NewerError as error:
            return Finding("wrong", path.name, f"a copy of {own_name}, which was {error}")
        except DamagedError as error:
            present_document = store.set_aside(target, present_content, str(error)).intact
    new_ids = copy.ids - (present_document.ids if present_document else frozenset())
    joined_document = join_documents(own_name, [*filter(None, (present_document, copy))])
    if present_document is None or not joined_document.has_same_content(present_document):
        _replace(store, own_name, joined_document, "before-merge")
    set_aside_copy = atomic_io.set_aside(path, store.paths.set_aside, "merged")
    return Finding(
        "mended",
        path.name,
        f"merged into {own_name}: {len(new_ids)} entries were new; "
        f"the copy is kept as {set_aside_copy}",
    )


def _restore_damaged_files(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """What opening the profile met, now or before; damaged files are put back from what is
    intact."""
    store.event_ids_on_disk()  # reads every file, so that damage in any of them is known
    for problem in store.problems:
        if problem.set_aside_at is not None:
            if problem.set_aside_at.exists():
                yield restore_damaged_file(store, problem, mend=mend)
        elif not problem.is_git_conflict:
            yield Finding("wrong", problem.name, f"{problem.why}; {problem.outcome}")


def restore_damaged_file(
    store: ProfileStore, problem: FileProblem, *, mend: bool = True
) -> Finding:
    """Make a damaged file whole again from its intact events and every backup that has it. Raises
    StoreError."""
    shelf = backup.read_shelf(store.paths)
    copies = shelf.copies.get(problem.name, ())
    documents = [*copies, *([problem.intact] if problem.intact else [])]
    message = f"{problem.why}; {problem.outcome}"
    if shelf.failed:
        message += f"; a backup could not be read: {shelf.failed[0].rstrip('.')}"
    if not documents:
        message += "; nothing in it can be read, and no backup has it"
    if not documents or not mend or problem.set_aside_at is None:
        return Finding("wrong", problem.name, message)
    if problem.path.exists():
        # What was written since the file was set aside stays.
        try:
            documents.append(event_file.parse_document(atomic_io.read_bytes(problem.path)))
        except (DamagedError, NewerError) as error:
            return Finding(
                "wrong", problem.name, f"{message}; and the file in its place is {error}"
            )
    joined_document = join_documents(problem.name, documents)
    _replace(store, problem.name, joined_document, "before-merge")
    if not shelf.failed:
        atomic_io.rename_set_aside(problem.set_aside_at, SETTLED)
    origins = {"the backups": copies, "what is intact": problem.intact}
    message += f"; {len(joined_document.events)} entries were put back from {' and '.join(filter(origins.get, origins))}"
    return Finding("wrong" if shelf.failed else "mended", problem.name, message)


def dismiss_damaged_file(problem: FileProblem) -> None:
    """No longer offer a damaged file; it stays where it lies. Raises StoreError."""
    if problem.set_aside_at is not None and problem.set_aside_at.exists():
        atomic_io.rename_set_aside(problem.set_aside_at, GIVEN_UP)


def _restore_lost_entries(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """Entries that only backups have: some tool removed a file, or put an older one in its place.
    What a restore took away is not among them."""
    listing = list_profile(store.paths)
    offered_names = {name for name, _ in listing.unsettled}
    shelf = backup.read_shelf(store.paths)
    for name in sorted(shelf.copies.keys() - offered_names):
        is_present = name in listing.files
        content = atomic_io.read_bytes(store.paths.folder / name) if is_present else b""
        present_document = event_file.parse_or_none(content)
        if is_present and present_document is None:
            continue  # found by the other looks
        lost_ids = shelf.ids(name) - (present_document.ids if present_document else frozenset())
        if lost_ids <= backup.ids_restores_removed(store.paths, name):
            continue
        message = f"{len(lost_ids)} entries are in backups and no longer in the profile"
        if mend:
            documents = [*filter(None, (present_document, *shelf.copies[name]))]
            _replace(store, name, join_documents(name, documents), "before-merge")
            message += "; they were put back"
        yield Finding("mended" if mend else "wrong", name, message)


def _close_access(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """Nobody else may read what the user wrote."""
    paths = store.paths
    private_paths = [
        paths.folder,
        paths.assessments,
        paths.set_aside,
        paths.backups,
        paths.drafts,
        *(paths.folder / name for name in list_profile(paths).files),
        *(automatic.path for automatic in backup.list_backups(paths)),
    ]
    exposed_paths = [
        path for path in private_paths if path.exists() and atomic_io.is_open_to_others(path)
    ]
    if not exposed_paths:
        yield Finding("fine", "access", "only you can read your data")
    for path in exposed_paths:
        if mend and not path.is_symlink():
            atomic_io.make_private(path)
        yield Finding("mended" if mend else "wrong", path.name, "others could read it")


def _find_leftovers(store: ProfileStore, mend: bool) -> Iterator[Finding]:  # noqa: ARG001  only looked at
    """Links in place of files, files that were set aside, and half-written ones of a killed
    process, which opening the profile for writing has removed."""
    listing = list_profile(store.paths)
    for name in listing.files:
        if (store.paths.folder / name).is_symlink():
            yield Finding(
                "note",
                name,
                "a link: it is read and backed up, and the next save puts a file in its place",
            )
    for name in listing.leftovers:
        yield Finding(
            "wrong" if store.barred_reason else "note",
            name,
            "half-written by a process that was killed; its old version is whole",
        )
    set_aside_paths = [*store.paths.set_aside.iterdir()] if store.paths.set_aside.is_dir() else []
    if set_aside_paths:
        yield Finding("fine", "set aside", f"{len(set_aside_paths)} in {store.paths.set_aside}")


def _check_backups(store: ProfileStore, mend: bool) -> Iterator[Finding]:  # noqa: ARG001  only looked at
    """Every automatic backup can be read, and what is in it."""
    shelf = backup.read_shelf(store.paths)
    for reason in shelf.failed:
        yield Finding("wrong", "backups", reason)
    for name, file_names in shelf.damaged.items():
        yield Finding("note", name, f"damaged in this backup: {', '.join(file_names)}")
    sound_count = len(backup.list_backups(store.paths)) - len(shelf.failed) - len(shelf.damaged)
    yield Finding("fine", "backups", f"{sound_count} whole" if sound_count else "none yet")


def _find_runs(store: ProfileStore, mend: bool) -> Iterator[Finding]:  # noqa: ARG001  only looked at
    """Whether the assessment went on side by side somewhere."""
    ends = open_profile(store.paths, write=False).run_ends()
    if len(ends) > 1:
        days = ", ".join(end[:10] for end in ends)
        yield Finding("note", "runs", f"{len(ends)} went on side by side ({days}); all count")
