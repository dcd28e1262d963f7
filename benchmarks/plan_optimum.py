"""How near is a plan to the best one there is? Made-up profiles, planned and solved exactly.

Run: python -m benchmarks.plan_optimum [-n PROFILES] [--seed TEXT]     (needs the extra "bench")

The value is the one of pmcoach.planning.value. The exact optimum is a mixed-integer program under
the same hours, money, access and needs, and under what the plan promises besides: where the plan
begins with a short step, or has one that obtains access, so must the optimum (with any such step,
the best for it). What these promises cost shows in a second figure, against the optimum without.
"""

from __future__ import annotations

import argparse
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence

from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from benchmarks.plan_profiles import Profile, make_profile
from pmcoach.advice.gaps import Gap
from pmcoach.catalog.models import Step
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.reachability import lift_key
from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.choose import choose
from pmcoach.planning.value import (
    SHORT_STEP_HOURS,
    Chosen,
    Limits,
    levels_worth,
    plan_worth,
    wider,
)
from pmcoach.store.content import load_catalog

SEED = "pmcoach plans"
MEDIAN, LOW = 1.0, 0.95
"""What the median and the 5th percentile have to reach."""


class Program:
    """Rows and columns of a mixed-integer program that maximises."""

    def __init__(self) -> None:
        self.gain: list[float] = []
        self.whole: list[int] = []
        self.rows: list[tuple[dict[int, float], float]] = []
        """Coefficients by column, and what their sum may not exceed."""

    def column(self, gain: float, *, whole: bool) -> int:
        self.gain.append(gain)
        self.whole.append(int(whole))
        return len(self.gain) - 1

    def best(self) -> float:
        data = [
            (value, row, column)
            for row, (parts, _) in enumerate(self.rows)
            for column, value in parts.items()
        ]
        matrix = csr_array(
            ([one[0] for one in data], ([one[1] for one in data], [one[2] for one in data])),
            shape=(len(self.rows), len(self.gain)),
        )
        found = milp(
            [-one for one in self.gain],
            integrality=self.whole,
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, ub=[most for _, most in self.rows]),
            options={"mip_rel_gap": 1e-9},
        )
        if found.status != 0:
            raise SystemExit(f"the solver gave up: {found.message}")
        return float(-found.fun)


def optimum(catalog: Catalog, profile: Profile, keeping: Sequence[Chosen] = ()) -> float:
    """The exact optimum (or a little more: it may take steps in an order that runs in a circle),
    among the plans that keep the promises that ``keeping`` keeps."""
    limits, program = profile.limits, Program()
    steps = [one for one in catalog.steps.values() if limits.allow(one)]
    taken = {one.id: program.column(0.0, whole=True) for one in steps}
    program.rows.append(({taken[one.id]: limits.hours_of(one) for one in steps}, limits.hours))
    program.rows.append(({taken[one.id]: one.cost[0] for one in steps}, limits.money))
    for step in steps:
        for need in step.needs:
            program.rows.append(
                ({taken[step.id]: 1.0} | ({taken[need]: -1.0} if need in taken else {}), 0.0)
            )
        if not access_reaches(limits.access, step.access):
            program.rows.append(
                (
                    {taken[step.id]: 1.0}
                    | {taken[one.id]: -1.0 for one in steps if _opens(one, step)},
                    0.0,
                )
            )
    for some in _promised(steps, limits, keeping):
        program.rows.append(({taken[one.id]: -1.0 for one in some}, -1.0))
    for gap in profile.gaps:
        _climb(program, profile, gap, steps, taken)
    return program.best()


def _promised(
    steps: Sequence[Step], limits: Limits, plan: Sequence[Chosen]
) -> Iterator[list[Step]]:
    """Steps of which one at least has to be in."""
    if plan and plan[0].step.hours[1] <= SHORT_STEP_HOURS:
        yield [
            one
            for one in steps
            if one.hours[1] <= SHORT_STEP_HOURS
            and not one.needs
            and access_reaches(limits.access, one.access)
        ]
    openers = [one for one in steps if wider(limits.access, one) != limits.access]
    if any(one.step in openers for one in plan):
        yield openers


def _opens(one: Step, other: Step) -> bool:
    """Whether a step obtains the access of another, from less."""
    return (
        one.grants is not None
        and access_reaches(one.grants, other.access)
        and not access_reaches(one.access, other.access)
    )


def _climb(
    program: Program, profile: Profile, gap: Gap, steps: list[Step], taken: dict[str, int]
) -> None:
    """A way up one gap: what leaves a level has come to it, and each part takes its step."""
    into: dict[int, list[int]] = defaultdict(list)
    out: dict[int, list[int]] = defaultdict(list)
    for step in steps:
        for lift in step.lifts:
            to = min(lift.to, gap.target)
            if lift_key(lift) != gap.key:
                continue
            for level in range(max(lift.start, gap.level), to):
                part = program.column(
                    levels_worth(gap, level, to, step.route, profile.routes.get(gap.key)),
                    whole=False,
                )
                out[level].append(part)
                into[to].append(part)
                program.rows.append(({part: 1.0, taken[step.id]: -1.0}, 0.0))
    for level, parts in out.items():
        program.rows.append(
            (
                dict.fromkeys(parts, 1.0) | dict.fromkeys(into[level], -1.0),
                1.0 if level == gap.level else 0.0,
            )
        )


def show(title: str, shares: Sequence[float]) -> tuple[float, float]:
    """Print how the shares lie; the median and the 5th percentile."""
    cuts = statistics.quantiles(shares, n=100)
    median = statistics.median(shares)
    print(
        f"{title}: median {median:.2%}, 5th percentile {cuts[4]:.2%}, 1st {cuts[0]:.2%}, least"
        f" {min(shares):.2%}; {sum(one > 1 - 1e-6 for one in shares) / len(shares):.1%} optimal"
    )
    return median, cuts[4]


def main() -> None:
    parser = argparse.ArgumentParser(description="how near is a plan to the best one there is?")
    parser.add_argument("-n", type=int, default=1000, metavar="PROFILES")
    parser.add_argument("--seed", default=SEED, metavar="TEXT", help="other profiles")
    said = parser.parse_args()
    catalog = load_catalog()
    shares: list[float] = []
    without: list[float] = []
    empty = 0
    for number in range(said.n):
        profile = make_profile(catalog, f"{said.seed}/{number}")
        plan = choose(catalog, profile.gaps, profile.routes, profile.limits)
        value = plan_worth(plan, profile.gaps, profile.routes)
        best, free = optimum(catalog, profile, plan), optimum(catalog, profile)
        if free < 1e-9:
            empty += 1
            continue
        shares.append(value / best if best > 1e-9 else 1.0)
        without.append(value / free)
    print(f"{said.n:,} profiles, {empty} of them without anything to plan")
    median, low = show("share of the optimum", shares)
    show("of the optimum without promises", without)
    if median < MEDIAN - 1e-6 or low < LOW:
        raise SystemExit("under the target figure")


if __name__ == "__main__":
    main()
