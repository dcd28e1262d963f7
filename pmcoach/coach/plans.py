"""The plan as the user works with it: kept, marked, reordered, tried out with other numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pmcoach.advice.context import Context
from pmcoach.advice.gaps import Gap, after, find
from pmcoach.advice.verdicts import decide
from pmcoach.assessment.results import measure
from pmcoach.assessment.target import Target
from pmcoach.catalog.models import Step
from pmcoach.coach.session import Session
from pmcoach.planning.choose import choose
from pmcoach.planning.margin import Marginal, marginal
from pmcoach.planning.schedule import DEFAULT_HOURS, Dated, schedule, weeks_until
from pmcoach.planning.value import Limits

NO_BUDGET_TOLD = 100.0
"""US dollars a plan may cost until the user says: a few books."""
StepState = Literal["planned", "doing", "done", "dropped"]
STATES: tuple[StepState, ...] = ("planned", "doing", "done", "dropped")


@dataclass(frozen=True)
class Plan:
    """Dated steps, what they were planned with, and the gaps they leave open."""

    steps: tuple[Dated, ...]
    hours_per_week: float
    weeks: int
    money: float
    assumed: tuple[str, ...]
    """Fields of the context that were not told, so that a default was used."""
    open_gaps: tuple[Gap, ...]
    kept: bool = False
    """Whether it is the plan that the user accepted, laid anew from today."""
    late: tuple[str, ...] = ()
    """Steps that were to be done by now."""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.chosen.step.id for one in self.steps)

    @property
    def value(self) -> float:
        return sum(one.chosen.value for one in self.steps)


@dataclass(frozen=True)
class PlanDifference:
    """What another plan would change."""

    added: tuple[Step, ...]
    left_out: tuple[Step, ...]
    moved: tuple[tuple[Step, dt.date, dt.date], ...]
    """Steps in both that would be done by another day: step, now, then."""
    value_now: float
    value_then: float

    @property
    def none(self) -> bool:
        return not (self.added or self.left_out or self.moved)


def propose(session: Session, context: Context | None = None, target: Target | None = None) -> Plan:
    """The best plan from today on, for the user's own situation and target or for others to try."""
    return _lay(session, context or session.journal.context, target or session.target, None)


def present(session: Session) -> Plan:
    """The plan to work on: the accepted one, its open steps laid anew from today, so that a week
    that slipped moves the rest; or a proposal where none was accepted."""
    kept = session.journal.kept
    if kept is None:
        return propose(session)
    plan = _lay(session, session.journal.context, session.target, kept.steps)
    late = tuple(one for one in plan.ids if one in kept.ends and kept.ends[one] < session.today)
    return replace(plan, kept=True, late=late)


@dataclass(frozen=True)
class _Asked:
    """All that choosing a plan goes by."""

    gaps: Sequence[Gap]
    routes: Mapping[str, str]
    limits: Limits
    hours: float
    weeks: int
    money: float
    dropped: Sequence[str]
    done: Sequence[str]
    pinned: Sequence[str]


def _asked(
    session: Session, context: Context, target: Target, only: Sequence[str] | None
) -> _Asked:
    """Gather it for a context and a target; with ``only``, for these steps alone."""
    catalog, journal = session.catalog, session.journal
    hours = DEFAULT_HOURS if context.hours_per_week is None else context.hours_per_week
    money = NO_BUDGET_TOLD if context.budget is None else context.budget
    weeks = weeks_until(session.today, context.finish_by)
    result = measure(catalog, target, session.state, session.records, journal.keys_seen)
    over = [
        catalog.steps[step]
        for step, state in journal.steps.items()
        if state == "done" and step in catalog.steps
    ]
    gaps = after(find(catalog, result).gaps, over)
    routes = {gap.key: decide(catalog, target, context, gap) for gap in gaps}
    marked = journal.steps
    dropped = [step for step, state in marked.items() if state == "dropped"]
    done = [step for step, state in marked.items() if state == "done"]
    under_way = [step for step, state in marked.items() if state == "doing"]
    pinned = [*sorted(journal.pinned), *under_way]
    if only is not None:
        # An accepted plan keeps to its steps, and to what was pinned or begun since.
        wanted = dict.fromkeys([*only, *pinned])
        dropped += [step for step in catalog.steps if step not in wanted]
        pinned = [step for step in wanted if step in catalog.steps and step not in done]
    limits = Limits(hours * weeks, money, context.can_get_at, pace=hours)
    return _Asked(
        gaps,
        routes,
        limits,
        hours,
        weeks,
        money,
        dropped,
        done,
        [step for step in dict.fromkeys(pinned) if marked.get(step) != "dropped"],
    )


def _lay(session: Session, context: Context, target: Target, only: Sequence[str] | None) -> Plan:
    journal, today = session.journal, session.today
    asked = _asked(session, context, target, only)
    chosen = choose(
        session.catalog,
        asked.gaps,
        asked.routes,
        asked.limits,
        asked.dropped,
        asked.done,
        pinned=asked.pinned,
        order=journal.order or tuple(only or ()),
    )
    dated = schedule(chosen, asked.hours, today, postponed=journal.postponed)
    last = today + dt.timedelta(weeks=asked.weeks)
    fitting = tuple(one for one in dated if one.end < last or only is not None)
    reached = {(gain.key, gain.to) for one in fitting for gain in one.chosen.closes}
    assumed = tuple(
        name
        for name in ("hours_per_week", "budget", "access", "finish_by")
        if getattr(context, name) is None
    )
    return Plan(
        fitting,
        asked.hours,
        asked.weeks,
        asked.money,
        assumed,
        tuple(g for g in asked.gaps if (g.key, g.target) not in reached),
    )


def margin(session: Session, plan: Plan) -> Marginal:
    """What one more hour a week and the next hundred dollars would add, and what did not fit."""
    asked = _asked(session, session.journal.context, session.target, None)
    return marginal(
        session.catalog,
        asked.gaps,
        asked.routes,
        asked.limits,
        [one.chosen for one in plan.steps],
        weeks=asked.weeks,
        dropped=asked.dropped,
        done=asked.done,
        pinned=asked.pinned,
    )


def accept(session: Session, plan: Plan) -> None:
    """Keep a plan: from now on its steps are the plan, and its days say what is late. Raises
    StoreError."""
    session.tell_journal(
        "plan-kept", steps=list(plan.ids), ends={one.chosen.step.id: one.end for one in plan.steps}
    )


def mark(session: Session, step: str, state: StepState) -> None:
    """Say what became of a step. Raises StoreError, and KeyError for an unknown step."""
    session.tell_journal("step-marked", step=session.catalog.steps[step].id, state=state)


def pin(session: Session, step: str, *, pinned: bool = True) -> None:
    """Want a step in the plan, or no longer. Raises StoreError and KeyError."""
    session.tell_journal("step-pinned", step=session.catalog.steps[step].id, pinned=pinned)


def postpone(session: Session, step: str, until: dt.date | None) -> None:
    """Do not begin a step before a day, or no longer mind. Raises StoreError."""
    session.tell_journal("step-postponed", step=step, until=until)


def word(session: Session, step: str, if_then: str) -> None:
    """The if-then sentence of a step in the user's words; empty takes it back. Raises
    StoreError."""
    session.tell_journal("step-worded", step=step, if_then=if_then.strip())


def move(session: Session, plan: Plan, step: str, by: int) -> None:
    """Put a step earlier or later among those of the plan. Raises StoreError."""
    ids = list(plan.ids)
    if step not in ids:
        return
    at = ids.index(step)
    to = max(0, min(len(ids) - 1, at + by))
    ids.insert(to, ids.pop(at))
    session.tell_journal("plan-ordered", steps=ids)


def difference(now: Plan, then: Plan) -> PlanDifference:
    """What accepting another plan would change."""
    here = {one.chosen.step.id: one for one in now.steps}
    there = {one.chosen.step.id: one for one in then.steps}
    return PlanDifference(
        added=tuple(one.chosen.step for key, one in there.items() if key not in here),
        left_out=tuple(one.chosen.step for key, one in here.items() if key not in there),
        moved=tuple(
            (one.chosen.step, here[key].end, one.end)
            for key, one in there.items()
            if key in here and here[key].end != one.end
        ),
        value_now=now.value,
        value_then=then.value,
    )


def try_out(session: Session, changes: Mapping[str, object]) -> Plan:
    """The plan with some fields of the context, the role or the stage changed; nothing is kept."""
    journal = session.journal
    fields = {k: v for k, v in changes.items() if k not in {"role", "stage"}}
    context = replace(journal.context, **fields)  # type: ignore[arg-type]  # checked when offered
    target = session.target_with(str(changes.get("role", "")), str(changes.get("stage", "")))
    return propose(session, context, target)


def next_step(plan: Plan) -> Dated | None:
    """The one step to do now: the first that is open."""
    return plan.steps[0] if plan.steps else None


def find_step(session: Session, words: str) -> list[Step]:
    """Steps whose id is, or whose id or title holds, the given words; the plan's steps first."""
    catalog = session.catalog
    if words in catalog.steps:
        return [catalog.steps[words]]
    wanted = words.casefold()
    ids = [*present(session).ids, *catalog.steps]
    return [
        catalog.steps[one]
        for one in dict.fromkeys(ids)
        if wanted in one or wanted in catalog.steps[one].title.casefold()
    ]


def competency_of(session: Session, step: Step) -> str:
    """The competency that a step's proof is evidence for: the first it lifts, else the first of
    the area it lifts; nothing where it lifts none."""
    for lift in step.lifts:
        if lift.competency is not None:
            return lift.competency
    for lift in step.lifts:
        if lift.area is not None:
            return session.catalog.competencies_of[lift.area][0].id
    return ""
