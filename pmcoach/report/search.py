"""Searching competencies, notes and the questions that were dealt with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pmcoach.report.former_answers import NO_TEXT, FormerAnswer
from pmcoach.report.review import review_items
from pmcoach.state.profile import Profile


@dataclass(frozen=True)
class SearchHit:
    """Something that a search found."""

    kind: Literal["competency", "note", "question"]
    id: str
    title: str
    text: str
    is_former: bool = False
    """Whether it is about a question that has changed since it was answered."""


def search_profile(
    profile: Profile, words: str, former_answers: Sequence[FormerAnswer] = ()
) -> list[SearchHit]:
    """Competencies, notes and questions dealt with that hold all the words, notes first. What is
    found of ``former_answers`` comes after the rest of its kind."""
    searched_words = words.casefold().split()
    if not searched_words:
        return []
    former_items = {answer.item for answer in former_answers}
    items = [
        entry
        for entry in review_items(profile)
        if entry.mark != "answered" or entry.item not in former_items
    ]
    present_items = {entry.item for entry in items}
    changed_answers = [answer for answer in former_answers if answer.item not in present_items]
    notes = [
        SearchHit("note", entry.item, entry.subject, note)
        for entry in items
        if (note := profile.journal.notes.get(entry.item, "")) and _has_words(searched_words, note)
    ]
    notes += [
        SearchHit("note", answer.item, answer.subject, note, is_former=True)
        for answer in changed_answers
        if (note := profile.journal.notes.get(answer.item, "")) and _has_words(searched_words, note)
    ]
    competencies = [
        SearchHit("competency", competency.id, competency.title, competency.summary)
        for competency in profile.competencies
        if _has_words(
            searched_words,
            competency.title,
            competency.summary,
            competency.description,
            *competency.topics,
        )
    ]
    items_with_note = {hit.id for hit in notes}
    questions = [
        SearchHit("question", entry.item, entry.subject, entry.ask)
        for entry in items
        if entry.item not in items_with_note
        and entry.mark != "not asked"
        and _has_words(searched_words, entry.subject, entry.ask)
    ]
    questions += [
        SearchHit("question", answer.item, answer.subject, answer.ask, is_former=True)
        for answer in changed_answers
        if answer.item not in items_with_note
        and _has_words(searched_words, answer.subject, "" if answer.ask == NO_TEXT else answer.ask)
    ]
    return [*notes, *competencies, *questions]


def _has_words(searched_words: Sequence[str], *texts: str) -> bool:
    searched_text = " ".join(texts).casefold()
    return all(word in searched_text for word in searched_words)
