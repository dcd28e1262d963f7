"""Plans from the shipped steps come near the exact optimum; the benchmark does it at length."""

from __future__ import annotations

import pytest

from pmcoach.catalog.parse import Catalog

PROFILES = 10


@pytest.mark.slow
def test_plans_for_a_few_profiles_come_near_the_exact_optimum(catalog: Catalog) -> None:
    pytest.importorskip("scipy", reason='the exact planner needs the extra "bench"')
    from benchmarks.plan_optimum import measure

    with_promises, _ = measure(catalog, PROFILES)
    # The bound lets a step be spread over its weeks as no plan can, so even the best stays below it.
    assert with_promises.median >= 0.97
    assert min(with_promises.shares) >= 0.9
    assert max(with_promises.shares) <= 1 + 1e-6
