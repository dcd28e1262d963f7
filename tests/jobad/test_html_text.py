"""From a web page to its text."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.jobad.html_text import html_to_text, looks_like_html

PAGE = """<!doctype html><html><head><title>Jobs</title><style>p{}</style></head><body>
<nav><a href="/">Home</a> <a href="/jobs">All jobs</a></nav>
<h2>What you will do</h2><ul><li>Own the <b>roadmap</b></li><li>Talk&nbsp;to customers &amp;
users</li></ul><script>var product = "<p>manager</p>";</script><p>Salary<br>40,000</p>
<footer>Cookies</footer></body></html>"""


def test_blocks_become_lines_and_what_is_not_for_reading_goes() -> None:
    assert html_to_text(PAGE).split("\n") == [
        "## What you will do",
        "- Own the roadmap",
        "- Talk to customers & users",
        "Salary",
        "40,000",
    ]


def test_only_pages_are_taken_for_pages() -> None:
    assert looks_like_html(PAGE)
    assert not looks_like_html("Ratio < 3 and > 2, see <https://example.org>")


def test_a_menu_that_never_ends_does_not_swallow_the_ad() -> None:
    page = "<html><body><nav><ul><li>Home" + "<p>Own the product roadmap.</p>" * 30
    assert "Own the product roadmap." in html_to_text(page)


@given(st.text(alphabet="<>/abp !-&;#\n\"='", max_size=300))
@settings(derandomize=True, max_examples=300)
def test_text_before_and_after_broken_markup_survives(markup: str) -> None:
    closers = "\"'>-->" * 2  # Ends any tag, quoted text or comment; the first may open a quote.
    text = html_to_text(
        f"<html><body><p>Own the roadmap.</p>{markup}{closers}<p>Talk to customers.</p>"
    )
    assert text.splitlines()[0] == "Own the roadmap."
    assert text.splitlines()[-1] == "Talk to customers."
    assert "<p>" not in text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<a title="1 > 0">Ship it</a>', "Ship it"),
        ("<a title='<p>'>Ship it</a>", "Ship it"),
        ("<a title=Ann's>Ship it, don't wait</a>", "Ship it, don't wait"),
        ("<!-- <p>Not this</p> -- > nor this --><p>Ship it", "Ship it"),
        ("<!--><p>Ship it", "Ship it"),
        ("<![if !supportLists]><p>Ship it<![endif]>", "Ship it"),
        ("<script>if (a </b/.exec(c)) '<p>'</SCRIPT >Ship it", "Ship it"),
        ("<script src=x /><p>Ship it", "Ship it"),
        ("<svg class=x/><p>Ship it", "Ship it"),
        ("<svg/><p>Ship it", "Ship it"),
        ("<nav><nav>Home</nav>Jobs</nav>Ship it", "Ship it"),
        ("<nav><footer>Home</nav>Ship it", "Ship it"),
        ("Fewer < than 3 & more</> than 2", "Fewer < than 3 & more than 2"),
        ("Ship &#x69;t&#33;", "Ship it!"),
        pytest.param(f"Ship it&#{'9' * 5_000};", "Ship it\ufffd", id="a reference of 5,000 digits"),
    ],
)
def test_markup_is_read_as_a_browser_reads_it(markup: str, text: str) -> None:
    assert html_to_text(f"<html><body>{markup}") == text


def count_calls(page: str) -> int:
    """How many functions, built-in ones included, run while a page is read."""
    calls = 0

    def note_call(_frame: object, event: str, _callee: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    profile_before = sys.getprofile()
    sys.setprofile(note_call)
    try:
        text = html_to_text(page)
    finally:
        sys.setprofile(profile_before)
    assert text.startswith("Own the roadmap.")
    return calls


UNCLOSED, NEVER_CLOSED = 16_000, 4_000


@pytest.mark.parametrize(
    "markup", ["<a ", "<!--", "<a x=", '<a x="', "</", "<?", "<!", "<![", "<script>"]
)
def test_markup_that_never_ends_is_searched_once(markup: str) -> None:
    """A reader that tries each of them anew runs to the end of the page 16,000 times."""
    page = f"<html><body><p>Own the roadmap.</p>{markup * UNCLOSED}"
    assert count_calls(page) < UNCLOSED / 10


@pytest.mark.parametrize("markup", ["<div>", "<nav><footer>", "<ul><li>", "<b>"])
def test_tags_that_are_never_closed_take_a_few_calls_each(markup: str) -> None:
    """A reader that climbs through all that is open takes more for each than for the one before."""
    page = f"<html><body><p>Own the roadmap.</p>{markup * NEVER_CLOSED}"
    assert count_calls(page) < 50 * NEVER_CLOSED
