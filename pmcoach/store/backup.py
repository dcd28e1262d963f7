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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pmcoach.store import atomic_io, event_file
from pmcoach.store.errors import StoreError
from pmcoach.store.event_file import DamagedError, Document
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


class AutomaticBackup(NamedTuple):
    """A daily backup, by its file's name."""

    number: int
    date: str
    path: Path


@dataclass(frozen=True)
class FileChange:
    """What restoring would do to one file."""

    name: str
    what: str
    """new, replaced, the same, taken away, left out or left as it is"""
    events_now: int
    events_then: int
    note: str = ""
    """What is wrong with the copy in the backup, or nothing."""
    content: bytes | None = field(default=None, repr=False)
    """What the file would hold; None where nothing of it can be put back."""


def make_backup(
    paths: ProfilePaths, path: Path, now: dt.datetime, *, overwrite: bool = False
) -> BackupMade:
    """Write a backup of whatever can be read of a profile to ``path``, and read it back. Raises
    StoreError."""
    if os.path.lexists(path) and not overwrite:
        raise StoreError(f"{path} exists already: choose another name, or --force.")
    listing = list_profile(paths)
    files, left_out_reasons = _read_files(paths, listing.files)
    left_out_reasons |= {
        name: f"it was damaged and lies in {copy}" for name, copy in listing.unsettled
    }
    if not files:
        raise StoreError(
            f"There is nothing to back up in {paths.folder}."
            if not left_out_reasons
            else f"Nothing of {paths.folder} can be read. {next(iter(left_out_reasons.values()))}"
        )
    damage_by_name = {
        name: damage
        for name, content in files.items()
        if (damage := event_file.find_damage(content))
    }
    _write_backup(paths, path, files, now, sound=not (damage_by_name or left_out_reasons))
    return BackupMade(path, len(files), damage_by_name, left_out_reasons)


def _read_files(
    paths: ProfilePaths, names: Iterable[str]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files of a profile that can be read, and why the others cannot."""
    files: dict[str, bytes] = {}
    unreadable_reasons: dict[str, str] = {}
    for name in names:
        try:
            files[name] = atomic_io.read_bytes(paths.folder / name)
        except StoreError as error:
            unreadable_reasons[name] = str(error)
    return files, unreadable_reasons


def _write_backup(
    paths: ProfilePaths, path: Path, files: Mapping[str, bytes], now: dt.datetime, *, sound: bool
) -> None:
    packed_backup = pack_backup(paths.name, files, now, sound=sound)
    if unpack_backup(packed_backup, str(path)).files != files:
        raise StoreError(f"{path} was not written: the backup could not be read back.")
    atomic_io.make_folder(path.parent)
    atomic_io.write_atomic(path, packed_backup, paths.pending)


def pack_backup(
    profile: str, files: Mapping[str, bytes], now: dt.datetime, *, sound: bool = False
) -> bytes:
    """The zip of a backup."""
    manifest = {
        "format": FORMAT,
        "profile": profile,
        "made_at": now.isoformat(),
        "sound": sound,
        "files": {name: _digest(content) for name, content in files.items()},
    }
    archive_bytes = io.BytesIO()
    with zipfile.ZipFile(archive_bytes, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in {MANIFEST: json.dumps(manifest, indent=1).encode(), **files}.items():
            # Zip knows no years before 1980, and a clock may be anywhere: no time is written.
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = atomic_io.FILE_MODE << 16
            archive.writestr(member, content)
    return archive_bytes.getvalue()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_backup(path: Path) -> Backup:
    """A backup file, every hash checked. Raises StoreError."""
    return unpack_backup(atomic_io.read_bytes(path, MAX_BACKUP), str(path))


def unpack_backup(packed_backup: bytes, backup_name: str) -> Backup:
    """The backup in the bytes of a zip. Only names that a profile has are taken, whatever else the
    archive holds; a file in it that is damaged is left out and named.

    Raises:
        StoreError: It is not a backup, is newer, too large, or nothing in it can be read.
    """
    files: dict[str, bytes] = {}
    unreadable_reasons: dict[str, str] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(packed_backup)) as archive:
            sizes = [member.file_size for member in archive.infolist()]
            if len(sizes) > MAX_FILES or sum(sizes) > MAX_BACKUP:
                raise StoreError(f"{backup_name} is too large to be a backup of pmcoach's.")
            manifest = json.loads(_read_member(archive, MANIFEST))
            if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
                raise StoreError(f"{backup_name} is not a backup of pmcoach's.")
            if manifest.get("format") != FORMAT:
                raise StoreError(
                    f"{backup_name} has a format that this pmcoach does not read. Update pmcoach."
                )
            for name, digest in manifest["files"].items():
                if not is_profile_file(name):
                    raise StoreError(f"{backup_name} holds a file that no profile has.")
                try:
                    content = _read_member(archive, name)
                except Exception as error:  # noqa: BLE001  zlib and lzma have errors of their own
                    unreadable_reasons[name] = f"it cannot be unpacked ({type(error).__name__})"
                else:
                    if _digest(content) == digest:
                        files[name] = content
                    else:
                        unreadable_reasons[name] = "it is not what was backed up"
    except StoreError:
        raise
    except Exception as error:
        # Whatever zipfile or json make of it, the archive is at fault.
        raise StoreError(f"{backup_name} is not a backup of pmcoach's, or is damaged.") from error
    if not files:
        raise StoreError(f"{backup_name} holds no file that can be read.")
    return Backup(
        str(manifest.get("made_at", "")),
        str(manifest.get("profile", "")),
        files,
        unreadable_reasons,
        manifest.get("sound") is True,
    )


def _read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        content = file.read(atomic_io.MAX_FILE + 1)
    if len(content) > atomic_io.MAX_FILE:
        raise ValueError("too large")
    return content


def make_daily_backup(store: ProfileStore, now: dt.datetime) -> BackupMade | None:
    """The day's backup, if there is none yet and something changed since the last; old ones are
    then thinned out. None where none was made.

    None is made while anything is damaged, so that no bad copy takes a good one's place.

    Raises:
        StoreError: None could be made, or it would have held something damaged.
    """
    paths, today_text = store.paths, now.astimezone().date().isoformat()
    backups = list_backups(paths)
    if store.problems or store.read_only or any(backup.date == today_text for backup in backups):
        return None
    files = {name: atomic_io.read_bytes(paths.folder / name) for name in list_profile(paths).files}
    last_backup = _read_or_none(backups[-1].path) if backups else None
    if not files or (
        last_backup is not None and last_backup.files == files and not last_backup.unreadable
    ):
        return None
    checked_files = last_backup.files if last_backup is not None and last_backup.sound else {}
    for name, content in files.items():
        # What is as it was in a backup that was checked need not be read again.
        if checked_files.get(name) != content and (damage := event_file.find_damage(content)):
            raise StoreError(f"{name} is damaged ({damage}): run pmcoach doctor.")
    next_number = backups[-1].number + 1 if backups else 1
    path = paths.backups / f"{next_number:06}-{today_text}.zip"
    _write_backup(paths, path, files, now, sound=True)
    missing_reasons = _find_missing(paths, files, last_backup.files) if last_backup else {}
    _thin_out(paths, files)
    return BackupMade(path, len(files), left_out=missing_reasons)


def _find_missing(
    paths: ProfilePaths, files: Mapping[str, bytes], last_files: Mapping[str, bytes]
) -> dict[str, str]:
    """What the last backup has that the profile lacks, without a restore having taken it away."""
    missing_reasons: dict[str, str] = {}
    for name, content in last_files.items():
        lost_ids = _event_ids(content) - _event_ids(files.get(name, b""))
        if lost_ids and not lost_ids <= ids_restores_removed(paths, name):
            missing_reasons[name] = (
                f"{len(lost_ids)} entries that the last backup has are no longer in it"
            )
    return missing_reasons


def ids_restores_removed(paths: ProfilePaths, name: str) -> frozenset[str]:
    """The ids of all events that a restore moved out of a file, as kept beside the profile."""
    copies = paths.set_aside.glob(f"{BEFORE_RESTORE}-*/{os.path.basename(name)}")
    contents = filter(None, map(atomic_io.read_or_none, copies))
    return frozenset[str]().union(*map(_event_ids, contents))


def _event_ids(content: bytes) -> frozenset[str]:
    """The ids of all events in a file, or of what is intact in it."""
    document = event_file.parse_or_none(content) or event_file.salvage_document(content)
    return document.ids if document else frozenset()


def _thin_out(paths: ProfilePaths, files: Mapping[str, bytes]) -> None:
    """Remove the oldest backups, but none that has anything the newest lacks."""
    for automatic in list_backups(paths)[:-MOST_BACKUPS]:
        backup = _read_or_none(automatic.path)
        if backup is not None and all(
            content == files.get(name)
            or (name in files and _event_ids(content) <= _event_ids(files[name]))
            for name, content in backup.files.items()
        ):
            atomic_io.remove_file(automatic.path)


def _read_or_none(path: Path) -> Backup | None:
    with contextlib.suppress(StoreError):
        return read_backup(path)
    return None


def list_backups(paths: ProfilePaths) -> list[AutomaticBackup]:
    """The automatic backups, oldest first."""
    names: list[str] = []
    with contextlib.suppress(OSError):
        names = os.listdir(paths.backups)
    return sorted(
        AutomaticBackup(int(match[1]), match[2], paths.backups / match[0])
        for match in filter(None, map(AUTOMATIC.fullmatch, names))
    )


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
    copies: dict[str, dict[str, Document | None]] = {}
    newest_paths: dict[str, Path] = {}
    failure_reasons: list[str] = []
    damaged_names: dict[str, tuple[str, ...]] = {}
    for automatic in reversed(list_backups(paths)):
        try:
            backup = read_backup(automatic.path)
        except StoreError as error:
            failure_reasons.append(str(error))
            continue
        unusable_names = list(backup.unreadable)
        for name, content in backup.files.items():
            by_digest, digest = copies.setdefault(name, {}), _digest(content)
            if digest not in by_digest:
                by_digest[digest] = event_file.parse_or_none(content)
            if by_digest[digest] is None:
                unusable_names.append(name)
            else:
                newest_paths.setdefault(name, automatic.path)
        if unusable_names:
            damaged_names[automatic.path.name] = tuple(unusable_names)
    readable_copies = {
        name: tuple(filter(None, by_digest.values())) for name, by_digest in copies.items()
    }
    return BackupShelf(
        {name: documents for name, documents in readable_copies.items() if documents},
        newest_paths,
        tuple(failure_reasons),
        damaged_names,
    )


def list_changes(paths: ProfilePaths, backup: Backup) -> list[FileChange]:
    """What restoring a backup would change, file by file."""
    files, unreadable = _read_files(paths, list_profile(paths).files)
    present_names = {*files, *unreadable}
    changes: list[FileChange] = []
    for name in sorted({*present_names, *backup.files, *backup.unreadable}):
        content, note = _restorable(backup, name)
        if content is None and note:
            change_kind = "left as it is" if name in present_names else "left out"
        elif content is None:
            change_kind = "taken away"
        elif name not in present_names:
            change_kind = "new"
        else:
            change_kind = "the same" if content == files.get(name) else "replaced"
        changes.append(
            FileChange(
                name,
                change_kind,
                events_now=len(_event_ids(files.get(name, b""))),
                events_then=len(_event_ids(content or b"")),
                note=note,
                content=content,
            )
        )
    return changes


def _restorable(backup: Backup, name: str) -> tuple[bytes | None, str]:
    """What of a file in a backup can be put back, and what is wrong with it."""
    content = backup.files.get(name)
    if content is None:
        return None, backup.unreadable.get(name, "")
    damage = event_file.find_damage(content)
    if not damage:
        return content, ""
    intact = event_file.salvage_document(content)
    try:
        text = event_file.merge_documents([intact]).text if intact else ""
    except DamagedError as error:
        text, damage = "", str(error)
    if intact is None or not text:
        return None, f"it is damaged in the backup: {damage}"
    return (
        text.encode("utf-8"),
        f"it is damaged in the backup; {len(intact.events)} entries of it are intact",
    )


def restore_backup(store: ProfileStore, backup: Backup) -> Path | None:
    """Put a profile back as a backup has it, as far as that can be read. Whatever this replaces or
    takes away is moved to the folder that is returned (None where nothing was). Raises StoreError;
    then what was not yet done can be done by restoring again."""
    store.require_repairable()
    paths = store.paths
    replaced_folder = atomic_io.free_path(paths.set_aside, BEFORE_RESTORE)
    for change in list_changes(paths, backup):
        path = paths.folder / change.name
        if change.what in {"replaced", "taken away"}:
            atomic_io.make_folder(replaced_folder)
            is_replaced = change.what == "replaced"
            present_content = atomic_io.read_or_none(path) if is_replaced else None
            if present_content is not None:
                # Copied, not moved: at no moment is the profile without the file.
                atomic_io.write_atomic(replaced_folder / path.name, present_content)
            else:
                atomic_io.move_durably(path, replaced_folder / path.name)
        if change.what in {"new", "replaced"} and change.content is not None:
            atomic_io.make_folder(path.parent)
            atomic_io.write_atomic(path, change.content)
    return replaced_folder if replaced_folder.exists() else None
