"""What the lengths of an assessment say of themselves."""

from __future__ import annotations

import pytest

from pmcoach.assessment.forms import FORMS_BY_LENGTH
from pmcoach.coach.assessment import change_length, finish_assessment, start_assessment
from pmcoach.coach.home import make_home
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.report.home import NOTHING_LEFT
from pmcoach.report.lengths import list_lengths, other_lengths_words
from pmcoach.report.questions import form_minutes, present_item
from tests.support import answer_badly, answer_well, go_through


@pytest.fixture
def session(session: Session) -> Session:
    """A new profile with a target."""
    choose_target(session, "generalist", "entry")
    return session


def test_a_newcomer_sees_every_length_with_its_minutes(session: Session) -> None:
    lengths = list_lengths(session.profile)
    assert [length.kind for length in lengths] == list(FORMS_BY_LENGTH)
    assert [length.minutes for length in lengths][:3] == [3, 10, 27]
    assert lengths[3].minutes > 27
    assert [length.kind for length in lengths if length.is_suggested] == ["sketch"]
    assert lengths[1].words == (
        "Quick assessment, about 10 min. The gaps that matter most, with four scenarios in your two "
        "heaviest areas."
    )
    assert lengths[2].time_words == "up to 27 min"


def test_the_minutes_are_those_that_are_left(session: Session) -> None:
    start_assessment(session, "sketch")
    go_through(session, answer_badly)
    finish_assessment(session)
    lengths = {length.kind: length for length in list_lengths(session.profile)}
    assert lengths["sketch"].time_words == NOTHING_LEFT
    assert lengths["quick"].is_suggested
    assert lengths["quick"].minutes == form_minutes(session.profile, "quick") < 10


def test_the_other_lengths_leave_out_the_suggested_and_what_has_nothing_left(
    session: Session,
) -> None:
    full_minutes = form_minutes(session.profile, "full")
    assert other_lengths_words(session.profile) == f"quick 10, standard 27, full {full_minutes} min"
    start_assessment(session, "sketch")
    go_through(session, answer_badly)
    finish_assessment(session)
    assert "sketch" not in other_lengths_words(session.profile)
    assert "quick" not in other_lengths_words(session.profile)
    assert make_home(session).other_lengths == other_lengths_words(session.profile)


def test_where_all_was_asked_there_is_no_other_length(session: Session) -> None:
    start_assessment(session, "full")
    go_through(session, answer_well)
    finish_assessment(session)
    assert other_lengths_words(session.profile) == ""


def test_any_length_can_be_started_at_once(session: Session) -> None:
    change_length(session, "full")
    assert (session.profile.form_kind, session.profile.in_progress) == ("full", True)


def test_another_length_goes_on_from_the_answers_of_the_one_under_way(session: Session) -> None:
    start_assessment(session, "sketch")
    answered_item = present_item(session.profile)
    assert answered_item is not None
    answer_well(session, answered_item)
    change_length(session, "standard")
    assert (session.profile.form_kind, session.profile.in_progress) == ("standard", True)
    assert answered_item in session.profile.state.answers
    assert present_item(session.profile) != answered_item


def test_the_length_under_way_goes_on_as_it_is(session: Session) -> None:
    start_assessment(session, "quick")
    files = session.store.paths.assessments
    before = sorted(files.iterdir())
    change_length(session, "quick")
    assert sorted(files.iterdir()) == before


def test_home_offers_what_was_not_asked_once_an_assessment_is_finished(session: Session) -> None:
    assert make_home(session).unasked == ()
    start_assessment(session, "sketch")
    go_through(session, answer_badly, 2)
    assert make_home(session).unasked == ()
    finish_assessment(session)
    assert make_home(session).unasked
    assert all(level.item and level.name for level in make_home(session).unasked)
