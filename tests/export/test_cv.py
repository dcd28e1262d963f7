"""Evidence as CV lines and interview stories, only where it was asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.export.cv import LEFT_OUT, NONE_YET, cv_line, to_cv, to_stories
from pmcoach.report.model import EvidenceLine, Report
from tests.export.rendering import headings, kinds, words
from tests.export.samples import ANY_TEXT, everything


def record(**given: object) -> EvidenceLine:
    told: dict[str, object] = {
        "competency": "Hear the voice of the customer",
        "situation": "Churn rose and nobody knew why",
        "did": "I interviewed 12 customers who had left",
        "result": "Two of three reasons were mended",
        "date": dt.date(2026, 1, 20),
        "link": "",
        "confirm": "The head of support",
        "incident": False,
        "complete": True,
    }
    return EvidenceLine.model_validate({**told, **given})


def having(*records: EvidenceLine, included: tuple[str, ...] = ("evidence",)) -> Report:
    return everything("x").model_copy(update={"evidence": records, "included": included})


def test_a_cv_line_says_what_was_done_what_came_of_it_and_when() -> None:
    assert cv_line(record()) == (
        "- Interviewed 12 customers who had left. Two of three reasons were mended. (January 2026)"
    )


@pytest.mark.parametrize(
    ("did", "begins"),
    [
        ("I ran it", "- Ran it."),
        ("Ran it!", "- Ran it!"),
        ("In May we met", "- In May we met."),
        ("I", "- I."),
        ("we\n met", "- we met."),
    ],
)
def test_a_cv_line_begins_with_the_verb(did: str, begins: str) -> None:
    assert cv_line(record(did=did)).startswith(begins)


def test_a_cv_names_nobody_who_could_confirm_it() -> None:
    assert "head of support" not in to_cv(having(record()))


def test_the_newest_comes_first_and_one_without_a_date_last() -> None:
    old = record(did="Old", date=dt.date(2024, 5, 1))
    undated = record(did="Undated", date=None)
    lines = to_cv(having(undated, old, record(did="New"))).splitlines()
    assert [line.split(".")[0] for line in lines] == ["- New", "- Old", "- Undated"]
    assert "Undated. Two" in lines[2]
    assert "(" not in lines[2]


def test_a_record_without_its_result_is_named_and_not_written_up() -> None:
    text = to_cv(having(record(), record(competency="Price it", result="")))
    assert text.count("Interviewed") == 1
    assert "Not ready" in text
    assert text.endswith("- Price it\n")
    alone = to_cv(having(record(did="")))
    assert alone.startswith("Not ready")


@pytest.mark.parametrize("write", [to_cv, to_stories])
def test_private_evidence_and_none_at_all_are_two_things(write: Callable[[Report], str]) -> None:
    assert LEFT_OUT in " ".join(words(write(having(included=()))))
    assert NONE_YET in " ".join(words(write(having())))


def test_a_story_is_situation_action_and_result() -> None:
    page = to_stories(having(record(link="a.example/report")))
    assert headings(page) == ["Interview stories", "Hear the voice of the customer, January 2026"]
    said = " ".join(words(page))
    places = [
        said.index(one)
        for one in (
            "Situation: Churn",
            "Action: I interviewed",
            "Result: Two",
            "To show: a.example/report",
            "Who can confirm it: The head of support",
        )
    ]
    assert places == sorted(places)


def test_what_a_story_lacks_is_said() -> None:
    assert " ".join(words(to_stories(having(record(result=""))))).count("not written yet") == 1


@settings(derandomize=True, max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_any_text_stays_on_its_line_and_is_no_markup(text: str) -> None:
    made = having(record(did=f"x{text}", result=f"x{text}", situation=text, competency=f"x{text}"))
    (line,) = to_cv(made).rstrip("\n").split("\n")
    assert not [char for char in line if strip_unprintable(char) != char]
    page = to_stories(made)
    assert len(headings(page)) == 2
    assert not kinds(page) & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "code_block",
        "fence",
        "code_inline",
        "table_open",
        "hr",
    }
