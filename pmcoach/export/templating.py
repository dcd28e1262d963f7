"""The templates of all exports, set up so that no text in a report is read as markup."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.export.escaping import markdown_text
from pmcoach.report import wording

if TYPE_CHECKING:
    from jinja2 import Environment


class ReadyMarkdown(str):
    """Text that is Markdown already."""


@functools.cache
def html_pages() -> Environment:
    """Templates in which every text is escaped for HTML and has no control characters."""
    return _environment(_html, autoescape=True)


@functools.cache
def markdown_pages() -> Environment:
    """Templates in which every text is escaped for Markdown."""
    # HTML's escapes would be wrong here; _markdown writes Markdown's.
    made = _environment(_markdown, autoescape=False)
    made.filters.update(bar=bar, paragraphs=paragraphs)
    return made


def _environment(finalize: Callable[[object], object], *, autoescape: bool) -> Environment:
    # Loaded here: most commands write no page.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("pmcoach.export"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=finalize,
        autoescape=autoescape,
    )
    for one in (
        wording.hours,
        wording.money,
        wording.route,
        wording.state,
        wording.limits,
        wording.no_verdict,
        wording.brief,
        wording.brief_title,
        wording.support,
    ):
        made.filters[one.__name__] = one
    return made


def _html(value: object) -> object:
    # Markup (what a macro made) was cleaned as its parts were put in.
    return strip_unprintable(value, lines=True) if type(value) is str else value


def _markdown(value: object) -> object:
    if isinstance(value, ReadyMarkdown) or not isinstance(value, str):
        return value
    # A line end would break a heading, a list entry or a table row.
    return markdown_text(value.replace("\n", " "))


def paragraphs(text: str) -> ReadyMarkdown:
    """A text of several paragraphs, for where nothing else stands beside it."""
    return ReadyMarkdown(markdown_text(text))


def bar(level: int | None, target: int, top: int = 4) -> ReadyMarkdown:
    """A level as four squares: reached, missing to the target, beyond it."""
    if level is None:
        return ReadyMarkdown("?")
    have = min(level, top)
    missing = max(0, target - have)
    return ReadyMarkdown("■" * have + "□" * missing + "·" * (top - have - missing))
