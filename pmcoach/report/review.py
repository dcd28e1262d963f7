"""The review of answers: how each item stands, and the reasons behind its key; and the search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pmcoach.assessment.events import Answer
from pmcoach.assessment.item_selection import ItemKind
from pmcoach.catalog.parse import ladder_id
from pmcoach.state.profile import Profile

ItemMark = Literal[
    "right", "wrong", "answered", "skipped", "does not apply", "disagreed", "not asked"
]
MARK_GLYPHS: Mapping[ItemMark, str] = {
    "right": "✓",
    "wrong": "✗",
    "answered": "•",
    "skipped": "-",
    "does not apply": "n",
    "disagreed": "d",
    "not asked": " ",
}
MARKS_LEGEND = "  ".join(
    f"{glyph} {mark}" for mark, glyph in MARK_GLYPHS.items() if mark != "not asked"
)
REVIEW_LEAD = (
    "Opening a question shows its key. If you answer it again after that, the answer counts as "
    "thin evidence."
)
NOTHING_ANSWERED = "Nothing was answered yet."
SURENESS = {
    "sure": "When you answered, you were sure.",
    "think-so": "When you answered, you thought so.",
    "guessing": "When you answered, you guessed.",
}
SCENARIO_VERDICTS = {3: "best", 0: "worst"}
"""What an action of a scenario is by its effect."""


@dataclass(frozen=True)
class ReviewedItem:
    """One item of the content and how it stands, for the review."""

    item: str
    kind: ItemKind
    area: str
    subject: str
    ask: str
    mark: ItemMark


@dataclass(frozen=True)
class ExplainedOption:
    """One possible answer with the reason why it is or is not the best."""

    text: str
    why: str
    chosen: str
    """How the user chose it: "your answer", "your best", "your worst", or nothing."""
    verdict: str
    """What it is by the key: "the key", "best", "worst", or nothing."""

    @property
    def is_best(self) -> bool:
        """Whether it is the right answer."""
        return self.verdict in {"the key", "best"}

    @property
    def tags(self) -> str:
        """What it is by the key, and how the user chose it."""
        return " · ".join(tag for tag in (self.verdict, self.chosen) if tag)


def sureness_words(answer: Answer | None) -> str:
    """How sure the user was of an answer; nothing where that was not asked."""
    return SURENESS.get(answer.sure, "") if answer else ""


def review_items(profile: Profile) -> list[ReviewedItem]:
    """Every item, by area in the order of the content: dealt with, or not asked."""
    catalog = profile.catalog
    rows: list[tuple[str, ItemKind, str, str, str]] = []
    for area in catalog.areas.values():
        for competency in catalog.competencies_of[area.id]:
            ladder, title = competency.ladder, competency.title
            rows.append((ladder_id(competency.id), "ladder", area.title, title, ladder.ask))
            rows += [
                (check.id, "check", area.title, title, check.ask)
                for check in catalog.checks_of[competency.id]
            ]
        rows += [
            (scenario.id, "scenario", area.title, scenario.title, scenario.situation)
            for scenario in catalog.scenarios_of[area.id]
        ]
    return [ReviewedItem(*row, mark=item_mark(profile, row[0])) for row in rows]


def item_mark(profile: Profile, item: str) -> ItemMark:
    """How an item stands."""
    if item in profile.state.disagreed:
        return "disagreed"
    answer = profile.state.answers.get(item)
    if answer is None:
        return "not asked"
    if answer.kind != "answered":
        return "skipped" if answer.kind == "skipped" else "does not apply"
    check = profile.catalog.checks.get(item)
    if check is None or answer.revision != check.revision:
        # Nothing to be right about; or the answer was to an older wording.
        return "answered"
    return "right" if answer.option == check.key else "wrong"


def explain_item(profile: Profile, item: str) -> list[ExplainedOption]:
    """The possible answers of a check or scenario with their reasons; nothing for a ladder.

    Showing this shows the key: call ``record_key_seen`` with it.
    """
    check, scenario = profile.catalog.checks.get(item), profile.catalog.scenarios.get(item)
    answer, question = profile.state.answers.get(item), check or scenario
    if answer and question and answer.revision != question.revision:
        answer = None  # it was to an older wording, whose options may have been others
    choices = {answer.worst: "your worst", answer.best: "your best"} if answer else {}
    if check is not None:
        choices = {answer.option: "your answer"} if answer else {}
        return [
            ExplainedOption(
                option.text,
                option.why,
                choices.get(option.id, ""),
                "the key" if option.id == check.key else "",
            )
            for option in check.option
        ]
    return [
        ExplainedOption(
            action.text,
            action.why,
            choices.get(action.id, ""),
            SCENARIO_VERDICTS.get(action.effect, ""),
        )
        for action in (scenario.action if scenario else ())
    ]


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
