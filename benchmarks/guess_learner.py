"""A guesser that learns from other questions what right answers look like, and nothing of what they
say: length, words, marks, likeness and place of each option.

It is taught with all topics but one and asked about that one, so that it never sees a question that
it is asked. It is a linear discriminant with independent features (Fisher 1936), simple enough to be
taught a thousand times with shuffled keys, which shows what it would hit by luck.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from random import Random

from benchmarks.guess_strategies import STRATEGIES, Quiz, pick

FEATURES = tuple(name for name in STRATEGIES if name != "random")
Looks = Sequence[Sequence[float]]
"""The features of each option of a quiz, as they differ from the mean of its options."""


def describe(quiz: Quiz) -> Looks:
    """What the options of a quiz look like."""
    columns = [STRATEGIES[name](quiz) for name in FEATURES]
    centered = [[score - statistics.fmean(column) for score in column] for column in columns]
    return list(zip(*centered, strict=True))


def learned_hit_rate(quizzes: Sequence[Quiz], looks: Sequence[Looks]) -> float:
    """The share (0 to 1) of quizzes that are right when each topic is guessed by what was learned
    from all the others; 0 where there are none.

    Args:
        quizzes: All quizzes.
        looks: What `describe` says of each of them.
    """
    spread = _measure_spread(looks)
    topics = sorted({quiz.topic for quiz in quizzes})
    sums_by_topic = {topic: [0.0] * len(FEATURES) for topic in topics}
    for quiz, quiz_looks in zip(quizzes, looks, strict=True):
        for place, feature in enumerate(quiz_looks[quiz.right]):
            sums_by_topic[quiz.topic][place] += feature
    sums = [sum(column) for column in zip(*sums_by_topic.values(), strict=True)]
    hits = []
    for quiz, quiz_looks in zip(quizzes, looks, strict=True):
        own_sums = sums_by_topic[quiz.topic]
        weights = [
            (total - own_sum) / variance
            for total, own_sum, variance in zip(sums, own_sums, spread, strict=True)
        ]
        scores = [
            round(sum(weight * feature for weight, feature in zip(weights, option, strict=True)), 9)
            for option in quiz_looks
        ]
        hits.append(pick(scores, quiz.right))
    return statistics.fmean(hits) if hits else 0.0


def _measure_spread(looks: Sequence[Looks]) -> list[float]:
    """The variance of each feature; 1 where all options are alike in it."""
    columns = zip(*(option for quiz_looks in looks for option in quiz_looks), strict=True)
    return [statistics.fmean(feature * feature for feature in column) or 1.0 for column in columns]


def shuffle_keys(quizzes: Sequence[Quiz], chance: Random) -> list[Quiz]:
    """The same quizzes with other keys: the letters of each set change places, so that its
    situations still have different keys."""
    orders: dict[str, list[int]] = {}
    shuffled = []
    for number, quiz in enumerate(quizzes):
        name = quiz.option_set or str(number)
        if name not in orders:
            orders[name] = chance.sample(range(len(quiz.options)), len(quiz.options))
        shuffled.append(
            Quiz(quiz.ask, quiz.options, orders[name][quiz.right], quiz.option_set, quiz.topic)
        )
    return shuffled
