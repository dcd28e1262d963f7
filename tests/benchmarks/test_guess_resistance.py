"""Guessing without knowing does not pay on the content that ships."""

from __future__ import annotations

import pytest

from benchmarks.guess_resistance import list_quizzes, measure_resistance
from pmcoach.catalog.parse import Catalog

SHUFFLES = 100


@pytest.mark.parametrize("kind", ["knowledge", "best action", "worst action"])
def test_no_way_of_guessing_is_right_more_often_than_by_luck(catalog: Catalog, kind: str) -> None:
    resistance = measure_resistance(list_quizzes(catalog)[kind], SHUFFLES)
    assert "learned" in resistance
    assert {name: found for name, found in resistance.items() if found.is_beaten} == {}
