"""An update asks again about the levels whose questions have changed, and about nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pmcoach.assessment.forms import FORM_KINDS, SCENARIOS_PER_AREA, compose_form
from pmcoach.assessment.item_selection import Choice, choose_next, list_update_candidates
from pmcoach.assessment.progress import count_open_levels, list_handled_items, measure_progress
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import FACETS, Facet
from tests.assessment.answering import MOVES, Move, Walk, know, set_out
from tests.assessment.packs import two_areas
from tests.catalog.minimal import parsed
from tests.replaced import AREAS, COMPETENCIES, present_pack
from tests.support import START

Level = tuple[Facet, str]
LEVELS: list[Level] = [
    *(("knowledge", competency) for competency in COMPETENCIES),
    *(("skill", competency) for competency in COMPETENCIES),
    *(("ability", area) for area in AREAS),
]
"""Every level of the pack whose questions were replaced."""
SOME: list[Level] = [("skill", "right-a"), ("ability", "right"), ("knowledge", "left-b")]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    pack = present_pack()
    del pack["former.toml"]
    return parsed(pack)


@pytest.fixture
def target(catalog: Catalog) -> Target:
    return make_target(catalog, "role", "entry")


def begin_update(
    catalog: Catalog, target: Target, levels: Sequence[Level] = LEVELS, start_area: str = ""
) -> Walk:
    form = compose_form(catalog, target, "update", levels)
    return set_out(catalog, form, target, start_area=start_area)


def go_all(walk: Walk, move: Move = "good") -> list[Choice]:
    return list(walk.go_on(lambda _: move))


def asked_levels(choices: Sequence[Choice]) -> list[Level]:
    return [(choice.facet, choice.subject) for choice in choices]


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("levels", [LEVELS, SOME, LEVELS[:1], []])
def test_it_asks_one_question_a_level_and_two_scenarios_an_area(
    catalog: Catalog, target: Target, levels: list[Level], move: Move
) -> None:
    choices = go_all(begin_update(catalog, target, levels), move)
    expected = [level for level in levels for _ in range(1 + (level[0] == "ability"))]
    assert sorted(asked_levels(choices)) == sorted(expected)
    assert len({choice.item for choice in choices}) == len(choices)
    assert {choice.reason for choice in choices} <= {"outdated"}


def test_no_question_that_is_saved_for_measuring_again_is_asked(
    catalog: Catalog, target: Target
) -> None:
    choices = go_all(begin_update(catalog, target), "disagreed")
    items = {choice.item for choice in choices} & set(catalog.knowledge_items)
    assert items
    assert not any(catalog.knowledge_items[item].reserved for item in items)


def test_the_most_telling_question_comes_first_and_scenarios_last(
    catalog: Catalog, target: Target
) -> None:
    walk = begin_update(catalog, target)
    facets: list[Facet] = []
    for choice in walk.go_on(lambda _: "good"):
        facets.append(choice.facet)
        candidates = list_update_candidates(walk.asking)
        if choice.facet != "ability":
            asked_areas = walk.asking.asked_areas
            rates = {
                candidate.item: candidate.item_value.worth
                / candidate.seconds
                * (1 if candidate.area in asked_areas else 1.2)
                for candidate in candidates
            }
            assert rates[choice.item] == max(rates.values())
        else:
            assert candidates == []
    assert facets[-4:] == ["ability"] * 4
    assert "ability" not in facets[:-4]


def test_the_first_question_is_about_what_weighs_more(catalog: Catalog, target: Target) -> None:
    for levels in (LEVELS, LEVELS[::-1]):
        choice = choose_next(begin_update(catalog, target, levels).asking)
        assert choice is not None
        assert COMPETENCIES[choice.subject] == "left"


def test_what_something_that_counts_was_asked_about_is_not_asked_again(
    catalog: Catalog, target: Target
) -> None:
    walk = begin_update(catalog, target)
    answer = know(catalog, "left-a.m1")
    walk.state = replace(walk.state, answers={answer.item: answer}, order=(answer.item,))
    assert ("knowledge", "left-a") not in asked_levels(go_all(walk))


@pytest.mark.parametrize("answered", [0, 1, 2, 3])
def test_scenarios_that_were_answered_before_count_among_the_two(
    catalog: Catalog, target: Target, answered: int
) -> None:
    walk = begin_update(catalog, target, [("ability", "left")])
    for scenario in catalog.scenarios_of["left"][:answered]:
        walk.apply(scenario.id, "good")
    assert len(go_all(walk)) == max(0, SCENARIOS_PER_AREA - answered)


@pytest.mark.parametrize("move", ["good", "skipped"])
def test_an_area_whose_ability_is_still_measured_is_asked_no_scenario(
    catalog: Catalog, target: Target, move: Move
) -> None:
    """One of its scenarios was reworded, and another is as it was answered."""
    walk = begin_update(catalog, target, [("ability", "left")])
    walk.apply("left.s3", move)
    could_follow = replace(walk.asking, is_under_way=False)
    assert (choose_next(could_follow) is None) == (move == "good")
    walk.state = replace(walk.state, began=START + dt.timedelta(days=1))
    assert (choose_next(walk.asking) is None) == (move == "good")


def test_a_level_of_which_a_question_was_passed_over_is_not_asked_again(
    catalog: Catalog, target: Target
) -> None:
    walk = begin_update(catalog, target, [("knowledge", "left-a")])
    assert len(go_all(walk, "skipped")) == 1
    assert list_update_candidates(walk.asking) == []


def test_an_area_that_incidents_show_is_asked_no_scenario(catalog: Catalog, target: Target) -> None:
    asking = replace(
        begin_update(catalog, target, [("ability", "left")]).asking, areas_shown={"left"}
    )
    assert choose_next(asking) is None
    assert measure_progress(asking).total == 0


def test_what_weighs_nothing_is_not_asked(catalog: Catalog) -> None:
    target = make_target(catalog, "role", "entry", competencies={"left-a": 2, "left-b": 1})
    levels = asked_levels(go_all(begin_update(catalog, target)))
    assert {COMPETENCIES.get(subject, subject) for _, subject in levels} == {"left"}
    assert len(levels) == 2 + 2 + SCENARIOS_PER_AREA


@pytest.mark.parametrize("area", AREAS)
def test_the_area_that_one_jumps_to_comes_first_with_its_scenarios(
    catalog: Catalog, target: Target, area: str
) -> None:
    choices = go_all(begin_update(catalog, target, start_area=area))
    areas = [COMPETENCIES.get(choice.subject, choice.subject) for choice in choices]
    assert areas == [area] * 6 + [next(later for later in AREAS if later != area)] * 6


def test_an_area_with_nothing_to_update_changes_nothing(catalog: Catalog, target: Target) -> None:
    levels: list[Level] = [("knowledge", "left-a"), ("ability", "left")]
    jumped = go_all(begin_update(catalog, target, levels, start_area="right"))
    assert jumped == go_all(begin_update(catalog, target, levels))


# How far along it is


@pytest.mark.parametrize("levels", [LEVELS, SOME])
@pytest.mark.parametrize("move", MOVES)
def test_how_many_questions_there_are_is_known_from_the_start(
    catalog: Catalog, target: Target, levels: list[Level], move: Move
) -> None:
    walk = begin_update(catalog, target, levels)
    total = len(levels) + sum(facet == "ability" for facet, _ in levels)
    seconds_left: list[float] = []
    for done, _ in enumerate(walk.go_on(lambda _: move)):
        progress = measure_progress(walk.asking)
        assert (progress.done, progress.total, progress.is_exact) == (done, total, True)
        assert progress.minutes_left >= 1
        seconds_left.append(progress.seconds_left)
    assert len(seconds_left) == total
    assert measure_progress(walk.asking).minutes_left == 0
    assert measure_progress(begin_update(catalog, target, levels).asking, 2.0).seconds_left == (
        2 * seconds_left[0]
    )


def test_an_area_with_fewer_scenarios_promises_no_more(catalog: Catalog, target: Target) -> None:
    scenarios = {item: catalog.scenarios[item] for item in ("left.s3", "right.s3", "right.t1.1")}
    catalog = replace(catalog, scenarios=scenarios)
    walk = begin_update(catalog, target, [("ability", "left"), ("ability", "right")])
    assert measure_progress(walk.asking).total == 3
    assert len(go_all(walk)) == 3


def test_one_goes_back_through_what_was_asked_in_it_and_nothing_else(
    catalog: Catalog, target: Target
) -> None:
    walk = begin_update(catalog, target, [("skill", "left-b"), ("ability", "left")])
    answer = know(catalog, "right-a.m1")
    walk.state = replace(walk.state, answers={answer.item: answer}, order=(answer.item,))
    items = [choice.item for choice in go_all(walk)]
    assert list_handled_items(walk.asking) == items
    # A change keeps its place.
    walk.apply(items[0], "bad")
    assert list_handled_items(walk.asking) == items


def test_an_area_has_as_many_levels_left_as_are_still_asked_about(
    catalog: Catalog, target: Target
) -> None:
    walk = begin_update(catalog, target, SOME)

    def count() -> list[int]:
        return [count_open_levels(walk.asking, area) for area in AREAS]

    assert count() == [1, 2]
    for _ in walk.go_on(lambda _: "good"):
        assert sum(count()) > 0
    assert count() == [0, 0]


def test_other_forms_ask_for_no_level_because_its_questions_have_changed() -> None:
    catalog = two_areas()
    target = make_target(catalog, "role", "entry")
    for kind in set(FORM_KINDS) - {"update"}:
        assert compose_form(catalog, target, kind, LEVELS) == compose_form(catalog, target, kind)


def test_every_facet_is_updated(catalog: Catalog, target: Target) -> None:
    choices = go_all(begin_update(catalog, target))
    assert {choice.facet for choice in choices} == set(FACETS)
