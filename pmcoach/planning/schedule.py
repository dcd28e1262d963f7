"""Putting chosen steps into weeks: within the hours of each week, a few open at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.objective import MOST_OPEN, TOLERANCE, ChosenStep, mean_hours

DEFAULT_HOURS = 3.0
"""Hours a week that a plan counts with until the user says."""
DEFAULT_WEEKS = 12
"""How far a plan reaches until the user names a date: one quarter."""


@dataclass(frozen=True)
class Dated:
    """A chosen step with the days on which it begins and is to be done."""

    chosen: ChosenStep
    start: dt.date
    end: dt.date


def schedule(
    chosen_steps: Sequence[ChosenStep],
    hours_per_week: float,
    first_day: dt.date,
    *,
    postponed: Mapping[str, dt.date] | None = None,
) -> list[Dated]:
    """Put steps into weeks, one after another in their order.

    What comes before is done before, and no week holds more than its hours or MOST_OPEN steps. A
    postponed step waits, and so does what builds on it, while the others go on in their order; a
    week in which all wait stays free.

    Args:
        chosen_steps: The plan.
        hours_per_week: Without hours nothing is scheduled.
        first_day: The day on which the first week begins.
        postponed: Steps, by id, that begin in the first week that does not begin before a day.
    """
    if hours_per_week <= 0:
        return []
    first_weeks = {
        step_id: max(0, -((first_day - day).days // 7))
        for step_id, day in (postponed or {}).items()
    }
    waiting, dated_steps = list(chosen_steps), list[Dated]()
    week, used_hours, open_steps = 0, 0.0, 0
    while waiting:
        following = next(
            (
                chosen
                for place, chosen in enumerate(waiting)
                if first_weeks.get(chosen.step.id, 0) <= week
                and not any(builds_on(chosen, earlier) for earlier in waiting[:place])
            ),
            None,
        )
        full = open_steps >= MOST_OPEN or used_hours >= hours_per_week - TOLERANCE
        if following is None or full:
            week, used_hours, open_steps = week + 1, 0.0, 0
            continue
        waiting.remove(following)
        start_week, left_hours = week, mean_hours(following.step)
        open_steps += 1
        while left_hours > hours_per_week - used_hours + TOLERANCE:
            left_hours -= hours_per_week - used_hours
            week, used_hours, open_steps = week + 1, 0.0, 1
        used_hours += left_hours
        start = first_day + dt.timedelta(weeks=start_week)
        end = first_day + dt.timedelta(weeks=week, days=6)
        dated_steps.append(Dated(following, start, end))
    return dated_steps


def builds_on(chosen: ChosenStep, earlier: ChosenStep) -> bool:
    """Return whether a step has to wait for one that is before it in the plan.

    It does if it needs that one, or goes on where that one ends, or may need the access that it
    obtains.
    """
    grants = earlier.step.grants
    opened = (
        grants is not None
        and access_reaches(grants, chosen.step.access)
        and not access_reaches(earlier.step.access, chosen.step.access)
    )
    ends = {closing.key: closing.to for closing in earlier.closes}
    continued = any(
        closing.start >= ends.get(closing.key, closing.start + 1) for closing in chosen.closes
    )
    return earlier.step.id in chosen.step.needs or opened or continued


def weeks_until(first_day: dt.date, finish_by: dt.date | None) -> int:
    """Return the whole weeks that a plan may reach, at least one; DEFAULT_WEEKS where no date is given."""
    if finish_by is None:
        return DEFAULT_WEEKS
    return max(1, (finish_by - first_day).days // 7)
