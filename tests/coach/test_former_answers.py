"""Former questions are read once, only for someone who has answered one, and never stand in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmcoach.coach.assessment import start_assessment, undo_answer
from pmcoach.coach.former_answers import read_former_answers
from pmcoach.coach.session import Session, open_session
from pmcoach.report.former_answers import NO_TEXT
from pmcoach.store.content import load_former_questions
from tests.catalog.minimal import former, minimal, written
from tests.support import Clock, answer_well, save_former_answer


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack that no longer asks one.old, and calls one.renamed one.k3."""
    content = minimal() | {"former.toml": {"former": [former("one.old")]}}
    content["pack.toml"]["pack"]["retired"] = ["one.old"]
    content["items.toml"]["check"][1]["was"] = ["one.renamed"]
    return written(content, tmp_path / "pack")


@pytest.fixture
def begun(pack: Path, home: Path, clock: Clock) -> Session:
    session = open_session(home=home, content=pack, now=clock)
    start_assessment(session, "full")
    return session


def test_an_answer_comes_with_what_was_asked(begun: Session) -> None:
    save_former_answer(begun, "one.old", option="b", sure="sure")
    (answer,) = read_former_answers(begun)
    assert answer.ask == "What was one.old?"
    assert [option.text for option in answer.options if option.chosen] == ["Old one.old, 1"]


def test_who_answered_no_former_question_reads_none(begun: Session, pack: Path) -> None:
    answer_well(begun, "one.k2")
    (pack / "former.toml").write_text("broken", encoding="utf-8")
    assert read_former_answers(begun) == ()
    assert begun.former_questions is None


def test_they_are_read_once(begun: Session, pack: Path) -> None:
    save_former_answer(begun, "one.old", option="b", sure="sure")
    answers = read_former_answers(begun)
    (pack / "former.toml").unlink()
    assert read_former_answers(begun) == answers


@pytest.mark.parametrize("damage", [b"[[former]]\nid = = 1\n", b"\xff", None])
def test_where_they_cannot_be_read_the_answers_come_without(
    begun: Session, pack: Path, damage: bytes | None
) -> None:
    save_former_answer(begun, "one.old", option="b", sure="sure")
    if damage is None:
        (pack / "former.toml").unlink()
    else:
        (pack / "former.toml").write_bytes(damage)
    (answer,) = read_former_answers(begun)
    assert (answer.item, answer.ask) == ("one.old", NO_TEXT)


def test_an_answer_whose_question_is_gone_cannot_be_undone(begun: Session) -> None:
    """It could not be asked again."""
    save_former_answer(begun, "one.old", option="b", sure="sure")
    assert undo_answer(begun) is None
    assert begun.profile.state.answers["one.old"].option == "b"


def test_what_is_undone_is_asked_again_under_its_present_id(begun: Session) -> None:
    save_former_answer(begun, "one.renamed", option="b", sure="sure")
    assert undo_answer(begun) == "one.k3"
    assert begun.profile.state.answers == {}


def test_the_content_that_ships_says_what_it_once_asked(session: Session) -> None:
    ident, question = next(
        (ident, question)
        for (ident, _), question in load_former_questions().items()
        if question.kind == "check"
    )
    start_assessment(session, "full")
    save_former_answer(session, ident, option="a", sure="sure")
    (answer,) = read_former_answers(session)
    assert answer.ask == question.ask
    assert tuple(option.text for option in answer.options) == question.options
