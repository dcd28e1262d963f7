"""Lines about levels and steps, as plain mode and the screens show them."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from pmcoach.assessment.calibration import Sureness
from pmcoach.catalog.steps import StepKind
from pmcoach.report import wording
from pmcoach.report.model import FacetLine, PlanLine, StepLine

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


def step(state: str = "planned", **changes: object) -> StepLine:
    line = StepLine(
        id="x",
        title="Hold ten interviews",
        route="hands-on",
        kind="work",
        start=START,
        end=START + dt.timedelta(days=6),
        hours=(1, 2),
        cost=(0, 0),
        state=state,
        access="",
        do="",
        if_then="",
        proof="",
        confirm="",
        closes=(),
    )
    return line.model_copy(update=changes)


def test_a_step_says_how_it_stands_only_where_it_is_more_than_planned() -> None:
    facts = "Hands-on: real work, March 2, 2026 to March 8, 2026, 1 to 2 hours, free"
    assert wording.step_facts(step()) == facts
    assert wording.step_facts(step("doing", late=True)) == (
        f"{facts}, under way, was due before today"
    )


def test_every_kind_of_step_has_a_name_of_its_own() -> None:
    assert set(wording.KIND_WORDS) == set(get_args(StepKind))
    assert len(set(wording.KIND_WORDS.values())) == len(wording.KIND_WORDS)


@pytest.mark.parametrize(
    ("cost", "payer", "words"),
    [
        ((0, 0), "", "free"),
        ((20, 50), "you", "$20 to $50 of your money"),
        ((500, 4000), "employer", "$500 to $4,000 of your employer's money"),
        (
            (0, 40),
            "",
            "free if you borrow it or take the free version; $0 to $40 otherwise",
        ),
    ],
)
def test_a_cost_says_whose_money_it_takes(
    cost: tuple[float, float], payer: str, words: str
) -> None:
    line = step(cost=cost, payer=payer)
    assert wording.step_cost(line) == words
    assert f", {words}" in wording.step_facts(line)


@pytest.mark.parametrize(
    ("own", "employer", "words"),
    [
        ((0, 0), (0, 0), "Its steps cost nothing."),
        ((0, 40), (0, 0), "Its steps cost $0 to $40 of your money."),
        ((0, 0), (500, 500), "Its steps cost $500 of your employer's money."),
        (
            (5, 5),
            (500, 900),
            "Its steps cost $5 of your money and $500 to $900 of your employer's money.",
        ),
    ],
)
def test_a_plan_says_what_it_costs_each_purse(
    own: tuple[float, float], employer: tuple[float, float], words: str
) -> None:
    plan = PlanLine(
        hours_per_week=3,
        weeks=12,
        money=100,
        assumed=(),
        steps=(),
        own_cost=own,
        employer_cost=employer,
        left_open=(),
    )
    assert wording.costs_words(plan) == words
