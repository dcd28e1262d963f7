"""Which competencies a line of an ad speaks of."""

from __future__ import annotations

from collections.abc import Collection
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


def compile_lexicons(lexicons: Collection[Lexicon], vocabulary: AdVocabulary) -> Lexicons:
    """The lexicons ready for use."""
    return Lexicons(
        make_phrase_matcher(
            (lexicon.competency, weight, phrase)
            for lexicon in lexicons
            for weight, phrases in (
                (STRONG, lexicon.strong),
                (PLAIN, lexicon.plain),
                (WEAK, lexicon.weak),
            )
            for phrase in phrases
        ),
        make_phrase_matcher(
            (lexicon.competency, 0.0, phrase) for lexicon in lexicons for phrase in lexicon.never
        ),
        make_phrase_matcher(
            (("boilerplate", 1.0, phrase) for phrase in vocabulary.boilerplate), max_gap=0
        ),
    )


def tag_line(part: AdPart, lexicons: Lexicons) -> AdLine | None:
    """The line with its competencies (often none), or None where it says nothing of the work."""
    if not part.is_about_work or len(part.stems) < FEWEST_STEMS:
        return None
    scores, has_strong_phrase = _score_competencies(lexicons, part)
    is_boilerplate = bool(lexicons.boilerplate.find(part.stems))
    if (part.heading or is_boilerplate) and not has_strong_phrase:
        return None
    if is_boilerplate and part.section == "other":
        return None
    needed_score = ENOUGH_WITH_YEARS if YEARS.search(part.text) else ENOUGH
    ranked_scores = sorted(scores.items(), key=lambda item: -item[1])
    best_score = ranked_scores[0][1] if ranked_scores else 0.0
    if best_score < needed_score:
        return AdLine(part.text, part.section)
    competencies = tuple(
        competency
        for competency, score in ranked_scores[:2]
        if score >= needed_score and score >= SECOND_SHARE * best_score
    )
    weight = min(best_score, FULL) / FULL * SECTION_WEIGHT.get(part.section, 1.0)
    return AdLine(part.text, part.section, competencies, round(weight, 4))


def _score_competencies(lexicons: Lexicons, part: AdPart) -> tuple[dict[str, float], bool]:
    """What each competency reaches in a line, and whether a strong phrase stands in it. A phrase
    inside a longer one of the same competency does not count again."""
    excluded = {hit.label for hit in lexicons.never.find(part.stems)}
    hits = [hit for hit in lexicons.phrases.find(part.stems) if hit.label not in excluded]
    scores: dict[str, float] = {}
    for hit in sorted(hits, key=lambda hit: -hit.weight):
        if not any(_is_inside(hit, longer_hit) for longer_hit in hits):
            scores[hit.label] = scores.get(hit.label, 0.0) + hit.weight
    return scores, any(hit.weight == STRONG for hit in hits)


def _is_inside(hit: PhraseHit, longer_hit: PhraseHit) -> bool:
    return (
        hit.label == longer_hit.label
        and len(hit.phrase) < len(longer_hit.phrase)
        and set(hit.phrase) <= set(longer_hit.phrase)
    )
