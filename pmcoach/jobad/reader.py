"""From the bytes or the text of a job ad to what it says: the way in to this layer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pmcoach.catalog.ad_lexicon import AdVocabulary
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.parse_ad_lexicon import AdWords
from pmcoach.catalog.sanitize import plain
from pmcoach.jobad import classify, extraction
from pmcoach.jobad.html_text import html_to_text, looks_like_html
from pmcoach.jobad.parsed_ad import AdLine, Mention, NotAnAd, ParsedAd
from pmcoach.jobad.phrase_matcher import PhraseMatcher
from pmcoach.jobad.sections import AdPart, make_heading_matcher, split_sections
from pmcoach.jobad.tagging import Lexicons, compile_lexicons, place
from pmcoach.jobad.tokens import split_words as words_of

MOST_BYTES = 4_000_000
"""A saved web page may have this; its text has far less."""
MOST_TEXT = 120_000
"""Characters of text; the longest real ads have about 20,000."""
FEWEST_WORDS = 12
ENGLISH_SHARE = 0.04
"""English prose has about 35% of common words, a list of catchwords 10%, another language almost
none."""
OWN_LETTERS = 0.3
"""From this share of letters outside the Latin alphabet on, it is another language."""

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)")
"""What a terminal would obey, whole: without its first character the rest would be read."""
_EMPTY = "The text is empty: paste the whole ad, from its title to the end."
_SHORT = "That is too little to be an ad: paste all of it, with its duties and what it asks."
_BINARY = (
    "That is not text (a PDF, a picture or a Word file?): open it, copy the ad's text, "
    "and paste that."
)
_LONG = (
    f"That is too long to be one ad (over {MOST_TEXT:,} characters): paste the text of the "
    "ad alone."
)
_FOREIGN = (
    "The ad does not seem to be in English, the one language that pmcoach reads. Nothing "
    "was guessed. Paste a translation, or choose a role by hand."
)
_NO_WORDS = "This pack of content has no [ads] table, so that no ad can be read with it."
_ONE_KIND = (
    "This pack of content cannot tell ads for PMs from others: of its professions, one "
    "must have pm = true, and one not."
)


@dataclass(frozen=True)
class AdReader:
    """Reads ads with the lexicons of one catalog; made once, as compiling them takes a moment."""

    catalog: Catalog
    ads: AdVocabulary
    headings: PhraseMatcher
    lexicons: Lexicons
    signs: classify.Signs

    def read(self, text: str) -> ParsedAd:
        """What the ad says. Raises NotAnAd for a text that cannot be an ad in English; an ad for
        another job is read all the same, and says so in ``is_pm``."""
        text = _ESCAPES.sub("", text)
        text = html_to_text(text) if looks_like_html(text) else text
        # Every kind of line end counts as one, before what is no plain character goes.
        text = plain("\n".join(text.splitlines()), lines=True)
        require_ad(text, self.ads)
        parts = split_sections(text, self.headings)
        placed = {part: place(part, self.lexicons) for part in parts}
        kind = classify.classify_ad(self.ads, self.signs, parts, self.breadth(placed.values()))
        lines = drop_repeats(
            [line for part, line in placed.items() if line is not None and part.text != kind.title]
        )
        draft = ParsedAd(
            kind.is_pm, round(kind.confidence, 3), kind.profession, kind.title, "", "", tuple(lines)
        )
        years = extraction.extract_years(parts)
        frameworks = tuple(extraction.extract_frameworks(self.ads, parts))
        least = years.least if years else None
        return ParsedAd(
            kind.is_pm,
            draft.confidence,
            kind.profession,
            kind.title,
            role=classify.choose_role(
                self.catalog,
                self.signs,
                parts,
                kind.title,
                draft.weights,
                scaled=self.scaled(frameworks),
            ),
            stage=classify.choose_stage(
                self.ads, self.catalog, self.signs, parts, kind.title, least
            ),
            lines=draft.lines,
            years=years,
            industries=tuple(extraction.extract_topics(self.ads.industry, _asking(parts))),
            certificates=tuple(extraction.extract_certificates(self.ads, parts)),
            frameworks=frameworks,
            tools=tuple(
                extraction.extract_mentions(self.ads.tool, [one for one in parts if one.counts])
            ),
            outside=tuple(extraction.extract_topics(self.ads.outside, parts)),
        )

    def scaled(self, frameworks: Iterable[Mention]) -> bool:
        """Whether any of the frameworks is for many teams at once."""
        ids = {one.id for one in self.ads.delivery if one.scaled}
        return any(one.id in ids for one in frameworks)

    def breadth(self, lines: Iterable[AdLine | None]) -> float:
        """The share of the areas that any line speaks of."""
        area_of = {one.id: one.area for one in self.catalog.competencies.values()}
        found = {area_of.get(place) for line in lines if line for place in line.places}
        return len(found) / max(1, len(self.catalog.areas))


def make_reader(catalog: Catalog, words: AdWords) -> AdReader:
    """A reader for the catalog. Raises NotAnAd where the pack has no words for ads."""
    if words.ads is None or not words.lexicons:
        raise NotAnAd(_NO_WORDS)
    ads = words.ads
    if {one.pm for one in ads.profession} != {True, False}:
        raise NotAnAd(_ONE_KIND)
    return AdReader(
        catalog,
        ads,
        make_heading_matcher(ads),
        compile_lexicons(words.lexicons.values(), ads),
        classify.compile_signs(ads),
    )


def decode_ad(data: bytes) -> str:
    """The text of a file. Raises NotAnAd for what is too large or is no text."""
    if len(data) > MOST_BYTES:
        raise NotAnAd(_LONG)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise NotAnAd(_BINARY) from None
    if b"\x00" in data or data.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"{\\rtf")):
        raise NotAnAd(_BINARY)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    odd = sum((not char.isprintable() and not char.isspace()) or char == "\ufffd" for char in text)
    if odd > len(text) / 50:
        raise NotAnAd(_BINARY)
    return text


def require_ad(text: str, ads: AdVocabulary) -> None:
    """Raises NotAnAd where the text is empty, too short, too long, or not English."""
    if not text.strip():
        raise NotAnAd(_EMPTY)
    if len(text) > MOST_TEXT:
        raise NotAnAd(_LONG)
    letters = [char for char in text if char.isalpha()]
    if sum(char > "\u024f" for char in letters) > OWN_LETTERS * max(1, len(letters)):
        raise NotAnAd(_FOREIGN)
    said = words_of(text)
    if len(said) < FEWEST_WORDS:
        raise NotAnAd(_SHORT)
    english, foreign = set(ads.common), set(ads.foreign)
    known = sum(word in english for word in said)
    if known < ENGLISH_SHARE * len(said) or known < sum(word in foreign for word in said):
        raise NotAnAd(_FOREIGN)


def drop_repeats(lines: list[AdLine]) -> list[AdLine]:
    """The lines without those that the page says twice; the first of them stays where it is."""
    found: dict[str, AdLine] = {}
    for line in lines:
        found.setdefault(line.text.casefold(), line)
    return list(found.values())


def _asking(parts: list[AdPart]) -> list[AdPart]:
    """The parts that may ask for domain knowledge: not what the company says of itself."""
    return [one for one in parts if one.counts and one.section != "summary"]
