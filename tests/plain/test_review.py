"""The answers with their keys and reasons, and stopping early to see them."""

from __future__ import annotations

import pytest

from pmcoach.coach.assessment import finish_assessment, skip_question, start_assessment
from pmcoach.coach.situation import choose_target
from tests.plain.support import ANSWERS, GO, TARGET, Talk, too_long
from tests.support import answer_badly, answer_well

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
