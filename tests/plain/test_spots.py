"""A spot in plain text: its lines by their numbers, and how marks are typed."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from pmcoach.coach.assessment import finish_assessment, save_answer, start_assessment
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target
from pmcoach.plain.console import Console, UserLeft
from pmcoach.plain.questions import ask_once
from pmcoach.plain.review import show_review
from tests.catalog.minimal import spot, with_sets, written
from tests.support import Clock

SPOT, SINGLE = "one.s1", "one.s2"
Conversation = Callable[[Console, Session], object]


@pytest.fixture
def session(home: Path, tmp_path: Path, clock: Clock) -> Session:
    pack = with_sets()
    single = spot(SINGLE) | {"ask": "Mark the one line that is wrong.", "marks": [4]}
    pack["sets.toml"]["spot"].append(single)
    session = open_session(home=home, content=written(pack, tmp_path / "pack"), now=clock)
    choose_target(session, "role", "entry")
    start_assessment(session, "full")
    return session


def converse(session: Session, conversation: Conversation, *lines: str) -> str:
    """What is written while these lines are typed, with all white space made one space."""
    output = io.StringIO()
    typed_lines = io.StringIO("".join(f"{line}\n" for line in lines))
    try:
        conversation(Console(typed_lines, output), session)
    except UserLeft:
        output.write("left")
    return " ".join(output.getvalue().split())


def ask(item: str) -> Conversation:
    return lambda console, session: ask_once(console, session, item)


def test_a_spot_shows_its_title_its_numbered_lines_and_what_to_type(session: Session) -> None:
    text = converse(session, ask(SPOT))
    assert "Mark the two lines that are wrong. Notes of a day: 1. Line 1 of one.s1." in text
    assert "7. Line 7 of one.s1. Mark two lines, then say how sure you are." in text
    assert "Type their numbers with spaces between them, such as 1 2." in text
    assert "Mark one line" in converse(session, ask(SINGLE))


@pytest.mark.parametrize("entry", ["2 5", "5 2", "2,5", "2, 5", " 5,  2 ", "02 5"])
def test_numbers_mark_lines_however_they_are_parted(session: Session, entry: str) -> None:
    converse(session, ask(SPOT), entry, "1")
    answer = session.profile.state.answers[SPOT]
    assert (answer.option, answer.sure) == ("2,5", "sure")


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("2", "You marked one line. Mark two lines."),
        ("2 5 6", "You marked 3 lines. Mark two lines."),
        ("2 8", "There is no line 8. The lines are 1 to 7."),
        ("2 99999999999999999999", "There is no line 9999. The lines are 1 to 7."),
        ("2 2", "Each line counts once. Mark two lines."),
        ("2 x", "Type numbers from 1 to 7 or a letter; ? lists the letters."),
        ("-2 5", "Type numbers from 1 to 7 or a letter; ? lists the letters."),
        (",", "Type numbers from 1 to 7 or a letter; ? lists the letters."),
    ],
)
def test_an_entry_that_is_no_answer_is_explained_and_saves_nothing(
    session: Session, entry: str, words: str
) -> None:
    text = converse(session, ask(SPOT), entry)
    assert words in text
    assert text.endswith("left")
    assert session.profile.state.answers == {}


def test_b_at_how_sure_marks_again(session: Session) -> None:
    converse(session, ask(SPOT), "1 2", "b", "2 5", "3")
    answer = session.profile.state.answers[SPOT]
    assert (answer.option, answer.sure) == ("2,5", "guessing")


def test_going_back_says_what_was_marked_and_enter_alone_leaves_it_so(session: Session) -> None:
    save_answer(session, SPOT, option="2,5", sure="think-so")
    text = converse(session, ask(SPOT), "")
    assert "Your answer so far: lines 2 and 5, think so." in text
    assert session.profile.state.answers[SPOT].option == "2,5"


def test_where_one_line_is_to_be_marked_its_number_alone_does_it(session: Session) -> None:
    converse(session, ask(SINGLE), "4", "1")
    assert session.profile.state.answers[SINGLE].option == "4"


def test_the_review_reads_line_by_line(session: Session) -> None:
    save_answer(session, SPOT, option="4,5", sure="sure")
    finish_assessment(session)
    text = converse(session, show_review, "1", "b", "b")
    assert "One thing: Notes of a day. Mark the two lines that are wrong." in text
    assert "You marked lines 4 and 5. The key is lines 2 and 5." in text
    assert "Line 1: Line 1 of one.s1. Line 2, missed: Line 2 of one.s1. Why: It is wrong." in text
    assert "Line 4, marked by mistake: Line 4 of one.s1. Line 5, rightly marked:" in text
