"""The report as one HTML page: whole, valid, asking for nothing, and safe with any text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.export.html import to_html
from pmcoach.export.manager import to_manager_html
from pmcoach.export.markdown import to_markdown
from pmcoach.report.model import Report
from tests.export import rendering
from tests.export.pages import ADDRESSES, Page, valid
from tests.export.samples import ANY_TEXT, HOSTILE, answered, everything, spoilt

Write = Callable[[Report], str]
BOTH: list[Write] = [to_html, to_manager_html]


@pytest.fixture
def full(session: Session) -> Report:
    return answered(session, "sketch", "quick")


def leaves(value: object) -> list[str]:
    """Every text in a report."""
    if isinstance(value, dict):
        return [one for inner in value.values() for one in leaves(inner)]
    if isinstance(value, list | tuple):
        return [one for inner in value for one in leaves(inner)]
    return [" ".join(value.split())] if isinstance(value, str) and value else []


def test_the_page_says_all_that_the_markdown_says(full: Report) -> None:
    markdown = " ".join(rendering.words(to_markdown(full)))
    html = Page(to_html(full)).words
    said = [one for one in leaves(full.model_dump()) if one in markdown]
    assert len(said) > 100
    assert [one for one in said if one not in html] == []
    missing = [one for one in rendering.headings(to_markdown(full))[1:] if one not in html]
    assert missing == []


@pytest.mark.parametrize("write", BOTH)
def test_full_empty_and_private_reports_are_valid_html(session: Session, write: Write) -> None:
    valid(write(make_report(session)))
    valid(write(answered(session, "sketch")))
    valid(write(everything("a text")))


@pytest.mark.parametrize("write", BOTH)
def test_a_page_asks_for_nothing_from_anywhere(full: Report, write: Write) -> None:
    html = write(full)
    page = Page(html)
    assert not page.names & {
        "script",
        "link",
        "img",
        "image",
        "iframe",
        "object",
        "embed",
        "a",
        "form",
        "base",
        "video",
        "audio",
        "source",
        "use",
    }
    assert not {name for _, names in page.tags for name in names} & ADDRESSES
    assert not re.search(r"url\(|@import|@font-face|expression|https?:", "".join(page.styles))
    assert "default-src 'none'" in html


def test_what_a_reader_of_the_screen_needs_is_there(full: Report) -> None:
    html = to_html(full)
    page = Page(html)
    assert '<html lang="en">' in html
    assert f"<title>Development plan: {full.target}" in html
    assert page.names >= {"main", "h1", "h2", "h3", "table", "thead"}
    assert html.count("<h1") == 1
    cells = [names for tag, names in page.tags if tag == "th"]
    assert cells
    assert all("scope" in names for names in cells)
    pictures = [set(names) for tag, names in page.tags if tag == "svg"]
    assert pictures
    assert all("role" in names and names & {"aria-label", "aria-labelledby"} for names in pictures)
    identities = re.findall(r' id="([^"]+)"', html)
    assert len(identities) == len(set(identities))


def test_levels_are_told_in_words_too(full: Report) -> None:
    assert 'aria-label="level 0 of 4, target 2"' in to_html(full)


def test_nothing_known_draws_no_level_and_advises_nothing(session: Session) -> None:
    html = to_html(make_report(session))
    assert "Nothing is measured now, so there is nothing to advise" in html
    assert 'class="bar"' not in html
    assert html.count('class="mark"') == 2, "only those of the legend"


@pytest.mark.parametrize("write", BOTH)
def test_no_text_whatever_it_holds_changes_the_page(full: Report, write: Write) -> None:
    def frame(text: str) -> list[tuple[str, tuple[str, ...]]]:
        tags = Page(write(Report.model_validate(spoilt(full.model_dump(), text)))).tags
        # How often the radar breaks a label hangs on its length, and is meant to.
        return [one for one in tags if "tspan" not in one[0]]

    # The second line of a step's text is a paragraph of its own: that is meant too.
    one_line = {text.replace("\n", " ") for text in HOSTILE}
    expected = frame("harmless")
    for text in one_line:
        assert frame(text) == expected, text


@pytest.mark.parametrize("write", BOTH)
@settings(derandomize=True, max_examples=100, deadline=None)
@given(text=ANY_TEXT)
def test_any_text_is_shown_and_never_obeyed(write: Write, text: str) -> None:
    html = write(everything(f"x{text}x"))
    page, harmless = Page(html), Page(write(everything("harmless")))
    assert page.names == harmless.names
    assert {n for _, names in page.tags for n in names} <= {n for _, a in harmless.tags for n in a}
    assert strip_unprintable(html, lines=True) == html
    html.encode("utf-8")


@settings(derandomize=True, max_examples=100, deadline=None)
@given(text=ANY_TEXT)
def test_any_text_can_be_read_on_the_page(text: str) -> None:
    shown = " ".join(strip_unprintable(text, lines=True).split())
    assert shown in Page(to_html(everything(text))).words


@settings(derandomize=True, max_examples=30, deadline=None)
@given(text=ANY_TEXT)
def test_with_any_text_the_page_is_valid(text: str) -> None:
    valid(to_html(everything(text)))
