"""Reading Markdown as other programs do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(markdown: str) -> list[Token]:
    """Every token, those within lines included."""
    found: list[Token] = []
    for token in PARSER.parse(markdown):
        found += [token, *(token.children or ())]
    return found


def kinds(markdown: str) -> set[str]:
    """What the text is made of: paragraph_open, heading_open and so on."""
    return {token.type for token in tokens(markdown)}


def words(markdown: str) -> list[str]:
    """The words that a reader sees, with no care for spaces."""
    return " ".join(_shown(tokens(markdown))).split()


def _shown(found: list[Token]) -> Iterator[str]:
    line: list[str] = []
    for token in found:
        if token.type in {"text", "text_special"}:
            line.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            line.append(" ")
        elif token.type in {"code_block", "fence", "html_block", "html_inline", "code_inline"}:
            line.append(token.content)
        elif token.type == "inline" or token.type.endswith("_close"):
            if token.type in {"em_close", "strong_close", "s_close", "link_close"}:
                continue
            yield "".join(line)
            line = []
    yield "".join(line)


def headings(markdown: str) -> list[str]:
    """The text of each heading, in order."""
    found = PARSER.parse(markdown)
    return [
        " ".join(_shown(after.children or [])).strip()
        for token, after in pairwise(found)
        if token.type == "heading_open"
    ]
