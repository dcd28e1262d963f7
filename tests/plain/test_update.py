"""Someone comes back in plain text after all questions were replaced, and updates their levels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pmcoach.report.asking import why_words
from pmcoach.report.former_answers import FORMER_TITLE, REPLACED, REWORDED
from pmcoach.report.questions import progress_now
from pmcoach.store.content import load_catalog
from tests.plain.support import ANSWERS, GO, LEAVE_FIRST, QUIT, Talk, too_long
from tests.replaced import FORMER_LADDER, list_former_items, make_old_profile
from tests.support import Clock, find_present

UPDATE = "Update your levels"
QUESTIONS = 12
"""How many an update of everything asks."""


@pytest.fixture
def talk_after(home: Path, tmp_path: Path, clock: Clock) -> Callable[..., Talk]:
    """A conversation, with the present questions, of a profile that answered these former ones (all
    without a name)."""

    def make(*items: str, is_finished: bool = True) -> Talk:
        content = make_old_profile(home, tmp_path, *items, is_finished=is_finished)
        return Talk(home, load_catalog(content), clock, content=content)

    return make


@pytest.fixture
def talk(talk_after: Callable[..., Talk]) -> Talk:
    """The conversation of a profile that answered all of them."""
    return talk_after()


def present_progress(talk: Talk) -> tuple[int, int]:
    """How many questions are dealt with, of how many."""
    progress = progress_now(talk.saved.profile)
    return progress.done, progress.total


def is_at_ladder(talk: Talk) -> bool:
    """Whether the update is under way and stands at a ladder."""
    return talk.saved.profile.in_progress and find_present(talk.saved).endswith(".ladder")


def test_the_menu_offers_to_update_before_all_else(talk: Talk) -> None:
    transcript = talk(QUIT)
    [first] = [line for line in transcript.text.splitlines() if line.startswith("1. ")]
    assert first.startswith(f"1. {UPDATE} (about ")
    assert "min; the questions have changed)" in transcript.flat


def test_from_the_first_question_to_the_ending(talk: Talk) -> None:
    transcript = talk(GO, *[talk.answer(1)] * QUESTIONS, LEAVE_FIRST, QUIT)
    assert (transcript.code, transcript.unread) == (0, 0)
    assert [line.partition(",")[0] for line in transcript.questions] == [
        f"Question {number} of {QUESTIONS}" for number in range(1, QUESTIONS + 1)
    ]
    assert "Level update: done. Everything is saved." in transcript.text
    assert transcript.text.count(UPDATE) == 1, "it is offered no more"
    assert too_long(transcript.text) == []
    profile = talk.saved.profile
    assert not profile.in_progress
    assert all(standing.level is not None for standing in profile.result.standings())


def test_only_what_was_answered_before_is_updated(talk_after: Callable[..., Talk]) -> None:
    talk = talk_after("right-b.k2", "right.s1")
    transcript = talk(GO, *[talk.answer()] * 3, LEAVE_FIRST, QUIT)
    assert (len(transcript.questions), transcript.unread) == (3, 0)
    kinds = [line.split(", ")[1:3] for line in transcript.questions]
    assert kinds == [["the right", "knowledge"], *[["the right", "ability"]] * 2]


def test_what_is_under_way_comes_first(talk_after: Callable[..., Talk]) -> None:
    transcript = talk_after(is_finished=False)(QUIT)
    assert "1. Go on with the full assessment" in transcript.text
    assert UPDATE not in transcript.text


def test_why_it_is_asked(talk: Talk) -> None:
    transcript = talk(GO, "w", "m", QUIT)
    profile = talk.saved.profile
    [why, *_] = why_words(profile, find_present(talk.saved))
    assert "have changed" in why
    assert " ".join(why.split()) in transcript.flat


@pytest.mark.parametrize("letter", ["s", "n"])
def test_what_is_passed_over_is_not_asked_again_nor_offered(talk: Talk, letter: str) -> None:
    transcript = talk(GO, *[letter] * QUESTIONS, LEAVE_FIRST, QUIT)
    assert (len(transcript.questions), transcript.unread) == (QUESTIONS, 0)
    assert transcript.text.count(UPDATE) == 1


@pytest.mark.parametrize("letter", ["", "s", "n"])
def test_b_leads_back_to_the_question_before_and_enter_forward_again(
    talk: Talk, letter: str
) -> None:
    items: list[str] = []

    def deal_with() -> str:
        items.append(find_present(talk.saved))
        answer = talk.answer()
        assert callable(answer)
        return letter or answer()

    transcript = talk(GO, *[deal_with] * 3, "b", "b", "b", "b", "", "", "", "m", QUIT)
    assert transcript.unread == 0
    numbers = [int(line.split()[1]) for line in transcript.questions]
    assert numbers == [1, 2, 3, 4, 3, 2, 1, 1, 2, 3, 4]
    assert "This is the first question." in transcript.text
    assert any(item.endswith(".ladder") for item in items)


def test_nothing_of_a_former_answer_is_shown_or_kept_by_enter(talk: Talk) -> None:
    """A ladder is the same question in other words, and was answered with 3."""
    while not is_at_ladder(talk):
        talk(GO, talk.answer(), "m", QUIT)
    ladder = find_present(talk.saved)
    transcript = talk(GO, "", "2", "m", QUIT)
    page = transcript.text.partition("Question ")[2].partition("Question ")[0]
    assert "Your answer so far" not in page
    assert "Type a number from 0 to 4" in transcript.flat
    answer = talk.saved.profile.state.answers[ladder]
    assert (answer.option, answer.revision) == ("2", 2)


def test_u_takes_back_the_last_answer_and_nothing_from_before(talk: Talk) -> None:
    transcript = talk(GO, talk.answer(), "u", "u", "m", QUIT)
    assert transcript.text.count("The last answer was undone.") == 1
    assert transcript.text.count("There is nothing to undo.") == 1
    profile = talk.saved.profile
    assert {answer.item for answer in profile.outdated_answers} == set(list_former_items())
    assert [line.split()[1] for line in transcript.questions] == ["1", "2", "1", "1"]


def test_leaving_in_the_middle_and_starting_again_loses_nothing(talk: Talk) -> None:
    talk(GO, *[talk.answer()] * 4, "q")
    item = find_present(talk.saved)
    transcript = talk(GO, "m", QUIT)
    assert "1. Go on with the level update" in transcript.text
    assert transcript.questions[0].startswith(f"Question 5 of {QUESTIONS}")
    assert find_present(talk.saved) == item
    transcript = talk(GO, *[talk.answer()] * (QUESTIONS - 4), LEAVE_FIRST, QUIT)
    assert "Level update: done." in transcript.text


def test_the_end_of_the_input_is_like_leaving(talk: Talk) -> None:
    talk(GO, talk.answer(), talk.answer())
    assert talk.saved.profile.in_progress
    assert present_progress(talk) == (2, QUESTIONS)


def test_stopped_for_the_answers_it_is_offered_for_the_rest(talk: Talk) -> None:
    transcript = talk(GO, talk.answer(), "v", "2", "b", GO, "m", QUIT)
    assert "Stop the level update here, and see your answers?" in transcript.flat
    assert transcript.questions[-1].startswith(f"Question 1 of {QUESTIONS - 1}")


def test_a_jump_leads_to_the_questions_of_an_area_and_its_scenarios(talk: Talk) -> None:
    half = QUESTIONS // 2
    transcript = talk(GO, "a", "2", *[talk.answer()] * half, "m", QUIT)
    areas = [line.partition(", ")[2].partition(",")[0] for line in transcript.questions]
    assert areas == ["the left", *["the right"] * half, "the left"]


def test_the_answers_to_former_questions_are_read_from_the_review(talk: Talk) -> None:
    transcript = talk(ANSWERS, "1", "1", "1", "b", "b", QUIT)
    assert FORMER_TITLE in transcript.text
    assert f"Thing left-a: {FORMER_LADDER}" in transcript.text
    assert REPLACED in transcript.flat
    assert REWORDED in transcript.flat
    assert too_long(transcript.text) == []


def test_who_answered_none_of_them_is_offered_no_update(home: Path, tmp_path: Path) -> None:
    content = make_old_profile(tmp_path / "other", tmp_path)
    talk = Talk(home, load_catalog(content), Clock(), content=content)
    transcript = talk("1", "1", GO, talk.answer(), "m", QUIT)
    assert transcript.questions
    assert UPDATE not in transcript.text
