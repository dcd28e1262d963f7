"""The plan with its dates, each step in full, and what became of it."""

from __future__ import annotations

from pmcoach.catalog.parse import ladder_id
from pmcoach.coach.plan import accept_plan, competency_of_step, complete_step, mark_step
from pmcoach.coach.session import Session
from pmcoach.plain.argument import facts, step_long
from pmcoach.plain.console import Console
from pmcoach.plain.evidence import fill_record
from pmcoach.plain.prompts import agree, choose
from pmcoach.plain.questions import ask_once
from pmcoach.plain.saving import saving
from pmcoach.report import wording
from pmcoach.report.model import PlanLine, StepLine
from pmcoach.report.plan import ACCEPTED, plan_lead, plan_line
from pmcoach.state.plan import StepState

ACTIONS: dict[StepState, str] = {
    "doing": "It is under way",
    "done": "It is done: write down the proof",
    "planned": "It is not under way after all",
    "dropped": "Leave it out, for good",
}


def say_plan(io: Console, session: Session) -> PlanLine:
    """Say the steps in their order, with their dates and ids; returns the plan."""
    plan = plan_line(session.profile)
    io.heading("Plan")
    if plan.why_no_step:
        io.say(plan.why_no_step)
        return plan
    io.say(f"{'Your plan' if plan.accepted else 'A proposal'}. {' '.join(plan_lead(plan))}")
    for number, step in enumerate(plan.steps, 1):
        late = "was due before today" if step.late else ""
        state = "".join(f", {words}" for words in (wording.state(step.state), late) if words)
        io.say(f"{step.title} [{step.id}]\n{facts(step)}{state}.", lead=f"{number}. ")
    io.say("The word in brackets is the step's id: pmcoach done ID records that it is done.")
    return plan


def show_plan(io: Console, session: Session) -> None:
    """The plan; a number opens a step."""
    while True:
        plan = say_plan(io, session)
        if not plan.steps:
            return
        can_accept = not (session.read_only or plan.accepted)
        letters = {"k": "Keep this plan: its days then say what is late"} if can_accept else {}
        options = [(step.id, step.title) for step in plan.steps]
        chosen = choose(
            io, "\nA number opens a step in full.", options, letters=letters, listed=False
        )
        if chosen is None:
            return
        if chosen == "k":
            with saving(io):
                accept_plan(session, session.profile.plan)
                io.say(ACCEPTED)
        else:
            _open_step(io, session, next(step for step in plan.steps if step.id == chosen))


def _open_step(io: Console, session: Session, step: StepLine) -> None:
    """One step in full, and what became of it."""
    step_long(io, step)
    if session.read_only:
        return
    fitting = [(state, words) for state, words in ACTIONS.items() if state != step.state]
    chosen = choose(io, "\nWhat has become of it?", fitting)
    for state, words in fitting:
        if state == chosen == "done":
            _complete(io, session, step.id)
        elif state == chosen:
            with saving(io):
                mark_step(session, step.id, state)
                io.say(f"{words}. This is saved.")


def _complete(io: Console, session: Session, step: str) -> None:
    """Record that a step is done with its proof, and offer to ask its ladder again."""
    competency = competency_of_step(session, step)
    if competency:
        if not fill_record(io, session, competency, step=step):
            return
    else:
        with saving(io):
            complete_step(session, step)
    io.say("It is done. This is saved.")
    title = session.profile.title_of(competency)
    if competency and agree(
        io, f'Shall you be asked how far you are with "{title}" now?', "Ask me", "Not now"
    ):
        with saving(io):
            ask_once(io, session, ladder_id(competency))
