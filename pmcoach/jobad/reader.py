"""From the bytes or the text of a job ad to what it says: the way in to this layer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pmcoach.catalog.ad_lexicon import AdVocabulary
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.parse_ad_lexicon import AdWords
from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.jobad import classify, extraction
from pmcoach.jobad.html_text import html_to_text, looks_like_html
from pmcoach.jobad.parsed_ad import AdLine, NotAnAd, ParsedAd, weigh_lines
from pmcoach.jobad.phrase_matcher import PhraseMatcher
from pmcoach.jobad.sections import make_heading_matcher, split_sections
from pmcoach.jobad.tagging import Lexicons, compile_lexicons, tag_line
from pmcoach.jobad.tokens import split_words

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


@dataclass(frozen=True)
class AdReader:
    """Reads ads with the lexicons of one catalog; made once, as compiling them takes a moment."""

    catalog: Catalog
    vocabulary: AdVocabulary
    heading_matcher: PhraseMatcher
    lexicons: Lexicons
    signs: classify.Signs

    def read(self, text: str) -> ParsedAd:
        """What the ad says. Raises NotAnAd for a text that cannot be an ad in English; an ad for
        another job is read all the same, and says so in ``is_pm``."""
        parts = split_sections(self._clean_text(text), self.heading_matcher)
        tagged_lines = {part: tag_line(part, self.lexicons) for part in parts}
        job = classify.classify_ad(
            self.vocabulary, self.signs, parts, self._measure_breadth(tagged_lines.values())
        )
        lines = drop_repeats(
            line for part, line in tagged_lines.items() if line and part.text != job.title
        )
        years = extraction.extract_years(parts)
        frameworks = extraction.extract_frameworks(self.vocabulary, parts)
        scaled_ids = {framework.id for framework in self.vocabulary.delivery if framework.scaled}
        work_parts = [part for part in parts if part.is_about_work]
        # What the company says of itself asks for no knowledge of its industry.
        asking_parts = [part for part in work_parts if part.section != "summary"]
        return ParsedAd(
            job.is_pm,
            round(job.confidence, 3),
            job.profession,
            job.title,
            role=classify.choose_role(
                self.catalog,
                self.signs,
                parts,
                job.title,
                weigh_lines(lines),
                names_scaled_framework=any(framework.id in scaled_ids for framework in frameworks),
            ),
            stage=classify.choose_stage(
                self.vocabulary,
                self.catalog,
                self.signs,
                parts,
                job.title,
                years.least if years else None,
            ),
            lines=tuple(lines),
            years=years,
            industries=tuple(extraction.extract_topics(self.vocabulary.industry, asking_parts)),
            certificates=tuple(extraction.extract_certificates(self.vocabulary, parts)),
            frameworks=tuple(frameworks),
            tools=tuple(extraction.extract_mentions(self.vocabulary.tool, work_parts)),
            outside=tuple(extraction.extract_topics(self.vocabulary.outside, parts)),
        )

    def _clean_text(self, text: str) -> str:
        """The text without markup and what a terminal would obey; raises NotAnAd where it cannot
        be an ad."""
        text = _ESCAPES.sub("", text)
        text = html_to_text(text) if looks_like_html(text) else text
        # Every kind of line end counts as one, before what is no plain character goes.
        text = strip_unprintable("\n".join(text.splitlines()), lines=True)
        require_ad(text, self.vocabulary)
        return text

    def _measure_breadth(self, lines: Iterable[AdLine | None]) -> float:
        """The share of the areas that any line speaks of."""
        areas = {
            self.catalog.competencies[competency].area
            for line in lines
            if line
            for competency in line.places
        }
        return len(areas) / max(1, len(self.catalog.areas))


def make_reader(catalog: Catalog, ad_words: AdWords) -> AdReader:
    """A reader for the catalog. Raises NotAnAd where the pack has no words for ads."""
    vocabulary = ad_words.ads
    if vocabulary is None or not ad_words.lexicons:
        raise NotAnAd("This pack of content has no [ads] table, so that no ad can be read with it.")
    if {profession.pm for profession in vocabulary.profession} != {True, False}:
        raise NotAnAd(
            "This pack of content cannot tell ads for PMs from others: of its professions, one "
            "must have pm = true, and one not."
        )
    return AdReader(
        catalog,
        vocabulary,
        make_heading_matcher(vocabulary),
        compile_lexicons(ad_words.lexicons.values(), vocabulary),
        classify.compile_signs(vocabulary),
    )


def decode_ad(ad_bytes: bytes) -> str:
    """The text of a file. Raises NotAnAd for what is too large or is no text."""
    if len(ad_bytes) > MOST_BYTES:
        raise NotAnAd(_LONG)
    if ad_bytes.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return ad_bytes.decode("utf-16")
        except UnicodeDecodeError:
            raise NotAnAd(_BINARY) from None
    if b"\x00" in ad_bytes or ad_bytes.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"{\\rtf")):
        raise NotAnAd(_BINARY)
    try:
        return ad_bytes.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ad_bytes.decode("cp1252", "replace")
    odd_count = sum(
        (not char.isprintable() and not char.isspace()) or char == "\ufffd" for char in text
    )
    if odd_count > len(text) / 50:
        raise NotAnAd(_BINARY)
    return text


def require_ad(text: str, vocabulary: AdVocabulary) -> None:
    """Raises NotAnAd where the text is empty, too short, too long, or not English."""
    if not text.strip():
        raise NotAnAd("The text is empty: paste the whole ad, from its title to the end.")
    if len(text) > MOST_TEXT:
        raise NotAnAd(_LONG)
    letters = [char for char in text if char.isalpha()]
    if sum(char > "\u024f" for char in letters) > OWN_LETTERS * max(1, len(letters)):
        raise NotAnAd(_FOREIGN)
    words = split_words(text)
    if len(words) < FEWEST_WORDS:
        raise NotAnAd(
            "That is too little to be an ad: paste all of it, with its duties and what it asks."
        )
    english_words, foreign_words = set(vocabulary.common), set(vocabulary.foreign)
    english_count = sum(word in english_words for word in words)
    foreign_count = sum(word in foreign_words for word in words)
    if english_count < max(ENGLISH_SHARE * len(words), foreign_count):
        raise NotAnAd(_FOREIGN)


def drop_repeats(lines: Iterable[AdLine]) -> list[AdLine]:
    """The lines without those that the page says twice; the first of them stays where it is."""
    lines_by_text: dict[str, AdLine] = {}
    for line in lines:
        lines_by_text.setdefault(line.text.casefold(), line)
    return list(lines_by_text.values())
