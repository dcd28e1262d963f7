"""Working on the plan: accepting it, marking, moving and completing its steps.

All raise StoreError where it cannot be saved.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pmcoach.assessment.events import Event
from pmcoach.assessment.evidence import Evidence
from pmcoach.catalog.steps import Step
from pmcoach.coach.evidence import evidence_event
from pmcoach.coach.session import Session
from pmcoach.state.plan import Plan, StepState, competency_proven_by


def accept_plan(session: Session, plan: Plan) -> None:
    """Accept a plan: from now on its steps are the plan, and its days say what is late."""
    session.append_events_to_journal(acceptance_event(session, plan))


def acceptance_event(session: Session, plan: Plan) -> Event:
    """The event that accepts a plan: its steps, and the days they are due."""
    return session.make_event(
        "plan-accepted",
        steps=list(plan.ids),
        ends={dated.step.id: dated.end for dated in plan.steps},
    )


def mark_step(session: Session, step: str, state: StepState) -> None:
    """Record what became of a step. Raises KeyError for an unknown step."""
    session.append_to_journal("step-marked", step=session.catalog.steps[step].id, state=state)


def complete_step(session: Session, step: str, evidence: Evidence | None = None) -> None:
    """Record that a step is done, with the evidence of it if there is any, in one write: both are
    saved or neither. Raises KeyError for an unknown step."""
    events = [session.make_event("step-marked", step=session.catalog.steps[step].id, state="done")]
    if evidence is not None:
        events.append(evidence_event(session, replace(evidence, step=step)))
    session.append_events_to_journal(*events)


def add_step(session: Session, step: str) -> None:
    """Put a step into the plan, whatever it weighs, even one that was dropped before. Raises
    KeyError for an unknown step."""
    step_id = session.catalog.steps[step].id
    session.append_events_to_journal(
        session.make_event("step-marked", step=step_id, state="planned"),
        session.make_event("step-pinned", step=step_id, pinned=True),
    )


def pin_step(session: Session, step: str, *, pinned: bool = True) -> None:
    """Want a step in the plan, or no longer. Raises KeyError for an unknown step."""
    session.append_to_journal("step-pinned", step=session.catalog.steps[step].id, pinned=pinned)


def postpone_step(session: Session, step: str, until: dt.date | None) -> None:
    """Do not begin a step before a day, or no longer mind."""
    session.append_to_journal("step-postponed", step=step, until=until)


def write_if_then(session: Session, step: str, sentence: str) -> None:
    """Set the if-then sentence of a step in the user's words; an empty one takes it back."""
    session.append_to_journal("if-then-written", step=step, if_then=sentence.strip())


def move_step(session: Session, plan: Plan, step: str, places: int) -> None:
    """Put a step so many ``places`` later (earlier below 0) among those of the plan."""
    order = list(plan.ids)
    if step in order:
        new_place = order.index(step) + places
        order.remove(step)
        order.insert(max(0, new_place), step)
        session.append_to_journal("plan-ordered", steps=order)


def find_steps(session: Session, words: str) -> list[Step]:
    """Steps whose id is, or whose id or title has, the given words; the plan's steps first."""
    steps = session.catalog.steps
    if words in steps:
        return [steps[words]]
    searched_words = words.casefold()
    return [
        steps[step]
        for step in dict.fromkeys([*session.profile.plan.ids, *steps])
        if searched_words in step or searched_words in steps[step].title.casefold()
    ]


def competency_of_step(session: Session, step: str) -> str:
    """The competency that a step's proof is evidence for; nothing where it lifts none."""
    return competency_proven_by(session.catalog, session.catalog.steps[step])
