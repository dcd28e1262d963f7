"""Finding many phrases in one line at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pmcoach.jobad.tokens import stems

MOST_BETWEEN = 2
"""How many other words may stand between two neighbours of a phrase."""


class PhraseHit(NamedTuple):
    """One phrase found: what it stands for, its weight, and where its words are."""

    label: str
    weight: float
    phrase: tuple[str, ...]
    start: int


@dataclass(frozen=True)
class PhraseMatcher:
    """Phrases by their first stem; made once, used for every line."""

    by_first: dict[str, list[tuple[tuple[str, ...], str, float]]]
    between: int = MOST_BETWEEN

    def find(self, line: Sequence[str]) -> list[PhraseHit]:
        """Every phrase that stands in the stems of ``line``, each once, at its first place."""
        found: dict[tuple[str, tuple[str, ...]], PhraseHit] = {}
        for start, first in enumerate(line):
            for phrase, label, weight in self.by_first.get(first, ()):
                if (label, phrase) not in found and _stands(line, phrase, start, self.between):
                    found[label, phrase] = PhraseHit(label, weight, phrase, start)
        return list(found.values())


def make_phrase_matcher(
    phrases: Iterable[tuple[str, float, str]],
    between: int = MOST_BETWEEN,
    *,
    into: Callable[[str], list[str]] = stems,
) -> PhraseMatcher:
    """A matcher for (label, weight, phrase). ``into`` makes words of a phrase, as of the lines
    that will be searched."""
    by_first: dict[str, list[tuple[tuple[str, ...], str, float]]] = {}
    for label, weight, phrase in phrases:
        wanted = tuple(into(phrase))
        if wanted:
            by_first.setdefault(wanted[0], []).append((wanted, label, weight))
    return PhraseMatcher(by_first, between)


def _stands(line: Sequence[str], phrase: tuple[str, ...], start: int, between: int) -> bool:
    """Whether the rest of the phrase follows its first word at ``start``, near enough."""
    at = start
    for wanted in phrase[1:]:
        for after in range(at + 1, min(at + 2 + between, len(line))):
            if line[after] == wanted:
                at = after
                break
        else:
            return False
    return True


def name_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for names as they are written: one word with its capitals (or in capitals
    throughout), several words in any case."""
    parts = []
    for name in sorted(names, key=len, reverse=True):
        escaped = re.escape(name).replace(r"\ ", r"[\s-]+")
        if " " in name:
            parts.append(f"(?i:{escaped})")
        elif name == name.lower():
            parts.append(escaped)
        else:
            parts.append(f"{escaped}|{re.escape(name.upper())}" if len(name) > 4 else escaped)
    return re.compile(rf"(?<![\w&-])(?:{'|'.join(parts)})(?![\w&])")
