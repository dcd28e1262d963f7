"""The plan as one works with it: kept, marked, moved; dropped stays dropped, done stays done."""

from __future__ import annotations

import datetime as dt

import pytest

from pmcoach.coach import advise, assess, plans
from pmcoach.coach.session import Session
from pmcoach.store.atomic_io import StoreError
from tests.support import Clock, OpenSession, answer_badly, go_through


@pytest.fixture
def gapped(session: Session) -> Session:
    """A profile with many gaps and some hours."""
    assess.choose_target(session, "generalist", "entry")
    advise.tell(session, "hours_per_week", 4.0)
    advise.tell(session, "access", "job")
    assess.start(session, "quick")
    go_through(session, answer_badly)
    assess.finish(session)
    return session


def test_a_proposal_becomes_the_plan_only_when_it_is_kept(gapped: Session) -> None:
    proposal = plans.present(gapped)
    assert not proposal.kept
    assert len(proposal.steps) >= 4
    plans.accept(gapped, proposal)
    kept = plans.present(gapped)
    assert kept.kept
    assert set(kept.ids) == set(proposal.ids)


def test_dropped_stays_dropped_and_done_stays_done(gapped: Session, reopen: OpenSession) -> None:
    first, second = plans.present(gapped).ids[:2]
    plans.mark(gapped, first, "dropped")
    plans.mark(gapped, second, "done")
    for session in (gapped, reopen()):
        assert not {first, second} & set(plans.present(session).ids)
        assert not {first, second} & set(plans.propose(session).ids)


def test_what_was_dropped_can_be_added_again(gapped: Session) -> None:
    first = plans.present(gapped).ids[0]
    plans.mark(gapped, first, "dropped")
    plans.mark(gapped, first, "planned")
    plans.pin(gapped, first)
    assert first in plans.present(gapped).ids


def test_a_pinned_step_is_in_the_plan_whatever_it_weighs(gapped: Session) -> None:
    inside = set(plans.present(gapped).ids)
    idle = next(
        one.id
        for one in gapped.catalog.steps.values()
        if one.id not in inside
        and one.access == "nothing"
        and not one.needs
        and one.hours[1] <= 6
        and one.cost[1] == 0
    )
    plans.pin(gapped, idle)
    assert idle in plans.present(gapped).ids
    plans.pin(gapped, idle, pinned=False)
    assert idle not in plans.present(gapped).ids


def test_the_order_is_the_users(gapped: Session, reopen: OpenSession) -> None:
    plan = plans.present(gapped)
    third = plan.ids[2]
    plans.move(gapped, plan, third, -1)
    assert plans.present(gapped).ids[1] == third
    assert plans.present(reopen()).ids[1] == third


def test_a_postponed_step_does_not_begin_before_its_day(gapped: Session) -> None:
    step = plans.present(gapped).ids[1]
    day = gapped.today + dt.timedelta(weeks=3)
    plans.postpone(gapped, step, day)
    dated = {one.chosen.step.id: one for one in plans.present(gapped).steps}
    assert step not in dated or dated[step].start >= day


def test_a_week_that_slipped_moves_the_rest_and_is_said(gapped: Session, clock: Clock) -> None:
    plans.accept(gapped, plans.present(gapped))
    before = plans.present(gapped)
    clock.moment += dt.timedelta(days=15)
    after = plans.present(gapped)
    assert after.late
    assert set(after.ids) == set(before.ids), "nothing is lost by being late"
    assert all(one.start >= gapped.today for one in after.steps)


def test_trying_out_keeps_nothing(gapped: Session) -> None:
    events = len(gapped.store.journal_events())
    more = plans.try_out(gapped, {"hours_per_week": 10.0})
    found = plans.difference(plans.present(gapped), more)
    assert found.value_then > found.value_now
    assert found.added
    assert plans.difference(more, more).none
    assert len(gapped.store.journal_events()) == events
    assert gapped.journal.context.hours_per_week == 4.0


def test_another_role_or_stage_can_be_tried(gapped: Session) -> None:
    other = plans.try_out(gapped, {"role": "technical", "stage": "independent"})
    assert other.ids != plans.present(gapped).ids
    assert gapped.target.role == "generalist"


def test_the_first_step_is_short_and_begins_within_a_week(gapped: Session) -> None:
    first = plans.next_step(plans.present(gapped))
    assert first is not None
    assert first.chosen.step.hours[1] <= 2
    assert first.start < gapped.today + dt.timedelta(days=7)


def test_the_if_then_sentence_is_in_the_users_words(gapped: Session) -> None:
    step = plans.present(gapped).ids[0]
    plans.word(gapped, step, "If it is Monday, then I begin. ")
    assert gapped.journal.if_then == {step: "If it is Monday, then I begin."}
    plans.word(gapped, step, "")
    assert gapped.journal.if_then == {}


def test_a_step_is_found_by_id_or_by_part_of_its_title(gapped: Session) -> None:
    step = gapped.catalog.steps[plans.present(gapped).ids[0]]
    assert plans.find_step(gapped, step.id) == [step]
    assert plans.find_step(gapped, step.title.upper())[0] == step
    assert plans.find_step(gapped, "no step is called this") == []


def test_an_unknown_step_is_refused_and_nothing_is_written(gapped: Session) -> None:
    events = len(gapped.store.journal_events())
    with pytest.raises((KeyError, StoreError)):
        plans.mark(gapped, "nobody.knows", "done")
    assert len(gapped.store.journal_events()) == events


def test_where_nothing_is_known_nothing_is_planned(session: Session) -> None:
    assert plans.present(session).steps == ()
