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


Strategy = Callable[[Quiz], Sequence[float]]
"""Scores each option of a quiz; the guesser picks the option with the highest score."""


def _split_words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def _find_stems(text: str) -> set[str]:
    """The first six letters of each word that carries meaning."""
    return {word[:6] for word in _split_words(text)} - FILLERS


def _count_shared_stems(quiz: Quiz) -> list[float]:
    question_stems = _find_stems(quiz.ask)
    return [len(question_stems & _find_stems(option)) for option in quiz.options]


def _count_hedges(quiz: Quiz) -> list[float]:
    return [sum(word in HEDGES for word in _split_words(option)) for option in quiz.options]


STRATEGIES: dict[str, Strategy] = {
    "longest": lambda quiz: [len(option) for option in quiz.options],
    "shortest": lambda quiz: [-len(option) for option in quiz.options],
    "first": lambda quiz: [-index for index in range(len(quiz.options))],
    "last": lambda quiz: list(range(len(quiz.options))),
    "most hedged": _count_hedges,
    "most words shared": _count_shared_stems,
    "random": lambda quiz: [0.0] * len(quiz.options),
}


def hit_rate(strategy: Strategy, quizzes: Iterable[Quiz]) -> float:
    """The share (0 to 1) of quizzes that ``strategy`` gets right on average."""
    rates: list[float] = []
    for quiz in quizzes:
        scores = strategy(quiz)
        top_options = [index for index, score in enumerate(scores) if score == max(scores)]
        rates.append((quiz.right in top_options) / len(top_options))
    return sum(rates) / len(rates) if rates else 0.0
