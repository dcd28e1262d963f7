"""Whole assessments in plain text come to what the same answers come to through ``coach``."""

from __future__ import annotations

import pytest

from pmcoach.assessment.forms import FORMS_BY_LENGTH, FormKind
from pmcoach.cli.assess import FORM_NAMES
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from tests.plain.support import GO, QUIT, TARGET, Talk, begin_alike, given, through_coach, too_long
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
    said = talk(*lines, QUIT, form=kind)
    assert (said.code, said.unread) == (0, 0)
    assert len(said.questions) == len(session.profile.state.answers)
    same(talk.saved, session)
    assert not talk.saved.profile.in_progress
    assert said.text.isascii()


@pytest.mark.parametrize("kind", ["sketch", "quick"])
def test_the_ending_says_results_verdicts_certificate_first_step_and_plan(
    talk: Talk, twin: Talk, kind: FormKind
) -> None:
    lines = through_coach(begin_alike(talk, twin, kind), kind)
    said = talk(*lines, QUIT, form=kind)
    ending = " ".join(said.text.rpartition("done. Everything is saved.")[2].split())
    found = make_report(talk.saved)
    assert found.verdicts
    assert found.plan.steps
    assert " ".join(found.readable_state.split()) in ending
    assert found.readiness in ending
    assert ending.count(found.disclaimer) == 1
    assert found.hiring.headline in ending
    for one in found.verdicts:
        assert f"{one.title}: {one.facet} {one.level}, target {one.target}" in ending
        assert one.would_change in ending
        for reason in (*one.reasons_for[:1], *one.reasons_against[:1]):
            assert reason.text in ending
    for step in found.plan.steps:
        assert f"{step.title} [{step.id}]" in ending
        assert f"{step.end:%B} {step.end.day}, {step.end.year}" in ending
    assert f"Your first step {found.plan.steps[0].title}" in ending


def test_no_line_is_wider_than_the_page(talk: Talk, twin: Talk) -> None:
    lines = through_coach(begin_alike(talk, twin, "sketch"), "sketch")
    said = talk(GO, *lines, "2", "3", "1", "b", "4", "5", "1", "b", "b", "6", "b", "7", "b", QUIT)
    assert (said.code, said.unread) == (0, 0)
    assert too_long(said.text) == []


def test_a_longer_form_goes_on_from_a_shorter_one(talk: Talk, twin: Talk) -> None:
    first, then = begin_alike(talk, twin, "sketch"), twin.open
    lines = through_coach(first, "sketch")
    first.close()
    talk(GO, *lines, QUIT)
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
    said = talk(form="quick")
    assert "First sketch: done." in said.text
    assert said.questions[0].startswith(f"Question {answered + 1} of ")
    assert talk.saved.profile.form_kind == "quick"


def test_a_form_with_nothing_left_to_ask_says_so(talk: Talk, twin: Talk) -> None:
    lines = through_coach(begin_alike(talk, twin, "quick"), "quick")
    talk(*lines, form="quick")
    said = talk(form="sketch")
    assert "The first sketch has nothing left to ask." in said.flat
    assert said.questions == []


def test_the_command_offers_the_lengths_that_there_are() -> None:
    assert FORM_NAMES == FORMS_BY_LENGTH
