"""The plan as one works with it: kept, marked, moved; dropped stays dropped, done stays done."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from pmcoach.assessment.evidence import Evidence
from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.plan import (
    accept_plan,
    add_step,
    competency_of_step,
    complete_step,
    find_steps,
    mark_step,
    move_step,
    pin_step,
    postpone_step,
    write_if_then,
)
from pmcoach.coach.session import Session
from pmcoach.coach.situation import adopt_changes, choose_target, set_situation
from pmcoach.state.plan import compare_plans
from pmcoach.store.errors import StoreError
from tests.support import Clock, OpenSession, answer_badly, go_through


@pytest.fixture
def gapped(session: Session) -> Session:
    """A profile with many gaps and some hours."""
    choose_target(session, "generalist", "entry")
    set_situation(session, "hours_per_week", 4.0)
    set_situation(session, "access", "job")
    start_assessment(session, "quick")
    go_through(session, answer_badly)
    finish_assessment(session)
    return session


def test_a_proposal_becomes_the_plan_only_when_it_is_kept(gapped: Session) -> None:
    proposal = gapped.profile.plan
    assert not proposal.accepted
    assert len(proposal.steps) >= 4
    accept_plan(gapped, proposal)
    kept = gapped.profile.plan
    assert kept.accepted
    assert set(kept.ids) == set(proposal.ids)


def test_dropped_stays_dropped_and_done_stays_done(gapped: Session, reopen: OpenSession) -> None:
    first, second = gapped.profile.plan.ids[:2]
    mark_step(gapped, first, "dropped")
    mark_step(gapped, second, "done")
    for session in (gapped, reopen()):
        assert not {first, second} & set(session.profile.plan.ids)
        assert not {first, second} & set(session.profile.plan_with({}).ids)


def test_what_was_dropped_can_be_added_again(gapped: Session) -> None:
    first = gapped.profile.plan.ids[0]
    mark_step(gapped, first, "dropped")
    mark_step(gapped, first, "planned")
    pin_step(gapped, first)
    assert first in gapped.profile.plan.ids


def test_a_pinned_step_is_in_the_plan_whatever_it_weighs(gapped: Session) -> None:
    inside = set(gapped.profile.plan.ids)
    idle = next(
        one.id
        for one in gapped.catalog.steps.values()
        if one.id not in inside
        and one.access == "nothing"
        and not one.needs
        and not one.when
        and one.id != "first.evidence"
        and one.hours[1] <= 6
        and one.cost[1] == 0
    )
    pin_step(gapped, idle)
    assert idle in gapped.profile.plan.ids
    pin_step(gapped, idle, pinned=False)
    assert idle not in gapped.profile.plan.ids


def test_the_order_is_the_users(gapped: Session, reopen: OpenSession) -> None:
    plan = gapped.profile.plan
    third = plan.ids[2]
    move_step(gapped, plan, third, -1)
    assert gapped.profile.plan.ids[1] == third
    assert reopen().profile.plan.ids[1] == third


def test_a_postponed_step_does_not_begin_before_its_day(gapped: Session) -> None:
    step = gapped.profile.plan.ids[1]
    day = gapped.today + dt.timedelta(weeks=3)
    postpone_step(gapped, step, day)
    dated = {one.step.id: one for one in gapped.profile.plan.steps}
    assert step not in dated or dated[step].start >= day


def test_a_week_that_slipped_moves_the_rest_and_is_said(gapped: Session, clock: Clock) -> None:
    accept_plan(gapped, gapped.profile.plan)
    before = gapped.profile.plan
    clock.moment += dt.timedelta(days=15)
    after = gapped.profile.plan
    assert after.late
    assert set(after.ids) == set(before.ids), "nothing is lost by being late"
    assert all(one.start >= gapped.today for one in after.steps)


def test_trying_out_keeps_nothing(gapped: Session) -> None:
    events = len(gapped.store.journal_events())
    more = gapped.profile.plan_with({"hours_per_week": 10.0})
    found = compare_plans(gapped.profile.plan, more)
    assert found.value_then > found.value_now
    assert found.added
    assert compare_plans(more, more).none
    assert len(gapped.store.journal_events()) == events
    assert gapped.profile.journal.context.hours_per_week == 4.0


def test_another_role_or_stage_can_be_tried(gapped: Session) -> None:
    other = gapped.profile.plan_with({"role": "technical", "stage": "independent"})
    assert other.ids != gapped.profile.plan.ids
    assert gapped.profile.target.role == "generalist"


def test_the_first_step_is_short_and_begins_within_a_week(gapped: Session) -> None:
    first = gapped.profile.plan.steps[0]
    assert first.step.hours[1] <= 2
    assert first.start < gapped.today + dt.timedelta(days=7)


def test_the_if_then_sentence_is_in_the_users_words(gapped: Session) -> None:
    step = gapped.profile.plan.ids[0]
    write_if_then(gapped, step, "If it is Monday, then I begin. ")
    assert gapped.profile.journal.if_then == {step: "If it is Monday, then I begin."}
    write_if_then(gapped, step, "")
    assert gapped.profile.journal.if_then == {}


def test_a_step_is_found_by_id_or_by_part_of_its_title(gapped: Session) -> None:
    step = gapped.catalog.steps[gapped.profile.plan.ids[0]]
    assert find_steps(gapped, step.id) == [step]
    assert find_steps(gapped, step.title.upper())[0] == step
    assert find_steps(gapped, "no step is called this") == []


def test_an_unknown_step_is_refused_and_nothing_is_written(gapped: Session) -> None:
    events = len(gapped.store.journal_events())
    with pytest.raises((KeyError, StoreError)):
        mark_step(gapped, "nobody.knows", "done")
    assert len(gapped.store.journal_events()) == events


def test_where_nothing_is_known_nothing_is_planned(session: Session) -> None:
    assert session.profile.plan.steps == ()


def test_a_completed_step_and_its_evidence_are_saved_in_one_write(
    gapped: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced_files: list[Path] = []
    replace_file = os.replace

    def recording(source: str | Path, target: str | Path) -> None:
        replaced_files.append(Path(target))
        replace_file(source, target)

    monkeypatch.setattr(os, "replace", recording)
    step = gapped.profile.plan.ids[0]
    complete_step(gapped, step, Evidence("", competency_of_step(gapped, step), did="I did it."))
    assert gapped.profile.journal.steps[step] == "done"
    assert [record.step for record in gapped.profile.evidence.values()] == [step]
    assert replaced_files == [gapped.store.paths.journal]


def test_a_step_can_be_completed_without_evidence(gapped: Session) -> None:
    step = gapped.profile.plan.ids[0]
    complete_step(gapped, step)
    assert gapped.profile.journal.steps == {step: "done"}
    assert gapped.profile.evidence == {}


def test_a_step_that_was_dropped_is_added_with_its_pin(gapped: Session) -> None:
    step = gapped.profile.plan.ids[0]
    mark_step(gapped, step, "dropped")
    add_step(gapped, step)
    assert step in gapped.profile.plan.ids
    assert gapped.profile.journal.pinned == {step}
    with pytest.raises(KeyError):
        add_step(gapped, "nobody.knows")


def test_what_was_tried_out_becomes_situation_target_and_plan(gapped: Session) -> None:
    changes = {"hours_per_week": 9.0, "role": "technical", "budget": None}
    tried = gapped.profile.plan_with(changes)
    adopt_changes(gapped, changes)
    profile = gapped.profile
    assert (profile.target.role, profile.target.stage) == ("technical", "entry")
    assert profile.journal.context.hours_per_week == 9.0
    assert profile.plan.accepted
    assert profile.plan.ids == tried.ids


@pytest.mark.parametrize(("by", "place"), [(-9, 0), (-1, 0), (0, 1), (1, 2), (99, -1)])
def test_a_step_moves_within_the_plan_and_never_out_of_it(
    gapped: Session, by: int, place: int
) -> None:
    plan = gapped.profile.plan
    second = plan.ids[1]
    move_step(gapped, plan, second, by)
    assert gapped.profile.journal.order[place] == second
    assert sorted(gapped.profile.journal.order) == sorted(plan.ids)
