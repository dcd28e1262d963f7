"""An answer in the review: how sure the user was, and what an option is by the key."""

from __future__ import annotations

import pytest

from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.session import Session
from pmcoach.report.review import MARKS_LEGEND, explain_item, sureness_words
from tests.support import answer_badly, answer_well

CHECK = "stk-map.o-depot.1"


def test_how_sure_one_was_is_said_only_where_it_was_asked(session: Session) -> None:
    start_assessment(session, "full")
    answer_well(session, CHECK)
    answer_well(session, "stk-map.ladder")
    answers = session.profile.state.answers
    assert sureness_words(answers[CHECK]) == "When you answered, you were sure."
    assert sureness_words(answers["stk-map.ladder"]) == ""
    assert sureness_words(None) == ""


@pytest.mark.parametrize("item", [CHECK, "scenario"])
def test_exactly_one_option_is_best_and_wrong_choices_are_tagged(
    session: Session, item: str
) -> None:
    if item == "scenario":
        item = session.catalog.scenarios_of["stk"][0].id
    start_assessment(session, "full")
    answer_badly(session, item)
    finish_assessment(session)
    options = explain_item(session.profile, item)
    assert [option.label for option in options if option.glyph == "✓"] in (
        ["The key"],
        ["Best, your worst"],
    )
    tags = {option.tags for option in options}
    assert "your answer" in tags or "best · your worst" in tags


def test_every_mark_but_that_of_a_question_not_asked_is_explained() -> None:
    assert MARKS_LEGEND == (
        "✓ right  ✗ wrong  • answered  - skipped  n does not apply  d disagreed"
    )
