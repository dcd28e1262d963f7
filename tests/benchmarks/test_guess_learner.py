"""The guesser that learns finds what gives keys away, and nothing where nothing does."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from benchmarks.guess_learner import describe, learned_hit_rate, shuffle_keys
from benchmarks.guess_resistance import measure_resistance
from benchmarks.guess_strategies import Quiz

TOPICS, PER_TOPIC = 12, 12
WORDS = [
    "plan",
    "team",
    "price",
    "test",
    "buyer",
    "date",
    "scope",
    "risk",
    "goal",
    "page",
    "week",
    "cost",
]


def make_quizzes(leak: str) -> list[Quiz]:
    """Quizzes about nothing; the right option has what ``leak`` adds to its text."""
    chance = Random("quizzes")
    quizzes = []
    for topic in range(TOPICS):
        for _ in range(PER_TOPIC):
            options = [" ".join(chance.choices(WORDS, k=5)) for _ in range(4)]
            right = chance.randrange(4)
            options[right] += leak
            quizzes.append(Quiz("Which one?", tuple(options), right, topic=str(topic)))
    return quizzes


@pytest.mark.parametrize("leak", [", and more", " because it works", " and so much further on"])
def test_what_gives_the_keys_away_is_learned_from_other_topics(leak: str) -> None:
    quizzes = make_quizzes(leak)
    assert learned_hit_rate(quizzes, list(map(describe, quizzes))) > 0.9
    assert measure_resistance(quizzes, 40)["learned"].is_beaten


def test_where_nothing_gives_the_keys_away_nothing_is_learned() -> None:
    resistance = measure_resistance(make_quizzes(""), 100)["learned"]
    assert not resistance.is_beaten
    assert 0.25 < resistance.by_luck < 0.40


def test_a_way_that_only_one_topic_gives_away_helps_nowhere_else() -> None:
    leaking, sound = make_quizzes(" because"), make_quizzes("")
    quizzes = [replace(quiz, topic="leaking") for quiz in leaking[:PER_TOPIC]] + sound[PER_TOPIC:]
    rate = learned_hit_rate(quizzes[:PER_TOPIC], list(map(describe, quizzes[:PER_TOPIC])))
    assert rate == pytest.approx(0.25, abs=0.01)


def test_shuffled_keys_of_a_set_stay_different() -> None:
    options = ("a", "b", "c", "d")
    quizzes = [Quiz("?", options, right, "set", "topic") for right in (0, 2, 3)]
    for seed in range(50):
        shuffled = shuffle_keys(quizzes, Random(seed))
        assert len({quiz.right for quiz in shuffled}) == 3
    assert any(
        shuffle_keys(quizzes, Random(seed))[0].right != quizzes[0].right for seed in range(50)
    )


def test_of_no_questions_none_is_right() -> None:
    assert learned_hit_rate([], []) == 0.0
