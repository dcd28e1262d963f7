"""How sure against how right; and what one's own pace is. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pmcoach.assessment.events import ANSWER_KINDS, AssessmentState, Event, merge_events
from pmcoach.assessment.forms import SECONDS_PER_ITEM
from pmcoach.assessment.item_selection import find_item_kind
from pmcoach.catalog.parse import Catalog

MIN_ANSWERS = 20
"""Answers with a degree of sureness from which calibration is shown."""
SURE_ORDER = ("sure", "think-so", "guessing")
MIN_INTERVALS = 8
"""Answered items from which one's own pace replaces the makers' estimate."""
MAX_INTERVAL_SECONDS = 300.0
"""Seconds after which someone has been away, not reading."""
SLOWEST_PACE, FASTEST_PACE = 3.0, 0.4


@dataclass(frozen=True)
class Sureness:
    """Of the answers given with one degree of sureness: how many, and how many were right."""

    sure: str
    answers: int
    right: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.right / self.answers) if self.answers else None


def calibrate(catalog: Catalog, state: AssessmentState) -> list[Sureness] | None:
    """How right the user was by how sure; None below LEAST_ANSWERS."""
    given: list[tuple[str, bool]] = []
    for item, answer in state.answers.items():
        check = catalog.checks.get(item)
        if (
            check
            and answer.kind == "answered"
            and answer.sure in SURE_ORDER
            and answer.revision == check.revision
            and item not in state.disagreed
        ):
            given.append((answer.sure, answer.option == check.key))
    if len(given) < MIN_ANSWERS:
        return None
    return [
        Sureness(
            sure,
            sum(one == sure for one, _ in given),
            sum(one == sure and right for one, right in given),
        )
        for sure in SURE_ORDER
    ]


def calibration_words(found: Sequence[Sureness]) -> str:
    """What the picture means, about the answers and not the person."""
    by = {one.sure: one for one in found}
    sure, think = by["sure"].percent, by["think-so"].percent
    if sure is None:
        return "No answer was marked as sure, so there is nothing to compare yet."
    if sure < 70:
        return (
            f"Of the answers marked as sure, {sure}% were right. Checking a source before "
            "relying on such an answer would catch the others."
        )
    if think is not None and think >= 90:
        return "Answers marked as think so were nearly always right: they can be relied on more."
    return f"Of the answers marked as sure, {sure}% were right: the marks can be trusted."


def pace(catalog: Catalog, events: Iterable[Event]) -> float:
    """The user's own time for an item as a multiple of the estimate; 1 until it is known."""
    ratios: list[float] = []
    before: Event | None = None
    for event in merge_events(events):
        if before is not None and event.kind in ANSWER_KINDS:
            seconds = (event.at - before.at).total_seconds()
            kind = find_item_kind(catalog, event.text("item"))
            if kind is not None and 0.5 <= seconds <= MAX_INTERVAL_SECONDS:
                ratios.append(seconds / SECONDS_PER_ITEM[kind])
        before = event
    if len(ratios) < MIN_INTERVALS:
        return 1.0
    return min(SLOWEST_PACE, max(FASTEST_PACE, statistics.median(ratios)))
