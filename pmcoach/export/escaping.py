"""Making any text safe in an export: no control characters, nothing read as markup."""

from __future__ import annotations

import re

from pmcoach.catalog.sanitize import strip_unprintable

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def markdown_text(text: str) -> str:
    """``text`` as it stands, written so that Markdown reads nothing into it."""
    escaped = _MARKDOWN.sub(r"\\\1", strip_unprintable(text, lines=True))
    # A line may not begin code, a list, a heading, a table or a rule by accident.
    escaped = re.sub(r"(?m)^ {2,}", " ", escaped)
    escaped = re.sub(r"(?m)^( *)([-+=:])(?=[\s\-=:]|$)", r"\1\\\2", escaped)
    return re.sub(r"(?m)^( *\d+)([.)])(?=\s|$)", r"\1\\\2", escaped)


__all__ = ["markdown_text", "strip_unprintable"]
