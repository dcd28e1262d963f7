"""Ways to guess an answer without knowing the subject, and how often each one is right.

A question that can be guessed by its form measures test-taking. Each strategy sees what a user sees
(the question and four options) and scores each option; the options that tie for the top share the
credit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

HEDGES = frozenset(
    (
        "about",
        "almost",
        "apparently",
        "arguably",
        "around",
        "can",
        "consider",
        "could",
        "depending",
        "depends",
        "first",
        "generally",
        "likely",
        "mainly",
        "may",
        "maybe",
        "might",
        "mostly",
        "normally",
        "often",
        "partly",
        "perhaps",
        "possibly",
        "probably",
        "rather",
        "seem",
        "seems",
        "several",
        "some",
        "sometimes",
        "tend",
        "tends",
        "typically",
        "unless",
        "usually",
        "whether",
        "would",
    )
)
"""Words that make a statement careful; test writers tend to put them into the right answer."""

ABSOLUTES = frozenset(
    (
        "all",
        "always",
        "any",
        "both",
        "each",
        "every",
        "everyone",
        "never",
        "no",
        "none",
        "nobody",
        "only",
        "whole",
    )
)
"""Words that leave no exception; test writers tend to put them into wrong answers."""
REASONS = frozenset(("as", "because", "since", "so"))
"""Words that lead into a reason."""
STOPS = frozenset(("block", "cancel", "decline", "drop", "end", "hold", "leave", "no", "not"))
STOPS |= {"pause", "postpone", "refuse", "reject", "remove", "roll", "stop", "wait", "withdraw"}
"""Words that an answer begins with which stops something."""
TALKS = frozenset(("ask", "bring", "call", "meet", "phone", "propose", "sit", "talk", "tell"))
"""Words for turning to somebody: the best action in most scenarios there once were."""
CARRIES_ON = frozenset(("approve", "continue", "go", "keep", "leave", "planned", "send", "ship"))
"""Words for carrying on as before: the worst action in most scenarios there once were."""

FILLERS = frozenset(
    (
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "for",
        "from",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "i",
        "in",
        "into",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "or",
        "our",
        "she",
        "so",
        "that",
        "the",
        "their",
        "them",
        "then",
        "they",
        "this",
        "to",
        "was",
        "we",
        "what",
        "when",
        "which",
        "who",
        "will",
        "with",
        "you",
        "your",
    )
)


@dataclass(frozen=True)
class Quiz:
    """One question as a guesser sees it; ``right`` is the index of the answer that scores."""

    ask: str
    options: tuple[str, ...]
    right: int
    option_set: str = ""
    """What set it is a situation of: the others there have the same options."""
    topic: str = ""
    """The competency or area it is about."""


Strategy = Callable[[Quiz], Sequence[float]]
"""Scores each option of a quiz; the guesser picks the option with the highest score."""


def split_words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return re.findall(r"[a-z]+", text.lower())


def find_stems(text: str) -> set[str]:
    """The first six letters of each word that carries meaning."""
    return {word[:6] for word in split_words(text)} - FILLERS


def count_shared_stems(quiz: Quiz) -> list[float]:
    """How many stems each option has in common with the question."""
    question_stems = find_stems(quiz.ask)
    return [len(question_stems & find_stems(option)) for option in quiz.options]


def measure_likeness(quiz: Quiz) -> list[float]:
    """How many stems each option has in common with the others, for each stem of its own."""
    stems = [find_stems(option) for option in quiz.options]
    return [
        sum(
            len(own_stems & other_stems)
            for place, other_stems in enumerate(stems)
            if place != index
        )
        / max(1, len(own_stems))
        for index, own_stems in enumerate(stems)
    ]


def count_words(vocabulary: frozenset[str]) -> Strategy:
    """How many words of a vocabulary each option has."""
    return lambda quiz: [
        sum(word in vocabulary for word in split_words(option)) for option in quiz.options
    ]


def begin_with(vocabulary: frozenset[str]) -> Strategy:
    """Whether each option begins with a word of a vocabulary."""
    return lambda quiz: [
        float(bool(vocabulary & set(split_words(option)[:1]))) for option in quiz.options
    ]


def count_marks(quiz: Quiz) -> list[float]:
    """How many commas, colons and semicolons each option has."""
    return [sum(option.count(mark) for mark in ",:;") for option in quiz.options]


def choose_place(place: int) -> Strategy:
    """Always the same place."""
    return lambda quiz: [float(index == place) for index in range(len(quiz.options))]


def least(strategy: Strategy) -> Strategy:
    """The opposite of a strategy."""
    return lambda quiz: [-score for score in strategy(quiz)]


STRATEGIES: dict[str, Strategy] = {
    "longest": lambda quiz: [len(option) for option in quiz.options],
    "shortest": lambda quiz: [-len(option) for option in quiz.options],
    "most hedged": count_words(HEDGES),
    "fewest absolutes": least(count_words(ABSOLUTES)),
    "most words shared": count_shared_stems,
    "fewest words shared": least(count_shared_stems),
    "odd one out": least(measure_likeness),
    "most like the others": measure_likeness,
    "most commas": count_marks,
    "fewest commas": least(count_marks),
    "most reason words": count_words(REASONS),
    "fewest reason words": least(count_words(REASONS)),
    "begins with a stop": begin_with(STOPS),
    "begins with no stop": least(begin_with(STOPS)),
    "turns to somebody": count_words(TALKS),
    "turns to nobody": least(count_words(TALKS)),
    "carries on": count_words(CARRIES_ON),
    "doesn't carry on": least(count_words(CARRIES_ON)),
    **{f"place {letter}": choose_place(place) for place, letter in enumerate("abcd")},
    "random": lambda quiz: [0.0] * len(quiz.options),
}
"""Every way of guessing by form that was tried on the questions there once were."""


def pick(scores: Sequence[float], right: int) -> float:
    """The credit for choosing the option with the highest score: shared where several have it."""
    top_options = [index for index, score in enumerate(scores) if score == max(scores)]
    return (right in top_options) / len(top_options)


def hit_rate(strategy: Strategy, quizzes: Iterable[Quiz]) -> float:
    """The share (0 to 1) of quizzes that ``strategy`` gets right on average."""
    hits = [pick(strategy(quiz), quiz.right) for quiz in quizzes]
    return sum(hits) / len(hits) if hits else 0.0
