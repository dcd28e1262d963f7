"""From a web page to its text: one line a block, without what is not for reading.

Tags are read one by one and no tree is built. On pages of tags that never end, the time of Python's
own parser grows with the square of their length; so does that of HTML 5 parsers on deeply nested ones.
"""

from __future__ import annotations

import html
import re

SILENT_TAGS = frozenset(
    {
        "noscript",
        "template",
        "svg",
        "head",
        "nav",
        "footer",
        "button",
        "select",
        "iframe",
    }
)
"""What a reader of the ad would pass over, or not see."""
BLOCK_TAGS = frozenset(
    {
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "br",
        "tr",
        "table",
        "section",
        "article",
        "td",
        "th",
        "header",
        "main",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "blockquote",
        "pre",
        "body",
    }
)
_TAG = re.compile(r"<\s*(?:!doctype|html|body|div|p|ul|li|br|h[1-6]|span|table|section)\b", re.I)

_ATTRIBUTES = (
    r"""(?: =\s*+ (?: "[^"]*+ (?:"|\Z) | '[^']*+ (?:'|\Z) | [^\s>]*+ ) | /(?!>) | [^>/=]++ )*+"""
)
_TOKEN = re.compile(
    rf"""
    <!-- (?: -?> | .*? (?: --!?> | \Z ) )
    | <(?P<raw>script|style) (?=[\s/>]) {_ATTRIBUTES} (?:>|\Z) .*? (?= </(?P=raw)[\s/>] | \Z )
    | <(?P<end>/?) (?P<tag>[a-z][^\s/>]*+) {_ATTRIBUTES} (?P<empty>/?) (?:>|\Z)
    | <[!?/] [^>]*+ >?
    | (?P<text> [^<]++ | < )
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
"""A comment, a script or style, a tag, another declaration, or text. What never ends reaches to the end
of the page, as in a browser. So nothing is searched twice, and the work grows with the page's length."""
_LONG_NUMBER = re.compile(r"&#\d{9,};?")
"""A reference beyond the last character. Python refuses to convert one of thousands of digits."""


def looks_like_html(text: str) -> bool:
    """Whether there are enough tags to take it for a web page."""
    return len(_TAG.findall(text[:200_000])) >= 3


def html_to_text(page: str) -> str:
    """The text of a page. Headings and list items keep a mark as in Markdown.

    No page is refused: what is not well formed is read as far as it goes.
    """
    text = _read_page(page, SILENT_TAGS)
    # A page that never closes one of its menus would be silent to its end.
    return text if len(text) > len(page) / 100 else _read_page(page, frozenset())


def _read_page(page: str, silent_tags: frozenset[str]) -> str:
    pieces: list[str] = []
    silent_tag, depth = "", 0
    for token in _TOKEN.finditer(page):
        tag = (token["tag"] or "").lower()
        if silent_tag:
            if tag == silent_tag and not token["empty"]:
                depth += -1 if token["end"] else 1
                # A page that forgets an inner end tag is heard again after the outer one.
                silent_tag = tag if depth else ""
        elif tag in silent_tags:
            if not token["end"] and not token["empty"]:
                silent_tag, depth = tag, 1
        elif tag in BLOCK_TAGS:
            pieces.append("\n" if token["end"] else f"\n{_markdown_prefix(tag)}")
        elif token["text"]:
            characters = html.unescape(_LONG_NUMBER.sub("\ufffd", token["text"]))
            pieces.append(re.sub(r"\s+", " ", characters))
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line.strip("#- "))


def _markdown_prefix(tag: str) -> str:
    """The Markdown mark that a block begins with."""
    if tag == "li":
        return "- "
    return f"{'#' * int(tag[1])} " if re.fullmatch("h[1-6]", tag) else ""
