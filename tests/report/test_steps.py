"""A step in words: what it is for, where it is done, and what stands below its title."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from pmcoach.catalog.steps import StepKind
from pmcoach.coach.plan import pin_step
from pmcoach.coach.session import Session
from pmcoach.coach.situation import set_situation
from pmcoach.report.model import ExerciseLine, StepLine
from pmcoach.report.plan import plan_line
from pmcoach.report.steps import PURPOSES, checked_words, step_sections
from tests.export.samples import answered, filled

DAY = dt.date(2026, 5, 1)


def plain_step(**changes: object) -> StepLine:
    """A step with nothing but what every step has."""
    nothing = {"where": "", "exercise": None, "link": "", "checked_on": None}
    return filled("x", **{**nothing, "benefits": ("For this.",), **changes})


def test_what_to_do_comes_first_and_without_a_heading() -> None:
    assert list(step_sections(plain_step(do="Do it."))) == [
        ("", "Do it."),
        ("If-then", "x"),
        ("Proof", "x"),
        ("Who can confirm it", "x"),
        ("What it's for", "For this."),
    ]


def test_an_exercise_brings_its_template_its_checklist_and_then_its_example() -> None:
    exercise = ExerciseLine(template="Fill: ____\n", example="Filled.\n", checklist=("One", "Two"))
    sections = dict(step_sections(plain_step(exercise=exercise, where="At home.")))
    assert list(sections)[1:5] == [
        "Where",
        "Template",
        "Checklist",
        "Example, for after your own draft",
    ]
    assert [sections[heading] for heading in list(sections)[1:5]] == [
        "At home.",
        "Fill: ____",
        "[ ] One\n[ ] Two",
        "Filled.",
    ]


def test_an_offer_brings_its_link_and_when_somebody_looked_at_it() -> None:
    sections = dict(step_sections(plain_step(link="a.example", checked_on=DAY)))
    assert sections["Link"] == "a.example"
    assert sections["Checked"] == checked_words(DAY)
    assert "2026-05-01" in sections["Checked"]
    assert checked_words(None) == ""


def test_what_closes_no_gap_says_what_it_is_for() -> None:
    """Training and work close gaps; every other kind has its purpose."""
    closing = {"drill", "book", "exercise", "course", "work", "project"}
    assert set(PURPOSES) == set(get_args(StepKind)) - closing


@pytest.fixture
def shut_out(session: Session) -> Session:
    """Someone with gaps and nowhere to practice."""
    set_situation(session, "access", "nothing")
    answered(session, "sketch", "quick")
    return session


def test_each_step_of_a_plan_says_what_it_is_for(shut_out: Session) -> None:
    lines = {line.kind: line for line in plan_line(shut_out.profile).steps}
    assert lines["measure"].benefits == (PURPOSES["measure"],)
    assert lines["access"].benefits[-1] == PURPOSES["access"]
    assert lines["access"].benefits[0].startswith("Then you can practice in ")
    assert lines["work"].closes
    assert lines["work"].benefits == tuple(f"Lifts {gap}." for gap in lines["work"].closes)


def test_where_a_step_is_done_follows_from_the_access_one_has(shut_out: Session) -> None:
    profile = shut_out.profile
    step = next(dated.step for dated in profile.plan.steps if dated.step.setting)
    pin_step(shut_out, step.id)
    places = {}
    for access in ("nothing", "job"):
        set_situation(shut_out, "access", access)
        line = next(line for line in plan_line(shut_out.profile).steps if line.id == step.id)
        places[access] = line.where
        assert line.needs_workplace is (access == "job")
    assert places["job"] == step.setting_for("job")
    assert places["job"] != places["nothing"]
    assert all(places.values())
