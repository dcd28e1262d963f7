"""The answers with their keys and reasons, and stopping early to see them."""

from __future__ import annotations

import pytest

from pmcoach.catalog.former_questions import FormerQuestion
from pmcoach.coach.assessment import finish_assessment, skip_question, start_assessment
from pmcoach.coach.evidence import save_note
from pmcoach.coach.situation import choose_target
from pmcoach.report.former_answers import FORMER_TITLE, NO_TEXT, REPLACED
from pmcoach.report.review import SURENESS
from pmcoach.store.content import load_former_questions
from tests.plain.support import ANSWERS, GO, TARGET, Talk, too_long
from tests.support import answer_badly, answer_well, save_former_answer

RIGHT, WRONG, SKIPPED = "stk-map.o-depot.1", "stk-map.o-depot.2", "stk-map.o-stores.1"


@pytest.fixture
def begun(talk: Talk) -> Talk:
    """A full assessment under way with a right, a wrong and a skipped answer."""
    session = talk.open()
    choose_target(session, "generalist", "entry")
    start_assessment(session, "full")
    answer_well(session, RIGHT)
    answer_badly(session, WRONG)
    skip_question(session, SKIPPED)
    session.close()
    return talk


@pytest.fixture
def done(begun: Talk) -> Talk:
    """The same, finished."""
    session = begun.open()
    finish_assessment(session)
    session.close()
    return begun


@pytest.mark.parametrize("way", [(ANSWERS,), (GO, "v")])
def test_stopping_asks_first_then_shows_the_answers_at_once(
    begun: Talk, way: tuple[str, ...]
) -> None:
    transcript = begun(*way, "2", "b", "q")
    assert "Stop the full assessment here, and see your answers?" in transcript.flat
    assert transcript.text.index("Wrong, and you were sure") < transcript.text.index("\nRight")
    item_count = begun.catalog.item_count + len(begun.catalog.competencies)
    assert f"Not asked yet: {item_count - 3} questions. Their keys stay hidden." in transcript.flat
    assert too_long(transcript.text) == []
    profile = begun.saved.profile
    assert not profile.in_progress
    assert profile.journal.keys_seen == {}, "a list shows no key"


def test_who_keeps_going_is_asked_the_same_question_again(begun: Talk) -> None:
    transcript = begun(GO, "v", "1")
    assert len(transcript.questions) == 2
    assert transcript.questions[0] == transcript.questions[1]
    assert begun.saved.profile.in_progress


def test_with_nothing_answered_it_says_what_to_do(talk: Talk) -> None:
    assert "Answer at least one question" in talk(*TARGET, ANSWERS).flat
    assert "Answer at least one question" in talk(GO, "v").flat
    assert talk.saved.profile.in_progress


def test_an_answer_is_read_with_the_key_and_the_reason_of_every_option(done: Talk) -> None:
    transcript = done(ANSWERS, "1", "1", "b")
    for item in (WRONG, RIGHT):
        for option in done.catalog.checks[item].option:
            assert f"Why: {option.why}" in transcript.flat
    assert "Your answer: " in transcript.flat
    assert "The key, your answer: " in transcript.flat
    assert set(done.saved.profile.journal.keys_seen) == {WRONG, RIGHT}


def test_a_skipped_question_does_not_show_its_key(done: Talk) -> None:
    transcript = done(ANSWERS, "3", "b")
    assert "The key shows once you've answered this question" in transcript.flat
    for option in done.catalog.checks[SKIPPED].option:
        assert option.why not in transcript.flat
    assert done.saved.profile.journal.keys_seen == {}


def test_a_profile_open_elsewhere_is_read_and_nothing_is_written(done: Talk) -> None:
    holder = done.open()
    try:
        assert "The key: " in done(ANSWERS, "1", "b").flat
    finally:
        holder.close()
    assert done.saved.profile.journal.keys_seen == {}


# Answers to questions that have changed


@pytest.fixture
def former(talk: Talk) -> FormerQuestion:
    """A check that the content once asked, answered with a; nothing else was answered."""
    question = next(
        question for question in load_former_questions().values() if question.kind == "check"
    )
    session = talk.open()
    choose_target(session, "generalist", "entry")
    start_assessment(session, "full")
    save_former_answer(session, question.id, option="a", sure="sure")
    save_note(session, question.id, "I'd still say so.")
    finish_assessment(session)
    session.close()
    return question


def test_an_answer_to_a_changed_question_is_read_with_what_was_asked(
    talk: Talk, former: FormerQuestion
) -> None:
    transcript = talk(ANSWERS, "1", "b")
    assert FORMER_TITLE in transcript.flat
    assert "Which one? Type its number." in transcript.flat
    page = transcript.flat.partition("Which one?")[2]
    first, *others = former.options
    assert f"{former.ask} {REPLACED} {SURENESS['sure']} Your answer: {first}" in page
    for option in others:
        assert f"Another option: {option}" in page
    assert "Your note: I'd still say so." in page
    assert too_long(transcript.text) == []
    assert talk.saved.profile.journal.keys_seen == {}


def test_an_answer_to_a_question_that_is_gone_is_not_offered_to_be_undone(
    talk: Talk, former: FormerQuestion
) -> None:
    assert "u. Undo the last answer" not in talk("u").text
    assert set(talk.saved.profile.state.answers) == {former.id}


def test_answers_to_changed_questions_come_after_all_others(
    talk: Talk, former: FormerQuestion
) -> None:
    session = talk.open()
    start_assessment(session, "full")
    answer_well(session, RIGHT)
    finish_assessment(session)
    session.close()
    transcript = talk(ANSWERS, "1", "1", "b")
    assert transcript.text.index("\nRight") < transcript.text.index(FORMER_TITLE)
    assert transcript.flat.index("The key, your answer: ") < transcript.flat.index(REPLACED)
    assert f"2. {talk.catalog.competencies[former.id.partition('.')[0]].title}: " in transcript.text


def test_an_answer_whose_question_cannot_be_read_is_still_listed(talk: Talk) -> None:
    session = talk.open()
    choose_target(session, "generalist", "entry")
    start_assessment(session, "full")
    save_former_answer(session, "stk-map.k1", 7, option="c", sure="sure")
    finish_assessment(session)
    session.close()
    transcript = talk(ANSWERS, "1", "b")
    assert f"{NO_TEXT} {REPLACED} {SURENESS['sure']} Your answer: c" in transcript.flat
