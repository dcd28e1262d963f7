"""What an ad asks besides the competencies: years, certificates, frameworks, tools, industries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pmcoach.catalog.ad_lexicon import AdVocabulary, NamedTerm, Topic
from pmcoach.jobad.parsed_ad import Demand, Mention, Years
from pmcoach.jobad.phrase_matcher import make_phrase_matcher, name_pattern
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
    found: list[tuple[bool, Years]] = []
    for part in parts:
        text = " ".join(part.text.split())  # long gaps would fill what is near
        text = _YEAR_OR_SO.sub("1 year or so", text)
        for match in YEARS.finditer(text) if part.section != "benefits" else ():
            near = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
            ranged = match[2] is not None or "+" in match[0]
            asks = ranged or part.section in {"requirements", "wishes"} or _ASKS.search(near)
            least, most = _value(match[1]), _value(match[2]) if match[2] else None
            if most is None and _UP_TO.search(text[: match.start()]):
                least, most = 0, least
            nearer = text[max(0, match.start() - _NEARER) : match.end() + _NEARER]
            if asks and least <= MOST_YEARS and not _NOT_ASKED.search(nearer):
                found.append(("product" in near.lower(), Years(least, part.text, most)))
    return max(found, key=lambda one: (one[0], one[1].least), default=(False, None))[1]


def _value(word: str) -> int:
    word = word.lower()
    return 1 if word in {"a", "an"} else _NUMBERS[word] if word in _NUMBERS else int(word)


def extract_mentions(entries: Iterable[NamedTerm], parts: list[AdPart]) -> list[Mention]:
    """What of ``entries`` the ad names, in the order of the content, with the lines. A name inside
    a longer one of another entry is not named: "Scrum" in "Certified Scrum Product Owner"."""
    # Most names are nowhere in the ad, which a plain search tells much faster than a pattern.
    whole = re.sub(r"[\s-]+", " ", " ".join(part.text for part in parts).lower())
    known = [
        (one, name_pattern(one.names))
        for one in entries
        if any(re.sub(r"[\s-]+", " ", name.lower()) in whole for name in one.names)
    ]
    lines: dict[int, list[str]] = {}
    for part in parts:
        spans = [
            (number, match.span())
            for number, (_, pattern) in enumerate(known)
            for match in pattern.finditer(part.text)
        ]
        for number in dict.fromkeys(
            number for number, span in spans if not any(_inside(span, other) for _, other in spans)
        ):
            lines.setdefault(number, []).append(part.text)
    return [
        Mention(one.id, one.title, tuple(lines[number]))
        for number, (one, _) in enumerate(known)
        if number in lines
    ]


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def extract_topics(entries: Iterable[Topic], parts: list[AdPart]) -> list[Mention]:
    """Which topics the counted lines speak of, most lines first."""
    matcher = make_phrase_matcher(
        (one.id, 1.0, phrase) for one in entries for phrase in one.phrases
    )
    lines: dict[str, list[str]] = {}
    for part in parts:
        for ident in dict.fromkeys(hit.label for hit in matcher.find(part.stems)):
            lines.setdefault(ident, []).append(part.text)
    titles = {one.id: one.title for one in entries}
    return [
        Mention(one, titles[one], tuple(them))
        for one, them in sorted(lines.items(), key=lambda item: -len(item[1]))
    ]


def extract_certificates(ads: AdVocabulary, parts: list[AdPart]) -> list[Mention]:
    """The certificates named, and how strongly: by the words of their line, else by its section."""
    strengths = make_phrase_matcher(
        [("demanded", 1.0, one) for one in ads.demanded]
        + [("preferred", 1.0, one) for one in ads.preferred]
        + [("mentioned", 1.0, one) for one in ads.dismissed]
    )
    credentials = {one.id: one.credential or "" for one in ads.certificate}
    found = []
    for mention in extract_mentions(ads.certificate, parts):
        asked: set[Demand] = {
            _asked(part, {hit.label for hit in strengths.find(part.stems)})
            for part in parts
            if part.text in mention.lines
        }
        strongest = next(kind for kind in _STRONGEST if kind in asked)
        found.append(replace(mention, asked=strongest, credential=credentials[mention.id]))
    return found


_STRONGEST: tuple[Demand, ...] = ("demanded", "preferred", "mentioned")


def _asked(part: AdPart, said: set[str]) -> Demand:
    # "Helpful but not required" is a wish, and holds the word of a demand.
    if part.counts and ("preferred" in said or part.section == "wishes"):
        return "preferred"
    if "mentioned" in said or not part.counts:
        return "mentioned"
    return "demanded" if "demanded" in said or part.section == "requirements" else "mentioned"


def extract_frameworks(ads: AdVocabulary, parts: list[AdPart]) -> list[Mention]:
    """The delivery frameworks named, in the order of the content."""
    defining = {one.id for one in ads.delivery if one.defines_roles}
    # A framework inside a certificate's name ("Professional Scrum Product Owner") is not named.
    found = extract_mentions([*ads.delivery, *ads.certificate], parts)
    of = {(one.id, one.title) for one in ads.delivery}
    return [
        replace(one, defines_roles=one.id in defining) for one in found if (one.id, one.title) in of
    ]
