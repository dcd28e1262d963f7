"""How near is a plan to the best one there is? Made-up profiles, planned greedily and exactly.

Run: python -m benchmarks.plan_optimum [-n PROFILES] [--seed TEXT]     (needs the extra "bench")

The judge is benchmarks.exact_planner. The first line compares with the best plan that keeps the
same promises (a short first step, access for a blocked gap); what they cost shows in the second,
against the best plan without.
"""

from __future__ import annotations

import argparse
import statistics
from dataclasses import dataclass

from benchmarks.exact_planner import exact_worth
from benchmarks.plan_profiles import make_profile
from pmcoach.catalog.parse import Catalog
from pmcoach.planning.objective import worth_of
from pmcoach.planning.planner import plan_steps
from pmcoach.store.content import load_catalog

SEED = "pmcoach plans"
PROFILES = 150
MEDIAN, FIFTH_PERCENTILE, LEAST = 0.99, 0.97, 0.85
"""The shares of the optimum that have to be reached."""
NEAR = 0.99
"""From this share on a plan counts as near the best."""


@dataclass(frozen=True)
class Shares:
    """Shares of the optimum, of several plans."""

    shares: tuple[float, ...]

    @property
    def median(self) -> float:
        """The share that half of the plans reach."""
        return statistics.median(self.shares)

    @property
    def fifth_percentile(self) -> float:
        """The share that 95 of 100 plans reach."""
        return statistics.quantiles(self.shares, n=20, method="inclusive")[0]

    @property
    def good_enough(self) -> bool:
        """Whether all figures are reached."""
        return (
            self.median >= MEDIAN
            and self.fifth_percentile >= FIFTH_PERCENTILE
            and min(self.shares) >= LEAST
        )

    def __str__(self) -> str:
        near = sum(share >= NEAR for share in self.shares) / len(self.shares)
        return (
            f"median {self.median:.2%}, mean {statistics.mean(self.shares):.2%}, 5th percentile"
            f" {self.fifth_percentile:.2%}, least {min(self.shares):.2%};"
            f" {near:.1%} at {NEAR:.0%} or above"
        )


def measure(catalog: Catalog, count: int, seed: str = SEED) -> tuple[Shares, Shares]:
    """Plan for made-up profiles and compare.

    Returns:
        The shares of the best worth with the same promises, and of the best without. Profiles for
        which nothing can be planned are left out.
    """
    with_promises: list[float] = []
    without: list[float] = []
    for number in range(count):
        request = make_profile(catalog, f"{seed}/{number}")
        plan = plan_steps(request)
        unbound = exact_worth(request)
        if unbound > 1e-9:
            bound = exact_worth(request, plan)
            with_promises.append(worth_of(plan) / bound if bound > 1e-9 else 1.0)
            without.append(worth_of(plan) / unbound)
    return Shares(tuple(with_promises)), Shares(tuple(without))


def main() -> None:
    """Print how the shares are spread; exit with an error below the figures wanted."""
    parser = argparse.ArgumentParser(description="how near is a plan to the best one there is?")
    parser.add_argument("-n", type=int, default=PROFILES, metavar="PROFILES")
    parser.add_argument("--seed", default=SEED, metavar="TEXT", help="other profiles")
    arguments = parser.parse_args()
    with_promises, without = measure(load_catalog(), arguments.n, arguments.seed)
    print(f"{len(with_promises.shares)} of {arguments.n} profiles have something to plan")
    print(f"share of the optimum: {with_promises}")
    print(f"of the optimum without promises: {without}")
    if not with_promises.good_enough:
        raise SystemExit(
            f"wanted: median {MEDIAN:.1%}, 5th percentile {FIFTH_PERCENTILE:.0%}, least {LEAST:.0%}"
        )


if __name__ == "__main__":
    main()
