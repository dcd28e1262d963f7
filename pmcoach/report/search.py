"""Searching competencies, notes and the questions that were dealt with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pmcoach.report.review import review_items
from pmcoach.state.profile import Profile


@dataclass(frozen=True)
class SearchHit:
    """Something that a search found."""

    kind: Literal["competency", "note", "question"]
    id: str
    title: str
    text: str


def search_profile(profile: Profile, words: str) -> list[SearchHit]:
    """Competencies, notes and questions dealt with that hold all the words, notes first."""
    searched_words = words.casefold().split()
    if not searched_words:
        return []
    items = review_items(profile)
    notes = [
        SearchHit("note", entry.item, entry.subject, note)
        for entry in items
        if (note := profile.journal.notes.get(entry.item, "")) and _has_words(searched_words, note)
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
    return [*notes, *competencies, *questions]


def _has_words(searched_words: Sequence[str], *texts: str) -> bool:
    searched_text = " ".join(texts).casefold()
    return all(word in searched_text for word in searched_words)
