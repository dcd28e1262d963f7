"""How far a target is: the hours and weeks it takes to close every gap, whatever a plan has room for."""

from __future__ import annotations

from typing import NamedTuple

from pmcoach.planning.objective import mean_hours
from pmcoach.planning.plan_request import PlanRequest


class Distance(NamedTuple):
    """What is still to do for a target, as far as it was measured."""

    hours: float
    weeks: float
    """At the hours a week of the request, and no less than the longest chain of steps takes."""


def measure_distance(request: PlanRequest) -> Distance | None:
    """Estimate the way to the target; None where a week has no hours.

    For each level of each gap the cheapest step on the advised route counts, whatever access it takes,
    and a step that closes several levels is shared among them.
    """
    per_week = request.limits.hours_per_week
    if per_week <= 0:
        return None
    shares = {
        step_id: sum(
            closing.to - closing.start
            for by_level in by_gap.values()
            for closing in list(by_level.values())[:1]
        )
        for step_id, by_gap in request.closings.items()
    }
    hours, longest_chain = 0.0, 0
    for gap in request.gaps:
        chain = 0
        for level in range(gap.level, gap.target):
            ways = [
                (mean_hours(step) / shares[step.id], step.weeks)
                for step in request.catalog.steps.values()
                if level in request.closings[step.id].get(gap.key, {})
            ]
            share, weeks = min(ways, default=(0.0, 0))
            hours, chain = hours + share, chain + weeks
        longest_chain = max(longest_chain, chain)
    return Distance(hours, max(hours / per_week, float(longest_chain)))
