"""Each way of guessing finds what it looks for, and shares the credit where options are alike."""

from __future__ import annotations

import pytest

from benchmarks.guess_strategies import STRATEGIES, Quiz, hit_rate

CHANCE = 0.25


@pytest.mark.parametrize(
    ("strategy", "right"),
    [
        ("longest", 3),
        ("shortest", 2),
        ("first", 0),
        ("last", 3),
        ("most hedged", 1),
        ("most words shared", 2),
    ],
)
def test_each_way_of_guessing_finds_what_it_looks_for(strategy: str, right: int) -> None:
    options = ("ask them nothing now", "perhaps they might", "a roadmap", "decide it at the board")
    quizzes = [Quiz("What is on a roadmap?", options, index) for index in range(4)]
    hits = [hit_rate(STRATEGIES[strategy], [quiz]) for quiz in quizzes]
    assert hits == [float(index == right) for index in range(4)]


def test_options_that_look_alike_share_the_credit() -> None:
    quiz = Quiz("What?", ("aa", "bb", "c", "d"), 0)
    assert hit_rate(STRATEGIES["longest"], [quiz]) == 0.5
    assert hit_rate(STRATEGIES["random"], [quiz]) == CHANCE


def test_nothing_asked_is_nothing_guessed() -> None:
    assert hit_rate(STRATEGIES["random"], []) == 0.0
