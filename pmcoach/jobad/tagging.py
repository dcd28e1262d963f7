"""Which competencies a line of an ad speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmcoach.catalog.ad_lexicon import AdVocabulary, Lexicon
from pmcoach.jobad.extraction import YEARS
from pmcoach.jobad.parsed_ad import AdLine
from pmcoach.jobad.phrase_matcher import PhraseHit, PhraseMatcher, make_phrase_matcher
from pmcoach.jobad.sections import AdPart

STRONG, PLAIN, WEAK = 3.0, 2.0, 1.0
ENOUGH = 3.0
"""What a line must reach to count for a competency."""
ENOUGH_WITH_YEARS = 5.0
"""What a line must reach that asks for years: it mostly says how long, and not what."""
SECOND_SHARE = 1.0
"""How near to the best a second competency must come."""
FULL = 5.0
"""A line that reaches this counts whole; one that reaches less, in proportion."""
SECTION_WEIGHT = {"wishes": 0.5}
"""What is only wished for counts half."""
FEWEST_STEMS = 2
"""A line of fewer words says too little."""


@dataclass(frozen=True)
class Lexicons:
    """All lexicons of a catalog, compiled."""

    phrases: PhraseMatcher
    never: PhraseMatcher
    boilerplate: PhraseMatcher


def compile_lexicons(lexicons: Iterable[Lexicon], ads: AdVocabulary) -> Lexicons:
    """The lexicons ready for use."""
    them = list(lexicons)
    return Lexicons(
        make_phrase_matcher(
            (one.competency, weight, phrase)
            for one in them
            for weight, phrases in ((STRONG, one.strong), (PLAIN, one.plain), (WEAK, one.weak))
            for phrase in phrases
        ),
        make_phrase_matcher((one.competency, 0.0, phrase) for one in them for phrase in one.never),
        make_phrase_matcher(
            (("boilerplate", 1.0, phrase) for phrase in ads.boilerplate), between=0
        ),
    )


def place(part: AdPart, lexicons: Lexicons) -> AdLine | None:
    """The line with its competencies (often none), or None where it says nothing of the work."""
    if not part.counts or len(part.stems) < FEWEST_STEMS:
        return None
    scores, strong = _scores(lexicons, part)
    if lexicons.boilerplate.find(part.stems) and (part.section == "other" or not strong):
        return None
    if part.heading and not strong:
        return None
    ranked = sorted(scores.items(), key=lambda one: -one[1])
    best = ranked[0][1] if ranked else 0.0
    enough = ENOUGH_WITH_YEARS if YEARS.search(part.text) else ENOUGH
    if best < enough:
        return AdLine(part.text, part.section)
    places = tuple(
        one for one, score in ranked[:2] if score >= enough and score >= SECOND_SHARE * best
    )
    weight = min(best, FULL) / FULL * SECTION_WEIGHT.get(part.section, 1.0)
    return AdLine(part.text, part.section, places, round(weight, 4))


def _scores(lexicons: Lexicons, part: AdPart) -> tuple[dict[str, float], bool]:
    """What each competency reaches in a line, and whether a strong phrase stands in it. A phrase
    inside a longer one of the same competency does not count again."""
    never = {hit.label for hit in lexicons.never.find(part.stems)}
    hits = [hit for hit in lexicons.phrases.find(part.stems) if hit.label not in never]
    scores: dict[str, float] = {}
    for hit in sorted(hits, key=lambda one: -one.weight):
        if not any(_inside(hit, other) for other in hits):
            scores[hit.label] = scores.get(hit.label, 0.0) + hit.weight
    return scores, any(hit.weight == STRONG for hit in hits)


def _inside(hit: PhraseHit, other: PhraseHit) -> bool:
    return (
        hit.label == other.label
        and hit.phrase != other.phrase
        and len(hit.phrase) < len(other.phrase)
        and set(hit.phrase) <= set(other.phrase)
    )
