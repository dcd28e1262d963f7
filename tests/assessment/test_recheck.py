"""The recheck: one knowledge question a competency, a new one where there is one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import count

import pytest

from pmcoach.assessment.events import AssessmentState, Event, fold_assessment
from pmcoach.assessment.forms import Form, compose_form
from pmcoach.assessment.item_selection import Asking, choose_next
from pmcoach.assessment.progress import list_handled_items, measure_progress
from pmcoach.assessment.target import make_target
from pmcoach.catalog.parse import Catalog
from tests.assessment.packs import two_areas, with_sets
from tests.support import START

SUBJECT = "left-a"
"""Of `two_areas`. Its items by level: k1, then k2a, k2b and the spot s, then k3a and k3b."""
AGAIN = 1000
"""Seconds after which the recheck begins."""


@pytest.fixture
def pack() -> Catalog:
    return two_areas()


@pytest.fixture
def form(catalog: Catalog) -> Form:
    return compose_form(catalog, make_target(catalog, "generalist", "entry"), "recheck")


def event(after: int, kind: str, item: str = "", **fields: object) -> Event:
    at = START + dt.timedelta(seconds=after)
    return Event(f"{after}-{item}", at, kind, {"item": item, "option": "a", **fields})


def answered(*items: str, then: str = "", kind: str = "answered") -> AssessmentState:
    """Items answered before the recheck began, and maybe one of ``kind`` after it did."""
    events = [event(place, "answered", item) for place, item in enumerate(items)]
    events.append(event(AGAIN, "started"))
    return fold_assessment([*events, *([event(AGAIN + 1, kind, then)] if then else [])])


def ask(catalog: Catalog, state: AssessmentState, *seen: str, subject: str = SUBJECT) -> str | None:
    """What a recheck of one competency asks."""
    target = make_target(catalog, next(iter(catalog.roles)), "entry")
    form = replace(compose_form(catalog, target, "recheck"), rechecked=(subject,))
    choice = choose_next(Asking(catalog, form, target, state, seen))
    if choice is None:
        return None
    assert (choice.reason, choice.facet, choice.subject) == ("recheck", "knowledge", subject)
    return choice.item


def test_a_question_that_was_not_asked_comes_first_at_level_2_or_3(pack: Catalog) -> None:
    assert ask(pack, answered("left-a.k2a")) == "left-a.k2b"
    assert ask(pack, answered("left-a.k2a", "left-a.k2b")) == "left-a.s"
    assert ask(pack, answered("left-a.k2a", "left-a.k2b", "left-a.s")) == "left-a.k3a"
    high = [item.id for item in pack.knowledge_items_of[SUBJECT] if item.level in {2, 3}]
    assert ask(pack, answered(*high)) == "left-a.k1"


def test_a_question_whose_key_was_seen_is_passed_over(pack: Catalog) -> None:
    assert ask(pack, answered("left-a.k2a"), "left-a.k2b", "left-a.s") == "left-a.k3a"


def test_where_all_was_asked_the_oldest_answer_whose_key_is_unseen_is_asked_again(
    pack: Catalog,
) -> None:
    items = [item.id for item in pack.knowledge_items_of[SUBJECT]]
    assert ask(pack, answered(*items[::-1])) == items[-1]
    assert ask(pack, answered(*items), items[0]) == items[1]
    assert ask(pack, answered(*items), *items) == items[0]


@pytest.mark.parametrize("kind", ["answered", "changed", "skipped", "not-applicable"])
def test_one_question_a_competency_is_enough_however_it_was_dealt_with(
    pack: Catalog, kind: str
) -> None:
    assert ask(pack, answered("left-a.k2a", then="left-a.k2b", kind=kind)) is None


def test_disagreeing_with_the_question_brings_another(pack: Catalog) -> None:
    assert ask(pack, answered(then="left-a.k2a", kind="disagreed")) == "left-a.k2b"


def test_with_nothing_left_to_ask_it_is_over(pack: Catalog) -> None:
    items = [item.id for item in pack.knowledge_items_of[SUBJECT]]
    assert ask(pack, AssessmentState(disagreed=dict.fromkeys(items, ""))) is None


@pytest.mark.parametrize(
    ("items", "seen", "asked_item"),
    [
        # What was saved for measuring again comes first, once its sisters were asked.
        (["one.o1.1", "one.o1.2"], [], "one.o1.3"),
        (["one.o1.1"], ["one.o1.2"], "one.o1.3"),
        # Until then it waits.
        (["one.o1.1"], [], "one.k2"),
        ([], [], "one.k2"),
        (["one.k2", "one.k3", "one.s1"], [], "one.o1.1"),
    ],
)
def test_the_situation_that_was_saved_for_this_comes_once_its_sisters_were_asked(
    items: list[str], seen: list[str], asked_item: str
) -> None:
    assert ask(with_sets(), answered(*items), *seen, subject="one") == asked_item


def test_it_asks_one_question_in_each_competency_and_ends(catalog: Catalog, form: Form) -> None:
    events = [event(place, "answered", item) for place, item in enumerate(catalog.checks)]
    events.append(event(AGAIN, "started"))
    target, items = make_target(catalog, "generalist", "entry"), list[str]()
    for place in count(1):
        asking = Asking(catalog, form, target, fold_assessment(events))
        choice = choose_next(asking)
        progress = measure_progress(asking)
        if choice is None:
            break
        assert (progress.done, progress.total) == (len(items), 12)
        items.append(choice.item)
        events.append(event(AGAIN + place, "answered", choice.item))
    assert [catalog.knowledge_items[item].competency for item in items] == list(form.rechecked)
    assert progress.minutes_left == 0
    assert list_handled_items(asking) == items


def test_it_takes_less_than_ten_minutes(catalog: Catalog, form: Form) -> None:
    target = make_target(catalog, "generalist", "entry")
    assert 3 <= measure_progress(Asking(catalog, form, target, answered())).minutes_left <= 10


def test_passing_over_a_question_keeps_what_was_answered_before(pack: Catalog) -> None:
    before = [event(0, "answered", "left-a.k2a"), event(AGAIN, "started")]
    state = fold_assessment([*before, event(AGAIN + 1, "skipped", "left-a.k2a", keeps=True)])
    assert state.answers["left-a.k2a"].kind == "answered"
    assert ask(pack, state) is None, "it was dealt with in this recheck"


def test_outside_a_recheck_passing_over_takes_the_answer_out() -> None:
    state = fold_assessment([event(0, "answered", "left-a.k2a"), event(5, "skipped", "left-a.k2a")])
    assert state.answers["left-a.k2a"].kind == "skipped"
