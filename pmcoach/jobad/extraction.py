"""What an ad asks besides the competencies: years, certificates, frameworks, tools, industries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pmcoach.catalog.ad_lexicon import AdVocabulary, NamedTerm, Topic
from pmcoach.jobad.parsed_ad import Demand, Mention, Years
from pmcoach.jobad.phrase_matcher import PhraseMatcher, make_phrase_matcher, name_pattern
from pmcoach.jobad.sections import AdPart

MOST_YEARS = 25
"""More years are not experience that anyone asks for: they are the company's age, or its plans."""
_NUMBERS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_NUMBER = rf"((?a:\d{{1,2}}|{'|'.join(_NUMBERS)}|an?(?=\s+year\s+(?:of|or))))"
YEARS = re.compile(
    rf"(?<![\w$€£.,-]){_NUMBER}(?:\s*+\(\d+\))?\s*+\+?(?:\s*+(?:-|–|—|to|or)\s*+{_NUMBER})?"
    r"\s*+\+?\s*+"
    r"(?:or more |plus |full |solid |good )?(?:years?|yrs?)\b\+?",
    re.IGNORECASE,
)
"""A number of years, as ads write it. The gaps are possessive (*+): else a line with a thousand
spaces after a figure takes minutes."""
_YEAR_OR_SO = re.compile(r"\byear or (?:so|two)\b", re.IGNORECASE)
_UP_TO = re.compile(r"(?<!no )(?<!not )\b(?:up to|less than)\s+$", re.IGNORECASE)
_ASKS = re.compile(
    r"experience|track record|background|work|in (?:an?|the)? ?(?:similar|comparable)|\brole"
    r"|develop|manag|market|design|engineer|analy|product|deliver|practi[cs]e|of \w+ing\b"
    r"|\bneed|must have|\bbring|we ask|essential|required|at least|\bmin\b|minimum|years? or so",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"\b(?:founded|last|past|next|within \d|fixed|contracts?|appointments?|anniversary|exceed"
    r"|exceeding|term|first|extend\w*|extension|maximum|trial|leave|holidays?|vacation"
    r"|(?:of|in|continuous) service(?! (?:design|deliver|desk|manage|own))|years['’]? service"
    r"|after \w+(?= years)|funded|funding|ago|warranty|pension|serve|old|our \d|disclosure"
    r"|references|per year|every)\b",
    re.IGNORECASE,
)
_NEAR, _NEARER = 70, 36
"""Characters on each side that tell what the years are of, and that they are of something else."""


def extract_years(parts: Iterable[AdPart]) -> Years | None:
    """The years of experience asked: of several lines, one that speaks of product work, else the
    one that asks most, since the others are mostly parts of it."""
    return max(
        (
            candidate
            for part in parts
            if part.section != "benefits"
            for candidate in _find_years(part)
        ),
        key=lambda candidate: (candidate[0], candidate[1].least),
        default=(False, None),
    )[1]


def _find_years(part: AdPart) -> list[tuple[bool, Years]]:
    """The years of experience that a line asks for, each with whether it speaks of product work."""
    # Long gaps would fill what is near.
    text = _YEAR_OR_SO.sub("1 year or so", " ".join(part.text.split()))
    years_asked: list[tuple[bool, Years]] = []
    for match in YEARS.finditer(text):
        least = _parse_number(match[1])
        most = _parse_number(match[2]) if match[2] else None
        if most is None and _UP_TO.search(text[: match.start()]):
            least, most = 0, least
        nearby_text = _cut_around(text, match, _NEAR)
        is_asked = (
            match[2]
            or "+" in match[0]
            or part.section in {"requirements", "wishes"}
            or _ASKS.search(nearby_text)
        )
        is_other_duration = _NOT_ASKED.search(_cut_around(text, match, _NEARER))
        if is_asked and least <= MOST_YEARS and not is_other_duration:
            years_asked.append(("product" in nearby_text.lower(), Years(least, part.text, most)))
    return years_asked


def _cut_around(text: str, match: re.Match[str], reach: int) -> str:
    """A match with up to ``reach`` characters on each side."""
    return text[max(0, match.start() - reach) : match.end() + reach]


def _parse_number(word: str) -> int:
    word = word.lower()
    return 1 if word in {"a", "an"} else _NUMBERS[word] if word in _NUMBERS else int(word)


def extract_mentions(terms: Iterable[NamedTerm], parts: list[AdPart]) -> list[Mention]:
    """What of ``terms`` the ad names, in the order of the content, with the lines. A name inside
    a longer one of another term is not named: "Scrum" in "Certified Scrum Product Owner"."""
    # Most names are nowhere in the ad, which a plain search tells much faster than a pattern.
    ad_text = re.sub(r"[\s-]+", " ", " ".join(part.text for part in parts).lower())
    patterns = [
        (term, name_pattern(term.names))
        for term in terms
        if any(re.sub(r"[\s-]+", " ", name.lower()) in ad_text for name in term.names)
    ]
    lines_by_term: dict[int, list[str]] = {}
    for part in parts:
        spans = [
            (term_index, match.span())
            for term_index, (_, pattern) in enumerate(patterns)
            for match in pattern.finditer(part.text)
        ]
        for term_index in {
            term_index
            for term_index, span in spans
            if not any(_is_inside(span, outer_span) for _, outer_span in spans)
        }:
            lines_by_term.setdefault(term_index, []).append(part.text)
    return [
        Mention(term.id, term.title, tuple(lines_by_term[term_index]))
        for term_index, (term, _) in enumerate(patterns)
        if term_index in lines_by_term
    ]


def _is_inside(span: tuple[int, int], outer_span: tuple[int, int]) -> bool:
    return span != outer_span and outer_span[0] <= span[0] and span[1] <= outer_span[1]


def extract_topics(topics: Sequence[Topic], parts: list[AdPart]) -> list[Mention]:
    """Which topics the lines speak of, most lines first."""
    titles = {topic.id: topic.title for topic in topics}
    matcher = make_phrase_matcher(
        (topic.id, 1.0, phrase) for topic in topics for phrase in topic.phrases
    )
    lines_by_topic: dict[str, list[str]] = {}
    for part in parts:
        for topic_id in dict.fromkeys(hit.label for hit in matcher.find(part.stems)):
            lines_by_topic.setdefault(topic_id, []).append(part.text)
    return [
        Mention(topic_id, titles[topic_id], tuple(lines))
        for topic_id, lines in sorted(lines_by_topic.items(), key=lambda item: -len(item[1]))
    ]


def extract_certificates(vocabulary: AdVocabulary, parts: list[AdPart]) -> list[Mention]:
    """The certificates named, and how strongly: by the words of their line, else by its section."""
    phrases_by_demand: dict[Demand, Iterable[str]] = {
        "demanded": vocabulary.demanded,
        "preferred": vocabulary.preferred,
        "mentioned": vocabulary.dismissed,
    }
    demand_words = make_phrase_matcher(
        (demand, 1.0, phrase) for demand, phrases in phrases_by_demand.items() for phrase in phrases
    )
    credential_ids = {
        certificate.id: certificate.credential or "" for certificate in vocabulary.certificate
    }
    return [
        replace(
            mention,
            asked=min(
                (_judge_demand(part, demand_words) for part in parts if part.text in mention.lines),
                key=list(phrases_by_demand).index,
            ),
            credential=credential_ids[mention.id],
        )
        for mention in extract_mentions(vocabulary.certificate, parts)
    ]


def _judge_demand(part: AdPart, demand_words: PhraseMatcher) -> Demand:
    """How strongly a line asks for what it names, by the demands that its words speak of."""
    line_demands = {hit.label for hit in demand_words.find(part.stems)}
    # "Helpful but not required" is a wish, and holds the word of a demand.
    if part.is_about_work and ("preferred" in line_demands or part.section == "wishes"):
        return "preferred"
    if "mentioned" in line_demands or not part.is_about_work:
        return "mentioned"
    is_demanded = "demanded" in line_demands or part.section == "requirements"
    return "demanded" if is_demanded else "mentioned"


def extract_frameworks(vocabulary: AdVocabulary, parts: list[AdPart]) -> list[Mention]:
    """The delivery frameworks named, in the order of the content."""
    frameworks = {(framework.id, framework.title): framework for framework in vocabulary.delivery}
    return [
        replace(mention, defines_roles=frameworks[mention.id, mention.title].defines_roles)
        # A framework inside a certificate's name ("Professional Scrum Product Owner") is not named.
        for mention in extract_mentions([*vocabulary.delivery, *vocabulary.certificate], parts)
        if (mention.id, mention.title) in frameworks
    ]
