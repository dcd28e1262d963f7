"""What happened is a list of events; where one stands is their fold."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.assessment.events import Event, fold_assessment, merge_events
from tests.support import START

RULE = settings(derandomize=True, max_examples=150, deadline=None)

ITEMS = ("x", "y", "z")


def event(number: int, kind: str, /, **data: object) -> Event:
    return Event(f"e{number}", START + dt.timedelta(seconds=number), kind, data)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Any mixture of events, some at the same moment, some undoing others."""
    found: list[Event] = []
    for number in range(draw(st.integers(0, 14))):
        kind = draw(
            st.sampled_from(
                [
                    "started",
                    "answered",
                    "changed",
                    "skipped",
                    "not-applicable",
                    "disagreed",
                    "undone",
                    "jumped",
                    "of a later version",
                ]
            )
        )
        at = START + dt.timedelta(seconds=draw(st.integers(0, 10)))
        data: dict[str, object] = {"item": draw(st.sampled_from(ITEMS))}
        if kind == "undone":
            data = {"event": f"e{draw(st.integers(0, 14))}"}
        elif kind == "jumped":
            data = {"area": draw(st.sampled_from(["stk", "lau"]))}
        elif kind == "disagreed":
            data["withdrawn"] = draw(st.booleans())
        else:
            data["option"] = draw(st.sampled_from("abcd"))
        if draw(st.booleans()):
            data["revision"] = draw(st.integers(1, 3))
        found.append(Event(f"e{number}", at, kind, data))
    return found


@RULE
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_read_does_not_matter(
    events: list[Event], chance: random.Random
) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert fold_assessment(shuffled) == fold_assessment(events)


@RULE
@given(histories(), st.integers(0, 14), st.integers(0, 14))
def test_merging_is_a_union_by_id(events: list[Event], one: int, other: int) -> None:
    """Two copies of a profile that share some events make the whole, whichever comes first."""
    left, right = events[: max(one, other)], events[min(one, other) :]
    assert merge_events(left, right) == merge_events(right, left) == merge_events(events)
    assert merge_events(events, events) == merge_events(events)


@RULE
@given(histories())
def test_undoing_the_last_event_leaves_what_was_there_before_it(events: list[Event]) -> None:
    now = fold_assessment(events)
    if now.last_event is None:
        assert now.order == ()
        return
    undo = event(99, "undone", event=now.last_event.id)
    without = [one for one in events if one is not now.last_event]
    assert fold_assessment([*events, undo]) == fold_assessment(without)


def test_an_answer_keeps_all_that_was_said() -> None:
    state = fold_assessment(
        [
            event(1, "answered", item="x", option="c", sure="guessing", revision=2),
            event(2, "answered", item="y", best="a", worst="d", provable=True),
        ]
    )
    x, y = state.answers["x"], state.answers["y"]
    assert (x.kind, x.option, x.sure, x.revision, x.provable) == (
        "answered",
        "c",
        "guessing",
        2,
        False,
    )
    assert (y.best, y.worst, y.provable, y.revision) == ("a", "d", True, 1)
    assert x.at == START + dt.timedelta(seconds=1)
    assert state.order == ("x", "y")


def test_a_change_replaces_the_answer_and_keeps_its_place() -> None:
    state = fold_assessment(
        [
            event(1, "answered", item="x", option="a"),
            event(2, "answered", item="y", option="a"),
            event(3, "changed", item="x", option="b"),
        ]
    )
    assert state.answers["x"].option == "b"
    assert state.order == ("x", "y")


@pytest.mark.parametrize("kind", ["answered", "changed", "skipped", "not-applicable", "disagreed"])
def test_what_is_asked_in_other_words_takes_its_place_anew(kind: str) -> None:
    before = [
        event(1, "answered", item="x", option="a", revision=1),
        event(2, "answered", item="y", option="a", revision=1),
    ]
    for revision, order in ((1, ("x", "y")), (2, ("y", "x"))):
        state = fold_assessment([*before, event(3, kind, item="x", revision=revision)])
        assert state.order == order
    # As it was written before those that pass a question over said which wording it had.
    assert fold_assessment([*before, event(3, "skipped", item="x")]).order == ("x", "y")
    back = [event(3, kind, item="x", revision=2), event(4, "undone", event="e3")]
    assert fold_assessment([*before, *back]).order == ("x", "y")


@pytest.mark.parametrize("kind", ["skipped", "not-applicable", "disagreed"])
def test_what_was_passed_over_in_other_words_takes_its_place_anew(kind: str) -> None:
    before = [event(1, kind, item="x"), event(2, "answered", item="y", revision=1)]
    for revision, order in ((1, ("x", "y")), (2, ("y", "x"))):
        state = fold_assessment([*before, event(3, "answered", item="x", revision=revision)])
        assert state.order == order


@pytest.mark.parametrize("kind", ["answered", "skipped"])
def test_an_answer_stays_beside_one_to_another_wording(kind: str) -> None:
    """A second machine with older content may answer later."""
    events = [
        event(1, "answered", item="x", option="a", revision=2),
        event(2, kind, item="x", option="b", revision=1),
    ]
    state = fold_assessment(events)
    assert state.answers["x"].revision == 1
    assert state.replaced_answers["x", 2].option == "a"
    state = fold_assessment([*events, event(3, "changed", item="x", option="c", revision=2)])
    assert (state.answers["x"].option, list(state.replaced_answers)) == ("c", [("x", 1)])


def test_a_skip_that_names_no_wording_is_about_the_one_that_was_answered() -> None:
    """As it was written before skips said which wording it had."""
    events = [event(1, "answered", item="x", revision=2), event(2, "skipped", item="x")]
    state = fold_assessment(events)
    assert (state.answers["x"].kind, state.answers["x"].revision) == ("skipped", 2)
    assert state.replaced_answers == {}
    state = fold_assessment([events[0], event(2, "disagreed", item="x")])
    assert state.disagreed_revisions == {"x": 2}


def test_a_disagreement_says_which_wording_it_is_about() -> None:
    events = [
        event(1, "disagreed", item="x", revision=2),
        event(2, "disagreed", item="y"),
        event(3, "disagreed", item="z", revision=2),
        event(4, "disagreed", item="z", revision=2, withdrawn=True),
    ]
    assert fold_assessment(events).disagreed_revisions == {"x": 2, "y": 1}


@RULE
@given(histories(), st.integers(0, 14))
def test_what_came_before_can_be_folded_first(events: list[Event], count: int) -> None:
    past = merge_events(event for event in events if event.kind != "undone")
    earlier, later = past[:count], past[count:]
    assert fold_assessment(past) == fold_assessment(later, None, fold_assessment(earlier))


def test_undoing_a_change_brings_the_first_answer_back() -> None:
    events = [
        event(1, "answered", item="x", option="a"),
        event(2, "changed", item="x", option="b"),
        event(3, "undone", event="e2"),
    ]
    assert fold_assessment(events).answers["x"].option == "a"
    assert fold_assessment([*events, event(4, "undone", event="e1")]).answers == {}


def test_skipped_not_applicable_and_not_asked_are_three_things() -> None:
    state = fold_assessment([event(1, "skipped", item="x"), event(2, "not-applicable", item="y")])
    assert state.answers["x"].kind == "skipped"
    assert state.answers["y"].kind == "not-applicable"
    assert "z" not in state.answers


def test_disagreeing_keeps_the_note_and_can_be_taken_back() -> None:
    first = event(1, "disagreed", item="x", note="Two are right")
    assert fold_assessment([first]).disagreed == {"x": "Two are right"}
    assert fold_assessment([first, event(2, "disagreed", item="x", withdrawn=True)]).disagreed == {}


def test_former_ids_of_items_count_as_the_present_ones() -> None:
    events = [
        event(1, "answered", item="old", option="a"),
        event(2, "disagreed", item="older"),
        event(3, "changed", item="new", option="b"),
    ]
    state = fold_assessment(events, {"old": "new", "older": "new"})
    assert list(state.answers) == ["new"]
    assert state.answers["new"].option == "b"
    assert list(state.disagreed) == ["new"]


def test_events_of_unknown_kinds_are_passed_over() -> None:
    known = [event(1, "answered", item="x", option="a")]
    assert fold_assessment([*known, event(2, "dreamt", item="x", option="b")]) == fold_assessment(
        known
    )


def test_the_area_jumped_to_holds_until_an_assessment_begins() -> None:
    events = [event(1, "started"), event(2, "jumped", area="lau"), event(3, "jumped", area="stk")]
    assert fold_assessment(events).area == "stk"
    assert fold_assessment([*events, event(4, "undone", event="e3")]).area == "lau"
    assert fold_assessment([*events, event(4, "started")]).area == ""


def test_values_of_the_wrong_type_read_as_absent() -> None:
    state = fold_assessment(
        [event(1, "answered", item="x", option=3, revision="two", provable="yes")]
    )
    assert (state.answers["x"].option, state.answers["x"].revision) == ("", 1)
    assert state.answers["x"].provable is False


@pytest.mark.parametrize("kind", ["answered", "changed", "skipped", "not-applicable", "disagreed"])
@pytest.mark.parametrize("revision", [[1], {"number": 2}, "two", 2.0])
def test_a_wording_that_is_no_number_reads_as_none(kind: str, revision: object) -> None:
    """Only an edit by hand can write one."""
    before = [event(number, "answered", item=item) for number, item in enumerate("xy", 1)]
    state = fold_assessment([*before, event(3, kind, item="x", revision=revision)])
    assert (state.order, state.answers["x"].revision) == (("x", "y"), 1)


def test_of_two_events_with_one_id_the_later_one_counts_whichever_comes_first() -> None:
    """Only an edit by hand can make such twins."""
    first = Event("e1", START, "answered", {"item": "x", "option": "a"})
    later = Event("e1", START + dt.timedelta(seconds=1), "answered", {"item": "x", "option": "b"})
    assert merge_events([first], [later]) == merge_events([later], [first]) == [later]
