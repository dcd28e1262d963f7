"""How long does a plan take, with the shipped content and with 1,000 steps?

Run: python -m benchmarks.plan_speed [-n PROFILES]

The 1,000 steps are the shipped ones several times over, each copy with hours and costs of its own,
so that there are five times as many ways up every gap. Imports and reading the content are over
before the clock starts. It counts this process's own time: planning waits for nothing.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from benchmarks.plan_profiles import make_profile
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.steps import Step
from pmcoach.planning.plan_request import PlanRequest
from pmcoach.planning.planner import plan_steps
from pmcoach.planning.sensitivity import measure_sensitivity
from pmcoach.store.content import load_catalog

SEED = "pmcoach speed"
STEPS = 1000
RUNS = 3
"""Each plan is timed so often, and the fastest counts: the rest is the machine's other work."""


def with_steps(catalog: Catalog, count: int) -> Catalog:
    """The catalog with so many steps, all made from the shipped ones."""
    steps: dict[str, Step] = {}
    shipped = list(catalog.steps.values())
    for number in range(count):
        copy, step = number // len(shipped), shipped[number % len(shipped)]
        if copy:
            chance = Random(f"{SEED}/{copy}/{step.id}")
            factor = chance.uniform(0.7, 1.6)
            low, high = (max(0.5, round(4 * factor * one) / 4) for one in step.hours)
            price = chance.choice((0, 0, 0, 20, 80)) if step.cost[0] == 0 else step.cost[0] * factor
            step = step.model_copy(
                update={
                    "id": f"{step.id}.{copy}",
                    "hours": (low, high),
                    "cost": (price, max(price, step.cost[1])),
                }
            )
        steps[step.id] = step
    return replace(catalog, steps=steps)


def measure_times(requests: Sequence[PlanRequest], *, sensitivity: bool) -> list[float]:
    """Return the milliseconds of each plan, or of what more hours and money would add to it."""
    fastest: list[float] = []
    for request in requests:
        plan = plan_steps(request)
        seconds: list[float] = []
        for _ in range(RUNS):
            # A copy of its own, so that nothing is derived from it yet.
            fresh = replace(request)
            began = time.process_time()
            if sensitivity:
                measure_sensitivity(fresh, plan)
            else:
                plan_steps(fresh)
            seconds.append(time.process_time() - began)
        fastest.append(min(seconds) * 1000)
    return fastest


def main() -> None:
    parser = argparse.ArgumentParser(description="how long does a plan take?")
    parser.add_argument("-n", type=int, default=200, metavar="PROFILES")
    count = parser.parse_args().n
    shipped = load_catalog()
    requests = [make_profile(shipped, f"{SEED}/{number}") for number in range(count)]
    over: list[str] = []
    for catalog, limit in ((shipped, 50), (with_steps(shipped, STEPS), 500)):
        planned = [replace(request, catalog=catalog) for request in requests]
        for sensitivity in (False, True):
            times = measure_times(planned, sensitivity=sensitivity)
            subject = "its sensitivity" if sensitivity else "a plan"
            what = f"{subject:15} from {len(catalog.steps):5,} steps"
            print(
                f"{what}: {statistics.median(times):5.1f} ms (median), {max(times):5.1f} ms at"
                f" most{'' if sensitivity else f' (limit {limit})'}"
            )
            if not sensitivity and max(times) > limit:
                over.append(what)
    if over:
        raise SystemExit(f"over the limit: {', '.join(over)}")


if __name__ == "__main__":
    main()
