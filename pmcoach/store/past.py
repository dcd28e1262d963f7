"""Reading assessments of the past: nothing here writes or moves a file."""

from __future__ import annotations

import os

from pmcoach.store import disk, document
from pmcoach.store.disk import StoreError
from pmcoach.store.document import DamagedError, Document, NewerError
from pmcoach.store.paths import ProfilePaths
from pmcoach.store.profile import ASSESSMENT_FILE, LONGEST_CHAIN

MOST_READ = 60
"""How many files of the past are read for a history: years of them."""


def read(paths: ProfilePaths, stem: object) -> Document | None:
    """One assessment by its name without ending, or None where it cannot be read."""
    name = f"{stem}.toml"
    if not isinstance(stem, str) or not ASSESSMENT_FILE.fullmatch(name):
        return None
    try:
        return document.parse(disk.read_bytes(paths.assessments / name))
    except (StoreError, DamagedError, NewerError):
        return None


def finished(paths: ProfilePaths) -> list[tuple[str, Document]]:
    """The newest finished assessments, oldest first: name without ending, document."""
    try:
        names = sorted(os.listdir(paths.assessments), reverse=True)
    except OSError:
        return []
    found: list[tuple[str, Document]] = []
    for name in [one for one in names if ASSESSMENT_FILE.fullmatch(one)][:MOST_READ]:
        stem = name.removesuffix(".toml")
        one = read(paths, stem)
        if one is not None and one.finished is not None:
            found.append((stem, one))
    return found[::-1]


def items_before(paths: ProfilePaths, header: object) -> frozenset[str]:
    """Every item that was asked in the assessments before a blind new one, by its header."""
    items: set[str] = set()
    todo = [header.get("before")] if isinstance(header, dict) else []
    known: set[object] = set()
    while todo and len(known) < LONGEST_CHAIN:
        stem = todo.pop()
        one = None if stem in known else read(paths, stem)
        known.add(stem)
        if one is not None:
            items |= {event.text("item") for event in one.events}
            todo += [one.header.get("continues"), one.header.get("before")]
    return frozenset(items - {""})
