"""Spots and sets of items from a pack: answered, scored, undone, rechecked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pmcoach.coach.assessment import (
    finish_assessment,
    save_answer,
    skip_question,
    start_assessment,
    toggle_disagreement,
    undo_answer,
)
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target
from pmcoach.report.questions import answer_words, bare_question, make_question, present_item
from pmcoach.report.review import item_mark
from tests.catalog.minimal import check, minimal, spot, with_sets, written
from tests.support import Clock, answer_badly, answer_well, go_through

SPOT, RESERVED = "one.s1", "one.o1.3"


@pytest.fixture
def session(home: Path, tmp_path: Path, clock: Clock) -> Session:
    """An assessment that has begun, with a pack of every kind of item."""
    session = open_session(home=home, content=written(with_sets(), tmp_path / "pack"), now=clock)
    choose_target(session, "role", "entry")
    start_assessment(session, "full")
    return session


def test_a_spot_is_asked_with_its_title_its_numbered_lines_and_how_many_to_mark(
    session: Session,
) -> None:
    question = make_question(session.profile, SPOT)
    assert (question.kind, question.artifact, question.mark_count) == ("spot", "Notes of a day", 2)
    assert question.hint == "Mark two lines, then say how sure you are."
    assert [(choice.key, choice.label) for choice in question.choices] == [
        (str(number), str(number)) for number in range(1, 8)
    ]
    assert question.choices[4].text == "Line 5 of one.s1."
    assert question.titled_ask == "Notes of a day. Mark the two lines that are wrong."


@pytest.mark.parametrize("marks", ["2,5", "5,2"])
def test_marks_are_stored_from_low_to_high(session: Session, marks: str) -> None:
    save_answer(session, SPOT, option=marks, sure="think-so")
    answer = session.profile.state.answers[SPOT]
    assert (answer.option, answer.sure) == ("2,5", "think-so")
    question = make_question(session.profile, SPOT)
    assert question.chosen_keys == {"2", "5"}
    assert answer_words(question) == "Your answer so far: lines 2 and 5, think so."


@pytest.mark.parametrize(
    ("marks", "fault"),
    [
        (None, "You marked no line. Mark two lines."),
        ("", "You marked no line. Mark two lines."),
        ("2", "You marked one line. Mark two lines."),
        ("2,5,6", "You marked 3 lines. Mark two lines."),
        ("2,2", "Each line counts once. Mark two lines."),
        ("2,8", "There is no line 8. The lines are 1 to 7."),
        ("b", "You marked no line. Mark two lines."),
    ],
)
def test_marks_that_do_not_fit_are_refused_and_nothing_is_saved(
    session: Session, marks: str | None, fault: str
) -> None:
    with pytest.raises(ValueError, match=f"not an answer to one.s1: {fault}"):
        save_answer(session, SPOT, option=marks, sure="sure")
    assert session.profile.state.answers == {}


@pytest.mark.parametrize(("marks", "mark"), [("2,5", "right"), ("2,4", "wrong"), ("1,7", "wrong")])
def test_a_spot_is_right_only_with_exactly_the_right_lines(
    session: Session, marks: str, mark: str
) -> None:
    save_answer(session, SPOT, option=marks, sure="sure")
    assert item_mark(session.profile, SPOT) == mark


def test_a_spot_counts_for_knowledge_as_a_check_does(session: Session) -> None:
    answer_well(session, SPOT)
    assert session.profile.result.knowledge["one"].level == 1
    answer_badly(session, SPOT)
    assert session.profile.result.knowledge["one"].level == 0


def test_a_spot_is_skipped_disagreed_with_and_undone_like_any_question(session: Session) -> None:
    save_answer(session, SPOT, option="2,5", sure="sure")
    assert undo_answer(session) == SPOT
    assert SPOT not in session.profile.state.answers
    skip_question(session, SPOT)
    assert make_question(session.profile, SPOT).standing_words == "You skipped this earlier."
    toggle_disagreement(session, SPOT, "Line 4 is odd, too.")
    [line] = make_report(session).disagreed
    assert line == (
        "One thing: Notes of a day. Mark the two lines that are wrong. My note: Line 4 is odd, too."
    )


def test_what_a_finished_assessment_writes_down_names_the_marked_lines(session: Session) -> None:
    save_answer(session, SPOT, option="2,5", sure="sure")
    finish_assessment(session)
    newest = session.store.newest
    assert newest is not None
    assert newest.document.finished is not None
    answers = newest.document.finished["answers"]
    assert isinstance(answers, dict)
    assert answers["one.knowledge"] == "one.s1:1:2,5:sure"


def test_an_answer_to_another_wording_of_a_spot_shows_no_marks(
    session: Session, home: Path, tmp_path: Path
) -> None:
    save_answer(session, SPOT, option="2,5", sure="sure")
    session.close()
    pack = with_sets()
    pack["sets.toml"]["spot"] = [spot(SPOT) | {"revision": 2, "marks": [2]}]
    reworded = open_session(home=home, content=written(pack, tmp_path / "later"))
    question = bare_question(reworded.profile, SPOT)
    assert question.chosen_keys == frozenset()
    assert answer_words(question) == ""


@pytest.mark.parametrize(
    ("answer", "next_item"), [(answer_well, "one.k3"), (answer_badly, "one.k1")]
)
def test_a_spot_is_asked_where_its_level_is_the_one_to_ask(
    home: Path, tmp_path: Path, answer: Callable[[Session, str], None], next_item: str
) -> None:
    pack = minimal()
    pack["items.toml"]["check"] = [check("one.k1", 1), check("one.k3", 3)]
    pack["sets.toml"] = {"spot": [spot(SPOT, level=2)]}
    session = open_session(home=home, content=written(pack, tmp_path / "spots"))
    choose_target(session, "role", "entry")
    start_assessment(session, "full")
    go_through(session, answer)
    order = [
        item for item in session.profile.state.order if item in session.catalog.knowledge_items
    ]
    assert order[:2] == [SPOT, next_item]


def test_a_reserved_situation_is_asked_in_no_assessment_but_a_recheck(session: Session) -> None:
    go_through(session, answer_well)
    assert RESERVED not in session.profile.state.answers
    finish_assessment(session)
    start_assessment(session, "full", blind=True)
    go_through(session, answer_badly)
    assert RESERVED not in session.profile.state.answers
    finish_assessment(session)
    for item in session.catalog.knowledge_items:
        if item != RESERVED:
            answer_well(session, item)
    start_assessment(session, "recheck")
    assert present_item(session.profile) == RESERVED
