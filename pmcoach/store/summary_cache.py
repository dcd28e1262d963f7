"""A small derived summary of a profile, so that home can paint before anything else loads.

It is stamped with the state of the files it came from, and can be deleted at any time. Home shows
it where those files have not changed. What else it depends on (the day, the content, the program)
is kept beside it as its *basis*, for whoever wants it to be true to the letter. Imports nothing
that takes time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.store.atomic_io import write_derived
from pmcoach.store.errors import StoreError
from pmcoach.store.listing import is_assessment, list_profile, profile_state
from pmcoach.store.paths import ProfilePaths

VERSION = 3
NUMBER_KEYS = ("answered", "done", "total", "minutes_left", "next_form_minutes", "gaps")


def summary_state(paths: ProfilePaths) -> str:
    """The state of all files that a summary is made from, or nothing where it cannot be told."""
    try:
        listing = list_profile(paths)
    except StoreError:
        return ""
    copies = [copy for _, copy in listing.unsettled]
    return profile_state(listing.files, listing.folder, listing.strangers, copies)


def glance(paths: ProfilePaths, newest: str) -> list[int]:
    """A state that takes no longer to tell with many assessments: that of the journal, of the
    folders, which change when a file is added, and of the assessment that is written to."""
    state: list[int] = []
    for path in (paths.journal, paths.assessments, paths.set_aside, paths.assessments / newest):
        try:
            info = os.stat(path)
        except OSError:
            state.append(0)
        else:
            state += [info.st_mtime_ns, info.st_size]
    return state


def read_summary(
    paths: ProfilePaths, basis: Mapping[str, str] | None = None
) -> dict[str, object] | None:
    """The summary, or None where there is none or the files have changed since.

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
    newest = table.get("newest")
    if not isinstance(newest, str) or (newest and not is_assessment(newest)):
        return None
    if basis is None:
        fresh = table.get("glance") == glance(paths, newest)
    else:
        state = summary_state(paths)
        fresh = bool(state) and table.get("basis") == dict(basis) and table.get("stamp") == state
    summary = table.get("summary")
    return clean_summary(summary) if fresh and isinstance(summary, dict) else None


def clean_summary(summary: dict[str, object]) -> dict[str, object] | None:
    """The summary with every text safe to show, or None where its shape is not that of one."""
    for key in NUMBER_KEYS:
        if not isinstance(summary.get(key), int):
            return None
    areas = summary.get("areas")
    if not isinstance(areas, list):
        return None
    for area in areas:
        if not (
            isinstance(area, dict)
            and isinstance(area.get("title"), str)
            and isinstance(area.get("met"), int | None)
        ):
            return None
        area["title"] = strip_unprintable(area["title"])
    notices = summary.get("notices")
    if not isinstance(notices, list) or not all(isinstance(text, str) for text in notices):
        return None
    summary["notices"] = [strip_unprintable(text) for text in notices]
    return {k: strip_unprintable(v) if isinstance(v, str) else v for k, v in summary.items()}


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
