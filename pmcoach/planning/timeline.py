"""The weeks of a plan: which hours are left in each, and how many steps are open."""

from __future__ import annotations

import datetime as dt

from pmcoach.planning.objective import TOLERANCE

DEFAULT_HOURS = 3.0
"""Hours a week that a plan counts with until the user says."""
DEFAULT_WEEKS = 12
"""How far a plan reaches until the user names a date: one quarter."""
LEAST_OPEN = 3
"""Steps that may be under way in the same week, at least."""
HOURS_FOR_AN_OPEN_STEP = 4.0
"""Someone with many hours a week may have a step open for each so many of them."""


class Timeline:
    """Weeks with hours in them; only ``take`` changes it."""

    def __init__(self, hours_per_week: float, weeks: int) -> None:
        self.free_hours = [hours_per_week] * weeks
        self.open_steps = [0] * weeks
        self.left_hours = hours_per_week * weeks
        self.most_open = max(LEAST_OPEN, int(hours_per_week // HOURS_FOR_AN_OPEN_STEP))

    def place(self, hours: float, weeks: int, earliest: int) -> tuple[int, list[float]] | None:
        """Find the first time for a step.

        Args:
            hours: What the step takes in all.
            weeks: The least time it takes; its hours are spread over it evenly, so that other steps
                run beside it.
            earliest: The week, from 0, before which it can't begin.

        Returns:
            The week in which it begins, and the hours in that week and each one after; None where
            the weeks don't suffice.
        """
        if hours > self.left_hours + TOLERANCE:
            return None
        latest_start = len(self.free_hours) - weeks
        for start in range(earliest, latest_start + 1):
            if self.free_hours[start] > TOLERANCE:
                shares = self._spread(hours, weeks, start)
                if shares:
                    return start, shares
        return None

    def _spread(self, hours: float, weeks: int, start: int) -> list[float]:
        """Hours by week from a start on; empty where the time doesn't suffice."""
        shares: list[float] = []
        most_per_week, left_hours = hours / weeks, hours
        for week in range(start, len(self.free_hours)):
            if self.open_steps[week] >= self.most_open:
                return []
            most = left_hours if weeks == 1 else min(most_per_week, left_hours)
            shares.append(min(self.free_hours[week], most))
            left_hours -= shares[-1]
            if left_hours <= TOLERANCE and len(shares) >= weeks:
                return shares
        return []

    def take(self, start: int, shares: list[float]) -> None:
        """Use up the hours that ``place`` found."""
        self.left_hours -= sum(shares)
        for week, share in enumerate(shares, start):
            self.free_hours[week] -= share
            self.open_steps[week] += 1


def weeks_until(first_day: dt.date, finish_by: dt.date | None) -> int:
    """Return the whole weeks that a plan may reach, at least one; DEFAULT_WEEKS where no date is given."""
    if finish_by is None:
        return DEFAULT_WEEKS
    return max(1, (finish_by - first_day).days // 7)


def days_of_weeks(first_day: dt.date, start_week: int, end_week: int) -> tuple[dt.date, dt.date]:
    """Return the first day of one week of a plan and the last day of another."""
    return (
        first_day + dt.timedelta(weeks=start_week),
        first_day + dt.timedelta(weeks=end_week, days=6),
    )
