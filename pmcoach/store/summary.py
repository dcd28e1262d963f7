"""A small derived summary of a profile, so that home can paint before anything else loads.

It is stamped with the state of the files it came from, and can be deleted at any time. Home shows
it where those files have not changed. What else it depends on (the day, the content, the program)
is kept beside it as its *basis*, for whoever wants it to be true to the letter. Imports nothing
that takes time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence

from pmcoach.catalog.clean import plain
from pmcoach.store.disk import write_derived
from pmcoach.store.paths import ProfilePaths

VERSION = 2
MOST_FILES = 60
"""Assessments that one summary may come from; a chain is never longer."""
NUMBERS = ("answered", "done", "total", "minutes_left", "next_form_minutes", "gaps")


def stamp(paths: ProfilePaths, assessments: Sequence[str] = ()) -> list[int]:
    """The state of the files that a summary is made from: the journal, the folder of assessments
    (which changes when one is added), and the ``assessments`` it read, by name."""
    found: list[int] = [VERSION]
    read_ones = [paths.assessments / name for name in assessments]
    for path in (paths.journal, paths.assessments, *read_ones):
        try:
            info = os.stat(path)
        except OSError:
            found += [0, 0]
        else:
            found += [info.st_mtime_ns, info.st_size]
    return found


def read(paths: ProfilePaths, basis: Mapping[str, str] | None = None) -> dict[str, object] | None:
    """The summary, or None where there is none or the files have changed since; with ``basis``,
    also where it was made on another one."""
    try:
        with open(paths.summary, "rb") as file:
            whole = json.loads(file.read(200_000))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(whole, dict) or (basis is not None and whole.get("basis") != dict(basis)):
        return None
    names = whole.get("assessments")
    if (
        not isinstance(names, list)
        or len(names) > MOST_FILES
        or not all(isinstance(one, str) and _plain_name(one) for one in names)
    ):
        return None
    if whole.get("stamp") != stamp(paths, names):
        return None
    summary = whole.get("summary")
    return cleaned(summary) if isinstance(summary, dict) else None


def _plain_name(name: str) -> bool:
    return name.endswith(".toml") and not {"/", "\\", "\0"} & set(name)


def cleaned(summary: dict[str, object]) -> dict[str, object] | None:
    """The summary with every text safe to show, or None where its shape is not that of one."""
    for key in NUMBERS:
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
        area["title"] = plain(area["title"])
    return {k: plain(v) if isinstance(v, str) else v for k, v in summary.items()}


def write(
    paths: ProfilePaths,
    summary: dict[str, object],
    *,
    basis: Mapping[str, str] | None = None,
    assessments: Sequence[str] = (),
) -> None:
    """Keep a summary that was made from ``assessments`` on ``basis``. It need not be durable, and
    a failure to write it harms nothing."""
    whole = {
        "stamp": stamp(paths, assessments),
        "assessments": list(assessments),
        "basis": dict(basis or {}),
        "summary": summary,
    }
    write_derived(paths.summary, json.dumps(whole, ensure_ascii=False).encode("utf-8"))
