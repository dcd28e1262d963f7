"""A question in words: where it stands, and why it may not count."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pmcoach.coach.assessment import (
    mark_not_applicable,
    skip_question,
    start_assessment,
    toggle_disagreement,
)
from pmcoach.coach.session import Session
from pmcoach.report.questions import (
    DISAGREED,
    AreaLeft,
    answer_words,
    bare_question,
    following_item,
    make_question,
    present_item,
    previous_item,
)
from tests.support import answer_well, save_former_answer


def present(session: Session) -> str:
    """The item to ask now."""
    item = present_item(session.profile)
    assert item is not None
    return item


def test_a_question_gone_back_to_keeps_its_number(session: Session) -> None:
    start_assessment(session, "quick")
    first = present(session)
    answer_well(session, first)
    second = present(session)
    answer_well(session, second)
    numbers = [
        make_question(session.profile, item).number for item in (first, second, present(session))
    ]
    assert numbers == [1, 2, 3]
    assert previous_item(session.profile, second) == first
    assert following_item(session.profile, first) == second


def test_a_question_says_why_it_counts_for_no_level(session: Session) -> None:
    start_assessment(session, "quick")
    item = present(session)

    def words() -> str:
        return make_question(session.profile, item).standing_words

    assert words() == ""
    skip_question(session, item)
    assert words() == "You skipped this earlier."
    mark_not_applicable(session, item)
    assert words() == "You said this doesn't apply to you."
    answer_well(session, item)
    assert words() == ""
    toggle_disagreement(session, item)
    assert words() == DISAGREED


ANSWERS: Mapping[str, Mapping[str, str]] = {
    "stk-map.ladder": {"option": "2"},
    "stk-map.o-depot.1": {"option": "a", "sure": "sure"},
    "stk-map.m-prepaid": {"option": "1,2,3", "sure": "sure"},
    "stk.t-layout.1": {"best": "a", "worst": "b"},
}
"""An answer that fits each kind of question."""


@pytest.mark.parametrize("item", ANSWERS)
def test_an_answer_to_an_older_wording_is_not_offered_as_one_to_the_present(
    session: Session, item: str
) -> None:
    start_assessment(session, "full")
    revision = bare_question(session.profile, item).revision
    save_former_answer(session, item, revision - 1, **ANSWERS[item])
    question = make_question(session.profile, item)
    assert question.answer is None
    assert not question.is_dealt_with
    assert question.chosen_keys == frozenset()
    assert answer_words(question) == ""
    save_former_answer(session, item, revision, **ANSWERS[item])
    question = make_question(session.profile, item)
    assert question.is_dealt_with
    assert answer_words(question).startswith("Your answer so far: ")


def test_a_reworded_question_that_is_skipped_is_not_asked_again(session: Session) -> None:
    start_assessment(session, "update")
    save_former_answer(session, "stk-map.ladder", option="2")
    assert present(session) == "stk-map.ladder"
    skip_question(session, "stk-map.ladder")
    assert present_item(session.profile) is None


def test_an_area_says_how_much_of_it_is_left() -> None:
    assert AreaLeft("lau", "Launch", 3).left_words == "3 levels not asked about"
    assert AreaLeft("lau", "Launch", 1).left_words == "1 level not asked about"
    assert AreaLeft("lau", "Launch", 0).left_words == "every level asked about"
