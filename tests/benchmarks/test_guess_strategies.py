"""Each way of guessing finds what it looks for, and shares the credit where options are alike."""

from __future__ import annotations

import pytest

from benchmarks.guess_strategies import STRATEGIES, Quiz, hit_rate

CHANCE = 0.25
OPTIONS = (
    "Ask them nothing now",
    "Perhaps they might, as agreed",
    "A roadmap",
    "Stop it all and keep a board",
)


@pytest.mark.parametrize(
    ("strategy", "right"),
    [
        ("longest", 1),
        ("shortest", 2),
        ("place a", 0),
        ("place d", 3),
        ("most hedged", 1),
        ("most words shared", 2),
        ("most commas", 1),
        ("most reason words", 1),
        ("begins with a stop", 3),
        ("turns to somebody", 0),
        ("carries on", 3),
    ],
)
def test_each_way_of_guessing_finds_what_it_looks_for(strategy: str, right: int) -> None:
    quizzes = [Quiz("What is on a roadmap?", OPTIONS, index) for index in range(4)]
    hits = [hit_rate(STRATEGIES[strategy], [quiz]) for quiz in quizzes]
    assert hits == [float(index == right) for index in range(4)]


@pytest.mark.parametrize(
    ("strategy", "opposite"),
    [
        ("most words shared", "fewest words shared"),
        ("most like the others", "odd one out"),
        ("most commas", "fewest commas"),
        ("begins with a stop", "begins with no stop"),
    ],
)
def test_a_way_and_its_opposite_never_choose_the_same(strategy: str, opposite: str) -> None:
    options = ("Wait for the board, then ask", "Ask the board", "Ask the team", "A new survey")
    quizzes = [Quiz("Whom does the board ask?", options, index) for index in range(4)]
    for quiz in quizzes:
        assert not (
            hit_rate(STRATEGIES[strategy], [quiz]) and hit_rate(STRATEGIES[opposite], [quiz])
        )


def test_options_that_look_alike_share_the_credit() -> None:
    quiz = Quiz("What?", ("aa", "bb", "c", "d"), 0)
    assert hit_rate(STRATEGIES["longest"], [quiz]) == 0.5
    assert hit_rate(STRATEGIES["random"], [quiz]) == CHANCE


def test_nothing_asked_is_nothing_guessed() -> None:
    assert hit_rate(STRATEGIES["random"], []) == 0.0
