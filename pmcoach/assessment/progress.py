"""How far along an assessment is, and how long the rest will take. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmcoach.assessment.forms import FormKind
from pmcoach.assessment.item_selection import (
    SECONDS_PER_SCENARIO,
    Asking,
    choose_next,
    find_recheck_item,
    list_update_candidates,
)
from pmcoach.assessment.items import (
    find_item_kind,
    is_closed,
    is_disagreed_since_start,
    is_handled_since_start,
)
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import Facet

SECONDS_PER_QUESTION = 41.0
"""How long a question takes on average, for estimates of how many are left."""
SECONDS_PER_QUESTION_OF: Mapping[FormKind, float] = {"sketch": 34.0, "quick": 39.0, "full": 44.0}
"""The same where a form differs: a sketch asks what is short, a full assessment spots, too."""
FULL_ITEMS: Mapping[Facet, float] = {"knowledge": 2.4, "skill": 1, "ability": 5.3}
"""About how many questions a full assessment asks about one level, for estimates of its length."""


@dataclass(frozen=True)
class Progress:
    """How far along: items dealt with, the expected total, and seconds left."""

    done: int
    total: int
    seconds_left: float
    is_exact: bool = False
    """Whether there will be so many; else it depends on the answers."""

    @property
    def minutes_left(self) -> int:
        return max(1, round(self.seconds_left / 60)) if self.done < self.total else 0


def measure_progress(asking: Asking, pace: float = 1.0) -> Progress:
    """How far along a form is. ``pace`` scales the time left (1 is the makers' estimate)."""
    done = len(list_handled_items(asking))
    if choose_next(asking) is None:
        return Progress(done, done, 0.0, is_exact=True)
    if asking.form.kind == "recheck":
        left = sum(
            find_recheck_item(asking, competency) is not None
            for competency in asking.form.rechecked
        )
        return Progress(done, done + left, left * SECONDS_PER_QUESTION * pace, is_exact=True)
    if asking.form.kind == "update":
        candidates, due_count = list_update_candidates(asking), len(asking.due_areas)
        seconds = sum(candidate.seconds for candidate in candidates)
        seconds += due_count * SECONDS_PER_SCENARIO
        total = done + len(candidates) + due_count
        return Progress(done, total, seconds * pace, is_exact=True)
    per_question = SECONDS_PER_QUESTION_OF.get(asking.form.kind, SECONDS_PER_QUESTION)
    if asking.form.seconds is None:
        seconds = per_question * sum(
            max(FULL_ITEMS[facet] - len(asking.showings[facet].get(subject, ())), 0)
            for facet, subject in asking.open_levels
        )
    else:
        seconds = asking.form.seconds - asking.seconds_done
    left = max(1, round(seconds / per_question))
    return Progress(done, done + left, max(seconds, per_question) * pace)


def list_handled_items(asking: Asking) -> list[str]:
    """The items that were dealt with, in the order of the first time, for going back; in a recheck
    or an update those since it began, in a recheck in the order in which it asks about competencies.
    """
    handled_items = [
        item_id
        for item_id in asking.state.order
        if find_item_kind(asking.catalog, item_id)
        and is_closed(asking.catalog, asking.state, item_id)
    ]
    if asking.form.kind not in {"recheck", "update"}:
        return handled_items
    since_start = [
        item_id
        for item_id in handled_items
        if is_handled_since_start(asking.state, item_id)
        or is_disagreed_since_start(asking.state, item_id)
    ]
    if asking.form.kind == "update":
        return since_start
    places = {competency: place for place, competency in enumerate(asking.form.rechecked)}
    # The first time that an item was ever dealt with says nothing of the order in a recheck.
    return sorted(since_start, key=lambda item_id: _find_place(asking.catalog, places, item_id))


def _find_place(catalog: Catalog, places: Mapping[str, int], item_id: str) -> int:
    """The place of an item's competency; behind all others where it has none."""
    item = catalog.knowledge_items.get(item_id)
    return places.get(item.competency, len(places)) if item else len(places)


def count_open_levels(asking: Asking, area: str) -> int:
    """How many levels of an area nothing was asked about yet and something can be; in an update, how
    many it still asks about."""
    if asking.form.kind == "update":
        candidate_areas = [candidate.area for candidate in list_update_candidates(asking)]
        return candidate_areas.count(area) + (area in asking.due_areas)
    return sum(candidate.area == area and not candidate.is_asked for candidate in asking.candidates)
