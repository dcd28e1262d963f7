"""What kind of job an ad is for: the profession, the role variant, the stage."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pmcoach.assessment.target import make_target
from pmcoach.catalog.ad_lexicon import AdVocabulary
from pmcoach.catalog.parse import Catalog
from pmcoach.jobad.phrase_matcher import PhraseMatcher, make_phrase_matcher
from pmcoach.jobad.sections import AdPart
from pmcoach.jobad.tokens import split_words, stems

TITLE_LINES = 30
"""How many lines from the top may hold the title."""
LONGEST_TITLE = 14
"""Words of a line that is taken for a title; a longer one must say that someone is sought."""
TITLE_WEIGHT, BARE_TITLE = 4.0, 3.2
"""What a title is worth in signals: it outweighs a few lines, and not an ad full of them; and
what another job's is worth where no line bears it out."""
VAGUE_TITLE = 1.3
"""What a title is worth that other jobs have as well."""
UNKNOWN = 1.3
"""What a job is worth that no profession here has: an ad must show more than that."""
VAGUE = "?"
"""Marks the profession of a vague title; no id holds it."""
BREADTH = 3.0
"""What duties in every area are worth where no title tells."""
STEEPNESS = 0.55
"""How fast the confidence grows with the lead of the first profession over the second."""
ROLE_TITLE, ROLE_SIGNAL, ROLE_SHAPE = 3.0, 1.0, 5.0
"""What a title, typical lines (by the root of their number) and the likeness of the weights are
worth for a role variant."""
ROLE_DEFAULT, UNSCALED = 0.6, 2.0
"""What the even role has before any sign, and what a scaled role lacks without its framework."""
_SEEKS = re.compile(
    r"\b(?:hiring|look(?:s|ing) for|seek(?:s|ing)?|recruiting|searching for|job title|join us as"
    r"|vacancy|need|want|role is|position of|post of)\b",
    re.IGNORECASE,
)
_ASKED = frozenset({"duties", "requirements", "wishes"})
"""Below such a heading a line is a duty, not the title: "Support field sales"."""
_NO_TITLE = re.compile(r"^(?:you|your|you're|we|our|i|they|the team)\b|[.!?;,]$", re.IGNORECASE)
"""How a line begins or ends that is a sentence and no title."""


@dataclass(frozen=True)
class Classification:
    """Whose job it is, and how sure that is, from 0.5 to 1; the title is the ad's own line."""

    is_pm: bool
    confidence: float
    profession: str
    title: str


@dataclass(frozen=True)
class Signs:
    """The signs of professions, variants and stages, compiled."""

    titles: PhraseMatcher
    duties: PhraseMatcher
    variant_titles: PhraseMatcher
    variant_duties: PhraseMatcher
    stage_titles: PhraseMatcher
    stage_duties: PhraseMatcher


def compile_signs(ads: AdVocabulary) -> Signs:
    """The signs ready for use."""
    return Signs(
        # As it is written: the stems of "development" and "developer" are one.
        make_phrase_matcher(
            (
                (f"{one.id}{mark}", len(split_words(t)), t)
                for one in ads.profession
                for mark, titles in (("", one.titles), (VAGUE, one.vague_titles))
                for t in titles
            ),
            between=0,
            into=split_words,
        ),
        make_phrase_matcher((one.id, 1.0, s) for one in ads.profession for s in one.signals),
        make_phrase_matcher(
            ((one.role, 1.0, t) for one in ads.variant for t in one.titles), between=1
        ),
        make_phrase_matcher((one.role, 1.0, s) for one in ads.variant for s in one.signals),
        make_phrase_matcher(
            ((one.stage, 1.0, t) for one in ads.stage for t in one.titles), between=0
        ),
        make_phrase_matcher((one.stage, 1.0, s) for one in ads.stage for s in one.signals),
    )


def classify_ad(
    ads: AdVocabulary, signs: Signs, parts: list[AdPart], breadth: float
) -> Classification:
    """Whether it is an ad for a product manager, by its title and by what the duties are typical
    of; whichever profession has most of both. Where no title tells, or only a vague one, the
    ``breadth`` of the duties (0 to 1) speaks for PM: few other jobs have some in every area."""
    title, label = find_title(signs, parts)
    profession = label.removesuffix(VAGUE)
    scores = {one.id: 0.0 for one in ads.profession}
    for part in parts:
        if part.counts:
            for ident in {hit.label for hit in signs.duties.find(part.stems)}:
                scores[ident] += 1.0
    # Long ads repeat themselves: the second ten lines tell less than the first.
    scores = {one: 2.0 * math.sqrt(score) for one, score in scores.items()}
    clear = bool(label) and not label.endswith(VAGUE)
    pm = {one.id for one in ads.profession if one.pm}
    if profession:
        worth = TITLE_WEIGHT if scores[profession] or profession in pm else BARE_TITLE
        scores[profession] += worth if clear else VAGUE_TITLE
    if not clear:
        scores = {one: score + BREADTH * breadth * (one in pm) for one, score in scores.items()}
    best_pm = max((one for one in scores if one in pm), key=lambda one: scores[one])
    other = max((one for one in scores if one not in pm), key=lambda one: scores[one])
    # Without a clear title the job may be one that is not listed here.
    unknown = UNKNOWN if scores[best_pm] and not clear else 0.0
    lead = scores[best_pm] - max(scores[other], unknown)
    # An ad that shows no sign at all is nobody's.
    is_pm = lead > 0 and scores[best_pm] > 0
    confidence = 1 / (1 + math.exp(-STEEPNESS * abs(lead)))
    titles = {one.id: one.title for one in ads.profession}
    reads_as = titles[best_pm if is_pm else other] if scores[best_pm if is_pm else other] else ""
    return Classification(is_pm, confidence, reads_as, title)


def find_title(signs: Signs, parts: list[AdPart]) -> tuple[str, str]:
    """The line with the job's title, and the profession it names, marked if the title is vague;
    the longest title in the line wins, as in "product marketing manager". Empty where none is
    found."""
    for first in (True, False):
        for part in parts[:TITLE_LINES]:
            hits = signs.titles.find(split_words(part.text)) if _may_be_title(part, first) else []
            if hits:
                best = max(hits, key=lambda hit: (hit.weight, -hit.start))
                return part.text, best.label
    return "", ""


def _may_be_title(part: AdPart, short: bool) -> bool:
    """Whether a line may be the job's title; or, if not ``short``, a sentence that names it."""
    if short:
        return (
            len(part.stems) <= LONGEST_TITLE
            and not _NO_TITLE.search(part.text)
            and not part.text[0].islower()
            and (part.heading or part.section not in _ASKED)
        )
    return _SEEKS.search(part.text) is not None


def choose_role(
    catalog: Catalog,
    signs: Signs,
    parts: list[AdPart],
    title: str,
    weights: Mapping[str, float],
    *,
    scaled: bool,
) -> str:
    """The role variant nearest by title, by phrases and by the shape of the weights. Without a
    ``scaled`` framework named, a role that only such a framework defines is not likely."""
    scores = {
        role.id: ROLE_SHAPE * _likeness(catalog, role.id, weights)
        for role in catalog.roles.values()
        if not role.custom
    }
    defined = {role for one in catalog.credentials.values() if one.framework for role in one.roles}
    titled = {hit.label for hit in signs.variant_titles.find(stems(title))}
    lines: dict[str, int] = {}
    for part in parts:
        for ident in {hit.label for hit in signs.variant_duties.find(part.stems)}:
            lines[ident] = lines.get(ident, 0) + part.counts
    for one in scores:
        scores[one] += ROLE_TITLE * (one in titled) + ROLE_SIGNAL * math.sqrt(lines.get(one, 0))
        scores[one] -= UNSCALED * (one in defined and not scaled)
    scores[catalog.default_role.id] = scores.get(catalog.default_role.id, 0.0) + ROLE_DEFAULT
    return max(scores, key=lambda one: scores[one])


def _likeness(catalog: Catalog, role: str, weights: Mapping[str, float]) -> float:
    """The cosine between the weights of an ad and those of a role, from 0 to 1."""
    typical = make_target(catalog, role, catalog.default_stage.id).weights
    dot = sum(weights.get(one, 0.0) * w for one, w in typical.items())
    size = math.hypot(*weights.values()) * math.hypot(*typical.values())
    return dot / size if size else 0.0


def choose_stage(
    ads: AdVocabulary,
    catalog: Catalog,
    signs: Signs,
    parts: list[AdPart],
    title: str,
    years: int | None,
) -> str:
    """The stage by the words of the title, else by the years asked, else by phrases."""
    known = [one.stage for one in ads.stage if one.stage in catalog.stages]
    hits = [hit.label for hit in signs.stage_titles.find(stems(title)) if hit.label in known]
    if hits:
        return max(hits, key=known.index)
    if years is not None:
        fitting = [one for one in ads.stage if one.years <= years and one.stage in known]
        if fitting:
            return max(fitting, key=lambda one: one.years).stage
    said = [
        hit.label
        for part in parts
        if part.counts
        for hit in signs.stage_duties.find(part.stems)
        if hit.label in known
    ]
    # Where nothing tells, the middle: most ads are for someone who works alone.
    if said:
        return max(said, key=said.count)
    return known[len(known) // 2] if known else catalog.default_stage.id
