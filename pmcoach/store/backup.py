"""Copies of a whole profile in one zip file each: made, checked, compared and restored.

Automatic ones are numbered, so that a clock that jumps changes neither their order nor which are
kept. A backup holds the journal and the assessments, and a manifest with a hash of each.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pmcoach.store import disk, document
from pmcoach.store.disk import StoreError
from pmcoach.store.document import DamagedError, Document, NewerError
from pmcoach.store.paths import ProfilePaths
from pmcoach.store.profile import ASSESSMENT_FILE, ProfileStore

FORMAT = 1
MANIFEST = "pmcoach-backup.json"
KEPT = 10
"""How many automatic backups are kept."""
AUTOMATIC = re.compile(r"(\d{6})-(\d{4}-\d{2}-\d{2})\.zip")
MAX_BACKUP = 200_000_000
"""Bytes a backup may have, packed or unpacked, to be read."""
MAX_FILES = 100_000


@dataclass(frozen=True)
class Backup:
    """A backup that was read whole and whose hashes fit. ``files`` maps a path from the profile's
    folder to its bytes."""

    made_at: str
    profile: str
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class Change:
    """What restoring would do to one file."""

    name: str
    what: str
    """new, replaced, the same, or taken away"""
    events_now: int
    events_then: int


def profile_files(paths: ProfilePaths) -> dict[str, Path]:
    """The files that make a profile, by their path from its folder."""
    found: dict[str, Path] = {}
    if paths.journal.is_file() and not paths.journal.is_symlink():
        found[paths.journal.name] = paths.journal
    try:
        names = sorted(os.listdir(paths.assessments))
    except OSError:
        names = []
    for name in names:
        path = paths.assessments / name
        if ASSESSMENT_FILE.fullmatch(name) and path.is_file() and not path.is_symlink():
            found[f"assessments/{name}"] = path
    return found


def make(paths: ProfilePaths, to: Path, now: dt.datetime, *, overwrite: bool = False) -> int:
    """Write a backup of a profile to ``to``, read it back, and return how many files it holds.
    Raises StoreError."""
    if os.path.lexists(to) and not overwrite:
        raise StoreError(f"{to} exists already: choose another name, or --force.")
    files = {name: disk.read_bytes(path) for name, path in profile_files(paths).items()}
    if not files:
        raise StoreError(f"There is nothing to back up in {paths.folder}.")
    data = pack(paths.name, files, now)
    unpack(data, str(to))
    disk.make_folder(to.parent)
    disk.write_atomic(to, data)
    return len(files)


def pack(profile: str, files: Mapping[str, bytes], now: dt.datetime) -> bytes:
    """The zip of a backup."""
    manifest = {
        "format": FORMAT,
        "profile": profile,
        "made_at": now.isoformat(),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def read(path: Path) -> Backup:
    """A backup file, every hash checked. Raises StoreError."""
    return unpack(disk.read_bytes(path, MAX_BACKUP), str(path))


def unpack(data: bytes, where: str) -> Backup:
    """The backup in ``data``. Only names that a profile has are taken, whatever else the archive
    holds; raises StoreError where it is not a backup, damaged, newer or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > MAX_FILES or sum(one.file_size for one in listed) > MAX_BACKUP:
                raise StoreError(f"{where} is too large to be a backup of pmcoach's.")
            manifest = json.loads(_member(archive, MANIFEST))
            if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
                raise StoreError(f"{where} is not a backup of pmcoach's.")
            if manifest.get("format") != FORMAT:
                raise StoreError(
                    f"{where} has a format that this pmcoach does not read. Update pmcoach."
                )
            files: dict[str, bytes] = {}
            for name, digest in manifest["files"].items():
                if not is_profile_file(name):
                    raise StoreError(f"{where} holds a file that no profile has.")
                files[name] = _member(archive, name)
                if hashlib.sha256(files[name]).hexdigest() != digest:
                    raise StoreError(f"{where} is damaged at {name}.")
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
        RecursionError,
        zipfile.LargeZipFile,
    ) as error:
        raise StoreError(f"{where} is not a backup of pmcoach's, or is damaged.") from error
    except Exception as error:
        # zlib and lzma have errors of their own; whatever it is, the archive is at fault.
        if isinstance(error, StoreError):
            raise
        raise StoreError(f"{where} is damaged.") from error
    return Backup(str(manifest.get("made_at", "")), str(manifest.get("profile", "")), files)


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        data = file.read(disk.MAX_FILE + 1)
    if len(data) > disk.MAX_FILE:
        raise ValueError("too large")
    return data


def is_profile_file(name: object) -> bool:
    """Whether a name in an archive is one that a profile has: nothing can lead elsewhere."""
    if not isinstance(name, str):
        return False
    folder, _, file = name.rpartition("/")
    return name == "journal.toml" or (
        folder == "assessments" and ASSESSMENT_FILE.fullmatch(file) is not None
    )


def automatic(store: ProfileStore, now: dt.datetime) -> Path | None:
    """The day's backup, if there is none yet and something changed since the last; old ones are
    then thinned. None where none was made. Raises StoreError.

    Nothing is backed up while anything is damaged, so that no bad copy takes a good one's place.
    """
    if store.problems or store.read_only:
        return None
    today = now.astimezone().date().isoformat()
    present = listed(store.paths)
    if any(date == today for _, date, _ in present):
        return None
    files = profile_files(store.paths)
    if not files or (present and _same(present[-1][2], files)):
        return None
    number = present[-1][0] + 1 if present else 1
    to = store.paths.backups / f"{number:06}-{today}.zip"
    make(store.paths, to, now)
    for _, _, old in listed(store.paths)[:-KEPT]:
        disk.remove(old)
    return to


def listed(paths: ProfilePaths) -> list[tuple[int, str, Path]]:
    """The automatic backups, oldest first: number, date, path."""
    try:
        names = os.listdir(paths.backups)
    except OSError:
        return []
    found = [(found, name) for name in names if (found := AUTOMATIC.fullmatch(name))]
    return sorted((int(m[1]), m[2], paths.backups / name) for m, name in found)


def _same(backup: Path, files: Mapping[str, Path]) -> bool:
    try:
        held = read(backup)
        return held.files == {name: disk.read_bytes(path) for name, path in files.items()}
    except StoreError:
        return False


def last_good(paths: ProfilePaths, name: str) -> tuple[Path, Document] | None:
    """The newest automatic backup that holds a readable copy of a file, and that copy."""
    for _, _, path in reversed(listed(paths)):
        try:
            data = read(path).files.get(name)
            if data is not None:
                return path, document.parse(data)
        except (StoreError, DamagedError, NewerError):
            continue
    return None


def differences(paths: ProfilePaths, backup: Backup) -> list[Change]:
    """What restoring a backup would change, file by file."""
    now = profile_files(paths)
    changes: list[Change] = []
    for name in sorted({*now, *backup.files}):
        present = disk.read_bytes(now[name]) if name in now else None
        then = backup.files.get(name)
        what = (
            "taken away"
            if then is None
            else "new"
            if present is None
            else "the same"
            if then == present
            else "replaced"
        )
        changes.append(Change(name, what, _count(present), _count(then)))
    return changes


def _count(data: bytes | None) -> int:
    """How many events a file holds; 0 where it cannot be read."""
    if data is None:
        return 0
    try:
        return len(document.parse(data).events)
    except (DamagedError, NewerError):
        return 0


def restore(store: ProfileStore, backup: Backup) -> Path | None:
    """Put a profile back as a backup has it. Whatever this replaces or takes away is moved to the
    folder that is returned (None where nothing was). Raises StoreError; then what was not yet
    done can be done by restoring again."""
    store.must_write()
    paths = store.paths
    for data in backup.files.values():
        try:
            document.parse(data)
        except (DamagedError, NewerError) as error:
            raise StoreError(f"The backup cannot be used: a file in it is {error}.") from error
    replaced = paths.set_aside / _free_name(paths.set_aside, "before-restore")
    moved = False
    for change in differences(paths, backup):
        path = paths.folder / change.name
        if change.what in {"replaced", "taken away"}:
            disk.make_folder(replaced)
            keep = replaced / path.name
            if change.what == "replaced":
                # Copied, not moved: at no moment is the profile without the file.
                disk.write_atomic(keep, disk.read_bytes(path))
            else:
                disk.move_durably(path, keep)
            moved = True
        if change.what in {"new", "replaced"}:
            disk.make_folder(path.parent)
            disk.write_atomic(path, backup.files[change.name])
    return replaced if moved else None


def _free_name(folder: Path, stem: str) -> str:
    number = 1
    while os.path.lexists(folder / f"{stem}-{number}"):
        number += 1
    return f"{stem}-{number}"
