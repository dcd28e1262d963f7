"""What an item is, how long it takes, and whether it was dealt with. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from pmcoach.assessment.events import Answer, AssessmentState
from pmcoach.catalog.parse import Catalog

ItemKind = Literal["ladder", "check", "spot", "scenario"]

WORDS_PER_MINUTE = 200
"""A careful reader of text on a screen (Brysbaert 2019: 238 for English nonfiction, silently)."""
THINKING_SECONDS: Mapping[ItemKind, float] = {
    "ladder": 4.0,
    "check": 8.0,
    "spot": 25.0,
    "scenario": 20.0,
}
"""Time to decide once all was read, our estimate: a ladder is decided while reading it, a spot takes
up to three decisions, a scenario two."""

SKIPPED = 0.5
"""The share of its time that a question takes that is skipped."""


def find_item_kind(catalog: Catalog, item_id: str) -> ItemKind | None:
    """What kind of question an item id names, or None where the content has no such item."""
    if item_id in catalog.checks:
        return "check"
    if item_id in catalog.spots:
        return "spot"
    if item_id in catalog.scenarios:
        return "scenario"
    if item_id.endswith(".ladder") and item_id.removesuffix(".ladder") in catalog.competencies:
        return "ladder"
    return None


def find_item_area(catalog: Catalog, item_id: str) -> str:
    """The area an item belongs to; raises KeyError where the content has no such item."""
    if item_id in catalog.scenarios:
        return catalog.scenarios[item_id].area
    return catalog.competencies[find_item_competency(catalog, item_id)].area


def find_item_competency(catalog: Catalog, item_id: str) -> str:
    """The competency of a check, spot or ladder; raises KeyError for anything else."""
    if item_id in catalog.knowledge_items:
        return catalog.knowledge_items[item_id].competency
    return catalog.competencies[item_id.removesuffix(".ladder")].id


def find_item_revision(catalog: Catalog, item_id: str) -> int:
    """The number of an item's present wording; raises KeyError for an unknown one."""
    if item_id in catalog.scenarios:
        return catalog.scenarios[item_id].revision
    if item_id in catalog.knowledge_items:
        return catalog.knowledge_items[item_id].revision
    return catalog.competencies[item_id.removesuffix(".ladder")].ladder.revision


def is_current(catalog: Catalog, answer: Answer) -> bool:
    """Whether an answer is to the present wording of an item that there still is."""
    return (
        find_item_kind(catalog, answer.item) is not None
        and find_item_revision(catalog, answer.item) == answer.revision
    )


def fit_to_catalog(catalog: Catalog, state: AssessmentState) -> AssessmentState:
    """A state without disagreements with a wording that an item no longer has, and with the answers
    to the present wording, even where one to another wording came later: from a machine whose
    content is older or newer."""
    outdated_items = {
        item_id
        for item_id, revision in state.disagreed_revisions.items()
        if find_item_kind(catalog, item_id) and find_item_revision(catalog, item_id) != revision
    }
    present_answers = {
        item_id: answer
        for (item_id, _), answer in state.replaced_answers.items()
        if is_current(catalog, answer)
    }
    if not outdated_items and not present_answers:
        return state
    return replace(
        state,
        answers={**state.answers, **present_answers},
        disagreed={
            item_id: note
            for item_id, note in state.disagreed.items()
            if item_id not in outdated_items
        },
    )


def estimate_seconds(catalog: Catalog, item_id: str) -> float:
    """How long a first-time reader takes for an item; raises KeyError for an unknown one."""
    kind = find_item_kind(catalog, item_id)
    if kind is None:
        raise KeyError(item_id)
    return catalog.word_counts[item_id] * 60 / WORDS_PER_MINUTE + THINKING_SECONDS[kind]


def is_handled(state: AssessmentState, item_id: str, revision: int) -> bool:
    """Whether an item was answered or passed over in its present wording."""
    answer = state.answers.get(item_id)
    return answer is not None and answer.revision == revision


def is_closed(catalog: Catalog, state: AssessmentState, item_id: str) -> bool:
    """Whether an item is not to be asked (again): dealt with, or disagreed with. Of disagreements
    the state has only those that ``fit_to_catalog`` has left."""
    return item_id in state.disagreed or is_handled(
        state, item_id, find_item_revision(catalog, item_id)
    )


def is_handled_since_start(state: AssessmentState, item_id: str) -> bool:
    """Whether an item was dealt with since the newest assessment of the chain began."""
    handled_at = state.dealt_at.get(item_id)
    return handled_at is not None and (state.began is None or handled_at > state.began)


def is_disagreed_since_start(state: AssessmentState, item_id: str) -> bool:
    """Whether the user came to disagree with an item since the newest assessment of the chain began."""
    disagreed_at = state.disagreed_at.get(item_id)
    return disagreed_at is not None and (state.began is None or disagreed_at > state.began)


def count_handled_seconds(catalog: Catalog, state: AssessmentState) -> float:
    """How long all answers in their present wording took, by the estimate. What was skipped or
    disagreed with counts for half: it was read, and decided at once."""
    return sum(
        estimate_seconds(catalog, item_id)
        * (1 if item_id in state.answers and state.answers[item_id].kind == "answered" else SKIPPED)
        # Sorted, so that the sum is the same to the last bit whatever the order of the events.
        for item_id in sorted({*state.answers, *state.disagreed})
        if find_item_kind(catalog, item_id) and is_closed(catalog, state, item_id)
    )
