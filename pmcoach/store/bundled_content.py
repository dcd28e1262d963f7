"""Where a pack of content lies, and whether it has changed. Imports nothing that takes time."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from pathlib import Path

MOST_LOOKED_AT = 1000
"""Entries of a folder whose state is taken; a pack has fewer, and another folder is none."""


def find_shipped_pack() -> Path | None:
    """The shipped pack: beside the package in a wheel, in its parent in a checkout.

    sys.path is not searched: an editable install leaves a stale copy there.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "content", package.parent / "content"):
        if (folder / "pack.toml").is_file():
            return folder
    return None


def pack_state(folder: Path | None) -> str:
    """The state of the pack in ``folder``, or of the shipped one: another text as soon as a file
    of it was written, added or removed. Nothing where there is none."""
    root = folder or find_shipped_pack()
    if root is None:
        return ""
    try:
        stamps = sorted(_stamp_files(os.path.realpath(root)))
    except (OSError, ValueError):
        return ""
    return f"{len(stamps)}-{zlib.crc32(repr(stamps).encode('utf-8', 'surrogatepass')):08x}"


def _stamp_files(folder: str) -> Iterator[tuple[str, int, int]]:
    """Path, time and size of every TOML file that is read. Raises OSError, and ValueError where
    there are too many."""
    folders, entry_count = [folder], 0
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                entry_count += 1
                if entry.name.startswith(("_", ".")):
                    continue
                if entry_count > MOST_LOOKED_AT:
                    raise ValueError("too many entries")
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.name.endswith(".toml"):
                    file_status = entry.stat()
                    yield entry.path, file_status.st_mtime_ns, file_status.st_size
