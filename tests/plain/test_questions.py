"""At a question: answers, letters, and what happens when something goes wrong."""

from __future__ import annotations

import errno
import os

import pytest

from pmcoach.coach.drafts import read_draft, save_draft
from pmcoach.report.questions import DISAGREED, make_question
from tests.plain.support import GO, RESULTS, TARGET, Talk, typed
from tests.support import find_present


def choice_key(talk: Talk, item: str, number: int) -> str:
    """What is stored for the choice that shows under a number."""
    return make_question(talk.saved.profile, item).choices[number - 1].key


def test_a_question_says_where_it_stands_what_it_measures_and_every_choice(talk: Talk) -> None:
    item = talk.begin_at("check")
    said = talk(GO)
    asked = make_question(talk.saved.profile, item)
    progress = asked.progress
    assert said.questions[0].startswith(
        f"Question {progress.done + 1} of about {progress.total}, {asked.area.lower()}, knowledge"
    )
    assert asked.ask in said.flat
    for choice in asked.choices:
        assert f"{choice.label}. {choice.text}" in said.flat


@pytest.mark.parametrize(
    ("entry", "option", "provable"),
    [
        ("2", "2", False),
        ("0p", "0", True),
        ("4 p", "4", True),
        ("3P", "3", True),
    ],
)
def test_p_after_the_number_of_a_ladder_marks_the_proof(
    talk: Talk, entry: str, option: str, provable: bool
) -> None:
    item = talk.begin_at("ladder")
    talk(GO, entry)
    answer = talk.saved.profile.state.answers[item]
    assert (answer.option, answer.provable) == (option, provable)


@pytest.mark.parametrize(("entry", "sure"), [("1", "sure"), ("2", "think-so"), ("3", "guessing")])
def test_a_knowledge_check_asks_how_sure_one_is(talk: Talk, entry: str, sure: str) -> None:
    item = talk.begin_at("check")
    said = talk(GO, "4", entry)
    assert "How sure? 1 sure, 2 think so, 3 guessing" in said.flat
    answer = talk.saved.profile.state.answers[item]
    assert (answer.option, answer.sure) == (choice_key(talk, item, 4), sure)


def test_how_sure_is_never_taken_from_a_letter_that_skips(talk: Talk) -> None:
    item = talk.begin_at("check")
    said = talk(GO, "4", "s", "b", "2", "1")
    assert "Type 1 for sure, 2 for think so or 3 for guessing" in said.flat
    answer = talk.saved.profile.state.answers[item]
    assert (answer.kind, answer.option) == ("answered", choice_key(talk, item, 2))


def test_a_scenario_asks_best_then_worst_and_refuses_the_same_twice(talk: Talk) -> None:
    item = talk.begin_at("scenario")
    said = talk(GO, "3", "3", "1")
    assert "That one is your best." in said.flat
    answer = talk.saved.profile.state.answers[item]
    assert (answer.best, answer.worst) == (choice_key(talk, item, 3), choice_key(talk, item, 1))


@pytest.mark.parametrize(
    ("entry", "kind", "words"),
    [
        ("s", "skipped", "You skipped this earlier."),
        ("n", "not-applicable", "You said this doesn't apply to you."),
        ("S", "skipped", "You skipped this earlier."),
    ],
)
def test_skipped_and_does_not_apply_are_two_things(
    talk: Talk, entry: str, kind: str, words: str
) -> None:
    said = talk(*TARGET, GO, entry, "b")
    (answer,) = talk.saved.profile.state.answers.values()
    assert answer.kind == kind
    assert words in said.text


def test_undo_takes_the_last_answer_back_and_asks_it_again(talk: Talk) -> None:
    talk(*TARGET, GO)
    first = find_present(talk.saved)
    said = talk(GO, talk.answer(1), talk.answer(2), "u", "u", "u", talk.answer(3))
    assert [line.split(" of ")[0] for line in said.questions] == [
        f"Question {number}" for number in (1, 2, 3, 2, 1, 1, 2)
    ]
    assert "There is nothing to undo." in said.text
    session = talk.saved
    _, expected = typed(make_question(session.profile, first), 3)
    assert {item: a.option for item, a in session.profile.state.answers.items()} == {
        first: expected["option"]
    }


def test_undo_at_the_menu_asks_the_question_again_after_a_restart(talk: Talk) -> None:
    item = talk.begin_at("ladder")
    number = make_question(talk.saved.profile, item).number
    talk(GO, "1")
    said = talk("u", "3")
    assert said.questions[0].startswith(f"Question {number} of ")
    assert talk.saved.profile.state.answers[item].option == "3"


def test_back_shows_the_answer_and_enter_alone_leaves_it_so(talk: Talk) -> None:
    item = talk.begin_at("ladder")
    before = [event.kind for event in talk.saved.store.assessment_events()]
    back = ["b"] * make_question(talk.saved.profile, item).number
    said = talk(GO, "1p", "b", "", *back, "b", *[""] * (len(back) - 1), "2")
    assert "Your answer so far: 1, and you can prove it." in said.flat
    assert "This is the first question." in said.text
    answer = talk.saved.profile.state.answers[item]
    assert (answer.option, answer.provable) == ("2", False)
    kinds = [event.kind for event in talk.saved.store.assessment_events()]
    assert kinds == [*before, "answered", "changed"]


def test_disagreeing_drops_a_question_and_again_takes_it_back(talk: Talk) -> None:
    item = talk.begin_at("ladder")
    talk(GO, "1", "b", "d", "b", "d", "Two of them fit.")
    assert talk.saved.profile.state.disagreed == {item: "Two of them fit."}
    said = talk(GO, "b", "d")
    assert DISAGREED in said.text
    assert "It counts again." in said.text
    assert talk.saved.profile.state.disagreed == {}
    assert talk.saved.profile.state.answers[item].option == "1"


def test_a_note_is_kept_shown_changed_and_taken_away(talk: Talk) -> None:
    said = talk(*TARGET, GO, "c", "Ask Kim about this.", "c", "")
    assert said.text.count("Your note: Ask Kim about this.") == 2
    assert talk.saved.profile.journal.notes == {find_present(talk.saved): "Ask Kim about this."}
    talk(GO, "c", "-")
    assert talk.saved.profile.journal.notes == {}


def test_a_note_that_was_begun_on_the_screens_is_offered(talk: Talk) -> None:
    talk(*TARGET, GO)
    session = talk.open()
    item = find_present(session)
    save_draft(session, f"note-{item}", "half a thought")
    session.close()
    said = talk(GO, "c", "")
    assert "So far: half a thought" in said.text
    assert talk.saved.profile.journal.notes == {item: "half a thought"}
    assert read_draft(talk.saved, f"note-{item}") == ""


def test_one_can_jump_to_the_questions_of_an_area(talk: Talk) -> None:
    said = talk(*TARGET, GO, "a", "4")
    assert ", roadmaps, " in said.questions[-1]


def test_results_can_be_seen_in_the_middle_and_the_same_question_comes_again(talk: Talk) -> None:
    item = talk.begin_at("ladder")
    said = talk(GO, "2", "m", RESULTS, GO)
    line = talk.saved.profile.result.skill[item.removesuffix(".ladder")]
    assert f"skill {line.level}, target {line.target}" in said.flat
    assert said.questions[1] == said.questions[2]


def test_the_letters_are_listed_and_the_question_can_be_read_again(talk: Talk) -> None:
    said = talk(*TARGET, GO, "?", "r")
    for letter in "sndubacrmq?":
        assert f"\n{letter}  " in said.text
    assert len(said.questions) == 2


@pytest.mark.parametrize("answers", [0, 1, 4, 5])
def test_the_end_of_the_input_leaves_and_the_same_question_comes_back(
    talk: Talk, answers: int
) -> None:
    said = talk(*TARGET, *map(talk.answer, range(answers)), form="quick")
    assert said.code == 0
    assert said.text.endswith("> \nEverything you answered is saved.\n")
    assert len(talk.saved.profile.state.answers) == answers
    assert talk(GO).questions == said.questions[-1:]


def test_the_end_of_the_input_between_two_prompts_saves_no_half_answer(talk: Talk) -> None:
    item = talk.begin_at("check")
    said = talk(GO, "2")
    assert said.text.endswith("Everything you answered is saved.\n")
    assert find_present(talk.saved) == item


def test_ctrl_c_leaves_with_130_and_saves_what_was_answered(talk: Talk) -> None:
    def interrupt() -> str:
        raise KeyboardInterrupt

    item = talk.begin_at("ladder")
    said = talk(GO, "1", interrupt, "2")
    assert said.code == 130
    assert said.text.endswith("> \nEverything you answered is saved.\n")
    assert talk.saved.profile.state.order[-1] == item


def test_a_full_disk_is_said_and_the_question_is_asked_again(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def answer_on_a_full_disk() -> str:
        monkeypatch.setattr(os, "fsync", full)
        return "1"

    def answer_with_room_again() -> str:
        monkeypatch.setattr(os, "fsync", real)
        return "2"

    item = talk.begin_at("ladder")
    said = talk(GO, answer_on_a_full_disk, answer_with_room_again)
    assert said.flat.count("No space left on device") == 1
    assert said.questions[0] == said.questions[1]
    assert talk.saved.profile.state.answers[item].option == "2"
