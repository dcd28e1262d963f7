"""The demo profile: half-finished, plausible, and the same each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmcoach.assessment.item_value import FIRST_GAPS
from pmcoach.coach.assessment import finish_assessment
from pmcoach.coach.demo import QUICK_ANSWERS, make_demo
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session, open_session
from pmcoach.report.questions import next_form, present_item, progress_now
from pmcoach.store import summary_cache as kept
from pmcoach.store.archive import read_finished
from pmcoach.store.paths import profile_paths
from tests.support import START, answer_well, go_through


@pytest.fixture
def demo(home: Path) -> Iterator[Session]:
    make_demo(home, now=START)
    session = open_session(home=home)
    yield session
    session.close()


def test_it_has_a_first_sketch_and_half_a_quick_assessment(demo: Session) -> None:
    [(name, sketch)] = read_finished(demo.store.paths).assessments
    assert "-sketch-" in name
    sketched = [event for event in sketch.events if event.kind == "answered"]
    assert sketched
    assert demo.profile.form_kind == "quick"
    assert demo.profile.in_progress
    assert len(demo.profile.state.answers) == len(sketched) + QUICK_ANSWERS
    progress = progress_now(demo.profile)
    assert 0 < progress.done < progress.total


def test_it_has_told_its_target_and_some_of_its_situation(demo: Session) -> None:
    assert (demo.profile.journal.role, demo.profile.journal.stage) == ("generalist", "entry")
    assert demo.profile.journal.context.known() == {
        "experience": "new",
        "access": "elsewhere",
        "hours_per_week": 4.0,
        "budget": 150.0,
        "employer_pays": "yes",
    }


def test_it_has_something_to_show_on_every_screen(demo: Session) -> None:
    found = make_report(demo)
    assert len(found.verdicts) >= FIRST_GAPS
    assert {verdict.route for verdict in found.verdicts} == {"training", "hands-on"}
    assert len(found.plan.steps) > 3
    assert found.ask_next
    assert any(area.met_percent for area in found.areas)


def test_its_answers_are_of_every_sort(demo: Session) -> None:
    given = demo.profile.state.answers.values()
    assert {one.sure for one in given if one.sure} == {"sure", "think-so"}
    assert any(one.provable for one in given)
    assert len({one.option for one in given if one.item.endswith(".ladder")}) > 2


def test_it_is_the_same_each_time(tmp_path: Path) -> None:
    told = []
    for name in ("one", "two"):
        make_demo(tmp_path / name, now=START)
        session = open_session(home=tmp_path / name, write=False)
        told.append((session.store.journal_events(), session.store.assessment_events()))
    assert told[0] == told[1]


def test_its_times_lie_in_the_past_and_in_order(home: Path) -> None:
    before = dt.datetime.now(dt.UTC)
    make_demo(home)
    session = open_session(home=home, write=False)
    times = [event.at for event in session.store.assessment_events()]
    assert times == sorted(times)
    assert times[-1] <= before


def test_home_can_paint_it_at_once(home: Path) -> None:
    make_demo(home, now=START)
    summary = kept.read_summary(profile_paths(home))
    assert summary is not None
    assert summary["in_progress"] is True
    answers = open_session(home=home, write=False).profile.state.answers
    assert summary["answered"] == len(answers) > QUICK_ANSWERS


def test_it_can_be_gone_on_with_to_the_end(demo: Session) -> None:
    go_through(demo, answer_well)
    assert present_item(demo.profile) is None
    finish_assessment(demo)
    assert next_form(demo.profile) == "standard"


def test_it_lets_go_of_the_profile(home: Path) -> None:
    make_demo(home, now=START)
    session = open_session(home=home)
    assert not session.read_only
    session.close()
