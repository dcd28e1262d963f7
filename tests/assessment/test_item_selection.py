"""Which question comes next, that it ends, and how far along one is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.assessment.events import AssessmentState, Event, fold_assessment
from pmcoach.assessment.forms import FORMS_BY_LENGTH, Form, FormKind, FormPart, compose_form
from pmcoach.assessment.item_selection import (
    choose_next_check,
    choose_next_item,
    find_item_area,
    find_item_competency,
    find_item_kind,
    list_handled_items,
    progress,
)
from pmcoach.assessment.target import make_target
from pmcoach.catalog.parse import Catalog
from tests.support import START

RULE = settings(derandomize=True, max_examples=60, deadline=None)

ONE = "stk-map"
"""A competency to try the asking of checks on; all have levels 1, 2, 2, 3, 3, 3."""
MOVES = ("pass", "miss", "guess", "skip", "not-applicable", "disagree")


class Run:
    """Answers given one after another."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.events: list[Event] = []

    @property
    def state(self) -> AssessmentState:
        return fold_assessment(self.events)

    def move(self, item: str, move: str) -> None:
        kind = {"skip": "skipped", "not-applicable": "not-applicable", "disagree": "disagreed"}.get(
            move, "answered"
        )
        data: dict[str, object] = {"item": item}
        if kind == "answered":
            check = self.catalog.checks.get(item)
            key = check.key if check else "a"
            wrong = "a" if key != "a" else "b"
            data |= {
                "option": wrong if move == "miss" else key,
                "sure": "guessing" if move == "guess" else "sure",
            }
        at = START + dt.timedelta(seconds=len(self.events))
        self.events.append(Event(f"e{len(self.events)}", at, kind, data))

    def levels(self, moves: list[str], budget: int = 6) -> list[int]:
        """The levels that are asked at when the answers go like this."""
        asked: list[int] = []
        for move in [*moves, "end"]:
            check = choose_next_check(self.catalog.checks_of[ONE], self.state, budget)
            if check is None:
                break
            asked.append(check.level)
            self.move(check.id, move)
        return asked


@pytest.mark.parametrize(
    ("moves", "levels"),
    [
        ([], [2]),
        (["pass"], [2, 3]),
        (["miss"], [2, 1]),
        (["pass", "pass"], [2, 3]),
        (["pass", "miss"], [2, 3, 2]),
        (["pass", "miss", "pass"], [2, 3, 2, 3]),
        (["miss", "pass"], [2, 1, 2]),
        (["miss", "miss"], [2, 1]),
        (["guess"], [2, 2]),
        (["guess", "guess"], [2, 2, 1]),
        (["guess", "miss"], [2, 2, 1]),
        (["skip"], [2]),
        (["not-applicable"], [2]),
        (["pass", "skip"], [2, 3]),
        (["disagree"], [2, 2]),
        (["disagree", "pass"], [2, 2, 3]),
    ],
)
def test_level_2_comes_first_then_a_pass_goes_up_and_a_miss_down(
    catalog: Catalog, moves: list[str], levels: list[int]
) -> None:
    assert Run(catalog).levels(moves) == levels


@pytest.mark.parametrize("budget", [1, 2, 3])
def test_no_more_checks_are_asked_than_the_form_allows(catalog: Catalog, budget: int) -> None:
    assert len(Run(catalog).levels(["pass", "miss", "pass", "miss"], budget)) == budget


def test_a_check_one_disagrees_with_does_not_count_against_the_form(catalog: Catalog) -> None:
    assert Run(catalog).levels(["disagree", "pass", "pass"], 2) == [2, 2, 3]


@pytest.mark.slow
@RULE
@given(
    kind=st.sampled_from(FORMS_BY_LENGTH),
    role=st.sampled_from(["generalist", "technical"]),
    data=st.data(),
)
def test_any_form_ends_asks_nothing_twice_and_counts_right(
    catalog: Catalog, kind: FormKind, role: str, data: st.DataObject
) -> None:
    form = compose_form(catalog, make_target(catalog, role, "entry"), kind)
    run = Run(catalog)
    habits = data.draw(st.lists(st.sampled_from(MOVES), min_size=1, max_size=12))
    start = data.draw(st.sampled_from(["", *catalog.areas]))
    asked: list[str] = []
    while (item := choose_next_item(catalog, form, run.state, start)) is not None:
        assert item not in asked
        now = progress(catalog, form, run.state)
        assert now.done < now.total
        assert now.minutes_left >= 1
        asked.append(item)
        run.move(item, habits[len(asked) % len(habits)])
    over = progress(catalog, form, run.state)
    assert over.done == over.total
    assert over.minutes_left == 0
    assert over.seconds_left == 0
    assert sorted(list_handled_items(catalog, form, run.state)) == sorted(asked)


def test_a_guessed_hit_does_not_use_up_the_form(catalog: Catalog) -> None:
    assert len(Run(catalog).levels(["guess", "miss", "pass"], 2)) == 3


def finish(catalog: Catalog, kind: FormKind, run: Run, move: str = "pass") -> int:
    """Go on through a form to its end, and say how many items it took."""
    form = compose_form(catalog, make_target(catalog, "generalist", "entry"), kind)
    count = 0
    while (item := choose_next_item(catalog, form, run.state)) is not None:
        run.move(item, move)
        count += 1
    return count


def test_a_longer_form_goes_on_where_a_shorter_ended(catalog: Catalog) -> None:
    run = Run(catalog)
    assert finish(catalog, "sketch", run) == 7
    quick = finish(catalog, "quick", run)
    assert 0 < quick <= 12 + 6 * 2 + 2 - 7
    assert finish(catalog, "standard", run) > 0
    assert finish(catalog, "full", run) > 0
    assert finish(catalog, "quick", run) == 0


def test_asking_starts_at_the_area_one_jumped_to_and_comes_round_to_the_others(
    catalog: Catalog,
) -> None:
    form = compose_form(catalog, make_target(catalog, "generalist", "entry"), "quick")
    run, areas = Run(catalog), list[str]()
    while (item := choose_next_item(catalog, form, run.state, "lau")) is not None:
        areas.append(find_item_area(catalog, item))
        run.move(item, "pass")
    assert list(dict.fromkeys(areas)) == ["lau", "rdm", "stk", "mkt"]
    assert areas == sorted(areas, key=["lau", "rdm", "stk", "mkt"].index)


def test_an_unanswered_form_is_all_ahead_and_pace_scales_its_time(catalog: Catalog) -> None:
    form = compose_form(catalog, make_target(catalog, "generalist", "entry"), "sketch")
    fresh = progress(catalog, form, AssessmentState())
    assert (fresh.done, fresh.total) == (0, 7)
    assert fresh.minutes_left == 3
    assert progress(catalog, form, AssessmentState(), pace=2).seconds_left == 2 * fresh.seconds_left


def test_while_anything_is_left_to_ask_a_form_is_not_called_done(catalog: Catalog) -> None:
    """Even where one competency takes more checks than the estimate counts with."""
    form = Form("full", (FormPart("checks", ONE, "stk"),), 6)
    run = Run(catalog)
    for move in ("pass", "miss", "pass"):
        item = choose_next_item(catalog, form, run.state)
        assert item is not None
        run.move(item, move)
    assert choose_next_item(catalog, form, run.state) is not None
    assert progress(catalog, form, run.state).done < progress(catalog, form, run.state).total


def test_the_makers_estimates_of_time_are_those_that_the_design_promises(
    catalog: Catalog,
) -> None:
    target = make_target(catalog, "generalist", "entry")
    minutes = {
        kind: progress(catalog, compose_form(catalog, target, kind), AssessmentState()).minutes_left
        for kind in FORMS_BY_LENGTH
    }
    assert minutes["sketch"] <= 3
    assert minutes["quick"] <= 12
    assert 24 <= minutes["standard"] <= 36
    assert 48 <= minutes["full"] <= 75


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("stk-map.k1", "check"),
        ("stk-map.ladder", "ladder"),
        ("stk.s-pet-feature", "scenario"),
        ("stk-map", None),
        ("nobody.ladder", None),
        ("", None),
    ],
)
def test_an_items_id_tells_its_kind(catalog: Catalog, item: str, kind: str | None) -> None:
    assert find_item_kind(catalog, item) == kind


@pytest.mark.parametrize("ask", [find_item_area, find_item_competency])
def test_an_item_that_the_content_lacks_has_no_place(
    catalog: Catalog, ask: Callable[[Catalog, str], str]
) -> None:
    assert ask(catalog, "stk-map.ladder") in {"stk", "stk-map"}
    with pytest.raises(KeyError):
        ask(catalog, "nobody.ladder")
