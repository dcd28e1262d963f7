"""Why a question is asked, lengths, and what was not asked yet, in plain text."""

from __future__ import annotations

from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.report.asking import ENDED_EARLY, UNASKED_SHOWN, list_unasked, why_words
from pmcoach.report.home import UNASKED_HEADING
from pmcoach.report.lengths import list_lengths
from pmcoach.report.levels import CONFIDENCE_LEAD
from pmcoach.report.questions import make_question, present_item
from tests.plain.support import GO, LEAVE_FIRST, RESULTS, TARGET, Talk, typed
from tests.support import answer_badly, answer_well, go_through


def sketched(talk: Talk) -> None:
    """A target, and a finished first sketch."""
    talk(*TARGET)
    session = talk.open()
    start_assessment(session, "sketch")
    go_through(session, answer_badly)
    finish_assessment(session)
    session.close()


def test_a_letter_says_why_and_the_question_waits(talk: Talk) -> None:
    talk(*TARGET, form="sketch")
    profile = talk.saved.profile
    item = present_item(profile)
    assert item is not None
    spoken = talk(GO, "w", "m")
    for line in why_words(profile, item):
        assert line in spoken.flat
    assert len(spoken.questions) == 1


def test_the_letter_is_in_the_list_of_letters(talk: Talk) -> None:
    talk(*TARGET, form="sketch")
    assert "w Why this question" in talk(GO, "?", "m").flat


def test_a_ladder_is_asked_without_what_helps_to_recall(talk: Talk) -> None:
    sketched(talk)
    session = talk.open()
    unasked = list_unasked(session.profile)
    while all(level.facet != "skill" for level in unasked[:UNASKED_SHOWN]):
        answer_well(session, unasked[0].item)
        unasked = list_unasked(session.profile)
    ladder = next(level for level in unasked if level.facet == "skill")
    [first_probe, *_] = session.catalog.competencies[
        ladder.item.removesuffix(".ladder")
    ].ladder.probes
    session.close()
    number = str(unasked.index(ladder) + 1)
    assert first_probe not in talk("i", number, "m", "b").flat
    assert first_probe in talk("i", number, "w", "m", "b").flat


def test_what_was_not_asked_is_asked_by_its_number_and_its_level_is_said(talk: Talk) -> None:
    sketched(talk)
    profile = talk.saved.profile
    [_, unasked, *_] = list_unasked(profile)
    lines, _ = typed(make_question(profile, unasked.item), 0)
    spoken = talk("i", "2", *lines, "b")
    assert f"{UNASKED_HEADING} Which one do you want to answer? 1. " in spoken.flat
    assert unasked.words in spoken.flat
    assert "One question, " in spoken.flat
    assert f"{unasked.title}, {unasked.facet}: " in spoken.flat
    after = talk.saved.profile
    assert unasked.item in after.state.answers
    assert unasked.item not in {level.item for level in list_unasked(after)}
    assert not after.in_progress


def test_before_the_first_answer_only_the_lengths_are_offered(talk: Talk) -> None:
    spoken = talk(*TARGET)
    assert "l. Another length: quick 10, standard 27, full" in spoken.flat
    assert f"i. {UNASKED_HEADING}" not in spoken.flat


def test_every_length_can_be_started_from_the_menu(talk: Talk) -> None:
    talk(*TARGET)
    lengths = list_lengths(talk.saved.profile)
    spoken = talk("l", "3", "m")
    for length in lengths:
        assert length.words in spoken.flat
    assert len(spoken.questions) == 1
    assert talk.saved.profile.form_kind == "standard"


def test_a_length_with_nothing_left_says_so(talk: Talk) -> None:
    sketched(talk)
    assert "First sketch: nothing left to ask." in talk("l", "1").flat
    assert not talk.saved.profile.in_progress


def test_the_results_say_what_the_words_of_confidence_mean(talk: Talk) -> None:
    sketched(talk)
    spoken = talk(RESULTS)
    assert CONFIDENCE_LEAD in spoken.flat
    assert UNASKED_HEADING in spoken.flat


def test_the_ending_says_where_it_came_before_its_time(talk: Talk) -> None:
    talk(*TARGET, form="standard")
    session = talk.open()
    go_through(session, answer_well)
    session.close()
    assert ENDED_EARLY in talk(GO, LEAVE_FIRST).flat
