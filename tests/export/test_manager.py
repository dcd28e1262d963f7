"""The manager's page: what it asks for follows from the steps, and it stays short."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings

from pmcoach.assessment.measurement import CONFIDENCES
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.export.manager import (
    MOST_GAPS,
    MOST_STEPS,
    list_quarter_steps,
    list_requests,
    to_manager_html,
    to_manager_markdown,
)
from pmcoach.report.model import Report, StepLine
from pmcoach.report.wording import LONGEST, LONGEST_TITLE, brief, brief_title
from tests.export.pages import Page
from tests.export.rendering import headings, kinds, words
from tests.export.samples import ANY_TEXT, DAY, answered, everything, filled, with_steps

HTML = "html"
MARKDOWN = "markdown"


def read(made: Report, form: str) -> str:
    """The words on the page."""
    if form == HTML:
        return Page(to_manager_html(made)).words
    return " ".join(words(to_manager_markdown(made)))


def requests(*steps: StepLine) -> dict[str, str]:
    return list_requests(with_steps(everything("x"), *steps), steps)


@pytest.mark.parametrize("form", [HTML, MARKDOWN])
def test_the_page_says_what_a_manager_needs(session: Session, form: str) -> None:
    made = answered(session, "sketch", "quick")
    said = read(made, form)
    assert made.target in said
    assert (made.made_on + dt.timedelta(days=90)).isoformat() in said
    gaps = said.split("This quarter's steps")[0]
    shown = [f"{one.title}, {one.facet}" in gaps for one in made.verdicts]
    assert shown == [True] * MOST_GAPS + [False] * (len(made.verdicts) - MOST_GAPS)
    for step in made.plan.steps[:MOST_STEPS]:
        assert step.title in said
        assert brief(step.proof) in said
    assert "What I ask of you" in said
    assert f"{made.plan.hours_per_week:g} hours a week until" in said
    assert made.disclaimer in said


@pytest.mark.parametrize("form", [HTML, MARKDOWN])
@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_each_gap_says_how_sure_its_level_is(confidence: str, form: str) -> None:
    made = everything("x")
    verdict = made.verdicts[0].model_copy(update={"confidence": confidence})
    sure = made.model_copy(update={"verdicts": (verdict,)})
    assert read(sure, form).count(confidence) == read(made, form).count(confidence) + 1


def test_verdicts_know_how_sure_their_level_is(session: Session) -> None:
    made = answered(session, "sketch", "quick")
    facets = {
        f"{c.id}.{one.facet}": one
        for a in made.areas
        for c in a.competencies
        for one in (c.knowledge, c.skill)
    }
    facets |= {f"{a.id}.ability": a.ability for a in made.areas}
    assert made.verdicts
    assert {v.key: v.confidence for v in made.verdicts} == {
        v.key: facets[v.key].confidence for v in made.verdicts
    }
    assert {v.confidence for v in made.verdicts} <= set(CONFIDENCES)


def test_only_what_the_steps_need_is_asked_for() -> None:
    free = filled("a", cost=(0, 0), needs_access=False)
    assert set(requests(free)) == {"Time", "Confirmation"}
    own = filled("a", cost=(5, 40), payer="you", needs_access=False)
    assert set(requests(own)) == {"Time", "Confirmation"}, "one's own money is nobody's business"
    two = requests(
        filled("a", cost=(0, 0), payer="", access="a job"),
        filled("b", cost=(20, 50), payer="employer", access="a job"),
        filled("c", cost=(10, 10), payer="employer", access="a product"),
        filled("d", cost=(5, 40), payer="you", access="a product"),
    )
    assert set(two) == {"Time", "Access", "Tuition and material", "Confirmation"}
    assert two["Access"] == "To a job; a product."
    assert two["Tuition and material"] == "$30 to $60 in all, for 2 of the steps."
    assert set(requests()) == {"A talk"}


def test_the_quarter_ends_with_the_review_and_what_is_done_is_no_step_any_more() -> None:
    last, after = DAY + dt.timedelta(days=89), DAY + dt.timedelta(days=90)
    report = with_steps(
        everything("x"),
        filled("done", state="done"),
        filled("dropped", state="dropped"),
        filled("doing", state="doing"),
        filled("last", start=last, end=last),
        filled("after", start=after, end=after),
    )
    assert [step.title for step in list_quarter_steps(report)] == ["doing", "last"]
    assert report.review_on == after


@pytest.mark.parametrize("form", [HTML, MARKDOWN])
def test_steps_beyond_the_sheet_are_counted(form: str) -> None:
    steps = [filled(f"step {number}", access="a job") for number in range(MOST_STEPS + 2)]
    said = read(with_steps(everything("x"), *steps), form)
    assert f"step {MOST_STEPS - 1}" in said
    assert f"step {MOST_STEPS}" not in said
    assert "And 2 more in the full plan." in said


@pytest.mark.parametrize("form", [HTML, MARKDOWN])
def test_an_empty_plan_asks_for_a_talk_and_nothing_else(session: Session, form: str) -> None:
    said = read(make_report(session), form)
    assert "Nothing is known yet" in said
    assert "No step is planned" in said
    assert "A talk" in said
    assert "hours a week" not in said


def test_evidence_and_notes_are_never_on_the_page() -> None:
    made = everything("open")
    record = made.evidence[0].model_copy(update={"did": "secret", "confirm": "secret"})
    note = made.notes[0].model_copy(update={"text": "secret"})
    made = made.model_copy(update={"evidence": (record,), "notes": (note,)})
    assert "secret" not in to_manager_html(made) + to_manager_markdown(made)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_any_text_leaves_the_markdown_page_whole(text: str) -> None:
    page = to_manager_markdown(everything(f"x{text}"))
    assert headings(page) == headings(to_manager_markdown(everything("x")))
    assert not kinds(page) & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "code_block",
        "fence",
        "code_inline",
        "table_open",
    }


@pytest.mark.parametrize("text", ["word " * 200, "x" * 900, "a\n" * 300, "short", ""])
def test_a_text_for_the_sheet_is_never_too_long(text: str) -> None:
    assert len(brief(text)) <= LONGEST
    assert "\n" not in brief(text)
    assert len(brief_title(text)) <= LONGEST_TITLE < LONGEST
    if len(text) <= LONGEST:
        assert brief(text) == text
