"""What each length asks in any case, and within which time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.assessment.forms import (
    FORM_KINDS,
    FORM_TITLES,
    FORMS_BY_LENGTH,
    RECHECK_COMPETENCIES,
    compose_form,
)
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.parse import Catalog
from tests.assessment.packs import two_areas
from tests.conftest import shipped_catalog

RULE = settings(max_examples=50)


@st.composite
def draw_target(draw: st.DrawFn) -> Target:
    catalog = shipped_catalog()
    weights = st.dictionaries(st.sampled_from(list(catalog.areas)), st.floats(0, 100), max_size=4)
    role, stage = st.sampled_from(list(catalog.roles)), st.sampled_from(list(catalog.stages))
    return make_target(catalog, draw(role), draw(stage), draw(weights))


@pytest.fixture
def target(catalog: Catalog) -> Target:
    return make_target(catalog, "generalist", "entry")


def test_every_form_has_a_title_and_each_longer_one_more_time(
    catalog: Catalog, target: Target
) -> None:
    assert list(FORM_TITLES) == list(FORM_KINDS)
    seconds = [compose_form(catalog, target, kind).seconds for kind in FORMS_BY_LENGTH]
    assert seconds == [180, 600, 1620, None]
    for shorter, longer in pairwise(seconds[:-1]):
        assert shorter is not None
        assert longer is not None
        assert shorter < longer


@RULE
@given(target=draw_target())
def test_quick_asks_two_scenarios_in_each_of_the_two_heaviest_areas(
    catalog: Catalog, target: Target
) -> None:
    scenarios = compose_form(catalog, target, "quick").scenarios
    assert list(scenarios.values()) == [2, 2]
    lightest_of_them = min(target.area_weights[area] for area in scenarios)
    others = [target.area_weights[area] for area in catalog.areas if area not in scenarios]
    assert lightest_of_them >= max(others)


@RULE
@given(target=draw_target())
def test_standard_asks_two_scenarios_in_every_area(catalog: Catalog, target: Target) -> None:
    form = compose_form(catalog, target, "standard")
    assert dict(form.scenarios) == dict.fromkeys(catalog.areas, 2)


@pytest.mark.parametrize("kind", ["sketch", "full", "recheck"])
def test_the_others_ask_no_scenario_in_any_case(
    catalog: Catalog, target: Target, kind: str
) -> None:
    assert compose_form(catalog, target, kind).scenarios == {}  # type: ignore[arg-type]  # one of three literals


@RULE
@given(target=draw_target())
def test_a_recheck_is_of_the_heaviest_competencies_and_of_every_area(
    catalog: Catalog, target: Target
) -> None:
    form = compose_form(catalog, target, "recheck")
    assert len(form.rechecked) == RECHECK_COMPETENCIES == 12
    assert list(form.rechecked) == [key for key in catalog.competencies if key in form.rechecked]
    areas = [catalog.competencies[competency].area for competency in form.rechecked]
    assert set(areas) == set(catalog.areas)
    chosen, left_out = (
        [
            target.weights[competency]
            for competency in catalog.competencies
            if (competency in form.rechecked) == is_chosen
        ]
        for is_chosen in (True, False)
    )
    heaviest_of_areas = [
        max(target.weights[competency.id] for competency in competencies)
        for competencies in catalog.competencies_of.values()
    ]
    assert max(chosen) >= max(left_out)
    surplus = sorted(chosen, reverse=True)[: RECHECK_COMPETENCIES - len(heaviest_of_areas)]
    assert all(weight >= max(left_out) or weight in heaviest_of_areas for weight in surplus)


def test_a_small_pack_is_rechecked_as_a_whole() -> None:
    catalog = two_areas()
    target = make_target(catalog, "role", "entry")
    assert compose_form(catalog, target, "recheck").rechecked == tuple(catalog.competencies)
    assert compose_form(catalog, target, "recheck").seconds is None
