"""What is asked next and why, that it ends, and how far along one is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.assessment.events import AssessmentState
from pmcoach.assessment.forms import FORMS_BY_LENGTH, FormKind, compose_form
from pmcoach.assessment.item_selection import (
    LEAST_CHANGE_CHANCE,
    Asking,
    Candidate,
    choose_about,
    choose_next,
    find_sisters,
)
from pmcoach.assessment.items import (
    count_handled_seconds,
    estimate_seconds,
    find_item_area,
    find_item_kind,
)
from pmcoach.assessment.progress import count_open_levels, list_handled_items, measure_progress
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.parse import Catalog, ladder_id
from pmcoach.catalog.vocabulary import FACETS, Facet
from tests.assessment.answering import MOVES, Move, Walk, list_items, set_out
from tests.assessment.packs import two_areas, with_sets
from tests.conftest import shipped_catalog
from tests.support import START, pick_items

WALKS = settings(max_examples=25)

ROLES = ("generalist", "technical", "catch-all", "product-marketing")
TIMED: tuple[FormKind, ...] = ("sketch", "quick", "standard")


@pytest.fixture
def target(catalog: Catalog) -> Target:
    return make_target(catalog, "generalist", "independent")


def begin(
    catalog: Catalog,
    kind: FormKind,
    target: Target | None = None,
    *,
    start_area: str = "",
    seen_items: Sequence[str] = (),
) -> Walk:
    target = target or make_target(catalog, next(iter(catalog.roles)), "independent")
    form = compose_form(catalog, target, kind)
    return set_out(catalog, form, target, start_area=start_area, seen_items=seen_items)


def by_habit(habits: Sequence[Move]) -> count[int]:
    """A counter, for going through habits in turn."""
    assert habits
    return count()


def go_through(walk: Walk, habits: Sequence[Move] = ("good",)) -> list[str]:
    """Go on to the end, by habits in turn, and say what was asked."""
    turns = by_habit(habits)
    return [choice.item for choice in walk.go_on(lambda _: habits[next(turns) % len(habits)])]


@st.composite
def draw_walk(draw: st.DrawFn, kinds: Sequence[FormKind]) -> Walk:
    """Someone who begins an assessment of what ships, for any target."""
    catalog = shipped_catalog()
    role, stage = draw(st.sampled_from(ROLES)), draw(st.sampled_from(list(catalog.stages)))
    return begin(
        catalog,
        draw(st.sampled_from(kinds)),
        make_target(catalog, role, stage),
        start_area=draw(st.sampled_from(["", *catalog.areas])),
    )


shipped_items = st.deferred(lambda: st.sampled_from(list_items(shipped_catalog())))
habit_lists = st.lists(st.sampled_from(MOVES), min_size=1, max_size=9)
answering_habits = st.lists(
    st.sampled_from(["good", "bad", "marked", "middling"]), min_size=1, max_size=9
)
"""Of someone who passes nothing over."""


@pytest.mark.slow
@WALKS
@given(walk=draw_walk(FORMS_BY_LENGTH), habits=habit_lists)
def test_every_length_ends_asks_nothing_twice_and_counts_right(
    walk: Walk, habits: list[Move]
) -> None:
    turns, items = by_habit(habits), list[str]()
    for choice in walk.go_on(lambda _: habits[next(turns) % len(habits)]):
        assert choice.item not in items
        progress = measure_progress(walk.asking)
        assert progress.done == len(items) < progress.total
        assert progress.minutes_left >= 1
        items.append(choice.item)
    over = measure_progress(walk.asking)
    assert (over.done, over.total) == (len(items), len(items))
    assert (over.minutes_left, over.seconds_left) == (0, 0)
    assert list_handled_items(walk.asking) == items


@pytest.mark.slow
@WALKS
@given(walk=draw_walk(["sketch"]), habits=habit_lists)
def test_at_no_moment_are_more_than_half_of_a_sketch_ladders(
    walk: Walk, habits: list[Move]
) -> None:
    """What was passed over is counted as well: it was asked."""
    items = go_through(walk, habits)
    for place in range(1, len(items) + 1):
        kinds = Counter(find_item_kind(walk.catalog, item) for item in items[:place])
        assert kinds["ladder"] <= place / 2


def test_a_sketch_asks_ladders_too_of_someone_who_passes_over_what_they_know(
    catalog: Catalog, target: Target
) -> None:
    items = go_through(begin(catalog, "sketch", target), ["skipped"])
    kinds = Counter(find_item_kind(catalog, item) for item in items)
    assert kinds["ladder"] > 0


@pytest.mark.slow
@WALKS
@given(walk=draw_walk(TIMED), habits=answering_habits)
def test_a_length_keeps_to_its_time_give_or_take_a_question(walk: Walk, habits: list[Move]) -> None:
    go_through(walk, habits)
    assert walk.form.seconds is not None
    longest = max(estimate_seconds(walk.catalog, item) for item in list_items(walk.catalog))
    # Who jumps to an area gets its questions first, and the scenarios of the length all the same.
    after_jump = longest * sum(walk.form.scenarios.values()) if walk.start_area else 0
    assert walk.asking.seconds_done <= walk.form.seconds + longest + after_jump


@pytest.mark.slow
@WALKS
@given(walk=draw_walk(["quick", "standard"]), habits=habit_lists)
def test_quick_and_standard_ask_their_scenarios_in_any_case(walk: Walk, habits: list[Move]) -> None:
    """Four in the two heaviest areas, or two in each: what was passed over is used up."""
    items = go_through(walk, habits)
    asked_in = Counter(
        find_item_area(walk.catalog, item) for item in items if item in walk.catalog.scenarios
    )
    assert walk.form.scenarios
    for area, least in walk.form.scenarios.items():
        assert asked_in[area] >= least == 2


def test_scenarios_that_an_area_lacks_are_not_waited_for() -> None:
    catalog = two_areas()
    walk = begin(catalog, "standard")
    for scenario in catalog.scenarios_of["left"][:3]:
        walk.apply(scenario.id, "skipped")
    for scenario in catalog.scenarios_of["right"]:
        walk.apply(scenario.id, "disagreed")
    assert walk.asking.due_areas == []
    assert choose_next(walk.asking) is not None


def test_the_last_time_is_left_for_scenarios_that_are_due(catalog: Catalog, target: Target) -> None:
    walk = begin(catalog, "quick", target)
    reasons = {choice.item: choice.reason for choice in walk.go_on(lambda _: "bad")}
    due = [item for item, reason in reasons.items() if reason == "judgment"]
    assert due
    assert all(item in catalog.scenarios for item in due)


@pytest.mark.slow
@settings(max_examples=12)
@given(walk=draw_walk(["full"]), habits=answering_habits)
def test_a_full_assessment_asks_about_everything(walk: Walk, habits: list[Move]) -> None:
    """Also about what the target gives no weight."""
    go_through(walk, habits)
    for facet in FACETS:
        subjects = walk.catalog.areas if facet == "ability" else walk.catalog.competencies
        assert set(walk.asking.showings[facet]) == set(subjects)


def test_what_the_target_gives_no_weight_is_asked_by_a_full_assessment_alone() -> None:
    catalog = two_areas()
    target = make_target(
        catalog, "role", "independent", competencies={"left-a": 1.0}, title="An ad"
    )
    for kind in TIMED:
        walk = begin(catalog, kind, target)
        for choice in walk.go_on(lambda _: "good"):
            assert choice.subject in {"left-a", "left"} or choice.reason == "judgment"
    walk = begin(catalog, "full", target)
    assert {choice.subject for choice in walk.go_on(lambda _: "good")} == {
        *catalog.competencies,
        *catalog.areas,
    }


@pytest.mark.slow
@settings(max_examples=10)
@given(walk=draw_walk(FORMS_BY_LENGTH), habits=habit_lists)
def test_what_is_asked_is_the_same_every_time(walk: Walk, habits: list[Move]) -> None:
    again = replace(walk)
    assert go_through(walk, habits) == go_through(again, habits)
    reordered = replace(walk.state, answers=dict(sorted(walk.state.answers.items(), reverse=True)))
    for kind in FORMS_BY_LENGTH:
        form = compose_form(walk.catalog, walk.target, kind)
        askings = [
            Asking(walk.catalog, form, walk.target, state) for state in (walk.state, reordered)
        ]
        first, second = (choose_next(asking) for asking in askings)
        assert first == second


def has_time(walk: Walk, candidate: Candidate) -> bool:
    """Whether at least half of a question still fits."""
    assert walk.form.seconds is not None
    spent = count_handled_seconds(walk.catalog, walk.state)
    return spent + candidate.seconds / 2 <= walk.form.seconds


@pytest.mark.slow
@WALKS
@given(walk=draw_walk(["quick", "standard"]), habits=habit_lists)
def test_a_jump_to_an_area_is_obeyed_while_it_has_questions(walk: Walk, habits: list[Move]) -> None:
    turns = by_habit(habits)
    for choice in walk.go_on(lambda _: habits[next(turns) % len(habits)]):
        if choice.reason == "judgment":
            continue
        area = find_item_area(walk.catalog, choice.item)
        left = [
            candidate
            for candidate in walk.asking.candidates
            if candidate.area == walk.start_area != area
            and has_time(walk, candidate)
            and candidate.item_value.change_chance >= LEAST_CHANGE_CHANCE
        ]
        assert left == []


def test_a_jump_changes_the_first_question(catalog: Catalog, target: Target) -> None:
    for area in catalog.areas:
        choice = choose_next(begin(catalog, "quick", target).asking, area)
        assert choice is not None
        assert find_item_area(catalog, choice.item) == area


def test_a_skipped_knowledge_question_closes_its_competency(catalog: Catalog) -> None:
    walk = begin(catalog, "full")
    competency = "stk-map"
    (skipped_item,) = pick_items(catalog, competency, 2)
    walk.apply(skipped_item, "skipped")
    items = go_through(walk, ["good"])
    assert not {item.id for item in catalog.knowledge_items_of[competency]} & set(items)
    assert ladder_id(competency) in items, "only what is known of it"


@pytest.mark.parametrize("move", ["good", "disagreed"])
def test_an_answered_or_disputed_question_leaves_its_sisters(catalog: Catalog, move: Move) -> None:
    walk = begin(catalog, "full")
    (item,) = pick_items(catalog, "stk-map", 2)
    walk.apply(item, move)
    choice = choose_about(walk.asking, "knowledge", "stk-map")
    assert choice is not None
    assert choice.item != item


@pytest.mark.slow
@WALKS
@given(walk=draw_walk(FORMS_BY_LENGTH), disputed=st.sets(shipped_items, max_size=60))
def test_what_one_disagrees_with_is_never_asked(walk: Walk, disputed: set[str]) -> None:
    walk.state = replace(walk.state, disagreed=dict.fromkeys(disputed, ""))
    assert not disputed & set(go_through(walk))


@pytest.mark.parametrize("facet", ["knowledge", "ability"])
def test_what_was_seen_comes_last(catalog: Catalog, facet: Facet) -> None:
    subject = "stk" if facet == "ability" else "stk-map"
    pool = catalog.scenarios_of if facet == "ability" else catalog.knowledge_items_of
    items = [item.id for item in pool[subject]]
    for unseen in items:
        seen = [item for item in items if item != unseen]
        choice = choose_about(begin(catalog, "full", seen_items=seen).asking, facet, subject)
        assert choice is not None
        assert choice.item == unseen


def test_questions_seen_before_are_asked_where_nothing_else_is_left(catalog: Catalog) -> None:
    items = [item.id for item in catalog.knowledge_items_of["stk-map"]]
    choice = choose_about(begin(catalog, "full", seen_items=items).asking, "knowledge", "stk-map")
    assert choice is not None
    assert choice.item in items


def test_the_last_situation_of_a_set_is_left_until_its_sisters_were_asked_before() -> None:
    catalog = with_sets()
    sisters = ["one.o1.1", "one.o1.2"]
    assert [item.id for item in find_sisters(catalog, catalog.checks["one.o1.3"])] == sisters
    for seen_items in ([], sisters[:1], ["one.k2", "one.k3", "one.s1"]):
        items = go_through(begin(catalog, "full", seen_items=seen_items), ["marked"])
        assert "one.o1.3" not in items
    walk = begin(catalog, "full", seen_items=[*sisters, "one.k2", "one.k3", "one.s1"])
    choice = choose_about(walk.asking, "knowledge", "one")
    assert choice is not None
    assert choice.item == "one.o1.3"


def test_what_stands_alone_has_no_sisters() -> None:
    catalog = with_sets()
    for item_id in ("one.k2", "one.s1"):
        assert find_sisters(catalog, catalog.knowledge_items[item_id]) == []


def test_guessing_is_taken_to_be_easier_where_two_keys_or_the_key_are_known() -> None:
    """So the same item is worth less: there is less to learn from its answer."""
    catalog = with_sets()
    target = replace(
        make_target(catalog, "role", "entry"), levels={"knowledge": 2, "skill": 1, "ability": 1}
    )
    rest = ["one.o1.1", "one.o1.2", "one.k2", "one.k3", "one.s1"]
    walk = begin(catalog, "full", target, seen_items=rest)
    values = {}
    for seen in (False, True):
        asking = replace(walk.asking, keys_seen_at={"one.o1.3": START} if seen else {})
        (candidate,) = (each for each in asking.candidates if each.facet == "knowledge")
        assert candidate.item == "one.o1.3"
        values[seen] = candidate.item_value.worth
    fresh = begin(catalog, "full", target, seen_items=["one.k2", "one.k3", "one.s1"])
    (candidate,) = (each for each in fresh.asking.candidates if each.facet == "knowledge")
    assert candidate.item == "one.o1.1"
    assert candidate.item_value.worth > values[False] > values[True]


@pytest.mark.parametrize("facet", FACETS)
def test_one_can_ask_about_exactly_one_level(catalog: Catalog, facet: Facet) -> None:
    asking = begin(catalog, "full").asking
    for subject in catalog.areas if facet == "ability" else catalog.competencies:
        choice = choose_about(asking, facet, subject)
        assert choice is not None
        assert (choice.facet, choice.subject) == (facet, subject)
        kinds = {"knowledge": {"check", "spot"}, "skill": {"ladder"}, "ability": {"scenario"}}
        assert find_item_kind(catalog, choice.item) in kinds[facet]
        assert choice.item.startswith(subject)


def test_where_all_was_asked_there_is_nothing_about_a_level() -> None:
    catalog = two_areas()
    walk = begin(catalog, "full")
    for item in list_items(catalog):
        walk.apply(item, "good")
    for facet, subject in (("knowledge", "left-a"), ("skill", "left-a"), ("ability", "left")):
        assert choose_about(walk.asking, facet, subject) is None  # type: ignore[arg-type]  # literals
    assert choose_next(walk.asking) is None


def test_an_older_wording_is_asked_anew() -> None:
    catalog = two_areas()
    walk = begin(catalog, "full")
    walk.apply(ladder_id("left-a"), "good")
    answer = walk.state.answers[ladder_id("left-a")]
    walk.state = replace(walk.state, answers={answer.item: replace(answer, revision=99)})
    choice = choose_about(walk.asking, "skill", "left-a")
    assert choice is not None
    assert choice.item == ladder_id("left-a")


def test_the_first_question_is_about_what_may_matter_and_a_second_settles_it(
    catalog: Catalog, target: Target
) -> None:
    walk, known = begin(catalog, "standard", target), set[tuple[Facet, str]]()
    reasons = Counter[str]()
    for choice in walk.go_on(lambda _: "middling"):
        if choice.reason != "judgment":
            is_known = (choice.facet, choice.subject) in known
            assert choice.reason == ("unsettled" if is_known else "may-matter")
        reasons[choice.reason] += 1
        known.add((choice.facet, choice.subject))
    assert reasons["may-matter"] > 1
    assert reasons["judgment"] > 0
    assert next(iter(begin(catalog, "full", target).go_on(lambda _: "good"))).reason == "complete"


def test_a_longer_length_goes_on_where_a_shorter_ended(catalog: Catalog, target: Target) -> None:
    walk = begin(catalog, "sketch", target)
    asked = set(go_through(walk, ["bad"]))
    for kind in FORMS_BY_LENGTH[1:]:
        walk.form = compose_form(catalog, target, kind)
        items = go_through(walk, ["bad"])
        assert items
        assert not asked & set(items)
        asked |= set(items)
    walk.form = compose_form(catalog, target, "sketch")
    assert choose_next(walk.asking) is None


def test_the_time_of_shorter_lengths_counts(catalog: Catalog, target: Target) -> None:
    walk = begin(catalog, "sketch", target)
    go_through(walk)
    walk.form = compose_form(catalog, target, "quick")
    go_through(walk)
    assert count_handled_seconds(catalog, walk.state) <= 600 + 70


def test_an_assessment_ends_early_where_nothing_can_change_the_first_gaps(
    catalog: Catalog,
) -> None:
    """Someone who knows everything that an entry asks has no gap to look for."""
    walk = begin(catalog, "standard", make_target(catalog, "generalist", "entry"))
    items = go_through(walk, ["good"])
    assert sum(estimate_seconds(catalog, item) for item in items) < 1620 / 2


def test_no_question_is_asked_for_a_target_that_asks_nothing() -> None:
    """Levels of 0 are met by anyone."""
    catalog = two_areas()
    target = replace(
        make_target(catalog, "role", "entry"), levels={"knowledge": 0, "skill": 0, "ability": 0}
    )
    assert choose_next(begin(catalog, "sketch", target).asking) is None


def test_an_unanswered_form_is_all_ahead_and_pace_scales_its_time(
    catalog: Catalog, target: Target
) -> None:
    asking = begin(catalog, "sketch", target).asking
    fresh = measure_progress(asking)
    assert fresh.done == 0
    assert fresh.total > 0
    assert fresh.minutes_left == 3
    assert measure_progress(asking, pace=2).seconds_left == 2 * fresh.seconds_left


def test_the_estimates_of_time_are_those_that_the_design_promises(
    catalog: Catalog, target: Target
) -> None:
    minutes = {
        kind: measure_progress(begin(catalog, kind, target).asking).minutes_left
        for kind in FORMS_BY_LENGTH
    }
    assert (minutes["sketch"], minutes["quick"], minutes["standard"]) == (3, 10, 27)
    assert 45 <= minutes["full"] <= 90


def test_what_is_left_shrinks_with_every_answer(catalog: Catalog, target: Target) -> None:
    walk, seconds = begin(catalog, "quick", target), list[float]()
    for _ in walk.go_on(lambda _: "bad"):
        seconds.append(measure_progress(walk.asking).seconds_left)
    assert seconds == sorted(seconds, reverse=True)


def test_the_open_levels_of_an_area_are_those_that_nothing_was_asked_about() -> None:
    catalog = two_areas()
    walk = begin(catalog, "full")
    assert count_open_levels(walk.asking, "left") == 2 + 2 + 1
    walk.apply("left-a.k2a", "good")
    walk.apply(ladder_id("left-b"), "skipped")
    assert count_open_levels(walk.asking, "left") == 3
    assert count_open_levels(walk.asking, "right") == 5


def test_items_that_are_gone_from_the_content_are_not_gone_back_to() -> None:
    catalog = two_areas()
    walk = begin(catalog, "full")
    walk.apply("left-a.k2a", "good")
    walk.state = replace(walk.state, order=("gone.k1", *walk.state.order))
    assert list_handled_items(walk.asking) == ["left-a.k2a"]


def test_an_empty_state_is_a_place_to_begin(catalog: Catalog, target: Target) -> None:
    for kind in FORMS_BY_LENGTH:
        form = compose_form(catalog, target, kind)
        choice = choose_next(Asking(catalog, form, target, AssessmentState()))
        assert choice is not None
        assert form.seconds is None or estimate_seconds(catalog, choice.item) < form.seconds
