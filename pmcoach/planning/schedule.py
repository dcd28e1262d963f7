"""Putting chosen steps into weeks: within the hours of each week, a few open at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pmcoach.planning.choose import Chosen, mean_hours

MOST_OPEN = 3
"""Steps that may be under way in the same week."""
DEFAULT_HOURS = 3.0
"""Hours a week that a plan counts with until the user says."""
DEFAULT_WEEKS = 12
"""How far a plan reaches until the user names a date: one quarter."""


@dataclass(frozen=True)
class Dated:
    """A chosen step with the days on which it begins and is to be done."""

    chosen: Chosen
    start: dt.date
    end: dt.date


def schedule(
    chosen: Sequence[Chosen], hours_per_week: float, first_day: dt.date
) -> list[Dated]:
    """Steps laid one after another into weeks of ``hours_per_week``, the first week beginning on
    ``first_day``. Steps follow in the given order, so that what comes before is done before; no
    week holds more than its hours or MOST_OPEN steps. Without hours nothing is laid."""
    if hours_per_week <= 0:
        return []
    dated: list[Dated] = []
    week, used, open_now = 0, 0.0, 0
    for one in chosen:
        left = mean_hours(one.step)
        if open_now >= MOST_OPEN or used >= hours_per_week:
            week, used, open_now = week + 1, 0.0, 0
        begin = week
        open_now += 1
        while left > hours_per_week - used + 1e-9:
            left -= hours_per_week - used
            week, used, open_now = week + 1, 0.0, 1
        used += left
        start = first_day + dt.timedelta(weeks=begin)
        dated.append(Dated(one, start, first_day + dt.timedelta(weeks=week, days=6)))
    return dated


def weeks_until(first_day: dt.date, finish_by: dt.date | None) -> int:
    """Whole weeks a plan may reach, at least one; DEFAULT_WEEKS where no date is given."""
    if finish_by is None:
        return DEFAULT_WEEKS
    return max(1, (finish_by - first_day).days // 7)
