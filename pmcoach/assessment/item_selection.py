"""What to ask next, why, and when to stop. Pure.

Asked is what could change the first gaps most for the time it takes, from what was answered so far.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from pmcoach.assessment.events import AssessmentState
from pmcoach.assessment.forms import Form
from pmcoach.assessment.item_value import (
    ItemValue,
    OpenLevel,
    list_claims,
    list_knowledge_answers,
    list_scenario_answers,
    value_item,
)
from pmcoach.assessment.items import (
    count_handled_seconds,
    estimate_seconds,
    find_item_area,
    find_item_kind,
    is_closed,
    is_current,
    is_handled,
    is_handled_since_start,
)
from pmcoach.assessment.level_model import Distribution, Likelihood
from pmcoach.assessment.measurement import (
    GuessKind,
    Showings,
    find_guess_kind,
    group_subjects,
    infer_chances,
    read_answers,
)
from pmcoach.assessment.results import weigh_subject
from pmcoach.assessment.target import Target
from pmcoach.catalog.models import Check, KnowledgeItem
from pmcoach.catalog.parse import Catalog, ladder_id
from pmcoach.catalog.vocabulary import FACETS, Facet

LEAST_CHANGE_CHANCE = 0.1
"""An assessment ends where the first gaps are no likelier than this to be others, whichever level
one asked about."""
LEAST_LEVEL_CHANGE_CHANCE = 0.1
"""A full assessment asks on where an answer is at least this likely to change a level."""
NEW_AREA = 1.2
"""How much more the first question of an area is worth: it tells what to expect of the others there.
Small enough to find as many gaps, and enough for a first look beyond the heaviest area."""
MOST_SKETCH_CLAIMS = 0.5
"""The most of a sketch's questions that may be about what one says one did."""
LEAST_WEIGHT = 0.001
"""With how much weight a full assessment counts what the target gives none."""
SECONDS_PER_SCENARIO = 54.0
"""How long a scenario takes on average, for leaving time for those that are asked in any case."""

Reason = Literal["may-matter", "unsettled", "judgment", "complete", "recheck", "outdated"]
"""Why a question is asked: nothing is known of a level that may be among the first gaps; its answer
could change them; the length asks for scenarios; everything is asked; it is a recheck; or the
questions that the level came from have changed."""


@dataclass(frozen=True)
class Choice:
    """An item to ask, and why."""

    item: str
    reason: Reason
    facet: Facet
    subject: str
    """A competency id; for ability an area id."""


@dataclass(frozen=True)
class Candidate:
    """An item that could be asked next about a level."""

    item: str
    facet: Facet
    subject: str
    area: str
    seconds: float
    item_value: ItemValue
    is_asked: bool
    """Whether anything was asked about its level."""


@dataclass(frozen=True)
class Asking:
    """Where an assessment stands, for choosing what to ask."""

    catalog: Catalog
    form: Form
    target: Target
    state: AssessmentState
    seen_items: Collection[str] = ()
    """Items whose key was seen, or that were asked before a blind retake: they come last."""
    keys_seen_at: Mapping[str, dt.datetime] = field(default_factory=dict)
    """Since when the user knows the key of an item."""
    areas_shown: Collection[str] = ()
    """Areas whose ability real incidents show: scenarios can't change it, so none is asked."""
    is_under_way: bool = True
    """Whether the form is the one that is being answered; else it is one that could follow."""

    @cached_property
    def showings(self) -> Showings:
        return read_answers(self.catalog, self.state, self.keys_seen_at)

    @cached_property
    def chances(self) -> Mapping[Facet, Mapping[str, Distribution]]:
        """The probability of each level of everything."""
        return {facet: infer_chances(self.catalog, facet, self.showings) for facet in FACETS}

    @cached_property
    def open_levels(self) -> Mapping[tuple[Facet, str], OpenLevel]:
        """Every level as it stands, by facet and subject."""
        return {
            (facet, subject): OpenLevel(
                facet,
                chances,
                self.target.levels[facet],
                self._weigh(facet, subject),
                subject in self.showings[facet],
            )
            for facet in FACETS
            for subject, chances in self.chances[facet].items()
        }

    def _weigh(self, facet: Facet, subject: str) -> float:
        weight = weigh_subject(self.catalog, self.target, facet, subject)
        return max(weight, LEAST_WEIGHT) if self.form.kind == "full" else weight

    @cached_property
    def reported_sizes(self) -> list[float]:
        """The sizes of the gaps that are reported now, the largest first."""
        sizes = (open_level.reported_size for open_level in self.open_levels.values())
        return sorted((size for size in sizes if size), reverse=True)

    @cached_property
    def seconds_done(self) -> float:
        """How long all answers so far took, by the estimate."""
        return count_handled_seconds(self.catalog, self.state)

    @cached_property
    def asked_areas(self) -> frozenset[str]:
        """The areas in which anything was asked."""
        return frozenset(
            find_item_area(self.catalog, item_id)
            for item_id in {*self.state.answers, *self.state.disagreed}
            if find_item_kind(self.catalog, item_id)
        )

    @cached_property
    def due_areas(self) -> list[str]:
        """An area for each scenario that the form asks in any case and that is still to be asked."""
        return [
            area
            for area, least in self.form.scenarios.items()
            if area not in self.areas_shown
            and not (self.form.kind == "update" and self._was_measured(area))
            for _ in range(self._count_due_scenarios(area, least))
        ]

    def _was_measured(self, area: str) -> bool:
        """Whether scenarios as they are now show the ability in an area, those aside that the form
        under way has asked."""
        return any(
            (answer := self.state.answers.get(scenario.id)) is not None
            and answer.kind == "answered"
            and is_current(self.catalog, answer)
            and not (self.is_under_way and is_handled_since_start(self.state, scenario.id))
            for scenario in self.catalog.scenarios_of[area]
        )

    def _count_due_scenarios(self, area: str, least: int) -> int:
        open_count = sum(1 for _ in self.list_open_scenarios(area))
        handled_count = len(self.catalog.scenarios_of[area]) - open_count
        return min(least - handled_count, open_count)

    def list_open_scenarios(self, area: str) -> Iterator[str]:
        """The scenarios of an area that can be asked, those not seen before first, then short ones."""
        return iter(
            sorted(
                (
                    scenario.id
                    for scenario in self.catalog.scenarios_of[area]
                    if not is_closed(self.catalog, self.state, scenario.id)
                ),
                key=self._rank_item,
            )
        )

    def _rank_item(self, item_id: str) -> tuple[bool, float]:
        return item_id in self.seen_items, estimate_seconds(self.catalog, item_id)

    @cached_property
    def candidates(self) -> list[Candidate]:
        """The best item for every level that still has one and that the target gives any weight."""
        return [
            candidate
            for facet in FACETS
            for area, subjects in group_subjects(self.catalog, facet).items()
            for subject in subjects
            if (candidate := self._find_candidate(facet, area, subject)) is not None
        ]

    def _find_candidate(self, facet: Facet, area: str, subject: str) -> Candidate | None:
        open_level = self.open_levels[facet, subject]
        if not open_level.weight or (facet == "ability" and area in self.areas_shown):
            return None
        item_id: str | None
        answers: tuple[Likelihood, ...]
        if facet == "knowledge":
            item = self._find_open_knowledge_item(subject, open_level.chances)
            item_id = item.id if item else None
            answers = list_knowledge_answers(item.level, self._find_guess(item)) if item else ()
        elif facet == "skill":
            is_open = not is_closed(self.catalog, self.state, ladder_id(subject))
            item_id, answers = ladder_id(subject) if is_open else None, list_claims()
        else:
            item_id, answers = next(self.list_open_scenarios(area), None), list_scenario_answers()
        if item_id is None:
            return None
        return Candidate(
            item_id,
            facet,
            subject,
            area,
            estimate_seconds(self.catalog, item_id),
            value_item(open_level, answers, self.reported_sizes),
            open_level.is_asked,
        )

    def _find_open_knowledge_item(
        self, competency: str, chances: Distribution
    ) -> KnowledgeItem | None:
        """The item whose level is the likeliest border of what is known. None where a question of
        the competency was passed over: who skips one rarely wants its sister."""
        items = self.catalog.knowledge_items_of[competency]
        handled_items = [item for item in items if is_handled(self.state, item.id, item.revision)]
        if any(self.state.answers[item.id].kind != "answered" for item in handled_items):
            return None
        return min(
            (
                item
                for item in items
                if not is_closed(self.catalog, self.state, item.id) and self._may_ask(item)
            ),
            key=lambda item: (
                item.id in self.seen_items,
                abs(sum(chances[item.level :]) - 0.5),
                *self._rank_item(item.id),
            ),
            default=None,
        )

    def _may_ask(self, item: KnowledgeItem) -> bool:
        """The last situation of an option set is left for measuring again: for when its sisters were
        asked before."""
        return not item.reserved or all(
            sister.id in self.seen_items for sister in find_sisters(self.catalog, item)
        )

    def _find_guess(self, item: KnowledgeItem) -> GuessKind:
        return find_guess_kind(item, was_seen=item.id in self.keys_seen_at)


def find_sisters(catalog: Catalog, item: KnowledgeItem) -> list[KnowledgeItem]:
    """The other situations of an item's option set; nothing for an item that stands alone."""
    if not isinstance(item, Check) or not item.option_set:
        return []
    return [
        sister
        for sister in catalog.checks_of[item.competency]
        if sister.option_set == item.option_set and sister.id != item.id
    ]


def choose_next(asking: Asking, start_area: str = "") -> Choice | None:
    """The item to ask now: of ``start_area`` as long as that has any worth asking. None where the
    time is up, or nothing left is likely to change the first gaps (in a full assessment: a level)."""
    if asking.form.kind == "recheck":
        return choose_next_recheck(asking)
    if asking.form.kind == "update":
        return _choose_next_update(asking, start_area)
    candidates = _limit_claims(
        asking,
        [
            candidate
            for candidate in asking.candidates
            if _is_worth_asking(asking, candidate)
            # What the user asked for is asked, whether it is likely to change anything or not.
            or (candidate.area == start_area and _has_time(asking, candidate))
        ],
    )
    in_area = [candidate for candidate in candidates if candidate.area == start_area]
    best = max(in_area or candidates, key=lambda candidate: _rate(asking, candidate), default=None)
    if best is None or (not in_area and _must_ask_due(asking, best)):
        return _choose_due(asking)
    reason: Reason = "unsettled" if best.is_asked else "may-matter"
    return Choice(
        best.item,
        "complete" if asking.form.seconds is None else reason,
        best.facet,
        best.subject,
    )


def _rate(asking: Asking, candidate: Candidate) -> float:
    """What asking an item is worth for a second of the user's time."""
    rate = candidate.item_value.worth / candidate.seconds
    return rate * (1 if candidate.area in asking.asked_areas else NEW_AREA)


def _is_worth_asking(asking: Asking, candidate: Candidate) -> bool:
    """Whether an item may be asked at all: it fits the time, and its answer may change something."""
    item_value, seconds = candidate.item_value, asking.form.seconds
    if seconds is None:
        return not candidate.is_asked or item_value.level_change_chance >= LEAST_LEVEL_CHANGE_CHANCE
    return _has_time(asking, candidate) and item_value.change_chance >= LEAST_CHANGE_CHANCE


def _has_time(asking: Asking, candidate: Candidate) -> bool:
    """Whether most of a question fits into the time that is left, where there is a limit."""
    seconds = asking.form.seconds
    return seconds is not None and asking.seconds_done + candidate.seconds / 2 <= seconds


def _limit_claims(asking: Asking, candidates: list[Candidate]) -> list[Candidate]:
    """Without the ladders where a sketch has asked enough of them; where nothing else is worth
    asking, with them."""
    ladders, questions = _count_ladders(asking)
    if asking.form.kind != "sketch" or ladders + 1 <= MOST_SKETCH_CLAIMS * (questions + 1):
        return candidates
    return [candidate for candidate in candidates if candidate.facet != "skill"] or candidates


def _count_ladders(asking: Asking) -> tuple[int, int]:
    """How many ladders were asked, and how many questions in all, those passed over included."""
    kinds = [
        kind
        for item_id in {*asking.state.answers, *asking.state.disagreed}
        if (kind := find_item_kind(asking.catalog, item_id))
    ]
    return kinds.count("ladder"), len(kinds)


def _must_ask_due(asking: Asking, best: Candidate) -> bool:
    """Whether the time left is just enough for the scenarios that are asked in any case."""
    if not asking.due_areas or asking.form.seconds is None:
        return False
    needed = len(asking.due_areas) * SECONDS_PER_SCENARIO
    return asking.seconds_done + best.seconds / 2 + needed > asking.form.seconds


def _choose_due(asking: Asking, start_area: str = "") -> Choice | None:
    """The next of the scenarios that are asked in any case, those of ``start_area`` first."""
    for area in sorted(asking.due_areas, key=lambda area: area != start_area):
        for item_id in asking.list_open_scenarios(area):
            return Choice(item_id, "judgment", "ability", area)
    return None


def list_update_candidates(asking: Asking) -> list[Candidate]:
    """A question for each level of an update that nothing current was asked about; scenarios come
    on top. None where a question was disagreed with: its sister would come on top of those that the
    update said it asks."""
    return [
        candidate
        for candidate in asking.candidates
        if (candidate.facet, candidate.subject) in asking.form.updated
        and candidate.facet != "ability"
        and not candidate.is_asked
        and not _was_disagreed_with(asking, candidate)
    ]


def _was_disagreed_with(asking: Asking, candidate: Candidate) -> bool:
    """Whether the user disagrees with a question about the level, in its present wording."""
    return candidate.facet == "knowledge" and any(
        item.id in asking.state.disagreed and is_closed(asking.catalog, asking.state, item.id)
        for item in asking.catalog.knowledge_items_of[candidate.subject]
    )


def _choose_next_update(asking: Asking, start_area: str) -> Choice | None:
    """One question about each level, the most telling first, and then the scenarios; both of
    ``start_area`` before all others."""
    candidates = list_update_candidates(asking)
    in_area = [candidate for candidate in candidates if candidate.area == start_area]
    best = max(in_area or candidates, key=lambda candidate: _rate(asking, candidate), default=None)
    if best is None or (not in_area and start_area in asking.due_areas):
        due = _choose_due(asking, start_area)
        return replace(due, reason="outdated") if due else None
    return Choice(best.item, "outdated", best.facet, best.subject)


def choose_about(asking: Asking, facet: Facet, subject: str) -> Choice | None:
    """The best item about one level, or None where all were asked."""
    return next(
        (
            Choice(candidate.item, "complete", facet, subject)
            for candidate in asking.candidates
            if (candidate.facet, candidate.subject) == (facet, subject)
        ),
        None,
    )


def choose_next_recheck(asking: Asking) -> Choice | None:
    """One knowledge item of each competency: one that was saved for this, else one that was not
    asked yet, at level 2 or 3 if there is one, else the one asked longest ago."""
    for competency in asking.form.rechecked:
        item_id = find_recheck_item(asking, competency)
        if item_id is not None:
            return Choice(item_id, "recheck", "knowledge", competency)
    return None


def find_recheck_item(asking: Asking, competency: str) -> str | None:
    """What a recheck asks of a competency, or None where it was asked."""
    items, state = asking.catalog.knowledge_items_of[competency], asking.state
    if any(is_handled_since_start(state, item.id) for item in items):
        return None
    open_items = [item for item in items if item.id not in state.disagreed]
    unasked_items = [item for item in open_items if item.id not in state.answers]
    if unasked_items:
        return min(
            unasked_items,
            key=lambda item: (
                item.id in asking.seen_items,
                not (item.reserved and _were_sisters_asked(asking, item)),
                item.reserved,
                abs(item.level * 2 - 5),
                item.level,
            ),
        ).id
    unseen_items = [item for item in open_items if item.id not in asking.seen_items]
    return min(
        (item.id for item in unseen_items or open_items),
        key=lambda item_id: state.answers[item_id].at,
        default=None,
    )


def _were_sisters_asked(asking: Asking, item: KnowledgeItem) -> bool:
    return all(
        sister.id in asking.state.answers or sister.id in asking.seen_items
        for sister in find_sisters(asking.catalog, item)
    )
