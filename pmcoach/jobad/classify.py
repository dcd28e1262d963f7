"""What kind of job an ad is for: the profession, the role variant, the stage."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pmcoach.assessment.target import make_target
from pmcoach.catalog.ad_lexicon import AdVocabulary
from pmcoach.catalog.parse import Catalog
from pmcoach.jobad.phrase_matcher import PhraseMatcher, make_phrase_matcher
from pmcoach.jobad.sections import AdPart
from pmcoach.jobad.tokens import split_words, stem_words

TITLE_LINES = 30
"""How many lines from the top may hold the title."""
LONGEST_TITLE = 14
"""Words of a line that is taken for a title; a longer one must say that someone is sought."""
TITLE_WEIGHT, BARE_TITLE = 4.0, 3.2
"""What a title is worth in signals: it outweighs a few lines, and not an ad full of them; and
what another job's is worth where no line bears it out."""
VAGUE_TITLE = 1.3
"""What a title is worth that other jobs have as well."""
UNLISTED_JOB = 1.3
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


def compile_signs(vocabulary: AdVocabulary) -> Signs:
    """The signs ready for use."""
    return Signs(
        titles=make_phrase_matcher(
            (
                (f"{profession.id}{title_mark}", len(split_words(title)), title)
                for profession in vocabulary.profession
                for title_mark, titles in (
                    ("", profession.titles),
                    (VAGUE, profession.vague_titles),
                )
                for title in titles
            ),
            max_gap=0,
            # As it is written: the stems of "development" and "developer" are one.
            tokenize=split_words,
        ),
        duties=make_phrase_matcher(
            (profession.id, 1.0, signal)
            for profession in vocabulary.profession
            for signal in profession.signals
        ),
        variant_titles=make_phrase_matcher(
            (
                (variant.role, 1.0, title)
                for variant in vocabulary.variant
                for title in variant.titles
            ),
            max_gap=1,
        ),
        variant_duties=make_phrase_matcher(
            (variant.role, 1.0, signal)
            for variant in vocabulary.variant
            for signal in variant.signals
        ),
        stage_titles=make_phrase_matcher(
            ((entry.stage, 1.0, title) for entry in vocabulary.stage for title in entry.titles),
            max_gap=0,
        ),
        stage_duties=make_phrase_matcher(
            (entry.stage, 1.0, signal) for entry in vocabulary.stage for signal in entry.signals
        ),
    )


def classify_ad(
    vocabulary: AdVocabulary, signs: Signs, parts: list[AdPart], breadth: float
) -> Classification:
    """Whether it is an ad for a product manager, by its title and by what the duties are typical
    of; whichever profession has most of both.

    Args:
        vocabulary: The professions and their titles.
        signs: The signs of ``vocabulary``, compiled.
        parts: The lines of the ad.
        breadth: The share of the areas that the duties speak of, from 0 to 1. Where no title
            tells, or only a vague one, it speaks for PM: few other jobs have some in every area.
    """
    title, title_label = find_title(signs, parts)
    titled_profession = title_label.removesuffix(VAGUE)
    has_clear_title = bool(title_label) and not title_label.endswith(VAGUE)
    pm_ids = [profession.id for profession in vocabulary.profession if profession.pm]
    line_counts = _count_work_lines(signs.duties, parts)
    # Long ads repeat themselves: the second ten lines tell less than the first.
    scores = {
        profession.id: 2.0 * math.sqrt(line_counts[profession.id])
        for profession in vocabulary.profession
    }
    if has_clear_title:
        is_borne_out = scores[titled_profession] > 0 or titled_profession in pm_ids
        scores[titled_profession] += TITLE_WEIGHT if is_borne_out else BARE_TITLE
    else:
        if titled_profession:
            scores[titled_profession] += VAGUE_TITLE
        for profession_id in pm_ids:
            scores[profession_id] += BREADTH * breadth
    best_pm = max(pm_ids, key=scores.__getitem__)
    best_other = max(
        (profession.id for profession in vocabulary.profession if not profession.pm),
        key=scores.__getitem__,
    )
    # Without a clear title the job may be one that is not listed here.
    unlisted_score = UNLISTED_JOB if scores[best_pm] and not has_clear_title else 0.0
    pm_lead = scores[best_pm] - max(scores[best_other], unlisted_score)
    # An ad that shows no sign at all is nobody's.
    is_pm = pm_lead > 0 and scores[best_pm] > 0
    likeliest = best_pm if is_pm else best_other
    profession_titles = {profession.id: profession.title for profession in vocabulary.profession}
    return Classification(
        is_pm,
        confidence=1 / (1 + math.exp(-STEEPNESS * abs(pm_lead))),
        profession=profession_titles[likeliest] if scores[likeliest] else "",
        title=title,
    )


def _count_work_lines(duties: PhraseMatcher, parts: list[AdPart]) -> Counter[str]:
    """How many lines about the work are typical of each label, such as a profession."""
    return Counter(
        label
        for part in parts
        if part.is_about_work
        for label in {hit.label for hit in duties.find(part.stems)}
    )


def find_title(signs: Signs, parts: list[AdPart]) -> tuple[str, str]:
    """The line with the job's title, and the profession it names, marked if the title is vague;
    the longest title in the line wins, as in "product marketing manager". Empty where none is
    found."""
    top_parts = parts[:TITLE_LINES]
    title_lines = [part for part in top_parts if _may_be_title(part)]
    seeking_sentences = [part for part in top_parts if _SEEKS.search(part.text)]
    for part in title_lines + seeking_sentences:
        hits = signs.titles.find(split_words(part.text))
        if hits:
            return part.text, max(hits, key=lambda hit: (hit.weight, -hit.start)).label
    return "", ""


def _may_be_title(part: AdPart) -> bool:
    """Whether a line may be the job's title, and nothing but that."""
    return (
        len(part.stems) <= LONGEST_TITLE
        and not _NO_TITLE.search(part.text)
        and not part.text[0].islower()
        and (part.heading or part.section not in _ASKED)
    )


def choose_role(
    catalog: Catalog,
    signs: Signs,
    parts: list[AdPart],
    title: str,
    weights: Mapping[str, float],
    *,
    names_scaled_framework: bool,
) -> str:
    """The role variant nearest by title, by phrases and by the shape of the weights.

    Args:
        catalog: The roles.
        signs: What tells variants apart.
        parts: The lines of the ad.
        title: The ad's line with the title.
        weights: How much the ad asks of each competency, on any scale.
        names_scaled_framework: Whether the ad names a framework for many teams; without one, a
            role that only such a framework defines is not likely.
    """
    framework_roles = {
        role_id
        for credential in catalog.credentials.values()
        if credential.framework
        for role_id in credential.roles
    }
    titled_roles = {hit.label for hit in signs.variant_titles.find(stem_words(title))}
    line_counts = _count_work_lines(signs.variant_duties, parts)
    scores = {
        role_id: ROLE_SHAPE * _compare_shape(catalog, role_id, weights)
        + ROLE_TITLE * (role_id in titled_roles)
        + ROLE_SIGNAL * math.sqrt(line_counts[role_id])
        - UNSCALED * (role_id in framework_roles and not names_scaled_framework)
        for role_id, role in catalog.roles.items()
        if not role.custom
    }
    scores[catalog.default_role.id] = scores.get(catalog.default_role.id, 0.0) + ROLE_DEFAULT
    return max(scores, key=scores.__getitem__)


def _compare_shape(catalog: Catalog, role_id: str, weights: Mapping[str, float]) -> float:
    """The cosine between the weights of an ad and those of a role, from 0 to 1."""
    role_weights = make_target(catalog, role_id, catalog.default_stage.id).weights
    dot_product = sum(
        weights.get(competency, 0.0) * weight for competency, weight in role_weights.items()
    )
    lengths = math.hypot(*weights.values()) * math.hypot(*role_weights.values())
    return dot_product / lengths if lengths else 0.0


def choose_stage(
    vocabulary: AdVocabulary,
    catalog: Catalog,
    signs: Signs,
    parts: list[AdPart],
    title: str,
    years: int | None,
) -> str:
    """The stage by the words of the title, else by the years asked, else by phrases."""
    stage_entries = [entry for entry in vocabulary.stage if entry.stage in catalog.stages]
    stage_ids = [entry.stage for entry in stage_entries]
    titled_stages = [
        hit.label for hit in signs.stage_titles.find(stem_words(title)) if hit.label in stage_ids
    ]
    if titled_stages:
        return max(titled_stages, key=stage_ids.index)
    reached_entries = [
        entry for entry in stage_entries if years is not None and entry.years <= years
    ]
    if reached_entries:
        return max(reached_entries, key=lambda entry: entry.years).stage
    signaled_stages = Counter(
        hit.label
        for part in parts
        if part.is_about_work
        for hit in signs.stage_duties.find(part.stems)
        if hit.label in stage_ids
    )
    if signaled_stages:
        return signaled_stages.most_common(1)[0][0]
    # Where nothing tells, the middle: most ads are for someone who works alone.
    return stage_ids[len(stage_ids) // 2] if stage_ids else catalog.default_stage.id
