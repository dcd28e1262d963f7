"""The order of a plan: what leads up to something before it, else the most for an hour first.

The user's own order comes before that, as far as what leads up to what allows.
"""

from __future__ import annotations

from collections.abc import Sequence

from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.objective import (
    SHORT_STEP_HOURS,
    ChosenStep,
    mean_hours,
    widen_access,
    worth_of,
)
from pmcoach.planning.plan_request import PlanProgress, PlanRequest


def sequence_steps(
    request: PlanRequest, chosen_steps: Sequence[ChosenStep], order: Sequence[str] = ()
) -> list[ChosenStep]:
    """Put the steps of a plan into the order to take them.

    Every step closes the same levels as before, unless no step that is left can. The first is a
    short one where that is possible and the user wished no other order; steps that obtain access
    follow.

    Args:
        request: What the plan was made from.
        chosen_steps: The steps in an order in which they can be taken.
        order: The ids of steps as the user wants them; those that are not named come last.
    """
    places = {step_id: place for place, step_id in enumerate(order)}
    progress = PlanProgress(request)
    access = request.limits.access

    def opens_access(chosen: ChosenStep) -> bool:
        """Whether another step waits for the access that this one obtains."""
        return widen_access(access, chosen.step) != access and any(
            access_reaches(chosen.step.grants or access, follower.step.access)
            and not access_reaches(access, follower.step.access)
            for follower in chosen_steps
        )

    openers = {chosen.step.id for chosen in chosen_steps if opens_access(chosen)}
    rates = {
        chosen.step.id: round(worth_of([chosen]) / mean_hours(chosen.step), 9)
        for chosen in chosen_steps
    }

    def rank(chosen: ChosenStep) -> tuple[int, bool, bool, float]:
        step = chosen.step
        long_start = not (progress.plan or order) and step.hours[1] > SHORT_STEP_HOURS
        place = places.get(step.id, len(places))
        return place, long_start, step.id not in openers, -rates[step.id]

    waiting = list(chosen_steps)
    while waiting:
        fitting = [
            chosen
            for chosen in waiting
            if progress.can_take(chosen.step) and progress.closings(chosen.step) == chosen.closes
        ]
        # What comes first in the order they were chosen in can always be taken.
        following = min(fitting, key=rank, default=waiting[0])
        progress.take(following.step)
        waiting = [chosen for chosen in waiting if chosen is not following]
    return progress.plan
