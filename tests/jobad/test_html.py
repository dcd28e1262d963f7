"""From a web page to its text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.jobad.html import html_to_text, looks_like_html

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
def test_no_page_is_too_broken_to_read(page: str) -> None:
    assert "<p>" not in html_to_text(f"<html><body><p>{page}")


def test_tags_that_never_end_do_not_hold_up_the_rest() -> None:
    """The parser would look for the end of each again and again: this would take minutes."""
    page = f"<html><body><p>Own the roadmap.</p>{'<a ' * 60_000}<p>Talk to customers.</p>"
    text = html_to_text(page)
    assert text.startswith("Own the roadmap.")
    assert text.endswith("Talk to customers.")
