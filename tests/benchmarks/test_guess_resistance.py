"""Guessing without knowing does not pay on the content that ships."""

from __future__ import annotations

import pytest

from benchmarks.guess_resistance import check_quizzes, scenario_quizzes
from benchmarks.guess_strategies import STRATEGIES, hit_rate
from pmcoach.catalog.parse import Catalog

CHANCE = 0.25
MOST = CHANCE + 0.10


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_no_way_of_guessing_beats_chance_by_more_than_ten_points(
    catalog: Catalog, strategy: str
) -> None:
    kinds = {
        "checks": check_quizzes(catalog),
        "best action": scenario_quizzes(catalog, 3),
        "worst action": scenario_quizzes(catalog, 0),
    }
    rates = {
        kind: hit_rate(STRATEGIES[strategy], [quiz for _, quiz in quizzes])
        for kind, quizzes in kinds.items()
    }
    assert {kind: rate for kind, rate in rates.items() if rate > MOST} == {}
