"""Lines about levels and steps, as plain mode and the screens show them."""

from __future__ import annotations

import datetime as dt

import pytest

from pmcoach.assessment.calibration import Sureness
from pmcoach.report import wording
from pmcoach.report.model import FacetLine, StepLine

START = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("confidence", "note", "words"),
    [
        ("unsure", "", "2, target 3 (picks the method, unsure)"),
        ("likely", "", "2, target 3 (picks the method, likely)"),
        ("firm", "no record yet", "2, target 3 (picks the method, firm, no record yet)"),
    ],
)
def test_a_facet_says_how_sure_its_level_is(confidence: str, note: str, words: str) -> None:
    line = FacetLine(
        facet="knowledge",
        level=2,
        level_name="picks the method",
        target=3,
        max_level=3,
        confidence=confidence,
        note=note,
    )
    assert wording.facet(line) == words


def test_no_answer_of_a_sureness_is_not_none_right_of_none() -> None:
    assert wording.sureness(Sureness(sure="sure", answers=4, right=3)) == "3 of 4 right"
    assert wording.sureness(Sureness(sure="sure", answers=0, right=0)) == "none so far"


def step(state: str = "planned", *, late: bool = False, closes: tuple[str, ...] = ()) -> StepLine:
    return StepLine(
        id="x",
        title="Hold ten interviews",
        route="hands-on",
        start=START,
        end=START + dt.timedelta(days=6),
        hours=(1, 2),
        cost=(0, 0),
        state=state,
        late=late,
        access="",
        do="",
        if_then="",
        proof="",
        confirm="",
        closes=closes,
    )


def test_a_step_says_how_it_stands_only_where_it_is_more_than_planned() -> None:
    facts = "Hands-on work, March 2, 2026 to March 8, 2026, 1 to 2 hours, free"
    assert wording.step_facts(step()) == facts
    assert wording.step_facts(step("doing", late=True)) == (
        f"{facts}, under way, was due before today"
    )


def test_the_first_step_says_what_it_lifts_or_that_it_closes_no_gap() -> None:
    assert wording.first_step(step(closes=("Launch, skill from 0 to 1",))).startswith(
        "It lifts Launch, skill from 0 to 1."
    )
    assert "doesn't close a gap by itself" in wording.first_step(step())
