"""Answers to questions that were replaced or reworded since, as they can still be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmcoach.assessment.events import Answer
from pmcoach.assessment.items import find_item_area, find_item_competency, find_item_kind
from pmcoach.assessment.outdated import find_former_subject
from pmcoach.catalog.former_questions import FormerQuestion, FormerQuestions
from pmcoach.report.marked_lines import split_marks
from pmcoach.report.questions import title_ask
from pmcoach.report.review import SURENESS
from pmcoach.state.profile import Profile

FORMER_TITLE = "No longer counted: the question has changed since"
REPLACED = "This question has been replaced since. Your answer is saved, but no longer counts."
REWORDED = "This question has been reworded since. Your answer is saved, but no longer counts."
NO_TEXT = "The text of this question is no longer available."
PROVABLE = "You said you could prove it."


@dataclass(frozen=True)
class FormerOption:
    """One of the options there were."""

    text: str
    chosen: str
    """How the user chose it: "your answer", "your best", "your worst", or nothing."""


@dataclass(frozen=True)
class FormerAnswer:
    """An answer together with what was asked."""

    item: str
    subject: str
    """The competency's title, the scenario's own, or the area's."""
    ask: str
    options: tuple[FormerOption, ...]
    sureness: str
    """How sure the user was, in words, where that was asked."""
    status: str
    """What became of the question."""

    @property
    def words(self) -> str:
        """It in a line of a list."""
        return f"{self.subject}: {self.ask}"


def list_former_answers(
    profile: Profile, former_questions: FormerQuestions
) -> tuple[FormerAnswer, ...]:
    """Every answer to a question that has changed, in the order in which the questions first came."""
    return tuple(
        _describe(profile, answer, former_questions.get((answer.item, answer.revision)))
        for answer in profile.former_answers
    )


def _describe(profile: Profile, answer: Answer, question: FormerQuestion | None) -> FormerAnswer:
    status = REPLACED if profile.area_of(answer.item) == "" else REWORDED
    return FormerAnswer(
        item=answer.item,
        subject=_find_subject(profile, answer, question),
        ask=title_ask(question.ask, question.title or "" if question.kind == "spot" else "")
        if question
        else NO_TEXT,
        options=tuple(
            FormerOption(text, _choice_words(answer).get(key, ""))
            for key, text in question.option_by_key.items()
        )
        if question
        else tuple(FormerOption(key, words) for key, words in _choice_words(answer).items()),
        sureness=SURENESS.get(answer.sure, PROVABLE if answer.provable else ""),
        status=status,
    )


def _find_subject(profile: Profile, answer: Answer, question: FormerQuestion | None) -> str:
    if question and question.kind == "scenario" and question.title:
        return question.title
    return profile.title_of(_find_subject_id(profile, answer.item))


def _find_subject_id(profile: Profile, item: str) -> str:
    match find_item_kind(profile.catalog, item):
        case None:
            return find_former_subject(profile.catalog, item)
        case "scenario":
            return find_item_area(profile.catalog, item)
    return find_item_competency(profile.catalog, item)


def _choice_words(answer: Answer) -> Mapping[str, str]:
    """How each option was chosen that was, by its key."""
    if answer.best:
        return {answer.best: "your best", answer.worst: "your worst"}
    marks = split_marks(answer.option)
    keys = list(map(str, marks)) if len(marks) > 1 else [answer.option]
    return dict.fromkeys(keys, "your answer")
