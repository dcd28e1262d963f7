"""From the text of an ad to its lines, each with the kind of section it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmcoach.catalog.ad_lexicon import WORK_SECTIONS, AdVocabulary
from pmcoach.jobad.phrase_matcher import PhraseMatcher, make_phrase_matcher
from pmcoach.jobad.tokens import stem_words

LONGEST_HEADING = 9
"""Words; a longer line is text."""
LONG_LINE = 140
"""Characters; a longer line is read sentence by sentence."""
LOWEST_LEVEL = 6
"""The level of a heading without Markdown's hashes; 1 is the highest."""
_BULLET = re.compile(
    r"^\s*(?:[-*+•·▪◦–—●○✓✔»>.]|\d{1,2}[.)\\]+|[a-z]\)|[ivx]{1,5}[.)]|o(?=\s{2}))\s+"
)
_HASHES = re.compile(r"^\s*(#{1,6})\s*")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”)]?\s+(?=[A-Z\"“(])|;\s+")
_MARKS = re.compile(r"\*\*|__|`|\\(?=[.\-*#])|\[(?=[^\[\]]{0,200}\]\()|\]\([^()]{0,500}\)")
_LABEL = re.compile(r"^([^:.!?]{2,40}?)(?::\s+|\t+\s*|\s{3,})(\S.*)$")


@dataclass(frozen=True)
class AdPart:
    """One line or sentence, with the kind of its section ("other" where no heading tells)."""

    text: str
    section: str
    stems: tuple[str, ...]
    heading: bool = False

    @property
    def is_about_work(self) -> bool:
        """Whether the section may speak of the work."""
        return self.section == "other" or self.section in WORK_SECTIONS


@dataclass(frozen=True)
class _RawLine:
    """A line of the text: as it stands, and without its bullet, heading marks and emphasis."""

    raw: str
    text: str
    hashes: int
    """How many a Markdown heading begins with; 0 where it is none."""
    has_bullet: bool


def make_heading_matcher(vocabulary: AdVocabulary) -> PhraseMatcher:
    """Finds which kind of section a heading opens."""
    return make_phrase_matcher(
        (
            (heading.kind, len(stem_words(phrase)), phrase)
            for heading in vocabulary.heading
            for phrase in heading.phrases
        ),
        max_gap=1,
    )


def split_sections(text: str, heading_matcher: PhraseMatcher) -> list[AdPart]:
    """The lines of an ad in order. A heading opens a section; one that is not known opens a
    section of kind "other", unless it stands below a known one."""
    parts: list[AdPart] = []
    section, depth = "other", 0
    for line in map(_read_line, text.splitlines()):
        if not any(char.isalnum() for char in line.text):
            continue
        opened_section = _open_section(line, heading_matcher, section, depth)
        if opened_section:
            section, depth = opened_section
            parts.append(_make_part(line.text, section, heading=True))
            continue
        line_section, body = _split_label(line.text, heading_matcher)
        if line_section in WORK_SECTIONS:
            section = line_section
        parts += [
            _make_part(sentence, line_section or section) for sentence in _split_sentences(body)
        ]
    return parts


def _read_line(raw: str) -> _RawLine:
    hashes = _HASHES.match(raw)
    return _RawLine(
        raw=raw.strip(),
        text=_MARKS.sub("", _BULLET.sub("", _HASHES.sub("", raw))).strip(" \t|*_"),
        hashes=len(hashes[1]) if hashes else 0,
        has_bullet=not hashes and bool(_BULLET.match(raw)),
    )


def _open_section(
    line: _RawLine, heading_matcher: PhraseMatcher, section: str, depth: int
) -> tuple[str, int] | None:
    """The section and the level of the heading that a line is; None where it is no heading.

    Args:
        line: What may be a heading.
        heading_matcher: The headings that are known.
        section: The section that the line stands in.
        depth: The level of the heading that opened it.
    """
    if line.has_bullet or _LABEL.match(line.text) or not _is_heading(line):
        return None
    level = line.hashes or LOWEST_LEVEL
    known_section = _find_section(line.text, heading_matcher)
    if known_section:
        return known_section, level
    # A short line without any mark may be text.
    is_bold = line.raw.startswith("**")
    is_marked = line.hashes or is_bold or line.text.endswith(":") or line.text.isupper()
    if is_marked and line.hashes <= depth:
        return (section, depth) if section in WORK_SECTIONS else ("other", level)
    return None


def _split_label(text: str, heading_matcher: PhraseMatcher) -> tuple[str, str]:
    """The section that a label before the text names (empty where none does), and the text
    after it: "Salary: 40,000"."""
    label = _LABEL.match(text)
    section = (
        _find_section(label[1], heading_matcher) if label and len(label[1].split()) <= 5 else ""
    )
    return (section, label[2]) if label and section else ("", text)


def _make_part(text: str, section: str, *, heading: bool = False) -> AdPart:
    return AdPart(text, section, tuple(stem_words(text)), heading)


def _is_heading(line: _RawLine) -> bool:
    word_count = len(line.text.split())
    if line.hashes:
        return word_count <= 2 * LONGEST_HEADING
    if word_count > LONGEST_HEADING or line.text[-1] in ".!,;":
        return False
    is_bold = line.raw.startswith("**") and line.raw.rstrip(":").endswith("**")
    is_capitalized = line.text.isupper() or line.text[0].isupper()
    return is_bold or is_capitalized or line.text.endswith((":", "?"))


def _find_section(heading: str, heading_matcher: PhraseMatcher) -> str:
    """The section that a heading opens, by the longest known phrase in it, which must be most of
    the heading or begin it; empty where there is none."""
    heading_stems = stem_words(heading)
    longest = max(
        heading_matcher.find(heading_stems),
        key=lambda hit: (hit.weight, -hit.start),
        default=None,
    )
    if not longest or (longest.start and longest.weight * 2.5 < len(heading_stems)):
        return ""
    return longest.label


def _split_sentences(line: str) -> list[str]:
    if len(line) <= LONG_LINE:
        return [line]
    return [sentence.strip() for sentence in _SENTENCE.split(line) if sentence.strip()]
