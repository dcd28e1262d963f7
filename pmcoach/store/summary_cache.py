"""A small derived summary of a profile, so that home can paint before anything else loads.

It is stamped with the state of the files it came from, and can be deleted at any time. Home shows
it where those files have not changed. What else it depends on (the day, the content, the program)
is kept beside it as its *basis*, for whoever wants it to be true to the letter. Imports nothing
that takes time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from pmcoach.store.atomic_io import write_derived
from pmcoach.store.errors import StoreError
from pmcoach.store.listing import is_assessment, list_profile, profile_state, stamp_or_none
from pmcoach.store.paths import ProfilePaths

VERSION = 3


def summary_state(paths: ProfilePaths) -> str:
    """The state of all files that a summary is made from, or nothing where it cannot be told."""
    try:
        listing = list_profile(paths)
    except StoreError:
        return ""
    return profile_state(
        listing.files,
        listing.folder,
        listing.strangers,
        [copy for _, copy in listing.unsettled],
    )


def glance(paths: ProfilePaths, newest: str) -> list[int]:
    """A state that takes no longer to tell with many assessments: that of the journal, of the
    folders, which change when a file is added, and of the assessment that is written to."""
    glanced_at = (paths.journal, paths.assessments, paths.set_aside, paths.assessments / newest)
    stamps = map(stamp_or_none, glanced_at)
    return [number for stamp in stamps for number in (stamp[1:] if stamp else (0,))]


def read_summary(
    paths: ProfilePaths, basis: Mapping[str, str] | None = None
) -> dict[str, object] | None:
    """The summary as it lies on disk, whatever anybody wrote there; None where there is none or the
    files have changed since.

    Args:
        paths: The profile's.
        basis: What else it has to have been made on. With it, the state of every file is compared;
            without, it is for a first look until the profile is open, and a glance is enough.
    """
    try:
        with open(paths.summary, "rb") as file:
            table = json.loads(file.read(200_000))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(table, dict) or table.get("version") != VERSION:
        return None
    newest, summary = table.get("newest"), table.get("summary")
    if not isinstance(newest, str) or (newest and not is_assessment(newest)):
        return None
    if basis is None:
        is_fresh = table.get("glance") == glance(paths, newest)
    else:
        files_state = summary_state(paths)
        is_fresh = bool(files_state) and (table.get("basis"), table.get("stamp")) == (
            dict(basis),
            files_state,
        )
    return summary if is_fresh and isinstance(summary, dict) else None


def write_summary(
    paths: ProfilePaths,
    summary: dict[str, object],
    state: str,
    *,
    basis: Mapping[str, str] | None = None,
    newest: str = "",
) -> None:
    """Keep a summary that was made from files of a certain ``state``, on ``basis``; ``newest`` is
    the name of the newest assessment. It need not be durable, and a failure to write it harms
    nothing."""
    table = {
        "version": VERSION,
        "stamp": state,
        "glance": glance(paths, newest),
        "newest": newest,
        "basis": dict(basis or {}),
        "summary": summary,
    }
    write_derived(paths.summary, json.dumps(table, ensure_ascii=False).encode("utf-8"))
