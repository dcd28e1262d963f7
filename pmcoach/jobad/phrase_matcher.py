"""Finding many phrases in one line at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pmcoach.jobad.tokens import stem_words

MAX_GAP = 2
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

    by_first_stem: dict[str, list[tuple[tuple[str, ...], str, float]]]
    """By first stem: the stems of each phrase, its label and its weight."""
    max_gap: int = MAX_GAP

    def find(self, line_stems: Sequence[str]) -> list[PhraseHit]:
        """Every phrase that the stems of a line hold, each once, at its first place."""
        hits: dict[tuple[str, tuple[str, ...]], PhraseHit] = {}
        for start, first_stem in enumerate(line_stems):
            for phrase, label, weight in self.by_first_stem.get(first_stem, ()):
                if (label, phrase) not in hits and _follows(
                    line_stems, phrase, start, self.max_gap
                ):
                    hits[label, phrase] = PhraseHit(label, weight, phrase, start)
        return list(hits.values())


def make_phrase_matcher(
    phrases: Iterable[tuple[str, float, str]],
    max_gap: int = MAX_GAP,
    *,
    tokenize: Callable[[str], list[str]] = stem_words,
) -> PhraseMatcher:
    """A matcher for (label, weight, phrase).

    Args:
        phrases: What to find, and what each phrase stands for.
        max_gap: How many other words may stand between two neighbors of a phrase.
        tokenize: Makes words of a phrase, as of the lines that will be searched.
    """
    by_first_stem: dict[str, list[tuple[tuple[str, ...], str, float]]] = {}
    for label, weight, phrase in phrases:
        phrase_stems = tuple(tokenize(phrase))
        if phrase_stems:
            by_first_stem.setdefault(phrase_stems[0], []).append((phrase_stems, label, weight))
    return PhraseMatcher(by_first_stem, max_gap)


def _follows(line_stems: Sequence[str], phrase: tuple[str, ...], start: int, max_gap: int) -> bool:
    """Whether the rest of a phrase follows its first stem at ``start``, near enough."""
    position = start
    for phrase_stem in phrase[1:]:
        reachable_stems = line_stems[position + 1 : position + 2 + max_gap]
        if phrase_stem not in reachable_stems:
            return False
        position += 1 + reachable_stems.index(phrase_stem)
    return True


def name_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for names as they are written: one word with its capitals (or in capitals
    throughout), several words in any case."""
    alternatives: list[str] = []
    for name in sorted(names, key=len, reverse=True):
        escaped_name = re.escape(name).replace(r"\ ", r"[\s-]+")
        if " " in name:
            alternatives.append(f"(?i:{escaped_name})")
        elif name != name.lower() and len(name) > 4:
            alternatives.append(f"{escaped_name}|{re.escape(name.upper())}")
        else:
            alternatives.append(escaped_name)
    return re.compile(rf"(?<![\w&-])(?:{'|'.join(alternatives)})(?![\w&])")
