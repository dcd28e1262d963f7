"""From a web page to its text: one line a block, without what is not for reading."""

from __future__ import annotations

import re
from html.parser import HTMLParser

SILENT = frozenset(
    {
        "script",
        "style",
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
BLOCKS = frozenset(
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


_NEVER_ENDS = re.compile(r"<(?![!/]|[^<>]*>)")
"""A tag without an end: the parser would look for it again and again to the end of the page."""


def looks_like_html(text: str) -> bool:
    """Whether there are enough tags to take it for a web page."""
    return len(_TAG.findall(text[:200_000])) >= 3


def html_to_text(page: str) -> str:
    """The text of a page. Headings and list items keep a mark as in Markdown. Never raises for
    the page: what is not well formed is read as far as it goes."""
    text = _read(page, SILENT)
    # A page that never closes one of its menus would be silent to its end.
    return text if len(text) > len(page) / 100 else _read(page, frozenset({"script", "style"}))


def _read(page: str, silent: frozenset[str]) -> str:
    reader = _Reader(silent)
    # Word writes marked sections of its own; Python's parser gives up on those it does not know.
    reader.feed(page.replace("<![", "<! ["))
    reader.close()
    return "\n".join(
        line
        for line in (part.strip() for part in "".join(reader.parts).split("\n"))
        if line.strip("#- ")
    )


class _Reader(HTMLParser):
    def __init__(self, passed_over: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.passed_over = passed_over
        self.parts: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002
    ) -> None:
        if tag in self.passed_over:
            self.silent.append(tag)
        elif not self.silent and tag in BLOCKS:
            mark = f"{'#' * int(tag[1])} " if re.fullmatch("h[1-6]", tag) else ""
            self.parts.append("\n" + ("- " if tag == "li" else mark))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            # A page that forgets an inner end tag is still heard again after the outer one.
            while self.silent.pop() != tag:
                continue
        elif tag in BLOCKS and not self.silent:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(re.sub(r"\s+", " ", data))
