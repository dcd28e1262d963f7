"""The plan with its dates, each step in full, and what became of it."""

from __future__ import annotations

from pmcoach.coach.plan import accept_plan, competency_of_step, complete_step, mark_step
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console
from pmcoach.plain.evidence import fill_record
from pmcoach.plain.pages import say_page
from pmcoach.plain.prompts import agree, choose, saving
from pmcoach.plain.questions import ask_once
from pmcoach.report.asking import level_moved_question, question_after
from pmcoach.report.model import StepLine
from pmcoach.report.plan import ACCEPTED, plan_line
from pmcoach.state.plan import StepState

STATE_CHOICES: dict[StepState, str] = {
    "doing": "It is under way",
    "done": "It is done: write down the proof",
    "planned": "It is not under way after all",
    "dropped": "Leave it out, for good",
}
ACCEPT_OPTION = ("k", "Accept this plan; its dates then show what is late")


def show_plan(io: Console, session: Session) -> None:
    """The plan; a number opens a step."""
    while True:
        plan = plan_line(session.profile)
        say_page(io, "plan", plan=plan)
        if not plan.steps:
            return
        letters = [] if session.read_only or plan.accepted else [ACCEPT_OPTION]
        chosen_step = choose(
            io,
            "\nType a number to open a step in full.",
            [(step.id, step.title) for step in plan.steps],
            letter_options=letters,
            is_listed=False,
        )
        if chosen_step is None:
            return
        if chosen_step == "k":
            with saving(io):
                accept_plan(session, session.profile.plan)
                io.say(ACCEPTED)
        else:
            _open_step(io, session, next(step for step in plan.steps if step.id == chosen_step))


def _open_step(io: Console, session: Session, step: StepLine) -> None:
    """One step in full, and what became of it."""
    say_page(io, "step", step=step)
    if session.read_only:
        return
    options = [(state, words) for state, words in STATE_CHOICES.items() if state != step.state]
    state = choose(io, "\nWhat has become of it?", options)
    if state == "done":
        _complete(io, session, step.id)
    elif state is not None:
        with saving(io):
            mark_step(session, step.id, state)
            io.say(f"{STATE_CHOICES[state]}. This is saved.")


def _complete(io: Console, session: Session, step: str) -> None:
    """Record that a step is done with its proof, and ask whether the level moved."""
    competency = competency_of_step(session, step)
    if not competency:
        with saving(io):
            complete_step(session, step)
            io.say("It is done. This is saved.")
    elif fill_record(io, session, competency, step=step):
        item = question_after(session.profile, step)
        if item and agree(io, level_moved_question(session.profile, item), "Ask me", "Not now"):
            ask_once(io, session, item)
