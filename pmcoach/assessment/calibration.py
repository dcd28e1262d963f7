"""How sure the user was against how right, and the user's own pace. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pmcoach.assessment.events import ANSWER_KINDS, AssessmentState, Event, merge_events
from pmcoach.assessment.items import estimate_seconds, find_item_kind
from pmcoach.catalog.parse import Catalog

MIN_ANSWERS = 20
"""Answers marked with a degree of sureness that calibration needs."""
SURE_ORDER = ("sure", "think-so", "guessing")
MIN_INTERVALS = 8
"""Timed answers that the user's own pace needs; below this the makers' estimate applies."""
MAX_INTERVAL_SECONDS = 300.0
"""A longer gap between two events means that the user was away, not reading."""
SLOWEST_PACE, FASTEST_PACE = 3.0, 0.4
"""Bounds of the pace, as multiples of the estimate."""


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
    """How often the user was right at each degree of sureness; None below MIN_ANSWERS."""
    is_right_by_degree: dict[str, list[bool]] = {degree: [] for degree in SURE_ORDER}
    for item_id, answer in state.answers.items():
        item = catalog.knowledge_items.get(item_id)
        if (
            item
            and answer.kind == "answered"
            and answer.sure in is_right_by_degree
            and answer.revision == item.revision
            and item_id not in state.disagreed
        ):
            is_right_by_degree[answer.sure].append(answer.option == item.key)
    if sum(map(len, is_right_by_degree.values())) < MIN_ANSWERS:
        return None
    return [
        Sureness(degree, len(is_right), sum(is_right))
        for degree, is_right in is_right_by_degree.items()
    ]


def calibration_words(sureness_levels: Sequence[Sureness]) -> str:
    """What the picture means, about the answers and not the person."""
    percent_right = {sureness.sure: sureness.percent for sureness in sureness_levels}
    sure_percent, think_so_percent = percent_right["sure"], percent_right["think-so"]
    if sure_percent is None:
        return "No answer was marked as sure, so there is nothing to compare yet."
    if sure_percent < 70:
        return (
            f"Of the answers marked as sure, {sure_percent}% were right. Checking a source before "
            "relying on such an answer would catch the others."
        )
    if think_so_percent is not None and think_so_percent >= 90:
        return "Answers marked as think so were nearly always right: they can be relied on more."
    return f"Of the answers marked as sure, {sure_percent}% were right: the marks can be trusted."


def pace(catalog: Catalog, events: Iterable[Event]) -> float:
    """The user's own time per item as a multiple of the estimate; 1 until it is known."""
    pace_ratios: list[float] = []
    for previous_event, event in pairwise(merge_events(events)):
        item_id = event.text("item")
        seconds = (event.at - previous_event.at).total_seconds()
        if (
            event.kind in ANSWER_KINDS
            and find_item_kind(catalog, item_id)
            and 0.5 <= seconds <= MAX_INTERVAL_SECONDS
        ):
            pace_ratios.append(seconds / estimate_seconds(catalog, item_id))
    if len(pace_ratios) < MIN_INTERVALS:
        return 1.0
    return min(SLOWEST_PACE, max(FASTEST_PACE, statistics.median(pace_ratios)))
