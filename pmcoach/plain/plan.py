"""The plan with its dates, each step in full, and what became of it."""

from __future__ import annotations

from pmcoach.catalog.parse import ladder_id
from pmcoach.coach import plans
from pmcoach.coach.plans import StepState
from pmcoach.coach.report import plan_line
from pmcoach.coach.session import Session
from pmcoach.plain.argument import facts, step_long
from pmcoach.plain.console import Console
from pmcoach.plain.evidence import write_record
from pmcoach.plain.prompts import agree, choose
from pmcoach.plain.questions import ask_once
from pmcoach.plain.saving import saving
from pmcoach.report import wording
from pmcoach.report.model import ESTIMATES, PlanLine, StepLine
from pmcoach.report.wording import time_words

ACTIONS: tuple[tuple[StepState, str], ...] = (
    ("doing", "It is under way"),
    ("done", "It is done: write down the proof"),
    ("planned", "It is not under way after all"),
    ("dropped", "Leave it out, for good"),
)


def plan_lines(io: Console, session: Session) -> PlanLine:
    """Say the steps in their order, with their dates and ids; returns the plan."""
    plan = plans.present(session)
    lines = plan_line(session, plan)
    io.heading("Plan")
    io.say(_lead(session, plan, lines))
    for number, step in enumerate(lines.steps, 1):
        state = wording.state(step.state)
        late = "was due before today" if step.id in plan.late else ""
        more = "".join(f", {one}" for one in (state, late) if one)
        io.say(f"{step.title} [{step.id}]\n{facts(step)}{more}.", lead=f"{number}. ")
    if lines.steps:
        io.say("The word in brackets is the step's id: pmcoach done ID records that it is done.")
    return lines


def _lead(session: Session, plan: plans.Plan, lines: PlanLine) -> str:
    """What the plan was made with, or why there is none."""
    if not session.result.known():
        return (
            "Nothing is known yet, so nothing can be planned. Begin with the first sketch: "
            "about three minutes."
        )
    if not lines.steps and not lines.left_open:
        return "There is no gap to plan for among what is known."
    if not lines.steps:
        return (
            "No step fits the hours, the money and the access that you gave. Change them "
            "under your situation."
        )
    kind = "Your plan." if plan.kept else "A proposal."
    left = len(lines.left_open)
    still = f" {left} gaps stay open." if left > 1 else " One gap stays open." if left else ""
    slipped = (
        " Some days have passed; the rest was moved to follow from today." if plan.late else ""
    )
    assumed = f" Assumed: {', '.join(lines.assumed)}." if lines.assumed else ""
    return f"{kind} {time_words(lines)}.{still}{slipped}{assumed} {ESTIMATES}"


def show_plan(io: Console, session: Session) -> None:
    """The plan; a number opens a step."""
    while True:
        lines = plan_lines(io, session)
        if not lines.steps:
            return
        keeps = not (session.read_only or session.journal.kept)
        letters = {"k": "Keep this plan: its days then say what is late"} if keeps else {}
        options = [(step.id, step.title) for step in lines.steps]
        chosen = choose(
            io, "\nA number opens a step in full.", options, letters=letters, listed=False
        )
        if chosen is None:
            return
        if chosen == "k":
            with saving(io):
                plans.accept(session, plans.present(session))
                io.say("Kept. From now on this is your plan.")
        else:
            _open(io, session, next(step for step in lines.steps if step.id == chosen))


def _open(io: Console, session: Session, step: StepLine) -> None:
    """One step in full, and what became of it."""
    step_long(io, step)
    if session.read_only:
        return
    fitting = [one for one in ACTIONS if one[0] != step.state]
    state = choose(io, "\nWhat has become of it?", fitting)
    for name, words in ACTIONS:
        if name == state:
            _mark(io, session, step.id, name, words)


def _mark(io: Console, session: Session, ident: str, state: StepState, words: str) -> None:
    competency = plans.competency_of(session, session.catalog.steps[ident])
    if state == "done" and competency and not write_record(io, session, competency, step=ident):
        return
    with saving(io):
        plans.mark(session, ident, state)
        io.say(f"{words.partition(':')[0]}. This is kept.")
        title = session.title_of(competency) if competency else ""
        if (
            state == "done"
            and title
            and agree(
                io, f'Shall you be asked how far you are with "{title}" now?', "Ask me", "Not now"
            )
        ):
            ask_once(io, session, ladder_id(competency))
