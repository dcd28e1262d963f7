"""What lies in a profile's folder: the one view of its files, without reading them.

Imports nothing that takes time, since home compares states before anything else loads.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pmcoach.store.disk import StoreError, is_temporary, why
from pmcoach.store.paths import ProfilePaths

JOURNAL = "journal.toml"
ASSESSMENTS = "assessments"
ASSESSMENT_STEM = re.compile(
    r"[0-8]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])[0-5]\d[0-5]\dZ"
    r"-[a-z]+-[0-9a-z]{4,12}"
)
"""When it was begun (before LAST_YEAR), its form, and a few characters that no other one has."""
LAST_YEAR = 9000
"""Times from this year on are not believed: nothing could come after them."""
DERIVED = frozenset({".lock", ".lock-holder.json", ".summary.json", ".index.json", ".pending"})
FOLDERS = frozenset({ASSESSMENTS, "set-aside", "drafts"})
UNSETTLED = "damaged"
"""What a file that was set aside is called until it is settled: put back, or given up."""
SETTLED = "mended"
"""What it is called after it was put back."""
GIVEN_UP = "given-up"
"""What it is called after the user chose to go on without it."""
SET_ASIDE_COPY = re.compile(rf"(?P<name>.+)\.{UNSETTLED}-\d+")

Stamp = tuple[int, int, int]
"""Inode, modification time in nanoseconds and size, to notice that a file was written."""


def is_assessment(name: str) -> bool:
    """Whether a file name is one that an assessment has."""
    return name.endswith(".toml") and ASSESSMENT_STEM.fullmatch(name, 0, len(name) - 5) is not None


def is_profile_file(name: object) -> bool:
    """Whether a name, from the profile's folder on, is one of its files: none leads elsewhere."""
    if not isinstance(name, str):
        return False
    folder, _, file = name.rpartition("/")
    return name == JOURNAL or (folder == ASSESSMENTS and is_assessment(file))


@dataclass(frozen=True)
class Listing:
    """What there is in a profile's folder. Names are paths from that folder, with slashes."""

    files: Mapping[str, Stamp] = field(default_factory=dict)
    """The journal and the assessments, in the order of their names."""
    strangers: tuple[str, ...] = ()
    """Files that are not pmcoach's by their names: copies that some tool made, or anything."""
    leftovers: tuple[str, ...] = ()
    """Temporary files that a killed process left."""
    unsettled: tuple[tuple[str, Path], ...] = ()
    """Damaged files that were set aside and not yet settled: the file's name, and the copy."""

    @property
    def assessments(self) -> list[str]:
        """The assessments' names, the earliest first."""
        return [name for name in self.files if name != JOURNAL]


def list_profile(paths: ProfilePaths) -> Listing:
    """What there is in a profile's folder; nothing where there is no such folder.

    Raises:
        StoreError: A folder or file cannot be looked at. Nothing is then known about the profile,
            which is another thing than an empty one.
    """
    files: dict[str, Stamp] = {}
    strangers: list[str] = []
    leftovers: list[str] = []
    for folder, prefix in ((paths.folder, ""), (paths.assessments, f"{ASSESSMENTS}/")):
        for entry in _entries(folder):
            name = f"{prefix}{entry.name}"
            if is_assessment(entry.name) if prefix else entry.name == JOURNAL:
                _take(files, name, entry)
            elif is_temporary(entry.name):
                leftovers.append(name)
            elif prefix or entry.name not in DERIVED | FOLDERS:
                strangers.append(name)
    return Listing(
        dict(sorted(files.items())),
        tuple(sorted(strangers)),
        tuple(sorted(leftovers)),
        tuple(_unsettled(paths)),
    )


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError) as error:
        if os.path.lexists(folder):
            raise StoreError(f"{folder} is in the way: it is not a folder.") from error
        return []
    except OSError as error:
        raise StoreError(f"Cannot read the folder {folder}: {why(error)}.") from error


def _take(files: dict[str, Stamp], name: str, entry: os.DirEntry[str]) -> None:
    try:
        files[name] = stamp_of(entry.stat())
    except FileNotFoundError:
        # Gone since the folder was read, or a link to nothing: reading it will say so.
        if entry.is_symlink():
            files[name] = (0, 0, 0)
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise StoreError(f"Cannot look at {entry.path}: {why(error)}.") from error
        files[name] = (0, 0, 0)


def stamp_of(info: os.stat_result) -> Stamp:
    """The stamp of a file that was looked at."""
    return info.st_ino, info.st_mtime_ns, info.st_size


def _unsettled(paths: ProfilePaths) -> Iterator[tuple[str, Path]]:
    for entry in sorted(_entries(paths.set_aside), key=lambda entry: entry.name):
        copy = SET_ASIDE_COPY.fullmatch(entry.name)
        if copy and copy["name"] == JOURNAL:
            yield JOURNAL, Path(entry.path)
        elif copy and is_assessment(copy["name"]):
            yield f"{ASSESSMENTS}/{copy['name']}", Path(entry.path)


def fingerprint(stamps: Iterable[tuple[str, Stamp]]) -> str:
    """A short text that is another one as soon as a file was written, added or removed."""
    text = "\n".join(f"{name} {ino} {time} {size}" for name, (ino, time, size) in sorted(stamps))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def profile_state(
    files: Mapping[str, Stamp], strangers: Iterable[str], unsettled: Iterable[Path]
) -> str:
    """The state of everything that a profile's summary is made from."""
    others = [*strangers, *map(str, unsettled)]
    return fingerprint([*files.items(), *((name, (0, 0, 0)) for name in others)])
