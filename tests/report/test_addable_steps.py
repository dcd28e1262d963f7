"""Steps in words: which ones can be added to the plan."""

from __future__ import annotations

from pmcoach.coach.plan import find_steps, mark_step
from pmcoach.coach.session import Session
from pmcoach.report.plan import addable_steps


def test_steps_one_may_take_can_be_added_unless_they_are_planned_or_done(session: Session) -> None:
    allowed = {step.id for step in session.catalog.steps.values() if session.profile.may_take(step)}
    assert session.catalog.steps.keys() - allowed, "some need a job that is not there"
    dropped, done = sorted(allowed)[:2]
    mark_step(session, dropped, "dropped")
    mark_step(session, done, "done")
    addable = {step.id: step for step in addable_steps(session.profile, find_steps(session, ""))}
    assert addable.keys() == allowed - {done} - set(session.profile.plan.ids)
    assert addable[dropped].facts.endswith("hours, dropped before")
    assert not any(step.facts.endswith("before") for step in addable.values() if step.id != dropped)
