"""Guessing without knowing does not pay on the content that ships."""

from __future__ import annotations

import pytest

from benchmarks.guess_resistance import list_quizzes, main, measure_resistance
from pmcoach.catalog.parse import Catalog

SHUFFLES = 200
CHANCE = 0.25
MOST = CHANCE + 0.10


@pytest.mark.parametrize("kind", ["knowledge", "best action", "worst action"])
def test_no_way_of_guessing_pays(catalog: Catalog, kind: str) -> None:
    resistance = measure_resistance(list_quizzes(catalog)[kind], SHUFFLES)
    learned = resistance.pop("learned")
    assert not learned.is_beaten
    assert {name: way.rate for name, way in resistance.items() if way.rate > MOST} == {}


def test_kinds_without_a_question_of_the_topics_are_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["-n", "1", "stk-map"])
    shown = capsys.readouterr().out
    assert "knowledge (" in shown
    assert "action" not in shown


@pytest.mark.parametrize("shuffles", ["0", "-1", "many"])
def test_keys_are_shuffled_at_least_once(shuffles: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["-n", shuffles])
    assert "-n: " in capsys.readouterr().err
