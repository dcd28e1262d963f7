"""Looking back: the trend of finished assessments, two dates compared, and through lenses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmcoach.assessment.events import Event
from pmcoach.assessment.history import (
    LevelDifference,
    Snapshot,
    area_trend,
    compare,
    read_snapshot,
)
from pmcoach.assessment.lenses import LensView, look_through
from pmcoach.coach import advise
from pmcoach.coach.session import Session
from pmcoach.store import archive

FALLING_IS_NORMAL = (
    "A level that falls is normal: a blind retake asks other questions, and what is not used is "
    "forgotten. It says where to look, not that something went wrong."
)


@dataclass(frozen=True)
class History:
    """All finished assessments that can be read, oldest first, and the trend of each area."""

    snapshots: tuple[Snapshot, ...]
    trend: dict[str, list[float | None]]
    older: int = 0
    """How many older assessments were not looked at."""


def history(session: Session) -> History:
    """The finished assessments; the present target is held against all of them."""
    snapshots: list[Snapshot] = []
    stems: list[str] = []
    finished = archive.finished(session.store.paths)
    for stem, assessment in finished.assessments:
        form = assessment.header.get("form")
        snapshot = read_snapshot(
            assessment.finished or {},
            form if isinstance(form, str) else "",
            session.catalog.aliases,
        )
        if snapshot is None:
            continue
        # One answer changed in the review on the same day is not an assessment of its own: it
        # takes the place of the one it changed.
        if (
            stems
            and assessment.header.get("continues") == stems[-1]
            and _one_answer(assessment.events)
            and snapshot.at.date() == snapshots[-1].at.date()
        ):
            snapshots.pop()
            stems.pop()
        snapshots.append(snapshot)
        stems.append(stem)
    trend = area_trend(session.catalog, session.target, snapshots)
    return History(tuple(snapshots), trend, finished.older)


def _one_answer(events: Sequence[Event]) -> bool:
    return len(events) == 1 and bool(events[0].text("item"))


def difference(before: Snapshot, after: Snapshot) -> LevelDifference:
    """Two dates compared."""
    return compare(before, after)


def lenses(session: Session, *, after_plan: bool = False) -> list[LensView]:
    """The result through every lens; after the plan as its steps would lift it."""
    lifted: dict[str, int] = {}
    if after_plan:
        for dated in advise.plan(session).steps:
            for one in dated.chosen.closes:
                lifted[one.key] = max(lifted.get(one.key, 0), one.to)
    result = session.result
    return [look_through(lens, result, lifted) for lens in session.catalog.lenses.values()]
