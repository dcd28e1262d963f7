"""The finished assessments of a profile, and the trend of each area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmcoach.assessment.events import Event
from pmcoach.assessment.history import Snapshot, compute_area_trend, measure_anew, read_snapshot
from pmcoach.coach.session import Session
from pmcoach.store import archive


@dataclass(frozen=True)
class History:
    """All finished assessments that can be read, oldest first, and the trend of each area."""

    snapshots: tuple[Snapshot, ...]
    trend: dict[str, list[float | None]]
    older: int = 0
    """How many older assessments were not looked at."""


def read_history(session: Session) -> History:
    """The finished assessments; the present target is held against all of them."""
    finished = archive.read_finished(session.store.paths)
    snapshots: list[Snapshot] = []
    newest_file = ""
    for file_name, assessment in finished.assessments:
        snapshot = read_snapshot(
            assessment.finished or {},
            str(assessment.header.get("form", "")),
            session.catalog.aliases,
        )
        if snapshot is None:
            continue
        snapshot = measure_anew(session.catalog, snapshot, session.profile.state.disagreed)
        # One answer changed in the review on the same day is not an assessment of its own: it
        # takes the place of the one it changed.
        if (
            snapshots
            and assessment.header.get("continues") == newest_file
            and _is_one_answer(assessment.events)
            and snapshot.at.date() == snapshots[-1].at.date()
        ):
            snapshots.pop()
        snapshots.append(snapshot)
        newest_file = file_name
    return History(
        tuple(snapshots),
        compute_area_trend(session.catalog, session.profile.target, snapshots),
        finished.older,
    )


def _is_one_answer(events: Sequence[Event]) -> bool:
    return len(events) == 1 and bool(events[0].text("item"))
