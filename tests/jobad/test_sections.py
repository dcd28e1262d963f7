"""From a text to its lines: headings of every kind, bullets, sentences, boilerplate."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.jobad.html_text import html_to_text
from pmcoach.jobad.sections import AdPart, make_heading_matcher, split_sections
from tests.jobad.making import small_ads

HEADINGS = make_heading_matcher(small_ads())


def parts(text: str) -> list[AdPart]:
    return split_sections(text, HEADINGS)


def section(text: str, line: str) -> str:
    """The kind of section that a line of the text stands in."""
    (found,) = (one for one in parts(text) if one.text == line and not one.heading)
    return found.section


LINE = "Talk to customers each week"


@pytest.mark.parametrize(
    "heading",
    [
        "# Requirements",
        "### Requirements ###",
        "**Requirements**",
        "**Requirements:**",
        "__Requirements__",
        "REQUIREMENTS",
        "Requirements:",
        "requirements:",
        "Requirements",
        "What you bring?",
        "  Requirements  ",
        "Your requirements",
        "Requirements\n============",
        "| Requirements |",
    ],
)
def test_a_heading_is_known_by_its_mark_or_its_words(heading: str) -> None:
    assert section(f"About us\nWe make ferries\n\n{heading}\n\n{LINE}\n", LINE) == "requirements"


@pytest.mark.parametrize(
    "page",
    [
        "<h2>Requirements</h2><ul><li>{}</li></ul>",
        "<p><b>Requirements</b></p><p>{}</p>",
        "<table><tr><th>Requirements</th></tr><tr><td>{}</td></tr></table>",
        "<table><tr><td>Requirements</td><td>{}</td></tr></table>",
        "<dl><dt>Requirements</dt><dd>{}</dd></dl>",
        "Requirements:<br>- {}<br>",
    ],
)
def test_a_heading_on_a_page_is_known(page: str) -> None:
    text = html_to_text(f"<html><body><h1>Ferries</h1>{page.format(LINE)}</body></html>")
    assert section(text, LINE) == "requirements"


@pytest.mark.parametrize(
    "row",
    [
        "Requirements: {}",
        "Requirements\t{}",
        "Requirements     {}",
        "- **Requirements:** {}",
        "| Requirements: {} |",
    ],
)
def test_a_label_before_a_line_says_its_section(row: str) -> None:
    assert section(f"About us\n{row.format(LINE)}", LINE) == "requirements"


def test_a_label_of_boilerplate_holds_for_its_own_line_alone() -> None:
    text = f"Requirements\nBenefits: a bicycle and a boat\n{LINE}"
    assert section(text, "a bicycle and a boat") == "benefits"
    assert section(text, LINE) == "requirements"


def test_a_label_that_is_no_heading_stays_in_its_line() -> None:
    line = "Tools: pencil and paper"
    assert section(f"Requirements\n{line}", line) == "requirements"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("What you will do", "duties"),
        ("Requirements", "requirements"),
        ("Nice to have", "wishes"),
        ("About us", "company"),
        ("Benefits", "benefits"),
        ("What we offer", "benefits"),
    ],
)
def test_each_kind_of_heading_opens_its_section(heading: str, kind: str) -> None:
    assert section(f"## {heading}\n\n{LINE}", LINE) == kind


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        ("duties", True),
        ("requirements", True),
        ("wishes", True),
        ("other", True),
        ("summary", True),
        ("company", False),
        ("benefits", False),
        ("diversity", False),
        ("process", False),
        ("pay", False),
    ],
)
def test_only_what_may_speak_of_the_work_counts(kind: str, counts: bool) -> None:
    assert AdPart("a line", kind, ("a", "line")).is_about_work is counts


def test_without_any_heading_a_line_is_of_no_known_section_and_counts() -> None:
    (part,) = parts(LINE)
    assert (part.section, part.is_about_work) == ("other", True)


def test_an_unknown_heading_ends_boilerplate() -> None:
    assert section(f"## Benefits\n\nA boat\n\n## Rowing\n\n{LINE}", LINE) == "other"


def test_an_unknown_heading_below_a_known_one_belongs_to_it() -> None:
    assert section(f"## Requirements\n\n### Rowing\n\n{LINE}", LINE) == "requirements"
    assert section(f"## Benefits\n\n### Rowing\n\n{LINE}", LINE) == "benefits"


def test_the_words_of_a_heading_inside_a_sentence_are_no_heading() -> None:
    text = f"Requirements\nWe also have benefits for you and all of those who are at home.\n{LINE}"
    assert section(text, LINE) == "requirements"


@pytest.mark.parametrize(
    "bullet",
    [
        "- ",
        "* ",
        "+ ",
        "• ",
        "· ",
        "– ",
        "▪ ",
        "1. ",
        "12) ",
        "a) ",
        "iv. ",
        "✓ ",
        "  - ",
        "\t• ",
        "o   ",
        "1\\. ",
    ],
)
def test_bullets_and_numbers_are_no_part_of_the_line(bullet: str) -> None:
    assert [one.text for one in parts(f"{bullet}{LINE}")] == [LINE]


@pytest.mark.parametrize(
    "line",
    [
        "3 years of work with ferries",
        "A boat is what we build",
        "360 degrees of feedback",
        "I. Newton wrote it",
    ],
)
def test_what_only_looks_like_a_bullet_stays(line: str) -> None:
    (part,) = parts(line)
    assert part.text in {line, line.removeprefix("I. ")}
    assert part.text.split()[-1] == line.split()[-1]


@pytest.mark.parametrize("text", ["", "\n\n", "---", "* * *", "| --- | --- |", "•", "...", "  \t"])
def test_what_has_neither_letter_nor_digit_is_no_line(text: str) -> None:
    assert parts(text) == []


def test_marks_of_markdown_go() -> None:
    (part,) = parts("Own the **roadmap** and [the backlog](https://example.org/a_b) `daily`")
    assert part.text == "Own the roadmap and the backlog daily"


def test_a_long_line_is_read_sentence_by_sentence() -> None:
    first = "You will talk to the customers of our ferries each week of the year and write it down."
    second = "You will then tell the team what matters most to those who take the ferry!"
    assert [one.text for one in parts(f"{first} {second}")] == [first, second]


def test_a_short_line_stays_whole() -> None:
    line = "You plan. You build. You learn."
    assert [one.text for one in parts(line)] == [line]


@given(
    st.lists(
        st.sampled_from(
            [
                "Requirements",
                "Benefits:",
                "# ",
                "- ",
                "• ",
                "About us",
                "talk to customers",
                "\n",
                "\n\n",
                "\t",
                "    ",
                ": ",
                ". ",
                "; ",
                "Own it",
                "ABC",
                "3 years",
                "(x)",
                "“We”",
                "|",
                "?",
                "é",
                "1. ",
            ]
        ),
        max_size=40,
    ).map("".join)
)
@settings(derandomize=True, max_examples=400)
def test_every_line_is_a_line_of_the_text_word_for_word(text: str) -> None:
    for part in parts(text):
        assert part.text
        assert part.text in text


@given(st.text(max_size=300))
@settings(derandomize=True, max_examples=400)
def test_any_text_can_be_split(text: str) -> None:
    assert all(part.text.strip() for part in parts(text))
