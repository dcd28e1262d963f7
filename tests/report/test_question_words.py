"""A question in words: where it stands, and why it may not count."""

from __future__ import annotations

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
    following_item,
    make_question,
    present_item,
    previous_item,
)
from tests.support import answer_well


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


def test_an_area_says_how_much_of_it_is_left() -> None:
    assert AreaLeft("lau", "Launch", 3).left_words == "3 levels not asked about"
    assert AreaLeft("lau", "Launch", 1).left_words == "1 level not asked about"
    assert AreaLeft("lau", "Launch", 0).left_words == "every level asked about"
