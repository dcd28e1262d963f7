"""Advice for an opened profile: gaps, verdicts, the hiring verdict, the plan, the context."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pmcoach.advice.gaps import Findings, Gap, find
from pmcoach.advice.hiring import HiringVerdict, hiring_verdict
from pmcoach.advice.verdicts import Verdict, argue, decide
from pmcoach.coach.journal import acceptable
from pmcoach.coach.session import Session
from pmcoach.planning.choose import Limits, choose
from pmcoach.planning.schedule import DEFAULT_HOURS, Dated, schedule, weeks_until

NO_BUDGET_TOLD = 100.0
"""US dollars a plan may cost until the user says: a few books."""
TOP_GAPS = 5
"""How many gaps get a verdict on screen and in exports."""


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


def findings(session: Session) -> Findings:
    """Gaps, claims without a record, and unknowns of the present result."""
    return find(session.catalog, session.result)


def verdicts(session: Session, most: int = TOP_GAPS) -> list[Verdict]:
    """A verdict for each of the top gaps, heaviest first."""
    found = findings(session).gaps[:most]
    return [verdict(session, gap) for gap in found]


def verdict(session: Session, gap: Gap) -> Verdict:
    """The argued verdict for one gap."""
    return argue(session.catalog, session.target, session.journal.context, gap)


def hiring(session: Session) -> HiringVerdict:
    """Whether a certificate helps to get hired for the present target."""
    return hiring_verdict(session.catalog, session.target, session.journal.context)


def plan(session: Session) -> Plan:
    """The steps to take from today on, within what the context allows."""
    context = session.journal.context
    today = session.today
    hours = DEFAULT_HOURS if context.hours_per_week is None else context.hours_per_week
    money = NO_BUDGET_TOLD if context.budget is None else context.budget
    weeks = weeks_until(today, context.finish_by)
    gaps = findings(session).gaps
    routes = {g.key: decide(session.catalog, session.target, context, g) for g in gaps}
    limits = Limits(hours * weeks, money, context.can_get_at)
    marked = session.journal.steps
    dropped = [step for step, state in marked.items() if state == "dropped"]
    done = [step for step, state in marked.items() if state == "done"]
    chosen = choose(session.catalog, gaps, routes, limits, dropped, done)
    dated = [one for one in schedule(chosen, hours, today) if fits(one, today, weeks)]
    reached = {(c.key, c.to) for one in dated for c in one.chosen.closes}
    still_open = tuple(g for g in gaps if (g.key, g.target) not in reached)
    assumed = tuple(name for name in ("hours_per_week", "budget", "access", "finish_by")
                    if getattr(context, name) is None)
    return Plan(tuple(dated), hours, weeks, money, assumed, still_open)


def fits(dated: Dated, first_day: dt.date, weeks: int) -> bool:
    """Whether a dated step ends within the weeks of the plan."""
    return dated.end < first_day + dt.timedelta(weeks=weeks)


def tell(session: Session, field: str, value: object) -> None:
    """Set one field of the context, or clear it with None. Raises StoreError, and ValueError for
    a value that the field does not take."""
    if value is not None and not acceptable(field, value):
        raise ValueError(f"{field} does not take {value!r}")
    session.tell_journal("context-told", field=field, value=value)
