"""Answers to questions that have changed since, and the levels that only those showed. Pure."""

from __future__ import annotations

from pmcoach.assessment.events import Answer, AssessmentState
from pmcoach.assessment.items import (
    find_item_area,
    find_item_competency,
    find_item_kind,
    find_item_revision,
)
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import Facet


def find_outdated_answers(catalog: Catalog, state: AssessmentState) -> list[Answer]:
    """The answers to questions that were replaced or reworded since, in the order in which they
    were first given. They count for nothing. Answers to questions of another pack, or to a wording
    that is newer than the content, don't count either, but nothing has replaced those."""
    return [
        answer
        for item_id in state.order
        if (answer := state.answers.get(item_id)) is not None
        and answer.kind == "answered"
        and _is_outdated(catalog, answer)
    ]


def find_former_answers(catalog: Catalog, state: AssessmentState) -> list[Answer]:
    """The outdated answers, and those to an older wording whose question was dealt with again since:
    all that can only be read. One for each question, to its newest older wording, in the order in
    which the questions were first dealt with."""
    former_answers = {answer.item: answer for answer in find_outdated_answers(catalog, state)}
    for answer in sorted(state.replaced_answers.values(), key=lambda answer: -answer.revision):
        if answer.kind == "answered" and _is_outdated(catalog, answer):
            former_answers.setdefault(answer.item, answer)
    return [former_answers[item] for item in state.order if item in former_answers]


def _is_outdated(catalog: Catalog, answer: Answer) -> bool:
    if find_item_kind(catalog, answer.item) is not None:
        return answer.revision < find_item_revision(catalog, answer.item)
    # A ladder goes with its competency.
    return not {answer.item, answer.item.removesuffix(".ladder")}.isdisjoint(catalog.pack.retired)


def find_outdated_levels(catalog: Catalog, state: AssessmentState) -> list[tuple[Facet, str]]:
    """The levels that outdated answers were about: facet, and the id of a competency or an area,
    each once. What a question was about that is gone, its id says: it begins with the id of the
    competency or the area, and a dot."""
    levels = (_find_level(catalog, answer.item) for answer in find_outdated_answers(catalog, state))
    return list(dict.fromkeys(level for level in levels if level is not None))


def _find_level(catalog: Catalog, item_id: str) -> tuple[Facet, str] | None:
    """What a question is or was about; None where the content no longer has that."""
    match find_item_kind(catalog, item_id):
        case "scenario":
            return "ability", find_item_area(catalog, item_id)
        case "check" | "spot":
            return "knowledge", find_item_competency(catalog, item_id)
        case "ladder":
            return "skill", find_item_competency(catalog, item_id)
    subject = find_former_subject(catalog, item_id)
    if subject in catalog.competencies:
        return "knowledge", subject
    return ("ability", subject) if subject in catalog.areas else None


def find_former_subject(catalog: Catalog, item_id: str) -> str:
    """The competency or the area that the id of a question that is gone begins with: the longest one
    that the content has before one of the dots, for ids may have dots themselves. What stands before
    the first dot where it has none."""
    parts = item_id.split(".")
    for length in range(len(parts) - 1, 0, -1):
        former_id = ".".join(parts[:length])
        subject = catalog.aliases.get(former_id, former_id)
        if subject in catalog.competencies or subject in catalog.areas:
            return subject
    return parts[0]
