"""A profile: each derived part computed once, and another profile for each event written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmcoach.coach.assessment import start_assessment
from pmcoach.coach.errors import StoreError
from pmcoach.coach.home import make_home
from pmcoach.coach.plan import mark_step
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target, set_situation
from pmcoach.report.plan import margin_words, plan_line
from pmcoach.state import profile as profile_module
from tests.support import Clock, answer_badly, go_through, pick_items


@pytest.fixture
def gapped(session: Session) -> Session:
    """A profile with gaps and a plan."""
    choose_target(session, "generalist", "entry")
    set_situation(session, "access", "job")
    start_assessment(session, "sketch")
    go_through(session, answer_badly)
    return session


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each of the costly computations ran."""
    counts: Counter[str] = Counter()

    def counting(name: str, compute: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            counts[name] += 1
            return compute(*arguments, **options)

        return counted

    for name in (
        "measure_levels",
        "find_gaps",
        "current_plan",
        "measure_margin",
        "argue_certificate",
    ):
        monkeypatch.setattr(profile_module, name, counting(name, getattr(profile_module, name)))
    return counts


def show_all(session: Session) -> None:
    """Whatever home, report and plan say."""
    make_report(session)
    make_home(session)
    plan_line(session.profile)
    margin_words(session.profile)


def test_everything_shown_of_a_profile_is_computed_once(
    gapped: Session, calls: Counter[str]
) -> None:
    show_all(gapped)
    show_all(gapped)
    assert calls == dict.fromkeys(
        ("measure_levels", "find_gaps", "current_plan", "measure_margin", "argue_certificate"), 1
    )


def test_it_is_computed_again_once_an_event_was_written(
    gapped: Session, calls: Counter[str]
) -> None:
    show_all(gapped)
    mark_step(gapped, gapped.profile.plan.ids[0], "dropped")
    show_all(gapped)
    assert (calls["measure_levels"], calls["current_plan"]) == (2, 2)


def test_each_event_gives_a_new_profile_and_leaves_the_one_before(gapped: Session) -> None:
    before = gapped.profile
    assert gapped.profile is before
    step = before.plan.ids[0]
    mark_step(gapped, step, "dropped")
    assert gapped.profile is not before
    assert (before.journal.steps, gapped.profile.journal.steps) == ({}, {step: "dropped"})
    assert step in before.plan.ids
    assert step not in gapped.profile.plan.ids


def test_an_answer_leaves_what_the_journal_adds_up_to(gapped: Session) -> None:
    before = gapped.profile
    start_assessment(gapped, "quick")
    go_through(gapped, answer_badly, 1)
    assert gapped.profile is not before
    assert gapped.profile.journal is before.journal
    assert gapped.profile.state is not before.state


@pytest.mark.usefixtures("gapped")
def test_a_write_that_failed_leaves_the_profile_as_it_was(home: Path) -> None:
    reader = open_session(home=home)
    assert reader.read_only, "the other session holds the lock"
    before = reader.profile
    with pytest.raises(StoreError):
        set_situation(reader, "hours_per_week", 9.0)
    with pytest.raises(StoreError):
        start_assessment(reader, "quick")
    assert reader.profile is before
    reader.close()


def test_a_new_day_gives_a_new_profile_with_the_same_answers(gapped: Session, clock: Clock) -> None:
    before = gapped.profile
    clock.moment = clock.moment.replace(day=clock.moment.day + 1)
    assert gapped.profile.today > before.today
    assert gapped.profile.state is before.state
    assert gapped.profile.journal is before.journal


def test_what_is_tried_out_leaves_the_profile_as_it_is(gapped: Session) -> None:
    profile = gapped.profile
    tried = profile.plan_with({"hours_per_week": 20.0, "role": "technical", "stage": "senior"})
    assert tried.hours_per_week == 20.0
    assert profile.target_with("technical", "senior").role == "technical"
    assert profile.target.role == "generalist"
    assert profile.journal.context.hours_per_week is None


def test_an_id_that_the_content_no_longer_has_is_its_own_title(gapped: Session) -> None:
    profile = gapped.profile
    assert profile.title_of("lau-plan") == gapped.catalog.competencies["lau-plan"].title
    assert profile.title_of("lau") == gapped.catalog.areas["lau"].title
    assert profile.title_of("gone") == "gone"
    for item in pick_items(gapped.catalog, "lau-plan", 1, 2, 3):
        assert profile.area_of(item) == "lau"
    assert profile.area_of("gone.k1") == ""
