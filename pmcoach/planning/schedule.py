"""Putting chosen steps into weeks: within the hours of each week, a few open at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.value import MOST_OPEN, NEAR, Chosen, mean_hours

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
    chosen: Sequence[Chosen],
    hours_per_week: float,
    first_day: dt.date,
    *,
    postponed: Mapping[str, dt.date] | None = None,
) -> list[Dated]:
    """Steps laid one after another into weeks of ``hours_per_week``, the first week beginning on
    ``first_day``. Steps follow in the given order, so that what comes before is done before; no
    week holds more than its hours or MOST_OPEN steps. Without hours nothing is laid.

    A ``postponed`` step begins in the first week that does not begin before its day. It waits, and
    what builds on it, while the others go on in their order; a week in which all wait stays free.
    """
    if hours_per_week <= 0:
        return []
    not_before = {
        ident: max(0, -((first_day - day).days // 7)) for ident, day in (postponed or {}).items()
    }
    waiting, dated = list(chosen), list[Dated]()
    week, used, open_now = 0, 0.0, 0
    while waiting:
        if open_now >= MOST_OPEN or used >= hours_per_week - NEAR:
            week, used, open_now = week + 1, 0.0, 0
        at = next(
            (
                n
                for n, one in enumerate(waiting)
                if not_before.get(one.step.id, 0) <= week
                and not any(builds_on(one, other) for other in waiting[:n])
            ),
            None,
        )
        if at is None:
            week, used, open_now = week + 1, 0.0, 0
            continue
        one = waiting.pop(at)
        left, begin = mean_hours(one.step), week
        open_now += 1
        while left > hours_per_week - used + NEAR:
            left -= hours_per_week - used
            week, used, open_now = week + 1, 0.0, 1
        used += left
        start = first_day + dt.timedelta(weeks=begin)
        dated.append(Dated(one, start, first_day + dt.timedelta(weeks=week, days=6)))
    return dated


def builds_on(one: Chosen, earlier: Chosen) -> bool:
    """Whether a step has to wait for one that stands before it in the plan: because it needs it, or
    goes on where that one ends, or may need the access that it obtains."""
    if earlier.step.id in one.step.needs:
        return True
    grants = earlier.step.grants
    if (
        grants is not None
        and access_reaches(grants, one.step.access)
        and not access_reaches(earlier.step.access, one.step.access)
    ):
        return True
    ends = {gain.key: gain.to for gain in earlier.closes}
    return any(gain.start >= ends.get(gain.key, gain.start + 1) for gain in one.closes)


def weeks_until(first_day: dt.date, finish_by: dt.date | None) -> int:
    """Whole weeks a plan may reach, at least one; DEFAULT_WEEKS where no date is given."""
    if finish_by is None:
        return DEFAULT_WEEKS
    return max(1, (finish_by - first_day).days // 7)
