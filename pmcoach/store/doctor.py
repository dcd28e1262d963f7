"""Looking over everything that a profile has on disk, and mending only what is safe to mend.

Whatever is replaced is kept under set-aside. Each mending can be interrupted anywhere and done
again.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
        ("git conflicts", _conflicts),
        ("copies", _strangers),
        ("damaged files", _problems),
        ("backups", _lost),
        ("access", _modes),
        ("leftovers", _leftovers),
        ("backups", _backups),
        ("runs", _runs),
    )
    for about, step in steps:
        try:
            findings += step(store, mend)
        except StoreError as error:
            findings.append(Finding("wrong", about, str(error)))
    coverage: Coverage | None = None
    try:
        coverage = measure_coverage(store.paths)
        findings += _answers(store.paths, coverage)
    except StoreError as error:
        findings.append(Finding("wrong", "answers", str(error)))
    return Examination(tuple(findings), coverage)


def measure_coverage(paths: ProfilePaths) -> Coverage:
    """What of a profile is on disk, and what of that the program counts, read anew. Raises
    StoreError."""
    store = open_profile(paths, write=False)
    behind = frozenset(event.id for event in store.left_behind_events())
    view = frozenset(event.id for event in (*store.journal_events(), *store.assessment_events()))
    on_disk = set(store.event_ids_on_disk())
    for problem in store.problems:
        on_disk |= problem.intact.ids if problem.intact else frozenset()
    for name in store.listing.strangers:
        stranger = _events_in(paths.folder / name)
        on_disk |= stranger.ids if stranger else frozenset()
    return Coverage(frozenset(on_disk), view, behind)


def _answers(paths: ProfilePaths, coverage: Coverage) -> Iterator[Finding]:
    """Whether everything on disk is in view: the one thing that "fine" means."""
    hidden = coverage.out_of_view
    count = len(coverage.on_disk)
    if hidden:
        yield Finding(
            "wrong",
            "answers",
            f"{len(hidden)} of {count} entries on disk are not in view; see the lines above",
        )
        return
    behind = len(coverage.left_behind)
    apart = f", {behind} of them from before your last retake from nothing" if behind else ""
    files = len(list_profile(paths).files)
    yield Finding("fine", "answers", f"all {count} entries in {files} files count{apart}")


def _conflicts(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """Files that git left with conflict markers: both sides are kept."""
    for name in list_profile(store.paths).files:
        path = store.paths.folder / name
        try:
            data = atomic_io.read_bytes(path)
        except StoreError:
            continue  # opening the profile has said so
        sides = event_file.split_git_conflict(data)
        if sides is None:
            continue
        sound = [side for side in map(_parsed_or_salvaged, sides) if side is not None]
        if not mend or not sound:
            yield Finding("wrong", name, "git left a conflict in it")
            continue
        joined = join_documents(name, sound)
        kept = atomic_io.copy_aside(path, data, store.paths.set_aside, "git-conflict")
        atomic_io.write_atomic(path, joined.text.encode("utf-8"))
        yield Finding(
            "mended",
            name,
            f"git left a conflict in it; both sides were merged, "
            f"{len(joined.events)} entries; the file as it was: {kept}",
        )


def _parsed_or_salvaged(data: bytes) -> Document | None:
    try:
        return event_file.parse_document(data)
    except DamagedError:
        return event_file.salvage_document(data)
    except NewerError:
        return None


def join_documents(name: str, parts: list[Document]) -> Document:
    """One file's document from parts of it. Raises StoreError where it would be too large."""
    try:
        joined = event_file.merge_documents(parts)
        if name != JOURNAL and "form" not in joined.header:
            # Its header was lost; the file's name still tells the form.
            header = {**joined.header, "form": form_of(Path(name).stem)}
            joined = event_file.reformat_document(Document(header, joined.events, joined.finished))
    except DamagedError as error:
        raise StoreError(f"{name} cannot be put together: {error}.") from error
    return joined


def _strangers(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """Files that are not ours by their names. Whatever holds events of ours is a copy that some
    tool made, however it named it: merged as a union of events, none dropped."""
    unknown: list[str] = []
    for name in list_profile(store.paths).strangers:
        path = store.paths.folder / name
        copy = _events_in(path)
        if copy is None and looks_like_ours(path):
            what = "named like a file of yours, but no entry in it can be read"
            yield Finding("wrong", name, what)
        elif copy is None:
            unknown.append(name)
        elif mend:
            yield _merge_copy(store, _own_name(store.paths, path, copy), path, copy)
        else:
            own = _own_name(store.paths, path, copy)
            yield Finding("wrong", name, f"a copy of {own} that some other tool left")
    if unknown:
        shown = ", ".join(unknown[:MOST_NAMED])
        more = f" and {len(unknown) - MOST_NAMED} more" if len(unknown) > MOST_NAMED else ""
        yield Finding("note", "other files", f"{shown}{more}: not pmcoach's, left as they are")


def looks_like_ours(path: Path) -> bool:
    """Whether a file that is not ours is named as if some tool had made it of one of ours."""
    return (
        OUR_STEM.search(path.name) is not None
        and path.suffix not in EDITORS_OWN
        and not path.is_dir()
    )


def _events_in(path: Path) -> Document | None:
    """What events of ours a file holds, or None."""
    try:
        data = atomic_io.read_bytes(path)
    except StoreError:
        return None
    if path.suffix in EDITORS_OWN or not (b"event" in data or b"e\0v\0e\0n\0t" in data):
        return None
    return _parsed_or_salvaged(data)


def _own_name(paths: ProfilePaths, path: Path, copy: Document) -> str:
    """Which file of ours a copy is of, or the name that it will have as a file of its own."""
    stem = OUR_STEM.search(path.name)
    if stem is not None:
        found = stem[0].lower() if stem[0].lower() == "journal" else _as_written(stem[0])
        return JOURNAL if found == "journal" else f"{ASSESSMENTS}/{found}.toml"
    if copy.header.get("about") == "pmcoach journal":
        return JOURNAL
    for name in list_profile(paths).files:
        with contextlib.suppress(StoreError, DamagedError, NewerError):
            if event_file.parse_document(atomic_io.read_bytes(paths.folder / name)).ids & copy.ids:
                return name
    first = min(event.at for event in copy.events) if copy.events else None
    form = copy.header.get("form")
    kind = form if isinstance(form, str) and form.isascii() and form.islower() else "full"
    moment = f"{first.year:04}-{first:%m-%dT%H%M%SZ}" if first else "2000-01-01T000000Z"
    return f"{ASSESSMENTS}/{moment}-{kind}-{event_file.compute_check(dict(copy.header))}.toml"


def _as_written(stem: str) -> str:
    """The name of an assessment in its own letters, where a tool changed their case."""
    moment, _, rest = stem.upper().partition("Z-")
    return f"{moment}Z-{rest.lower()}"


def _merge_copy(store: ProfileStore, own: str, path: Path, copy: Document) -> Finding:
    target = store.paths.folder / own
    present: list[Document] = []
    if own in list_profile(store.paths).files:
        data = atomic_io.read_bytes(target)
        try:
            present.append(event_file.parse_document(data))
        except NewerError as error:
            return Finding("wrong", path.name, f"a copy of {own}, which was {error}")
        except DamagedError as error:
            problem = store.set_aside(target, data, str(error))
            present += [problem.intact] if problem.intact else []
    fresh = copy.ids - frozenset[str]().union(*(one.ids for one in present))
    joined = join_documents(own, [*present, copy])
    if not any(joined.has_same_content(one) for one in present):
        if target.exists():
            atomic_io.copy_aside(
                target, atomic_io.read_bytes(target), store.paths.set_aside, "before-merge"
            )
        atomic_io.make_folder(target.parent)
        atomic_io.write_atomic(target, joined.text.encode("utf-8"))
    kept = atomic_io.set_aside(path, store.paths.set_aside, "merged")
    return Finding(
        "mended",
        path.name,
        f"merged into {own}: {len(fresh)} entries were new; the copy is kept as {kept}",
    )


def _problems(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """What opening the profile met, now or before; damaged files are put back from what is
    intact."""
    store.event_ids_on_disk()  # reads every file, so that damage in any of them is known
    for problem in store.problems:
        name = problem.path.relative_to(store.paths.folder).as_posix()
        if problem.set_aside_at is not None:
            if problem.set_aside_at.exists():
                yield restore_damaged_file(store, problem, mend=mend)
        elif _is_conflict(problem):
            continue  # _conflicts has dealt with it
        else:
            yield Finding("wrong", name, f"{problem.why}; {problem.outcome}")


def _is_conflict(problem: FileProblem) -> bool:
    """Whether a problem is a conflict that git left, or was before it was merged."""
    try:
        data = atomic_io.read_bytes(problem.path)
    except StoreError:
        return False
    with contextlib.suppress(DamagedError, NewerError):
        event_file.parse_document(data)
        return True
    return event_file.split_git_conflict(data) is not None


def restore_damaged_file(
    store: ProfileStore, problem: FileProblem, *, mend: bool = True
) -> Finding:
    """Make a damaged file whole again from its intact events and every backup that has it. Raises
    StoreError."""
    name = problem.path.relative_to(store.paths.folder).as_posix()
    shelf = backup.read_shelf(store.paths)
    copies = shelf.copies.get(name, ())
    sources = [*copies, *([problem.intact] if problem.intact else [])]
    why = f"{problem.why}; {problem.outcome}"
    if shelf.failed:
        why += f"; a backup could not be read: {shelf.failed[0].rstrip('.')}"
    if not sources:
        return Finding("wrong", name, f"{why}; nothing in it can be read, and no backup has it")
    if not mend or problem.set_aside_at is None:
        return Finding("wrong", name, why)
    # What was written since the file was set aside stays.
    if problem.path.exists():
        try:
            sources.append(event_file.parse_document(atomic_io.read_bytes(problem.path)))
        except (DamagedError, NewerError) as error:
            return Finding("wrong", name, f"{why}; and the file in its place is {error}")
    joined = join_documents(name, sources)
    atomic_io.make_folder(problem.path.parent)
    atomic_io.write_atomic(problem.path, joined.text.encode("utf-8"))
    if not shelf.failed:
        atomic_io.rename_set_aside(problem.set_aside_at, SETTLED)
    origins = [
        *(["the backups"] if copies else []),
        *(["what is intact"] if problem.intact else []),
    ]
    return Finding(
        "wrong" if shelf.failed else "mended",
        name,
        f"{why}; {len(joined.events)} entries were put back from {' and '.join(origins)}",
    )


def dismiss_damaged_file(problem: FileProblem) -> None:
    """No longer offer a damaged file; it stays where it lies. Raises StoreError."""
    if problem.set_aside_at is not None and problem.set_aside_at.exists():
        atomic_io.rename_set_aside(problem.set_aside_at, GIVEN_UP)


def _lost(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """Entries that only backups have: some tool removed a file, or put an older one in its place.
    What a restore took away is not among them."""
    listing = list_profile(store.paths)
    offered = {name for name, _ in listing.unsettled}
    shelf = backup.read_shelf(store.paths)
    for name in sorted(shelf.copies):
        path = store.paths.folder / name
        data = atomic_io.read_bytes(path) if name in listing.files else None
        try:
            present = event_file.parse_document(data) if data is not None else None
        except (DamagedError, NewerError):
            continue  # found by the other looks
        lost = shelf.ids(name) - (present.ids if present else frozenset())
        if not lost or name in offered or lost <= backup.ids_restores_removed(store.paths, name):
            continue
        what = f"{len(lost)} entries are in backups and no longer in the profile"
        if not mend:
            yield Finding("wrong", name, what)
            continue
        if data is not None:
            atomic_io.copy_aside(path, data, store.paths.set_aside, "before-merge")
        joined = join_documents(name, [*([present] if present else []), *shelf.copies[name]])
        atomic_io.make_folder(path.parent)
        atomic_io.write_atomic(path, joined.text.encode("utf-8"))
        yield Finding("mended", name, f"{what}; they were put back")


def _modes(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """Nobody else may read what the user wrote."""
    paths = store.paths
    private = [
        paths.folder,
        paths.assessments,
        paths.set_aside,
        paths.backups,
        paths.drafts,
        *(paths.folder / name for name in list_profile(paths).files),
        *(path for _, _, path in backup.list_backups(paths)),
    ]
    exposed = [path for path in private if path.exists() and atomic_io.is_open_to_others(path)]
    if not exposed:
        yield Finding("fine", "access", "only you can read your data")
    for path in exposed:
        if mend and not path.is_symlink():
            atomic_io.make_private(path)
        yield Finding("mended" if mend else "wrong", path.name, "others could read it")


def _leftovers(store: ProfileStore, mend: bool) -> Iterator[Finding]:  # noqa: ARG001  only looked at
    """Links in place of files, files that were set aside, and half-written ones of a killed
    process, which opening the profile for writing has removed."""
    for name in list_profile(store.paths).files:
        if (store.paths.folder / name).is_symlink():
            what = "a link: it is read and backed up, and the next save puts a file in its place"
            yield Finding("note", name, what)
    for name in list_profile(store.paths).leftovers:
        what = "half-written by a process that was killed; its old version is whole"
        yield Finding("wrong" if store.barred_reason else "note", name, what)
    kept = sorted(store.paths.set_aside.iterdir()) if store.paths.set_aside.is_dir() else []
    if kept:
        yield Finding("fine", "set aside", f"{len(kept)} in {store.paths.set_aside}")


def _backups(store: ProfileStore, mend: bool) -> Iterator[Finding]:  # noqa: ARG001  only looked at
    """Every automatic backup can be read, and what is in it."""
    shelf = backup.read_shelf(store.paths)
    for reason in shelf.failed:
        yield Finding("wrong", "backups", reason)
    for name, files in shelf.damaged.items():
        yield Finding("note", name, f"damaged in this backup: {', '.join(files)}")
    sound = len(backup.list_backups(store.paths)) - len(shelf.failed) - len(shelf.damaged)
    yield Finding("fine", "backups", f"{sound} whole" if sound else "none yet")


def _runs(store: ProfileStore, mend: bool) -> Iterator[Finding]:  # noqa: ARG001  only looked at
    """Whether the assessment went on side by side somewhere."""
    ends = open_profile(store.paths, write=False).run_ends()
    if len(ends) > 1:
        days = ", ".join(end[:10] for end in ends)
        yield Finding("note", "runs", f"{len(ends)} went on side by side ({days}); all count")
