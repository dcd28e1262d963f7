"""A result holds what is known against the target, and never takes silence for a zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.assessment.events import AssessmentState
from pmcoach.assessment.measurement import Records, measure_levels
from pmcoach.assessment.results import (
    GAP_CHANCE,
    Standing,
    compare_with_target,
    measure,
    met_share,
    weigh_subject,
)
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.parse import Catalog
from tests.assessment.answering import claim, judge, know, make_state
from tests.assessment.packs import two_areas
from tests.support import pick_items

RULE = settings(max_examples=100)


@pytest.fixture
def target(catalog: Catalog) -> Target:
    return make_target(catalog, "generalist", "entry")


def standing(facet: str = "knowledge", level: int | None = 1, **fields: Any) -> Standing:
    """A standing against a target of 2, with a weight."""
    values: Mapping[str, Any] = {"confidence": "likely", "target": 2, "weight": 0.1} | fields
    return Standing(facet=facet, subject="stk-map", level=level, **values)  # type: ignore[arg-type]  # a facet


def test_what_was_not_asked_is_unknown_and_never_0(catalog: Catalog, target: Target) -> None:
    result = measure(catalog, target, AssessmentState())
    assert len(result.standings()) == 24 + 24 + 4
    assert {each.level for each in result.standings()} == {None}
    assert {each.confidence for each in result.standings()} == {None}
    assert {each.short for each in result.standings()} == {0}
    assert {each.is_gap for each in result.standings()} == {False}
    assert result.known() == []
    assert result.levels() == {}


def test_each_standing_carries_the_targets_level_and_weight(
    catalog: Catalog, target: Target
) -> None:
    result = measure(catalog, target, AssessmentState())
    knowledge = result.knowledge["mkt-voice"]
    assert (knowledge.target, knowledge.weight) == (2, target.weights["mkt-voice"])
    assert result.ability["stk"].target == 1
    heaviest = max(target.weights[each.id] for each in catalog.competencies_of["lau"])
    assert result.ability["lau"].weight == heaviest


def test_an_area_without_competencies_weighs_nothing(target: Target) -> None:
    catalog = replace(two_areas(), competencies={})
    assert weigh_subject(catalog, target, "ability", "left") == 0


def test_levels_are_kept_by_subject_and_facet(catalog: Catalog, target: Target) -> None:
    state = make_state(
        *(know(catalog, item) for item in pick_items(catalog, "stk-map", 2, 3)),
        claim(catalog, "stk-align", 1),
        judge(catalog, catalog.scenarios_of["lau"][0].id),
    )
    result = measure(catalog, target, state)
    assert result.levels() == {"stk-map.knowledge": 3, "stk-align.skill": 1, "lau.ability": 2}
    assert [each.key for each in result.known()] == list(result.levels())


def test_measuring_for_a_target_is_measuring_and_then_comparing(
    catalog: Catalog, target: Target
) -> None:
    state, records = make_state(claim(catalog, "stk-map", 4)), Records({"stk-map": 2})
    levels = measure_levels(catalog, state, records)
    assert measure(catalog, target, state, records) == compare_with_target(catalog, target, levels)


@pytest.mark.parametrize(
    ("rung", "target_level", "short", "unwritten"),
    [
        (3, 3, 1, True),  # there already; only the record is missing
        (4, 3, 1, True),
        (3, 4, 2, False),  # a record alone would not do
        (2, 3, 1, False),
        (2, 2, 0, False),  # nothing missing
        (4, 2, 0, False),
    ],
)
def test_only_a_claim_that_meets_the_target_just_lacks_its_record(
    catalog: Catalog, rung: int, target_level: int, short: int, unwritten: bool
) -> None:
    stage = {2: "entry", 3: "independent", 4: "senior"}[target_level]
    target = make_target(catalog, "generalist", stage)
    skill = measure(catalog, target, make_state(claim(catalog, "stk-map", rung))).skill["stk-map"]
    assert (skill.short, skill.only_unwritten) == (short, unwritten)
    assert skill.is_gap == (short > 0 and not unwritten)


def test_a_knowledge_shortfall_is_never_called_unwritten(catalog: Catalog, target: Target) -> None:
    (item,) = pick_items(catalog, "stk-map", 1)
    state = make_state(know(catalog, item, "miss"))
    knowledge = measure(catalog, target, state).knowledge["stk-map"]
    assert (knowledge.level, knowledge.short, knowledge.only_unwritten) == (0, 2, False)


@pytest.mark.parametrize(
    ("chance", "is_gap"),
    [(0.0, False), (GAP_CHANCE - 0.01, False), (GAP_CHANCE, True), (1.0, True)],
)
@pytest.mark.parametrize("facet", ["knowledge", "ability"])
def test_what_was_asked_is_a_gap_where_it_is_probable_enough(
    facet: str, chance: float, is_gap: bool
) -> None:
    assert standing(facet, chances=(0.0, chance, 1 - chance, 0.0)).is_gap == is_gap


def test_a_skill_is_a_gap_by_the_users_own_word() -> None:
    assert standing("skill", claim=1, chances=(0.0, 0.1, 0.9, 0.0, 0.0)).is_gap
    assert not standing("skill", claim=2, chances=(0.0, 0.1, 0.9, 0.0, 0.0)).is_gap


@pytest.mark.parametrize("fields", [{"level": None}, {"level": 2}, {"level": 3}, {"weight": 0.0}])
def test_what_is_unknown_met_or_without_weight_is_no_gap(fields: dict[str, Any]) -> None:
    assert standing(chances=(1.0, 0.0, 0.0, 0.0)).is_gap
    assert not standing(chances=(1.0, 0.0, 0.0, 0.0), **fields).is_gap


def test_what_is_expected_to_be_missing_is_over_all_that_the_level_may_be() -> None:
    shortfall = standing(chances=(0.25, 0.5, 0.125, 0.125))
    assert shortfall.gap_chance == 0.75
    assert shortfall.expected_short == 0.25 * 2 + 0.5


def test_without_probabilities_the_level_itself_counts() -> None:
    assert (standing().gap_chance, standing().expected_short) == (1.0, 1.0)
    assert (standing(level=3).gap_chance, standing(level=3).expected_short) == (0.0, 0.0)
    assert (standing(level=None).gap_chance, standing(level=None).expected_short) == (0.0, 0.0)


shares = st.tuples(st.floats(0, 1), st.none() | st.integers(0, 4), st.integers(0, 4))


@RULE
@given(levels=st.lists(shares, max_size=6))
def test_the_share_that_is_met_is_between_nothing_and_all(
    levels: list[tuple[float, int | None, int]],
) -> None:
    share = met_share(levels)
    is_known = any(level is not None and target for _, level, target in levels)
    assert (share is not None) == is_known
    if share is not None:
        assert 0 <= share <= 1 + 1e-9


@pytest.mark.parametrize(
    ("levels", "share"),
    [
        ([(0.1, 2, 2)], 1.0),
        ([(0.1, 4, 2)], 1.0),
        ([(0.1, 1, 2), (0.3, 2, 2)], 0.875),
        ([(0.1, None, 2), (0.3, 0, 2)], 0.0),
        # Where nothing known has any weight, each counts alike.
        ([(0.0, 1, 2), (0.0, 2, 2)], 0.75),
        # A target of 0 is met by anyone and says nothing.
        ([(0.5, 0, 0)], None),
    ],
)
def test_the_share_of_a_target_that_is_met(
    levels: list[tuple[float, int | None, int]], share: float | None
) -> None:
    assert met_share(levels) == (None if share is None else pytest.approx(share))
