"""Answers to questions that have changed since, and the levels that only those showed. Pure."""

from __future__ import annotations

from pmcoach.assessment.events import Answer, AssessmentState
from pmcoach.assessment.items import is_current
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import Facet


def find_outdated_answers(catalog: Catalog, state: AssessmentState) -> list[Answer]:
    """The answers to questions that were replaced or reworded since, in the order in which they
    were first given. They count for nothing."""
    return [
        answer
        for item_id in state.order
        if (answer := state.answers.get(item_id)) is not None
        and answer.kind == "answered"
        and not is_current(catalog, answer)
    ]


def find_outdated_levels(catalog: Catalog, state: AssessmentState) -> list[tuple[Facet, str]]:
    """The levels that outdated answers were about: facet, and the id of a competency or an area,
    each once. What a question was about that is gone, its id says: it begins with the id of the
    competency or the area, and a dot."""
    levels: dict[tuple[Facet, str], None] = {}
    for answer in find_outdated_answers(catalog, state):
        former_subject = answer.item.partition(".")[0]
        subject = catalog.aliases.get(former_subject, former_subject)
        if answer.item.endswith(".ladder") and subject in catalog.competencies:
            levels["skill", subject] = None
        elif subject in catalog.competencies:
            levels["knowledge", subject] = None
        elif subject in catalog.areas:
            levels["ability", subject] = None
    return list(levels)
