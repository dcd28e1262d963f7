"""From the text of an ad to its lines, each with the kind of section it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmcoach.catalog.ad_lexicon import COUNTED, AdVocabulary
from pmcoach.jobad.phrase_matcher import PhraseMatcher, make_phrase_matcher
from pmcoach.jobad.tokens import stems

LONGEST_HEADING = 9
"""Words; a longer line is text."""
LONG_LINE = 140
"""Characters; a longer line is read sentence by sentence."""
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
    def counts(self) -> bool:
        """Whether the section may speak of the work."""
        return self.section == "other" or self.section in COUNTED


def make_heading_matcher(ads: AdVocabulary) -> PhraseMatcher:
    """Finds which kind of section a heading opens."""
    return make_phrase_matcher(
        ((one.kind, len(stems(phrase)), phrase) for one in ads.heading for phrase in one.phrases),
        between=1,
    )


def split_sections(text: str, headings: PhraseMatcher) -> list[AdPart]:
    """The lines of an ad in order. A heading opens a section; one that is not known opens a
    section of kind "other", unless it stands below a known one."""
    found: list[AdPart] = []
    section, depth = "other", 0
    for raw in text.splitlines():
        hashes = _HASHES.match(raw)
        bullet = _BULLET.match(raw) is not None and not hashes
        line = _MARKS.sub("", _BULLET.sub("", _HASHES.sub("", raw))).strip(" \t|*_")
        if not any(char.isalnum() for char in line):
            continue
        level = len(hashes[1]) if hashes else 6
        label = _LABEL.match(line)
        if not label and (hashes or not bullet) and _is_heading(raw, line, bool(hashes)):
            kind = _kind(line, headings)
            if kind is not None:
                section, depth = kind, level
                found.append(_part(line, section, heading=True))
                continue
            # A short line without any mark may be text.
            marked = hashes or raw.strip().startswith("**") or line.endswith(":") or line.isupper()
            if marked and (level <= depth or not hashes):
                section, depth = (section, depth) if section in COUNTED else ("other", level)
                found.append(_part(line, section, heading=True))
                continue
        here = _kind(label[1], headings) if label and len(label[1].split()) <= 5 else None
        if label and here is not None:
            if here in COUNTED:
                section = here
            line = label[2]
        found += [_part(one, here or section) for one in _sentences(line)]
    return found


def _part(text: str, section: str, *, heading: bool = False) -> AdPart:
    return AdPart(text, section, tuple(stems(text)), heading)


def _is_heading(raw: str, line: str, marked: bool) -> bool:
    count = len(line.split())
    if marked:
        return count <= 2 * LONGEST_HEADING
    if count > LONGEST_HEADING or line[-1] in ".!,;":
        return False
    stripped = raw.strip()
    bold = stripped.startswith("**") and stripped.rstrip(":").endswith("**")
    return bold or line.endswith((":", "?")) or line.isupper() or line[0].isupper()


def _kind(line: str, headings: PhraseMatcher) -> str | None:
    """The kind of section by the longest phrase in the heading; most of it must be the phrase."""
    said = stems(line)
    hits = headings.find(said)
    if not hits:
        return None
    best = max(hits, key=lambda hit: (hit.weight, -hit.start))
    return best.label if best.weight * 2.5 >= len(said) or best.start == 0 else None


def _sentences(line: str) -> list[str]:
    if len(line) <= LONG_LINE:
        return [line]
    return [one.strip() for one in _SENTENCE.split(line) if one and one.strip()]
