"""Ways of guessing without knowing, and how often each would be right. Pure.

A check that a guesser gets right measures test-taking. Each strategy sees what a user sees (the
question and four options) and returns how it rates each option; ties share the credit.
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


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def _overlap(quiz: Quiz) -> list[float]:
    ask = {w[:6] for w in _words(quiz.ask)} - FILLERS
    return [len(ask & ({w[:6] for w in _words(o)} - FILLERS)) for o in quiz.options]


STRATEGIES: dict[str, Strategy] = {
    "longest": lambda q: [len(o) for o in q.options],
    "shortest": lambda q: [-len(o) for o in q.options],
    "first": lambda q: [-i for i in range(len(q.options))],
    "last": lambda q: list(range(len(q.options))),
    "most hedged": lambda q: [sum(w in HEDGES for w in _words(o)) for o in q.options],
    "most words shared": _overlap,
    "random": lambda q: [0.0] * len(q.options),
}


def hit_rate(strategy: Strategy, quizzes: Iterable[Quiz]) -> float:
    """The share (0 to 1) of quizzes that ``strategy`` gets right on average."""
    rates: list[float] = []
    for quiz in quizzes:
        scores = strategy(quiz)
        top = [i for i, score in enumerate(scores) if score == max(scores)]
        rates.append((quiz.right in top) / len(top))
    return sum(rates) / len(rates) if rates else 0.0
