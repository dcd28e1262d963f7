"""What lies in a profile's folder: the one view of its files, without reading them.

Imports nothing that takes time, since home compares states before anything else loads.
"""

from __future__ import annotations

import errno
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pmcoach.store.atomic_io import is_temporary
from pmcoach.store.errors import StoreError, describe_os_error
from pmcoach.store.paths import ProfilePaths

JOURNAL = "journal.toml"
ASSESSMENTS = "assessments"
ASSESSMENT_STEM = (
    r"[0-8]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])[0-5]\d[0-5]\dZ"
    r"-[a-z]+-[0-9a-z]{4,12}"
)
"""When it was begun (before LAST_YEAR), its form, and a few characters that no other one has."""
ASSESSMENT_FILE = re.compile(rf"{ASSESSMENT_STEM}\.toml")
LAST_YEAR = 9000
"""Times from this year on are not believed: nothing could come after them."""
NOT_STRANGE = frozenset(
    {".lock", ".lock-holder.json", ".summary.json", ".index.json", ".pending"}
    | {ASSESSMENTS, "set-aside", "drafts"}
)
"""The derived files and the folders that a profile's folder may have."""
UNSETTLED = "damaged"
"""What a file that was set aside is called until it is settled: put back, or given up."""
SETTLED = "mended"
"""What it is called after it was put back."""
GIVEN_UP = "given-up"
"""What it is called after the user chose to go on without it."""
SET_ASIDE_COPY = re.compile(rf"(?P<file>.+)\.{UNSETTLED}-\d+")

Stamp = tuple[int, int, int]
"""Inode, modification time in nanoseconds and size, to notice that a file was written."""


MOST_STAMPED = 1_000
"""How many of the newest assessments are looked at to see whether they changed. Of what is older
the state of the folder tells only that a file was added, removed or replaced, not that one was
written in place; the doctor and the daily backup read them all."""
NO_STAMP = (0, 0, 0)


def is_assessment(name: str) -> bool:
    """Whether a file name is one that an assessment has."""
    return ASSESSMENT_FILE.fullmatch(name) is not None


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
    folder: Stamp | None = None
    """The state of the assessments' folder, where there are too many to look at each."""

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
    names = [f"{ASSESSMENTS}/{name}" for name in _names(paths.assessments)]
    assessments = sorted(filter(is_profile_file, names))
    folder = _stamp(paths.assessments) if len(assessments) > MOST_STAMPED else None
    files: dict[str, Stamp] = dict.fromkeys(assessments[:-MOST_STAMPED], NO_STAMP)
    for name in assessments[-MOST_STAMPED:]:
        files[name] = _stamp(os.path.join(paths.folder, name))
    names += _names(paths.folder)
    if JOURNAL in names:
        files[JOURNAL] = _stamp(paths.journal)
    foreign_names = sorted(set(names).difference(files, NOT_STRANGE))
    leftovers = tuple(name for name in foreign_names if is_temporary(name.rpartition("/")[2]))
    strangers = tuple(sorted(set(foreign_names).difference(leftovers)))
    return Listing(files, strangers, leftovers, tuple(_unsettled(paths)), folder)


def _names(folder: Path) -> list[str]:
    """The names in a folder; nothing where there is no such folder. Raises StoreError."""
    try:
        return os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError) as error:
        if os.path.lexists(folder):
            raise StoreError(f"{folder} is in the way: it is not a folder.") from error
        return []
    except OSError as error:
        raise StoreError(f"Cannot read the folder {folder}: {describe_os_error(error)}.") from error


def _stamp(path: str | Path) -> Stamp:
    try:
        return stamp_of(os.stat(path))
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ELOOP}:
            return NO_STAMP  # gone meanwhile, or a link to nothing: reading it will say so
        raise StoreError(f"Cannot look at {path}: {describe_os_error(error)}.") from error


def stamp_of(file_status: os.stat_result) -> Stamp:
    """The stamp of a file that was looked at."""
    return file_status.st_ino, file_status.st_mtime_ns, file_status.st_size


def stamp_or_none(path: Path) -> Stamp | None:
    """The stamp of a file or folder, or None where it cannot be looked at."""
    try:
        return stamp_of(os.stat(path))
    except OSError:
        return None


def _unsettled(paths: ProfilePaths) -> Iterator[tuple[str, Path]]:
    for copy in filter(None, map(SET_ASIDE_COPY.fullmatch, sorted(_names(paths.set_aside)))):
        file = copy["file"]
        name = file if file == JOURNAL else f"{ASSESSMENTS}/{file}"
        if is_profile_file(name):
            yield name, paths.set_aside / copy[0]


def fingerprint(stamps: Mapping[str, Stamp]) -> str:
    """A short text that is another one as soon as a file was written, added or removed."""
    names = sorted(stamps)
    # Joined by a character that no file name has.
    text = "\0".join(names) + repr([stamps[n] for n in names if stamps[n] is not NO_STAMP])
    encoded = text.encode("utf-8", "surrogatepass")
    # Two sums that have little to do with each other: hashlib takes longer to load than all this.
    return f"{zlib.crc32(encoded):08x}{zlib.adler32(encoded):08x}"


def profile_state(
    files: Mapping[str, Stamp],
    folder: Stamp | None,
    strangers: Iterable[str],
    unsettled: Iterable[Path],
) -> str:
    """The state of everything that a profile's summary is made from."""
    unstamped = dict.fromkeys((*strangers, *map(str, unsettled)), NO_STAMP)
    return fingerprint(with_folder_stamp({**files, **unstamped}, folder))


def without_older_stamps(assessments: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """The stamps of assessments as a listing would have them: of all but the newest, none."""
    return {**assessments, **dict.fromkeys(sorted(assessments)[:-MOST_STAMPED], NO_STAMP)}


def with_folder_stamp(stamps: Mapping[str, Stamp], folder: Stamp | None) -> dict[str, Stamp]:
    """Stamps of files with that of the assessments' folder, where it stands for some of them."""
    return {**stamps, **({f"{ASSESSMENTS}/": folder} if folder else {})}
