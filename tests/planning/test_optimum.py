"""How near plans come to the best: held against every plan that is possible with small packs."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings

from pmcoach.catalog.models import Step
from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.objective import ChosenStep, worth_of
from pmcoach.planning.plan_request import PlanRequest
from pmcoach.planning.planner import plan_steps
from tests.planning.making import best_of_all, small_requests

RULE = settings(derandomize=True, max_examples=800, deadline=None)


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

    @RULE
    @given(small_requests)
    def judge(planned: PlanRequest) -> None:
        plan = plan_steps(planned)
        worth = worth_of(plan)
        for chosen in plan:
            if is_idle(chosen.step, plan, planned):
                # What is promised besides is taken as given.
                rest = planned.limits.after(chosen.step)
                planned = replace(planned, limits=rest, dropped=[*planned.dropped, chosen.step.id])
        best = best_of_all(planned)
        assert worth <= best + 1e-6
        if best:
            shares.append(worth / best)
            assert worth >= 0.9 * best - 1e-6

    judge()
    assert len(shares) > 50
    assert statistics.median(shares) > 0.999
