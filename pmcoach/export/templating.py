"""The templates of all exports, set up so that no text in a report is read as markup."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.export.escaping import markdown_text
from pmcoach.report import wording
from pmcoach.report.credentials import fact_words
from pmcoach.report.model import FacetLine

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
    pages = _environment(_markdown, autoescape=False)
    pages.filters.update(bar=bar, paragraphs=paragraphs)
    return pages


def _environment(finalize: Callable[[object], object], *, autoescape: bool) -> Environment:
    # Loaded here: most commands write no page.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=PackageLoader("pmcoach.export"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=finalize,
        autoescape=autoescape,
    )
    pages.filters.update(
        brief=wording.brief,
        brief_title=wording.brief_title,
        hours=wording.hours,
        limits=wording.limits,
        money=wording.money,
        no_verdict=wording.no_verdict,
        kind=wording.KIND_WORDS.get,
        route=wording.route,
        state=wording.state,
        course_title=wording.course_title,
        pace=wording.pace_words,
        step_cost=wording.step_cost,
        fact=fact_words,
    )
    return pages


def _html(content: object) -> object:
    # Markup (what a macro made) was cleaned as its parts were put in.
    return strip_unprintable(content, lines=True) if type(content) is str else content


def _markdown(content: object) -> object:
    if isinstance(content, ReadyMarkdown) or not isinstance(content, str):
        return content
    # A line end would break a heading, a list entry or a table row.
    return markdown_text(content.replace("\n", " "))


def paragraphs(text: str) -> ReadyMarkdown:
    """A text of several paragraphs, for where nothing else stands beside it."""
    return ReadyMarkdown(markdown_text(text))


def bar(line: FacetLine) -> ReadyMarkdown:
    """A level as a square for each level of its facet: reached, missing to the target, beyond it."""
    if line.level is None:
        return ReadyMarkdown("?")
    missing = max(0, line.target - line.level)
    beyond = line.max_level - line.level - missing
    return ReadyMarkdown("■" * line.level + "□" * missing + "·" * beyond)
