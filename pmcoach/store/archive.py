"""Reading assessments of the past: nothing here writes or moves a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pmcoach.store import atomic_io, event_file
from pmcoach.store.event_file import Document
from pmcoach.store.listing import list_profile
from pmcoach.store.paths import ProfilePaths

MOST_READ = 60
"""How many files of the past are read for a history: years of them."""


@dataclass(frozen=True)
class FinishedAssessments:
    """The newest finished assessments, by their names without ending, the oldest first."""

    assessments: tuple[tuple[str, Document], ...]
    older: int
    """How many older files were not looked at."""


def read_finished(paths: ProfilePaths) -> FinishedAssessments:
    """The newest finished assessments that can be read. Raises StoreError."""
    names = list_profile(paths).assessments
    readable: list[tuple[str, Document]] = []
    for name in names[-MOST_READ:]:
        # What cannot be read was named when the profile was opened.
        assessment = event_file.parse_or_none(atomic_io.read_or_none(paths.folder / name) or b"")
        if assessment and assessment.finished is not None:
            readable.append((Path(name).stem, assessment))
    return FinishedAssessments(tuple(readable), max(0, len(names) - MOST_READ))
