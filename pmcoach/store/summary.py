"""A small derived summary of a profile, so that home can paint before anything else loads.

It is stamped with the state of the files it came from, and can be deleted at any time. Imports
nothing that takes time.
"""

from __future__ import annotations

import json
import os

from pmcoach.catalog.clean import plain
from pmcoach.store.disk import write_derived
from pmcoach.store.paths import ProfilePaths

VERSION = 1
NUMBERS = ("answered", "done", "total", "minutes_left", "next_form_minutes", "gaps")


def stamp(paths: ProfilePaths) -> list[int]:
    """The state of the files that a summary is made from."""
    found: list[int] = [VERSION]
    for path in (paths.journal, paths.assessments):
        try:
            info = os.stat(path)
        except OSError:
            found += [0, 0]
        else:
            found += [info.st_mtime_ns, info.st_size]
    return found


def read(paths: ProfilePaths) -> dict[str, object] | None:
    """The summary, or None where there is none or the files have changed since."""
    try:
        with open(paths.summary, "rb") as file:
            whole = json.loads(file.read(200_000))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(whole, dict) or whole.get("stamp") != stamp(paths):
        return None
    summary = whole.get("summary")
    return cleaned(summary) if isinstance(summary, dict) else None


def cleaned(summary: dict[str, object]) -> dict[str, object] | None:
    """The summary with every text safe to show, or None where its shape is not that of one."""
    for key in NUMBERS:
        if not isinstance(summary.get(key), int):
            return None
    areas = summary.get("areas")
    if not isinstance(areas, list):
        return None
    for area in areas:
        if not (isinstance(area, dict) and isinstance(area.get("title"), str)
                and isinstance(area.get("met"), int | None)):
            return None
        area["title"] = plain(area["title"])
    return {k: plain(v) if isinstance(v, str) else v for k, v in summary.items()}


def write(paths: ProfilePaths, summary: dict[str, object]) -> None:
    """Keep a summary. It need not be durable, and a failure to write it harms nothing."""
    whole = {"stamp": stamp(paths), "summary": summary}
    write_derived(paths.summary, json.dumps(whole, ensure_ascii=False).encode("utf-8"))
