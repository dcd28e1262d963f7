"""Reading HTML exports as browsers do."""

from __future__ import annotations

from html.parser import HTMLParser

import html5lib

ADDRESSES = {
    "href",
    "src",
    "srcset",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "ping",
    "xlink:href",
    "style",
}
"""Attributes by which a page asks for something else, or could."""


class Page(HTMLParser):
    """The tags with their attributes in order, and the texts between them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.names: set[str] = set()
        self.texts: list[str] = []
        self.styles: list[str] = []
        self._style = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.names.add(tag)
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", ()))
        self._style = False

    def handle_data(self, data: str) -> None:
        (self.styles if self._style else self.texts).append(data)

    @property
    def words(self) -> str:
        """All that a reader sees, with no care for spaces."""
        return " ".join("".join(self.texts).split())


def valid(html: str) -> None:
    """Raises where the page is not HTML as its standard has it."""
    html5lib.HTMLParser(strict=True).parse(html)
