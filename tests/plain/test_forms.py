"""Whole assessments in plain text come to what the same answers come to through ``coach``."""

from __future__ import annotations

import pytest

from pmcoach.assessment.forms import FORMS_BY_LENGTH, FormKind
from pmcoach.cli.assess import FORM_NAMES
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.plain.prompts import EMPTY_MARK
from pmcoach.report.situation import FIRST_QUESTIONS, first_questions_lead
from pmcoach.report.situation import SITUATION as FIELDS
from pmcoach.report.takeaways import GAPS_TITLE
from tests.plain.support import (
    ADVICE,
    EVIDENCE,
    FIRST_ANSWERS,
    GO,
    HIRING,
    LEAVE_FIRST,
    PLAN,
    QUIT,
    RESULTS,
    SITUATION,
    TARGET,
    TELL_FIRST,
    Talk,
    begin_alike,
    given,
    through_coach,
    too_long,
)
from tests.support import answer_well, go_through


def same(one: Session, other: Session) -> None:
    """Asserts that both hold the same answers and measure the same."""
    assert given([one.profile.state.answers[item] for item in one.profile.state.order]) == given(
        [other.profile.state.answers[item] for item in other.profile.state.order]
    )
    assert one.profile.result.levels() == other.profile.result.levels()
    assert (one.profile.form_kind, one.profile.in_progress) == (
        other.profile.form_kind,
        other.profile.in_progress,
    )


@pytest.mark.parametrize("kind", ["sketch", "quick"])
def test_a_whole_form_gives_what_the_same_answers_give_through_coach(
    talk: Talk, twin: Talk, kind: FormKind
) -> None:
    session = begin_alike(talk, twin, kind)
    lines = through_coach(session, kind)
    said = talk(*lines, LEAVE_FIRST, QUIT, form=kind)
    assert (said.code, said.unread) == (0, 0)
    assert len(said.questions) == len(session.profile.state.answers)
    same(talk.saved, session)
    assert not talk.saved.profile.in_progress
    assert said.text.isascii()


@pytest.mark.parametrize("kind", ["sketch", "quick"])
def test_the_ending_says_results_gaps_first_step_what_not_to_buy_and_plan(
    talk: Talk, twin: Talk, kind: FormKind
) -> None:
    lines = through_coach(begin_alike(talk, twin, kind), kind)
    transcript = talk(*lines, *TELL_FIRST, QUIT, form=kind)
    assert (transcript.code, transcript.unread) == (0, 0)
    ending = " ".join(transcript.text.rpartition("done. Everything is saved.")[2].split())
    found = make_report(talk.saved)
    assert found.verdicts
    assert found.plan.steps
    assert " ".join(found.readable_state.split()) in ending
    assert found.readiness in ending
    assert ending.count(found.disclaimer) == 1
    assert GAPS_TITLE in ending
    assert found.takeaways.gaps
    for number, gap in enumerate(found.takeaways.gaps, 1):
        line = f"{number}. {gap.title}, {gap.facet} {gap.level} of {gap.target}: {gap.route}"
        assert line in ending
    largest = found.verdicts[0]
    assert largest.reasons_for
    for reason in (*largest.reasons_for[:1], *largest.reasons_against[:1]):
        assert reason.text in ending
    assert f"Tonight: {found.takeaways.tonight} Don't buy: {found.takeaways.not_to_buy}" in ending
    assert found.takeaways.distance
    assert found.takeaways.distance in ending
    for step in found.plan.steps:
        assert f"{step.title} [{step.id}]" in ending
        assert f"{step.end:%B} {step.end.day}, {step.end.year}" in ending


def test_the_first_assessment_ends_with_questions_on_what_the_advice_rests_on(
    talk: Talk, twin: Talk
) -> None:
    first, then = begin_alike(talk, twin, "sketch"), twin.open
    lines = through_coach(first, "sketch")
    first.close()
    transcript = talk(*lines, *TELL_FIRST, QUIT, form="sketch")
    assert transcript.unread == 0
    assert tuple(FIRST_ANSWERS) == FIRST_QUESTIONS
    before, _, ending = transcript.flat.partition("done. Everything is saved.")
    places = [
        before.index(words)
        for field in FIRST_QUESTIONS
        for words in (f"{first_questions_lead(field)} ", FIELDS[field].question)
    ]
    assert places == sorted(places)
    context = talk.saved.profile.journal.context
    assert context.known() == {field: setting for field, (_, setting) in FIRST_ANSWERS.items()}
    assert "5 hours a week for " in ending, "the result takes them into account at once"

    session = then()
    lines_after = through_coach(session, "quick")
    transcript = talk(*lines_after, QUIT, form="quick")
    assert (transcript.code, transcript.unread) == (0, 0)
    assert "Quick assessment: done." in transcript.text
    assert first_questions_lead("access") not in transcript.flat, "they are asked but once"


@pytest.mark.parametrize("answered", range(4))
def test_b_leaves_the_rest_of_these_questions(talk: Talk, twin: Talk, answered: int) -> None:
    lines = through_coach(begin_alike(talk, twin, "sketch"), "sketch")
    transcript = talk(*lines, *TELL_FIRST[:answered], LEAVE_FIRST, QUIT, form="sketch")
    assert (transcript.code, transcript.unread) == (0, 0)
    assert "First sketch: done." in transcript.text
    assert set(talk.saved.profile.journal.context.known()) == set(FIRST_QUESTIONS[:answered])
    questions = [
        field for field in FIRST_QUESTIONS if first_questions_lead(field) in transcript.flat
    ]
    assert questions == list(FIRST_QUESTIONS[: answered + 1])


@pytest.mark.parametrize("silent", range(4))
def test_who_would_rather_not_say_is_asked_the_next(talk: Talk, twin: Talk, silent: int) -> None:
    lines = through_coach(begin_alike(talk, twin, "sketch"), "sketch")
    field = FIRST_QUESTIONS[silent]
    choices = FIELDS[field].choices
    entries = list(TELL_FIRST)
    entries[silent] = str(len(choices) + 1) if choices else EMPTY_MARK
    transcript = talk(*lines, *entries, QUIT, form="sketch")
    assert (transcript.code, transcript.unread) == (0, 0)
    assert set(talk.saved.profile.journal.context.known()) == {*FIRST_QUESTIONS} - {field}


def test_no_line_is_wider_than_the_page(talk: Talk, twin: Talk) -> None:
    lines = through_coach(begin_alike(talk, twin, "sketch"), "sketch")
    pages = (RESULTS, ADVICE, "1", "b", HIRING, PLAN, "1", "b", "b", SITUATION, "b")
    said = talk(GO, *lines, *TELL_FIRST, *pages, EVIDENCE, "b", QUIT)
    assert (said.code, said.unread) == (0, 0)
    assert too_long(said.text) == []


def test_a_longer_form_goes_on_from_a_shorter_one(talk: Talk, twin: Talk) -> None:
    first, then = begin_alike(talk, twin, "sketch"), twin.open
    lines = through_coach(first, "sketch")
    first.close()
    talk(GO, *lines, *TELL_FIRST, QUIT)
    session = then()
    before = len(session.profile.state.answers)
    more = through_coach(session, "quick")
    said = talk(GO, *more, QUIT)
    assert said.unread == 0
    assert len(said.questions) == len(session.profile.state.answers) - before
    same(talk.saved, session)


def test_a_form_that_is_wished_for_waits_for_the_one_under_way(talk: Talk) -> None:
    said = talk(*TARGET, talk.answer(), form="sketch")
    assert len(said.questions) == 2
    said = talk(form="quick")
    assert "The first sketch is under way: it comes first." in said.flat
    assert said.questions[0].startswith("Question 2 of ")
    session = talk.open()
    answered = 1 + go_through(session, answer_well)
    session.close()
    said = talk(LEAVE_FIRST, form="quick")
    assert "First sketch: done." in said.text
    assert said.questions[0].startswith(f"Question {answered + 1} of ")
    assert talk.saved.profile.form_kind == "quick"


def test_a_form_with_nothing_left_to_ask_says_so(talk: Talk, twin: Talk) -> None:
    lines = through_coach(begin_alike(talk, twin, "quick"), "quick")
    talk(*lines, LEAVE_FIRST, form="quick")
    said = talk(form="sketch")
    assert "The first sketch has nothing left to ask." in said.flat
    assert said.questions == []


def test_the_command_offers_the_lengths_that_there_are() -> None:
    assert FORM_NAMES == FORMS_BY_LENGTH
