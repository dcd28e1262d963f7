"""Whether version, changelog and tag say the same thing. Pure: texts in, a fault out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from packaging.version import Version

HEADING = re.compile(r"^## \[(?P<version>[^\]]+)\](?: - (?P<date>\S+))?[ \t]*$", re.MULTILINE)
"""A version's heading in CHANGELOG.md, as Keep a Changelog writes it."""
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
UNRELEASED = "Unreleased"


@dataclass(frozen=True)
class Section:
    """One version's section of the changelog."""

    version: str
    date: str
    """As written, or empty."""
    has_entries: bool


def read_sections(changelog: str) -> list[Section]:
    """The sections of a changelog, in the order of the text."""
    headings = list(HEADING.finditer(changelog))
    ends = [*(heading.start() for heading in headings), len(changelog)][1:]
    return [
        Section(
            heading["version"],
            heading["date"] or "",
            bool(re.search(r"^- ", changelog[heading.end() : end], re.MULTILINE)),
        )
        for heading, end in zip(headings, ends, strict=True)
    ]


def version_fault(version: str, changelog: str, tag: str | None) -> str | None:
    """Why ``version`` must not be released as it is, or None.

    Args:
        version: The version that the package declares.
        changelog: The text of CHANGELOG.md.
        tag: The release tag of the commit. With one, version, tag and newest heading have to be
            the same and nothing may be unreleased; without one, the next version may be open.
    """
    sections = read_sections(changelog)
    released = [section for section in sections if section.version != UNRELEASED]
    pending = any(section.version == UNRELEASED and section.has_entries for section in sections)
    if undated := [section.version for section in released if not DATE.fullmatch(section.date)]:
        return f"the heading of {undated[0]} has no date such as 2026-03-02"
    newest = released[0].version if released else None
    if tag is not None:
        return _tagged_fault(version, newest, tag, pending=pending)
    if version == newest:
        return f"{version} has its heading, and [Unreleased] has entries too" if pending else None
    if newest is not None and Version(version) <= Version(newest):
        return f"the version is {version}, but the changelog is at {newest} already"
    if not pending:
        return f"the changelog has neither a heading for {version} nor entries in [Unreleased]"
    return None


def _tagged_fault(version: str, newest: str | None, tag: str, *, pending: bool) -> str | None:
    if tag != f"v{version}":
        return f"the tag is {tag}, but the version is {version}"
    if newest != version:
        return f"the newest heading of the changelog is {newest}, but the version is {version}"
    if pending:
        return f"[Unreleased] has entries that belong to {version}"
    return None
