"""Steps in words: which ones can be added to the plan."""

from __future__ import annotations

from pmcoach.coach.plan import find_steps, mark_step
from pmcoach.coach.session import Session
from pmcoach.report.plan import addable_steps


def test_steps_of_the_plan_and_steps_that_are_done_cannot_be_added(session: Session) -> None:
    dropped, done = list(session.catalog.steps)[:2]
    mark_step(session, dropped, "dropped")
    mark_step(session, done, "done")
    addable = {step.id: step for step in addable_steps(session.profile, find_steps(session, ""))}
    assert addable.keys() == (session.catalog.steps.keys() - {done} - set(session.profile.plan.ids))
    assert addable[dropped].facts.endswith("hours, dropped before")
    assert not any(step.facts.endswith("before") for step in addable.values() if step.id != dropped)
