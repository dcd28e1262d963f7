"""New assessments beside finished ones: blind, rechecked, changed; no finished file is touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from pmcoach.assessment.forms import FORMS_BY_LENGTH
from pmcoach.assessment.items import find_item_kind
from pmcoach.catalog.parse import ladder_id
from pmcoach.coach.assessment import (
    finish_assessment,
    mark_not_applicable,
    save_answer,
    skip_question,
    start_assessment,
    toggle_disagreement,
    undo_answer,
)
from pmcoach.coach.home import make_home
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.report.questions import (
    form_title,
    make_question,
    present_item,
    progress_now,
)
from pmcoach.report.review import item_mark
from tests.support import Clock, OpenSession, answer_badly, answer_well, go_through


@pytest.fixture
def done(session: Session) -> Session:
    """A finished sketch, continued by a finished quick assessment, all answered well."""
    choose_target(session, "generalist", "entry")
    for kind in FORMS_BY_LENGTH[:2]:
        start_assessment(session, kind)
        go_through(session, answer_well)
        finish_assessment(session)
    return session


def files(session: Session) -> dict[str, bytes]:
    """Every assessment file with its bytes."""
    return {one.name: one.read_bytes() for one in session.store.paths.assessments.iterdir()}


def kept(before: dict[str, bytes], session: Session) -> list[str]:
    """Asserts that every file of ``before`` is as it was; returns the names of new ones."""
    after = files(session)
    assert {name: after[name] for name in before} == before
    return sorted(set(after) - set(before))


def test_a_blind_assessment_shows_nothing_of_the_old_answers(done: Session) -> None:
    before = files(done)
    old = set(done.profile.state.answers)
    start_assessment(done, "quick", blind=True)
    assert done.profile.state.answers == {}
    assert done.profile.result.known() == []
    assert all(make_question(done.profile, item).answer is None for item in old)
    assert progress_now(done.profile).done == 0
    assert len(kept(before, done)) == 1


def test_a_blind_assessment_asks_what_was_not_asked_yet_first(done: Session) -> None:
    old = set(done.profile.state.answers)
    start_assessment(done, "quick", blind=True)
    go_through(done, answer_well)
    asked_again = set(done.profile.state.answers) & old
    # Every competency has questions that were not asked before, but a ladder is always the same.
    assert asked_again
    assert {find_item_kind(done.catalog, item) for item in asked_again} == {"ladder"}
    assert set(done.profile.state.answers) & set(done.catalog.knowledge_items)


@pytest.mark.parametrize("restart", [False, True])
def test_what_continues_a_blind_assessment_still_knows_what_was_asked_before_it(
    done: Session, reopen: OpenSession, restart: bool
) -> None:
    old = frozenset(done.profile.state.answers)
    start_assessment(done, "quick", blind=True)
    answer_well(done, str(present_item(done.profile)))
    finish_assessment(done)
    start_assessment(done, "standard")
    session = reopen() if restart else done
    assert old <= session.profile.seen_items


def test_old_answers_stay_hidden_after_a_restart(done: Session, reopen: OpenSession) -> None:
    before = files(done)
    start_assessment(done, "standard", blind=True)
    item = str(present_item(done.profile))
    answer_badly(done, item)
    again = reopen()
    assert set(again.profile.state.answers) == {item}
    kept(before, again)


def test_a_recheck_asks_one_question_in_each_of_twelve_competencies(done: Session) -> None:
    before = files(done)
    skill = {one.subject: (one.level, one.claim) for one in done.profile.result.skill.values()}
    old = set(done.profile.state.answers)
    start_assessment(done, "recheck")
    assert form_title(done.profile) == "Knowledge recheck"
    assert progress_now(done.profile).minutes_left <= 5
    assert present_item(done.profile) is not None
    asked = []
    while (item := present_item(done.profile)) is not None:
        assert make_question(done.profile, item).answer is None
        asked.append(item)
        answer_well(done, item)
    finish_assessment(done)
    assert (
        len({done.catalog.knowledge_items[item].competency for item in asked}) == len(asked) == 12
    )
    assert not set(asked) & old, "there were questions that had not been asked"
    assert {s.subject: (s.level, s.claim) for s in done.profile.result.skill.values()} == skill
    assert len(kept(before, done)) == 1


def test_changing_a_finished_answer_writes_a_new_file_and_leaves_the_finished_one(
    done: Session, reopen: OpenSession
) -> None:
    before = files(done)
    item = next(one for one in done.profile.state.answers if one in done.catalog.checks)
    answer_badly(done, item)
    (name,) = kept(before, done)
    assert name > max(before)
    assert not done.profile.in_progress
    again = reopen()
    assert item_mark(again.profile, item) == "wrong"
    newest = again.store.newest
    assert newest is not None
    assert newest.path.name == name
    assert f"{newest.document.header['continues']}.toml" == max(before)
    assert [event.kind for event in newest.document.events] == ["changed"]
    assert newest.document.finished is not None


@pytest.mark.parametrize("act", [skip_question, mark_not_applicable, toggle_disagreement])
def test_whatever_is_done_to_a_finished_answer_leaves_the_finished_file(
    done: Session, act: Callable[[Session, str], None]
) -> None:
    before = files(done)
    act(done, ladder_id("stk-lead"))
    assert len(kept(before, done)) == 1
    assert not done.profile.in_progress


def test_taking_a_disagreement_back_brings_the_answer_back(done: Session) -> None:
    item = next(iter(done.profile.state.answers))
    levels = done.profile.result.levels()
    toggle_disagreement(done, item, "Two anchors fit.")
    assert done.profile.state.disagreed == {item: "Two anchors fit."}
    assert done.profile.result.levels() != levels
    toggle_disagreement(done, item)
    assert done.profile.state.disagreed == {}
    assert done.profile.result.levels() == levels


def test_undo_after_the_end_asks_again_in_a_new_file(done: Session) -> None:
    before = files(done)
    item = undo_answer(done)
    assert item is not None
    assert item not in done.profile.state.answers
    assert done.profile.in_progress
    assert present_item(done.profile) == item
    kept(before, done)


def test_an_answer_that_fits_no_question_is_not_written(done: Session) -> None:
    before = files(done)
    with pytest.raises(ValueError, match="not an answer"):
        save_answer(done, next(iter(done.catalog.checks)), option="e")
    with pytest.raises(ValueError, match="not an answer"):
        save_answer(done, done.catalog.scenarios_of["stk"][0].id, best="a", worst="a")
    with pytest.raises(KeyError):
        save_answer(done, "nobody.k2", option="a")
    assert files(done) == before


def test_the_summary_knows_when_the_newest_was_finished(done: Session, clock: Clock) -> None:
    assert make_home(done).finished_on == done.today.isoformat()
    finished = done.today
    clock.moment += dt.timedelta(days=100)
    assert make_home(done).finished_on == finished.isoformat()
    start_assessment(done, "recheck")
    assert make_home(done).finished_on == ""


def test_the_summary_of_nothing_has_no_day(session: Session) -> None:
    assert make_home(session).finished_on == ""
