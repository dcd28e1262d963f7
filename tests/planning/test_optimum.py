"""How near plans come to the best: held against every plan that is possible with small packs."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pmcoach.catalog.models import Step
from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.objective import ChosenStep, worth_of
from pmcoach.planning.plan_request import PlanRequest
from pmcoach.planning.planner import plan_steps
from tests.planning.making import best_of_all, small_request

PACKS = 400


def is_idle(step: Step, plan: Sequence[ChosenStep], planned: PlanRequest) -> bool:
    """Whether a step is in for nothing but the access that it obtains for later."""
    chosen = next(chosen for chosen in plan if chosen.step is step)
    return not chosen.closes and not any(
        step.id in user.step.needs
        or (step.grants and not access_reaches(planned.limits.access, user.step.access))
        for user in plan
    )


@pytest.mark.slow
def test_plans_from_small_packs_come_near_the_best_and_most_are_the_best() -> None:
    shares: list[float] = []
    for seed in range(PACKS):
        planned = small_request(seed)
        plan = plan_steps(planned)
        for chosen in plan:
            if is_idle(chosen.step, plan, planned):
                # What is promised besides is taken as given.
                rest = planned.limits.after(chosen.step)
                planned = replace(planned, limits=rest, dropped=[*planned.dropped, chosen.step.id])
        best = best_of_all(planned)
        if best:
            shares.append(worth_of(plan) / best)
    assert len(shares) > PACKS / 3
    assert max(shares) <= 1 + 1e-6
    assert statistics.median(shares) >= 0.999
    assert statistics.quantiles(shares, n=100)[0] >= 0.99
    assert min(shares) >= 0.9
