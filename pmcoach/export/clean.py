"""Making any text safe to show: no control characters, nothing read as markup."""

from __future__ import annotations

import re
import unicodedata

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_KEEP = {"\u200d", "\u200c"}
"""Joiners that many scripts need to be written correctly."""


def plain(text: str, *, lines: bool = False) -> str:
    """``text`` without control or invisible formatting characters; line ends stay if ``lines``,
    else they become spaces."""
    shown: list[str] = []
    for char in text:
        if char in "\n\t":
            shown.append(char if lines and char == "\n" else " ")
        elif char in _KEEP or unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs"}:
            shown.append(char)
    return "".join(shown)


def markdown_text(text: str) -> str:
    """``text`` as it stands, written so that Markdown reads nothing into it."""
    escaped = _MARKDOWN.sub(r"\\\1", plain(text, lines=True))
    # A line may not begin a list, a quote, a heading or a rule by accident.
    return re.sub(r"(?m)^(\s*)([-+=]|\d+[.)])(?=\s|$|[-=])", r"\1\\\2", escaped)
