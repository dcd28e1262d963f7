"""Which question is asked, which number it has, and which form comes next."""

from __future__ import annotations

import itertools

import pytest

from pmcoach.assessment.forms import FORMS_BY_LENGTH, FormKind
from pmcoach.assessment.progress import measure_progress
from pmcoach.coach.assessment import (
    finish_assessment,
    jump_to_area,
    skip_question,
    start_assessment,
)
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.report.home import what_next
from pmcoach.report.home_summary import summarize_profile
from pmcoach.report.questions import (
    areas_left,
    bare_question,
    following_item,
    make_question,
    next_form,
    present_item,
    previous_item,
    progress_now,
    start_action,
)
from tests.support import answer_badly, answer_well, go_through


@pytest.fixture
def done(session: Session) -> Session:
    """A finished sketch, continued by a finished quick assessment, all answered well."""
    choose_target(session, "generalist", "entry")
    for kind in FORMS_BY_LENGTH[:2]:
        start_assessment(session, kind)
        go_through(session, answer_well)
        finish_assessment(session)
    return session


def test_a_recheck_hides_the_old_answer_where_all_was_asked_before(session: Session) -> None:
    start_assessment(session, "full")
    for knowledge_item in session.catalog.knowledge_items:
        answer_badly(session, knowledge_item)
    finish_assessment(session)
    start_assessment(session, "recheck")
    item = str(present_item(session.profile))
    assert item in session.profile.state.answers
    assert make_question(session.profile, item).answer is None
    answer_well(session, item)
    assert make_question(session.profile, item).answer is not None


def test_going_back_in_a_recheck_stays_within_it(done: Session) -> None:
    start_assessment(done, "recheck")
    first = str(present_item(done.profile))
    assert previous_item(done.profile, first) is None
    answer_well(done, first)
    second = present_item(done.profile)
    assert previous_item(done.profile, second) == first
    assert following_item(done.profile, first) == second


def test_after_a_recheck_the_longer_forms_are_still_offered(done: Session) -> None:
    start_assessment(done, "recheck")
    go_through(done, answer_well)
    finish_assessment(done)
    assert next_form(done.profile) == "standard"


def test_the_pace_of_the_user_scales_the_time_left(done: Session) -> None:
    # The clock of the tests gives a few seconds an answer: the fastest that is believed.
    assert done.profile.pace == 0.4
    start_assessment(done, "full")
    own = progress_now(done.profile)
    estimated = measure_progress(done.profile.asking_for("full"))
    assert own.seconds_left == 0.4 * estimated.seconds_left > 0


def test_each_question_keeps_its_number_when_one_goes_back_to_it(session: Session) -> None:
    choose_target(session, "generalist", "entry")
    start_assessment(session, "sketch")
    asked_items: list[str] = []
    while (item := present_item(session.profile)) is not None:
        asked_items.append(item)
        question = make_question(session.profile, item)
        assert question.number == len(asked_items)
        assert not question.is_dealt_with
        answer_badly(session, item)
    numbers = [make_question(session.profile, item).number for item in asked_items]
    assert numbers == list(range(1, len(asked_items) + 1))
    assert progress_now(session.profile).total == len(asked_items)
    last_item = asked_items[-1]
    for earlier_item in reversed(asked_items[:-1]):
        assert previous_item(session.profile, last_item) == earlier_item
        assert following_item(session.profile, earlier_item) == last_item
        last_item = earlier_item
    assert previous_item(session.profile, last_item) is None


def test_after_the_last_question_one_goes_back_to_it(session: Session) -> None:
    start_assessment(session, "sketch")
    go_through(session, answer_badly)
    assert previous_item(session.profile, None) == session.profile.state.order[-1]
    assert following_item(session.profile, session.profile.state.order[-1]) is None


def test_before_the_first_assessment_no_question_is_asked(session: Session) -> None:
    assert present_item(session.profile) is None
    assert areas_left(session.profile) == []
    assert next_form(session.profile) == FORMS_BY_LENGTH[0]
    question = make_question(session.profile, next(iter(session.catalog.checks)))
    assert (question.form, question.progress.total) == ("", 0)


def test_each_form_is_followed_by_the_next_longer_until_all_is_asked(session: Session) -> None:
    choose_target(session, "generalist", "entry")
    for form, longer in zip(FORMS_BY_LENGTH, [*FORMS_BY_LENGTH[1:], None], strict=True):
        start_assessment(session, form)
        go_through(session, answer_well)
        finish_assessment(session)
        assert next_form(session.profile) == longer


@pytest.mark.parametrize("form", FORMS_BY_LENGTH)
def test_where_nothing_is_measured_the_way_on_is_the_one_that_home_offers(
    session: Session, form: FormKind
) -> None:
    def read_title() -> str:
        action = start_action(session.profile)
        assert action == what_next(summarize_profile(session.profile, "me", ()))
        return action.title

    choose_target(session, "generalist", "entry")
    assert read_title() == "Begin: the first sketch"
    start_assessment(session, form)
    name = "first sketch" if form == "sketch" else f"{form} assessment"
    assert read_title() == f"Go on with the {name}"
    finish_assessment(session)
    assert read_title() == ("Begin: the first sketch" if form == "sketch" else f"Go on: the {name}")
    start_assessment(session, form)
    go_through(session, skip_question)
    assert read_title() == f"Finish the {name}"
    finish_assessment(session)
    following_form = dict(itertools.pairwise(FORMS_BY_LENGTH)).get(form)
    assert read_title() == (
        f"Go on: the {following_form} assessment" if following_form else "See the results"
    )
    assert not session.profile.result.known()


def test_the_area_one_jumps_to_is_asked_next_and_fewer_of_its_levels_are_left(
    session: Session,
) -> None:
    start_assessment(session, "quick")
    area = areas_left(session.profile)[-1]
    assert area.levels_left > 0
    jump_to_area(session, area.id)
    item = present_item(session.profile)
    assert item is not None
    assert session.profile.area_of(item) == area.id
    answer_well(session, item)
    assert areas_left(session.profile)[-1].levels_left < area.levels_left


@pytest.mark.parametrize(
    ("kind", "labels"),
    [("ladder", "01234"), ("check", "1234"), ("scenario", "1234")],
)
def test_the_digits_of_a_ladder_are_its_levels(session: Session, kind: str, labels: str) -> None:
    catalog = session.catalog
    item = {
        "ladder": "lau-plan.ladder",
        "check": next(iter(catalog.checks)),
        "scenario": next(iter(catalog.scenarios)),
    }[kind]
    question = bare_question(session.profile, item)
    assert question.kind == kind
    assert "".join(choice.label for choice in question.choices) == labels


def test_an_unknown_item_is_no_question(session: Session) -> None:
    with pytest.raises(KeyError):
        bare_question(session.profile, "nobody.knows")
