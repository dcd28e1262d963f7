"""Looking over everything that a profile has on disk, and mending only what is safe to mend."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pmcoach.store import backup, disk, document
from pmcoach.store.disk import StoreError
from pmcoach.store.document import DamagedError, Document, NewerError
from pmcoach.store.profile import ASSESSMENT_FILE, ProfileStore

Verdict = Literal["fine", "mended", "wrong"]

COPY = re.compile(
    r"(?P<stem>journal|\d{4}-\d{2}-\d{2}T\d{6}Z-[a-z]+-[0-9a-z]{4,12})"
    r"(?P<mark>[ ._~-].{1,150})?(?P<end>\.toml)(?P<tail>~|\.orig|[._~-].{1,100})?"
)
"""A file that some tool made beside one of ours: "x.sync-conflict-....toml", "x (1).toml",
"x (conflicted copy).toml", "x.toml.orig", "x~HEAD.toml"."""


@dataclass(frozen=True)
class Finding:
    """What was looked at, what is wrong if anything, and what was done."""

    verdict: Verdict
    about: str
    what: str


def examine(store: ProfileStore, *, mend: bool = True) -> list[Finding]:
    """Look over the profile of an opened store; with ``mend``, mend what is safe. Everything that
    is replaced is kept under set-aside."""
    mend = mend and not store.blocked
    found: list[Finding] = []
    for step in (_problems, _conflicts, _copies, _files, _modes, _leftovers, _backups):
        try:
            found += step(store, mend)
        except StoreError as error:
            found.append(Finding("wrong", step.__name__.strip("_"), str(error)))
    return found


def _problems(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """What opening the profile already met; damaged files are put back from what is intact."""
    for problem in store.problems:
        if problem.kept is None:
            if "conflict" not in problem.why:
                yield Finding("wrong", problem.path.name, f"{problem.why}; {problem.done}")
            continue
        yield from put_back(
            store, problem.path, problem.intact, f"{problem.why}; {problem.done}", mend=mend
        )


def put_back(
    store: ProfileStore, path: Path, intact: Document | None, why: str, *, mend: bool
) -> Iterator[Finding]:
    """Make a damaged file whole again from its intact events and its last backup."""
    good = backup.last_good(store.paths, path.relative_to(store.paths.folder).as_posix())
    copies = [one for one in (good[1] if good else None, intact) if one is not None]
    if not copies or not mend:
        yield Finding("wrong", path.name, f"{why}; no copy of it was found" if not copies else why)
        return
    # What was written since the file was set aside comes first and stays.
    present = [document.parse(disk.read_bytes(path))] if path.exists() else []
    whole = document.merged([*present, *copies])
    disk.write_atomic(path, whole.text.encode("utf-8"))
    sources = " and ".join(
        [*(["the last backup"] if good else []), *(["what is intact"] if intact else [])]
    )
    yield Finding(
        "mended", path.name, f"{why}; {len(whole.events)} events were put back from {sources}"
    )


def _conflicts(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """Files that git left with conflict markers: both sides are kept."""
    for name, path in backup.profile_files(store.paths).items():
        data = disk.read_bytes(path)
        sides = document.conflict_sides(data)
        if sides is None:
            continue
        try:
            whole = document.merged([document.parse(side) for side in sides])
        except (DamagedError, NewerError) as error:
            yield Finding("wrong", name, f"git left a conflict in it, and one side is {error}")
            continue
        if not mend:
            yield Finding("wrong", name, "git left a conflict in it")
            continue
        kept = disk.copy_aside(path, data, store.paths.set_aside, "git-conflict")
        disk.write_atomic(path, whole.text.encode("utf-8"))
        yield Finding(
            "mended",
            name,
            f"git left a conflict in it; both sides were merged, "
            f"{len(whole.events)} events; the file as it was: {kept}",
        )


def _copies(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """Conflicting copies that sync tools left: merged as a union of events, none dropped."""
    for folder in (store.paths.folder, store.paths.assessments):
        for name in sorted(os.listdir(folder)) if folder.is_dir() else []:
            path = folder / name
            found = COPY.fullmatch(name)
            if found is None or not (found["mark"] or found["tail"]) or not path.is_file():
                continue
            own = folder / f"{found['stem']}.toml"
            if own.name != "journal.toml" and not ASSESSMENT_FILE.fullmatch(own.name):
                continue
            yield from _merge_copy(store, own, path, mend)


def _merge_copy(store: ProfileStore, own: Path, copy: Path, mend: bool) -> Iterator[Finding]:
    if not mend:
        yield Finding("wrong", copy.name, f"a copy of {own.name} that some other tool left")
        return
    try:
        theirs = document.parse(disk.read_bytes(copy))
        present = [document.parse(disk.read_bytes(own))] if own.exists() else []
    except (DamagedError, NewerError) as error:
        kept = disk.set_aside(copy, store.paths.set_aside, "copy")
        yield Finding("wrong", copy.name, f"a copy of {own.name} that is {error}; moved to {kept}")
        return
    known = {event.id for one in present for event in one.events}
    fresh = [event for event in theirs.events if event.id not in known]
    if fresh or not present:
        whole = document.merged([*present, theirs])
        if present:
            disk.copy_aside(own, disk.read_bytes(own), store.paths.set_aside, "before-merge")
        disk.write_atomic(own, whole.text.encode("utf-8"))
    kept = disk.set_aside(copy, store.paths.set_aside, "merged")
    yield Finding(
        "mended",
        copy.name,
        f"merged into {own.name}: {len(fresh)} events were new; the copy is kept as {kept}",
    )


def _files(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """Every file of the profile can be read whole, old assessments too."""
    good = events = 0
    for name, path in backup.profile_files(store.paths).items():
        data = disk.read_bytes(path)
        try:
            whole = document.parse(data)
        except NewerError as error:
            yield Finding("wrong", name, f"{error}; update pmcoach")
            continue
        except DamagedError as error:
            if document.conflict_sides(data) is not None:
                continue
            if not mend:
                yield Finding("wrong", name, str(error))
                continue
            kept = disk.set_aside(path, store.paths.set_aside, "damaged")
            yield from put_back(
                store, path, document.salvage(data), f"{error}; moved to {kept}", mend=mend
            )
            continue
        good += 1
        events += len(whole.events)
    yield Finding("fine", "files", f"{good} readable, {events} events")


def _modes(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """Nobody else may read what the user wrote."""
    paths = store.paths
    mine = [
        paths.folder,
        paths.assessments,
        paths.set_aside,
        paths.backups,
        paths.drafts,
        *backup.profile_files(paths).values(),
        *(path for _, _, path in backup.listed(paths)),
    ]
    changed = [path for path in mine if path.exists() and _open_to_others(path)]
    if not changed:
        yield Finding("fine", "access", "only you can read your data")
    for path in changed:
        if mend:
            disk.protect(path)
        yield Finding("mended" if mend else "wrong", path.name, "others could read it")


def _open_to_others(path: Path) -> bool:
    return path.lstat().st_mode & 0o077 != 0


def _leftovers(store: ProfileStore, mend: bool) -> Iterator[Finding]:
    """Files that were set aside, and half-written ones of a killed process."""
    for folder in (store.paths.folder, store.paths.assessments, store.paths.backups):
        for path in sorted(folder.glob(f".*{disk.TEMP_MARK}*")):
            if mend:
                disk.remove(path)
            yield Finding(
                "mended" if mend else "wrong",
                path.name,
                "half-written by a process that was killed; its old version is whole"
                + ("; removed" if mend else ""),
            )
    kept = sorted(store.paths.set_aside.iterdir()) if store.paths.set_aside.is_dir() else []
    if kept:
        yield Finding("fine", "set aside", f"{len(kept)} in {store.paths.set_aside}")


def _backups(store: ProfileStore, mend: bool) -> Iterator[Finding]:  # noqa: ARG001  only looked at
    """Every automatic backup can be restored."""
    good = 0
    for _, _, path in backup.listed(store.paths):
        try:
            backup.read(path)
            good += 1
        except StoreError as error:
            yield Finding("wrong", path.name, f"cannot be restored. {error}")
    yield Finding("fine", "backups", f"{good} whole" if good else "none yet")
