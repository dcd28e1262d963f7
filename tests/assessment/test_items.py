"""What an item is, how long it takes, and whether it was dealt with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from pmcoach.assessment.events import Answer, AssessmentState
from pmcoach.assessment.items import (
    THINKING_SECONDS,
    WORDS_PER_MINUTE,
    ItemKind,
    count_handled_seconds,
    estimate_seconds,
    find_item_area,
    find_item_competency,
    find_item_kind,
    find_item_revision,
    fit_to_catalog,
    is_closed,
    is_handled,
    is_handled_since_start,
)
from pmcoach.catalog.parse import Catalog
from tests.assessment.answering import claim, judge, know, list_items, make_state
from tests.assessment.packs import with_sets
from tests.support import START


@pytest.mark.parametrize(
    ("item_id", "kind", "area"),
    [
        ("one.k2", "check", "area"),
        ("one.o1.1", "check", "area"),
        ("one.s1", "spot", "area"),
        ("one.ladder", "ladder", "area"),
        ("area.s1", "scenario", "area"),
        ("area.t1.2", "scenario", "area"),
    ],
)
def test_an_items_id_tells_its_kind_and_place(item_id: str, kind: str, area: str) -> None:
    catalog = with_sets()
    assert find_item_kind(catalog, item_id) == kind
    assert find_item_area(catalog, item_id) == area
    assert find_item_revision(catalog, item_id) == 1
    if kind != "scenario":
        assert find_item_competency(catalog, item_id) == "one"


@pytest.mark.parametrize("item_id", ["one", "nobody.ladder", "ladder", "one.k9", ""])
def test_what_the_content_lacks_is_of_no_kind(item_id: str) -> None:
    assert find_item_kind(with_sets(), item_id) is None


@pytest.mark.parametrize(
    "ask", [find_item_area, find_item_competency, find_item_revision, estimate_seconds]
)
def test_what_the_content_lacks_has_no_place_and_no_time(
    ask: Callable[[Catalog, str], object],
) -> None:
    with pytest.raises(KeyError):
        ask(with_sets(), "nobody.ladder")


def test_a_scenario_belongs_to_no_competency() -> None:
    with pytest.raises(KeyError):
        find_item_competency(with_sets(), "area.s1")


def test_reading_200_words_a_minute_and_thinking_are_the_time_of_an_item() -> None:
    catalog = with_sets()
    check = catalog.checks["one.k2"]
    words = " ".join([check.ask, *(option.text for option in check.option)]).split()
    assert WORDS_PER_MINUTE == 200
    assert estimate_seconds(catalog, "one.k2") == len(words) * 0.3 + 8
    scenario = catalog.scenarios["area.s1"]
    words = " ".join([scenario.situation, *(action.text for action in scenario.action)]).split()
    assert estimate_seconds(catalog, "area.s1") == pytest.approx(len(words) * 0.3 + 20)


@pytest.mark.parametrize(
    ("item_id", "kind"),
    [("one.k2", "check"), ("one.s1", "spot"), ("one.ladder", "ladder"), ("area.s1", "scenario")],
)
def test_the_words_one_reads_are_counted_for_every_kind(item_id: str, kind: ItemKind) -> None:
    catalog = with_sets()
    seconds = catalog.word_counts[item_id] * 0.3 + THINKING_SECONDS[kind]
    assert catalog.word_counts[item_id] > 0
    assert estimate_seconds(catalog, item_id) == pytest.approx(seconds)


def test_every_shipped_item_takes_between_a_few_seconds_and_two_minutes(catalog: Catalog) -> None:
    seconds = [estimate_seconds(catalog, item_id) for item_id in list_items(catalog)]
    assert min(seconds) > 10
    assert max(seconds) < 120


def skipped(answer: Answer) -> Answer:
    return replace(answer, kind="skipped", option="", revision=1)


@pytest.mark.parametrize("kind", ["answered", "skipped", "not-applicable"])
def test_an_item_is_closed_however_it_was_dealt_with(kind: str) -> None:
    catalog = with_sets()
    answer = replace(know(catalog, "one.k2"), kind=kind)  # type: ignore[arg-type]  # one of three literals
    assert is_closed(catalog, make_state(answer), "one.k2")
    assert not is_closed(catalog, make_state(answer), "one.k3")


def test_an_item_stays_open_if_only_an_older_wording_was_answered_or_skipped() -> None:
    answer = replace(know(with_sets(), "one.k2"), revision=1)
    for past_answer in (answer, skipped(answer)):
        assert is_handled(make_state(past_answer), "one.k2", 1)
        assert not is_handled(make_state(past_answer), "one.k2", 2)


def test_an_item_one_disagrees_with_is_closed_even_unanswered() -> None:
    assert is_closed(with_sets(), make_state(disagreed=["one.k2"]), "one.k2")


@pytest.mark.parametrize(("revision", "is_left"), [(1, True), (2, False)])
def test_a_disagreement_is_about_one_wording(revision: int, is_left: bool) -> None:
    state = make_state(disagreed=["one.k2", "gone.k1"])
    state = replace(state, disagreed_revisions={"one.k2": revision, "gone.k1": 2})
    fitted = fit_to_catalog(with_sets(), state)
    assert is_closed(with_sets(), fitted, "one.k2") == is_left
    assert "gone.k1" in fitted.disagreed


@pytest.mark.parametrize(("revision", "expected"), [(1, "present"), (3, "later")])
def test_the_answer_to_the_present_wording_counts_whatever_came_later(
    revision: int, expected: str
) -> None:
    present = know(with_sets(), "one.k2")
    later = replace(present, revision=2, option="")
    replaced = replace(present, revision=revision)
    state = replace(make_state(later), replaced_answers={("one.k2", revision): replaced})
    fitted = fit_to_catalog(with_sets(), state)
    assert fitted.answers["one.k2"] == {"present": present, "later": later}[expected]


def test_only_what_was_dealt_with_after_the_beginning_is_of_this_assessment() -> None:
    later = START + dt.timedelta(minutes=1)
    state = AssessmentState(began=START, dealt_at={"one.k2": START, "one.k3": later})
    assert not is_handled_since_start(state, "one.k2")
    assert is_handled_since_start(state, "one.k3")
    assert not is_handled_since_start(state, "one.ladder")
    assert is_handled_since_start(replace(state, began=None), "one.k2")


def test_the_time_spent_is_that_of_all_answers_in_the_present_wording() -> None:
    catalog = with_sets()
    answers = [know(catalog, "one.k2"), claim(catalog, "one", 2), judge(catalog, "area.s1")]
    spent = sum(estimate_seconds(catalog, answer.item) for answer in answers)
    answers.append(skipped(know(catalog, "one.k3")))
    spent += estimate_seconds(catalog, "one.k3") / 2  # it was read, and decided at once
    uncounted = [
        replace(know(catalog, "one.s1"), revision=99),
        Answer("gone.k1", "answered", START, "e"),
    ]
    assert count_handled_seconds(catalog, make_state(*answers, *uncounted)) == pytest.approx(spent)
    assert count_handled_seconds(catalog, AssessmentState()) == 0
