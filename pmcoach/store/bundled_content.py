"""Where a pack of content lies, and whether it has changed. Imports nothing that takes time."""

from __future__ import annotations

import os
import zlib
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
        seen = sorted(_entries(os.path.realpath(root)))
    except (OSError, ValueError):
        return ""
    return f"{len(seen)}-{zlib.crc32(repr(seen).encode('utf-8', 'surrogatepass')):08x}"


def _entries(folder: str) -> list[tuple[str, int, int]]:
    """Path, time and size of every TOML file that is read. Raises OSError, and ValueError where
    there are too many."""
    found: list[tuple[str, int, int]] = []
    todo = [folder]
    looked_at = 0
    while todo:
        with os.scandir(todo.pop()) as them:
            for entry in them:
                looked_at += 1
                if entry.name.startswith(("_", ".")):
                    continue
                if looked_at > MOST_LOOKED_AT:
                    raise ValueError("too many entries")
                if entry.is_dir(follow_symlinks=False):
                    todo.append(entry.path)
                elif entry.name.endswith(".toml"):
                    info = entry.stat()
                    found.append((entry.path, info.st_mtime_ns, info.st_size))
    return found
