"""The recheck: five minutes, one unseen question a competency. And what comes first when blind."""

from __future__ import annotations

import datetime as dt

import pytest

from pmcoach.assessment.events import AssessmentState, Event, fold_assessment
from pmcoach.assessment.forms import RECHECK_COMPETENCIES, Form, compose_form
from pmcoach.assessment.item_selection import (
    choose_next_check,
    choose_next_item,
    choose_next_recheck,
    list_handled_items,
    progress,
)
from pmcoach.assessment.target import make_target
from pmcoach.catalog.parse import Catalog
from tests.support import START

ONE = "stk-map"
"""Its checks: k1, k2a, k2b, k3a, k3b, k4."""
AGAIN = 1000
"""Seconds after which the recheck begins."""


@pytest.fixture
def form(catalog: Catalog) -> Form:
    return compose_form(catalog, make_target(catalog, "generalist", "entry"), "recheck")


def event(after: int, kind: str, item: str = "", **data: object) -> Event:
    at = START + dt.timedelta(seconds=after)
    return Event(f"{after}-{item}", at, kind, {"item": item, "option": "a", **data})


def answered(*items: str, then: str = "", kind: str = "answered") -> AssessmentState:
    """Items answered before the recheck began, and maybe one of ``kind`` after it did."""
    events = [event(n, "answered", item) for n, item in enumerate(items)]
    events.append(event(AGAIN, "started"))
    return fold_assessment([*events, *([event(AGAIN + 1, kind, then)] if then else [])])


def asked(catalog: Catalog, state: AssessmentState, *seen: str) -> str | None:
    return choose_next_recheck(catalog.checks_of[ONE], state, seen)


def test_it_asks_one_check_in_each_of_twelve_competencies(catalog: Catalog, form: Form) -> None:
    assert len(form.parts) == RECHECK_COMPETENCIES == 12
    assert {part.kind for part in form.parts} == {"checks"}
    assert {part.area for part in form.parts} == set(catalog.areas)


def test_it_takes_about_five_minutes(catalog: Catalog, form: Form) -> None:
    assert progress(catalog, form, answered()).minutes_left == 5


def test_a_question_that_was_not_asked_comes_first_at_level_2_or_3(catalog: Catalog) -> None:
    assert asked(catalog, answered("stk-map.k2a")) == "stk-map.k2b"
    assert asked(catalog, answered("stk-map.k2a", "stk-map.k2b")) == "stk-map.k3a"
    twos_and_threes = [check.id for check in catalog.checks_of[ONE] if check.level in {2, 3}]
    assert asked(catalog, answered(*twos_and_threes)) == "stk-map.k1"


def test_a_question_whose_key_was_seen_is_passed_over(catalog: Catalog) -> None:
    assert asked(catalog, answered("stk-map.k2a"), "stk-map.k2b") == "stk-map.k3a"


def test_where_all_was_asked_the_oldest_answer_whose_key_is_unseen_is_asked_again(
    catalog: Catalog,
) -> None:
    every = [check.id for check in catalog.checks_of[ONE]]
    assert asked(catalog, answered(*every[::-1])) == every[-1]
    assert asked(catalog, answered(*every), every[0]) == every[1]
    assert asked(catalog, answered(*every), *every) == every[0]


@pytest.mark.parametrize("kind", ["answered", "changed", "skipped", "not-applicable"])
def test_one_question_a_competency_is_enough_however_it_was_dealt_with(
    catalog: Catalog, kind: str
) -> None:
    assert asked(catalog, answered("stk-map.k2a", then="stk-map.k2b", kind=kind)) is None


def test_disagreeing_with_the_question_brings_another(catalog: Catalog) -> None:
    assert asked(catalog, answered(then="stk-map.k2a", kind="disagreed")) == "stk-map.k2b"


def test_with_nothing_left_to_ask_it_is_over(catalog: Catalog) -> None:
    assert choose_next_recheck((), answered(), ()) is None
    checks = catalog.checks_of[ONE]
    assert (
        choose_next_recheck(checks, AssessmentState(disagreed={one.id: "" for one in checks}), ())
        is None
    )


def test_it_ends_and_counts_each_question_once(catalog: Catalog, form: Form) -> None:
    events = [event(n, "answered", item) for n, item in enumerate(catalog.checks)]
    events.append(event(AGAIN, "started"))
    items: list[str] = []
    while (item := choose_next_item(catalog, form, fold_assessment(events))) is not None:
        now = progress(catalog, form, fold_assessment(events))
        assert (now.done, now.total) == (len(items), 12)
        items.append(item)
        events.append(event(AGAIN + len(items), "answered", item))
    assert len(items) == len(set(items)) == 12
    assert progress(catalog, form, fold_assessment(events)).minutes_left == 0
    assert list_handled_items(catalog, form, fold_assessment(events)) == items


def test_in_a_blind_assessment_unseen_questions_come_first_of_their_level(
    catalog: Catalog,
) -> None:
    checks = catalog.checks_of[ONE]
    first = choose_next_check(checks, AssessmentState(), 3)
    other = choose_next_check(checks, AssessmentState(), 3, {"stk-map.k2a"})
    both = choose_next_check(checks, AssessmentState(), 3, {"stk-map.k2a", "stk-map.k2b"})
    assert [one.id for one in (first, other, both) if one] == [
        "stk-map.k2a",
        "stk-map.k2b",
        "stk-map.k2a",
    ]


def test_passing_over_a_question_keeps_what_was_answered_before(catalog: Catalog) -> None:
    before = [event(0, "answered", "stk-map.k2a"), event(AGAIN, "started")]
    state = fold_assessment([*before, event(AGAIN + 1, "skipped", "stk-map.k2a", keeps=True)])
    assert state.answers["stk-map.k2a"].kind == "answered"
    assert asked(catalog, state) is None, "it was dealt with in this recheck"


def test_outside_a_recheck_passing_over_takes_the_answer_out() -> None:
    state = fold_assessment(
        [event(0, "answered", "stk-map.k2a"), event(5, "skipped", "stk-map.k2a")]
    )
    assert state.answers["stk-map.k2a"].kind == "skipped"
