"""Copies of a whole profile in one zip file each: made, checked, compared and restored.

Automatic ones are numbered, so that a clock that jumps changes neither their order nor which are
kept. A backup holds the journal and the assessments, and a manifest with a hash of each.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pmcoach.store import atomic_io, event_file
from pmcoach.store.errors import StoreError
from pmcoach.store.event_file import DamagedError, Document, NewerError
from pmcoach.store.listing import is_profile_file, list_profile
from pmcoach.store.paths import ProfilePaths
from pmcoach.store.profile import ProfileStore

FORMAT = 1
MANIFEST = "pmcoach-backup.json"
MOST_BACKUPS = 10
"""How many automatic backups are kept."""
AUTOMATIC = re.compile(r"(\d{6})-(\d{4}-\d{2}-\d{2})\.zip")
MAX_BACKUP = 200_000_000
"""Bytes a backup may have, packed or unpacked, to be read."""
MAX_FILES = 100_000
BEFORE_RESTORE = "before-restore"
"""The folder of what a restore replaced, under set-aside, with a number."""


@dataclass(frozen=True)
class Backup:
    """A backup that was read. ``files`` maps a path from the profile's folder to its bytes."""

    made_at: str
    profile: str
    files: Mapping[str, bytes]
    unreadable: Mapping[str, str] = field(default_factory=dict)
    """Files that it should hold and that cannot be read, each with the reason."""
    sound: bool = False
    """Whether every file in it was read and found whole when it was made."""


@dataclass(frozen=True)
class BackupMade:
    """A backup that was made, and what is wrong with it."""

    path: Path
    files: int
    damaged: Mapping[str, str] = field(default_factory=dict)
    """Files in it that are damaged, each with the reason."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Files of the profile that it lacks, each with the reason."""


@dataclass(frozen=True)
class FileChange:
    """What restoring would do to one file."""

    name: str
    what: str
    """new, replaced, the same, or taken away"""
    events_now: int
    events_then: int
    note: str = ""
    """What is wrong with the copy in the backup, or nothing."""


def make_backup(
    paths: ProfilePaths, to: Path, now: dt.datetime, *, overwrite: bool = False
) -> BackupMade:
    """Write a backup of whatever can be read of a profile to ``to``, and read it back. Raises
    StoreError."""
    if os.path.lexists(to) and not overwrite:
        raise StoreError(f"{to} exists already: choose another name, or --force.")
    listing = list_profile(paths)
    files: dict[str, bytes] = {}
    left_out: dict[str, str] = {}
    for name in listing.files:
        try:
            files[name] = atomic_io.read_bytes(paths.folder / name)
        except StoreError as error:
            left_out[name] = str(error)
    for name, copy in listing.unsettled:
        left_out[name] = f"it was damaged and lies in {copy}"
    if not files:
        raise StoreError(
            f"There is nothing to back up in {paths.folder}."
            if not left_out
            else f"Nothing of {paths.folder} can be read. {next(iter(left_out.values()))}"
        )
    damaged = {name: why for name, data in files.items() if (why := _damage(data))}
    _write(paths, to, files, now, sound=not (damaged or left_out))
    return BackupMade(to, len(files), damaged, left_out)


def _write(
    paths: ProfilePaths, to: Path, files: Mapping[str, bytes], now: dt.datetime, *, sound: bool
) -> None:
    data = pack_backup(paths.name, files, now, sound=sound)
    if unpack_backup(data, str(to)).files != files:
        raise StoreError(f"{to} was not written: the backup could not be read back.")
    atomic_io.make_folder(to.parent)
    atomic_io.write_atomic(to, data, paths.pending)


def _damage(data: bytes) -> str:
    """Why a file cannot be used, or nothing. One of a newer version can be, by that."""
    try:
        event_file.parse_document(data)
    except DamagedError as error:
        return str(error)
    except NewerError:
        return ""
    return ""


def pack_backup(
    profile: str, files: Mapping[str, bytes], now: dt.datetime, *, sound: bool = False
) -> bytes:
    """The zip of a backup."""
    manifest = {
        "format": FORMAT,
        "profile": profile,
        "made_at": now.isoformat(),
        "sound": sound,
        "files": {name: _digest(data) for name, data in files.items()},
    }
    archive_bytes = io.BytesIO()
    with zipfile.ZipFile(archive_bytes, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in {MANIFEST: json.dumps(manifest, indent=1).encode(), **files}.items():
            # Zip knows no years before 1980, and a clock may be anywhere: no time is written.
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = atomic_io.FILE_MODE << 16
            archive.writestr(member, data)
    return archive_bytes.getvalue()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_backup(path: Path) -> Backup:
    """A backup file, every hash checked. Raises StoreError."""
    return unpack_backup(atomic_io.read_bytes(path, MAX_BACKUP), str(path))


def unpack_backup(data: bytes, where: str) -> Backup:
    """The backup in ``data``. Only names that a profile has are taken, whatever else the archive
    holds; a file in it that is damaged is left out and named.

    Raises:
        StoreError: It is not a backup, is newer, too large, or nothing in it can be read.
    """
    files: dict[str, bytes] = {}
    unreadable: dict[str, str] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_FILES or sum(one.file_size for one in members) > MAX_BACKUP:
                raise StoreError(f"{where} is too large to be a backup of pmcoach's.")
            manifest = json.loads(_member(archive, MANIFEST))
            if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
                raise StoreError(f"{where} is not a backup of pmcoach's.")
            if manifest.get("format") != FORMAT:
                raise StoreError(
                    f"{where} has a format that this pmcoach does not read. Update pmcoach."
                )
            for name, digest in manifest["files"].items():
                if not is_profile_file(name):
                    raise StoreError(f"{where} holds a file that no profile has.")
                try:
                    member = _member(archive, name)
                except Exception as error:  # noqa: BLE001  zlib and lzma have errors of their own
                    unreadable[name] = f"it cannot be unpacked ({type(error).__name__})"
                    continue
                if _digest(member) == digest:
                    files[name] = member
                else:
                    unreadable[name] = "it is not what was backed up"
    except Exception as error:
        # Whatever zipfile or json make of it, the archive is at fault.
        if isinstance(error, StoreError):
            raise
        raise StoreError(f"{where} is not a backup of pmcoach's, or is damaged.") from error
    if not files:
        raise StoreError(f"{where} holds no file that can be read.")
    return Backup(
        str(manifest.get("made_at", "")),
        str(manifest.get("profile", "")),
        files,
        unreadable,
        manifest.get("sound") is True,
    )


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        data = file.read(atomic_io.MAX_FILE + 1)
    if len(data) > atomic_io.MAX_FILE:
        raise ValueError("too large")
    return data


def make_daily_backup(store: ProfileStore, now: dt.datetime) -> BackupMade | None:
    """The day's backup, if there is none yet and something changed since the last; old ones are
    then thinned out. None where none was made.

    None is made while anything is damaged, so that no bad copy takes a good one's place.

    Raises:
        StoreError: None could be made, or it would have held something damaged.
    """
    if store.problems or store.read_only:
        return None
    paths = store.paths
    today = now.astimezone().date().isoformat()
    present = list_backups(paths)
    if any(date == today for _, date, _ in present):
        return None
    files = {name: atomic_io.read_bytes(paths.folder / name) for name in list_profile(paths).files}
    last = _read_or_none(present[-1][2]) if present else None
    if not files or (last is not None and last.files == files and not last.unreadable):
        return None
    known = last.files if last is not None and last.sound else {}
    for name, data in files.items():
        # What is as it was in a backup that was checked need not be read again.
        if known.get(name) != data and (why := _damage(data)):
            raise StoreError(f"{name} is damaged ({why}): run pmcoach doctor.")
    number = present[-1][0] + 1 if present else 1
    to = paths.backups / f"{number:06}-{today}.zip"
    _write(paths, to, files, now, sound=True)
    missing = _missing(paths, files, last.files if last is not None else {})
    _thin_out(paths, files)
    return BackupMade(to, len(files), left_out=missing)


def _missing(
    paths: ProfilePaths, files: Mapping[str, bytes], earlier: Mapping[str, bytes]
) -> dict[str, str]:
    """What an earlier backup has that the profile lacks, without a restore having taken it away."""
    reasons: dict[str, str] = {}
    for name, data in earlier.items():
        lost = _ids(data) - _ids(files[name]) if name in files else _ids(data)
        if lost and not lost <= ids_restores_removed(paths, name):
            reasons[name] = f"{len(lost)} entries that the last backup has are no longer in it"
    return reasons


def ids_restores_removed(paths: ProfilePaths, name: str) -> frozenset[str]:
    """The ids of all events that a restore moved out of a file, as kept beside the profile."""
    ids: set[str] = set()
    file = name.rpartition("/")[2]
    for copy in paths.set_aside.glob(f"{BEFORE_RESTORE}-*/{file}"):
        with contextlib.suppress(StoreError):
            ids |= _ids(atomic_io.read_bytes(copy))
    return frozenset(ids)


def _ids(data: bytes) -> frozenset[str]:
    """The ids of all events in a file, or of what is intact in it."""
    try:
        return event_file.parse_document(data).ids
    except (DamagedError, NewerError):
        intact = event_file.salvage_document(data)
        return intact.ids if intact else frozenset()


def _thin_out(paths: ProfilePaths, files: Mapping[str, bytes]) -> None:
    """Remove the oldest backups, but none that has anything the newest lacks."""
    for _, _, path in list_backups(paths)[:-MOST_BACKUPS]:
        old = _read_or_none(path)
        if old is not None and all(
            data == files.get(name) or (name in files and _ids(data) <= _ids(files[name]))
            for name, data in old.files.items()
        ):
            atomic_io.remove_file(path)


def _read_or_none(path: Path) -> Backup | None:
    try:
        return read_backup(path)
    except StoreError:
        return None


def list_backups(paths: ProfilePaths) -> list[tuple[int, str, Path]]:
    """The automatic backups, oldest first: number, date, path."""
    try:
        names = os.listdir(paths.backups)
    except OSError:
        return []
    found = [(found, name) for name in names if (found := AUTOMATIC.fullmatch(name))]
    return sorted((int(m[1]), m[2], paths.backups / name) for m, name in found)


@dataclass(frozen=True)
class BackupShelf:
    """All that the automatic backups hold and that can be read."""

    copies: Mapping[str, tuple[Document, ...]]
    """The copies of each file, the newest first, none twice."""
    newest: Mapping[str, Path]
    """The newest backup that has a readable copy of a file."""
    failed: tuple[str, ...]
    """What could not be read."""
    damaged: Mapping[str, tuple[str, ...]]
    """Files that cannot be read in a backup, by the backup's name."""

    def ids(self, name: str) -> frozenset[str]:
        """The ids of all events that any copy of a file has."""
        return frozenset[str]().union(*(copy.ids for copy in self.copies.get(name, ())))


def read_shelf(paths: ProfilePaths) -> BackupShelf:
    """Read every automatic backup."""
    parsed: dict[str, Document | None] = {}
    copies: dict[str, dict[str, Document]] = {}
    newest: dict[str, Path] = {}
    failed: list[str] = []
    damaged: dict[str, tuple[str, ...]] = {}
    for _, _, path in reversed(list_backups(paths)):
        try:
            backup = read_backup(path)
        except StoreError as error:
            failed.append(str(error))
            continue
        bad = list(backup.unreadable)
        for name, data in backup.files.items():
            digest = _digest(data)
            if digest not in parsed:
                parsed[digest] = _parsed(data)
            copy = parsed[digest]
            if copy is None:
                bad.append(name)
            else:
                copies.setdefault(name, {}).setdefault(digest, copy)
                newest.setdefault(name, path)
        if bad:
            damaged[path.name] = tuple(bad)
    return BackupShelf(
        {name: tuple(by_digest.values()) for name, by_digest in copies.items()},
        newest,
        tuple(failed),
        damaged,
    )


def _parsed(data: bytes) -> Document | None:
    try:
        return event_file.parse_document(data)
    except (DamagedError, NewerError):
        return None


def list_changes(paths: ProfilePaths, backup: Backup) -> list[FileChange]:
    """What restoring a backup would change, file by file."""
    present: dict[str, bytes | None] = {}
    for name in list_profile(paths).files:
        try:
            present[name] = atomic_io.read_bytes(paths.folder / name)
        except StoreError:
            present[name] = None  # it is there, whatever it holds
    changes: list[FileChange] = []
    for name in sorted({*present, *backup.files, *backup.unreadable}):
        now = present.get(name)
        then, note = _usable(backup, name)
        if then is None and note:
            what = "left as it is" if name in present else "left out"
        elif then is None:
            what = "taken away"
        elif name not in present:
            what = "new"
        else:
            what = "the same" if then == now else "replaced"
        changes.append(FileChange(name, what, _count(now), _count(then), note))
    return changes


def _usable(backup: Backup, name: str) -> tuple[bytes | None, str]:
    """What of a file in a backup can be put back, and what is wrong with it."""
    data = backup.files.get(name)
    if data is None:
        return None, backup.unreadable.get(name, "")
    why = _damage(data)
    if not why:
        return data, ""
    intact = event_file.salvage_document(data)
    if intact is None:
        return None, f"it is damaged in the backup: {why}"
    try:
        text = event_file.merge_documents([intact]).text
    except DamagedError as error:
        return None, f"it is damaged in the backup: {error}"
    note = f"it is damaged in the backup; {len(intact.events)} entries of it are intact"
    return text.encode("utf-8"), note


def _count(data: bytes | None) -> int:
    """How many events a file holds; 0 where it cannot be read."""
    return len(_ids(data)) if data is not None else 0


def restore_backup(store: ProfileStore, backup: Backup) -> Path | None:
    """Put a profile back as a backup has it, as far as that can be read. Whatever this replaces or
    takes away is moved to the folder that is returned (None where nothing was). Raises StoreError;
    then what was not yet done can be done by restoring again."""
    store.require_repairable()
    paths = store.paths
    replaced = paths.set_aside / _free_name(paths.set_aside, BEFORE_RESTORE)
    moved = False
    for change in list_changes(paths, backup):
        path = paths.folder / change.name
        if change.what in {"replaced", "taken away"}:
            atomic_io.make_folder(replaced)
            keep = replaced / path.name
            try:
                present = atomic_io.read_bytes(path) if change.what == "replaced" else None
            except StoreError:
                present = None
            if present is not None:
                # Copied, not moved: at no moment is the profile without the file.
                atomic_io.write_atomic(keep, present)
            else:
                atomic_io.move_durably(path, keep)
            moved = True
        if change.what in {"new", "replaced"}:
            data, _ = _usable(backup, change.name)
            if data is not None:
                atomic_io.make_folder(path.parent)
                atomic_io.write_atomic(path, data)
    return replaced if moved else None


def _free_name(folder: Path, stem: str) -> str:
    number = 1
    while os.path.lexists(folder / f"{stem}-{number}"):
        number += 1
    return f"{stem}-{number}"
