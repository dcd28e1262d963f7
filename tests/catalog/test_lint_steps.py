"""What makes a step sound: what it says fits its numbers, its kind and what it lifts."""

from __future__ import annotations

from typing import Any

import pytest

from pmcoach.catalog.lint_steps import find_weeks, lint_step
from pmcoach.catalog.steps import Step
from tests.catalog.minimal import lift, minimal, parsed, step

KNOWLEDGE = [lift(0, 1, "knowledge")]
PREPARES = [{"competency": "one", "facet": "skill"}]
EXERCISE = {"template": "Who:", "example": "Who: a nurse.", "checklist": ["Is it?", "So?", "Who?"]}


def complaints(table: dict[str, Any]) -> list[tuple[str, str]]:
    pack = minimal()
    pack["steps.toml"]["step"].append(table)
    catalog = parsed(pack)
    return list(lint_step(catalog, catalog.steps[table["id"]]))


def test_no_two_steps_buy_the_same_book() -> None:
    pack = minimal()
    first, second = (
        step(name, "training", kind="book", title=f"Read *A Book* {name}", lifts=KNOWLEDGE)
        for name in ("a", "b")
    )
    pack["steps.toml"]["step"] += [first | {"cost": [0, 30]}, second | {"cost": [0, 20]}]
    catalog = parsed(pack)
    assert list(lint_step(catalog, catalog.steps["a"])) == []
    assert list(lint_step(catalog, catalog.steps["b"])) == [
        ("cost", "a buys the same book; let this step borrow it, for nothing")
    ]


@pytest.mark.parametrize(
    "table",
    [
        step("work"),
        step("ask", kind="access", lifts=[], grants="job"),
        step("apply", kind="job-search", lifts=[]),
        step("study", "training", kind="book", lifts=[lift(0, 2, "knowledge")]),
        step("try", "training", kind="exercise", exercise=EXERCISE),
        step("play", "training", kind="rehearsal", lifts=[], prepares=PREPARES),
        step("limits", lifts=[lift(1, 2), lift(2, 3, "knowledge")]),
        step("paid", cost=[0, 90], employer_may_pay=True),
        step("places", access="volunteer", setting={"volunteer": "There.", "job": "Here."}),
        step("students", when={"background": ["student"]}),
        step("long", do="Keep it up for eight weeks.", weeks=8),
    ],
    ids=lambda table: table["id"],
)
def test_sound_steps(table: dict[str, Any]) -> None:
    assert complaints(table) == []


@pytest.mark.parametrize(
    ("table", "key", "message"),
    [
        (step("x", kind="book"), "kind", "isn't hands-on"),
        (step("x", "training", kind="work", lifts=KNOWLEDGE), "kind", "isn't training"),
        (step("x", lifts=[]), "lifts", "lifts nothing"),
        (step("x", kind="access", lifts=[]), "grants", "grants nothing"),
        (
            step("x", "training", kind="rehearsal", lifts=KNOWLEDGE, prepares=PREPARES),
            "lifts",
            "lifts nothing",
        ),
        (step("x", "training", kind="rehearsal", lifts=[]), "lifts", "prepares something"),
        (step("x", "training", kind="book", lifts=[lift(0, 1)]), "lifts[1]", "by an exercise"),
        (step("x", "training", lifts=[lift(1, 2)]), "lifts[1]", "skill from 0 to 1"),
        (step("x", lifts=[lift(1, 2, "knowledge")]), "lifts[1]", "before that, train"),
        (step("x", employer_may_pay=True), "employer_may_pay", "costs nothing"),
        (step("x", setting={"job": "Here."}), "access", "the lowest of the settings"),
        (step("x", when={"age": ["30"]}), "when.age", "no such condition"),
        (step("x", when={"background": ["king"]}), "when.background", "no value 'king'"),
        (step("x", do="Keep it up for eight weeks.", weeks=7), "weeks", "takes 8 weeks"),
        (
            step("x", "training", kind="course", lifts=[lift(0, 1, "knowledge")]),
            "checked_on",
            "somebody last looked",
        ),
    ],
)
def test_a_step_with_one_fault_is_told_that_one(
    table: dict[str, Any], key: str, message: str
) -> None:
    [(found_key, found_message)] = complaints(table)
    assert found_key == key
    assert message in found_message


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("Do it tonight.", 0),
        ("Go on over two months.", 8),
        ("A week later, test yourself.", 1),
        ("Keep the page for a quarter.", 12),
        ("Talk with five people who left within the last four weeks.", 0),
        ("List what is due in the past three months. Work on it for 6 weeks.", 6),
        ("Every two weeks, show the number.", 0),
        ("No more than three weeks, then stop.", 0),
        ("A two-week trial.", 2),
    ],
)
def test_a_text_says_how_long_it_takes(text: str, weeks: int) -> None:
    assert find_weeks(text) == weeks


@pytest.mark.parametrize(
    ("access", "where"),
    [
        ("nothing", "At home."),
        ("elsewhere", "At home."),
        ("job", "At work."),
        ("pm-job", "At work."),
    ],
)
def test_the_setting_is_the_best_that_the_access_reaches(access: Any, where: str) -> None:
    table = step("x", setting={"nothing": "At home.", "job": "At work."})
    assert Step.model_validate(table).setting_for(access) == where


def test_a_step_from_before_there_were_kinds_has_one() -> None:
    assert Step.model_validate(step("x")).kind == "work"
    assert Step.model_validate(step("x", "training")).kind == "exercise"
