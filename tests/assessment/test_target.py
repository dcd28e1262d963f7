"""A role at a stage: weights over competencies, a level for each facet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.assessment.target import make_target
from pmcoach.catalog.parse import Catalog

RULE = settings(derandomize=True, max_examples=100, deadline=None)


def test_weights_are_shares_of_one_and_keep_the_roles_areas(catalog: Catalog) -> None:
    for role in catalog.roles.values():
        target = make_target(catalog, role.id, "entry")
        assert sum(target.weights.values()) == pytest.approx(1)
        for area, percent in role.weights.items():
            share = sum(target.weights[c.id] for c in catalog.competencies_of[area])
            assert share == pytest.approx(percent / 100)
            assert target.area_weights[area] == pytest.approx(percent / 100)


def test_an_emphasised_competency_weighs_that_many_times_its_neighbours(catalog: Catalog) -> None:
    weights = make_target(catalog, "business-owner", "entry").weights
    assert weights["mkt-case"] == pytest.approx(2 * weights["mkt-voice"])
    assert weights["rdm-define"] == pytest.approx(weights["rdm-deliver"])


@pytest.mark.parametrize(
    ("role", "stage", "levels"),
    [
        ("generalist", "entry", (2, 2, 1)),
        ("generalist", "independent", (3, 3, 2)),
        ("generalist", "senior", (3, 4, 3)),
        ("catch-all", "entry", (2, 2, 1)),
        ("catch-all", "senior", (2, 2, 2)),
    ],
)
def test_the_stage_sets_the_levels_and_a_role_may_cap_them(
    catalog: Catalog, role: str, stage: str, levels: tuple[int, int, int]
) -> None:
    target = make_target(catalog, role, stage)
    found = target.levels["knowledge"], target.levels["skill"], target.levels["ability"]
    assert found == levels


def test_ids_that_the_content_does_not_have_fall_back_to_the_defaults(catalog: Catalog) -> None:
    target = make_target(catalog, "astronaut", "retired")
    assert (target.role, target.stage) == ("generalist", "entry")


OWN = st.dictionaries(st.sampled_from(["stk", "mkt", "lau", "rdm"]), st.floats(0, 1000), min_size=1)


@RULE
@given(own=OWN.filter(lambda weights: sum(weights.values()) > 1e-6))
def test_own_weights_count_by_their_proportions_whatever_their_scale(
    catalog: Catalog, own: dict[str, float]
) -> None:
    target = make_target(catalog, "own-target", "entry", own)
    assert sum(target.weights.values()) == pytest.approx(1)
    whole = sum(own.values())
    for area in catalog.areas:
        assert target.area_weights[area] == pytest.approx(own.get(area, 0) / whole)


def test_own_weights_are_for_the_role_that_leaves_them_to_the_user(catalog: Catalog) -> None:
    own = {"stk": 100.0}
    assert make_target(catalog, "technical", "entry", own) == make_target(
        catalog, "technical", "entry"
    )
    assert make_target(catalog, "own-target", "entry", {"stk": 0.0}) == make_target(
        catalog, "own-target", "entry"
    )


def test_the_heaviest_come_first_and_equals_keep_the_order_of_the_content(
    catalog: Catalog,
) -> None:
    even = make_target(catalog, "own-target", "entry")
    assert even.heaviest() == [c.id for them in catalog.competencies_of.values() for c in them]
    technical = make_target(catalog, "technical", "entry")
    assert technical.heaviest()[:3] == ["rdm-technology", "rdm-deliver", "rdm-define"]
    assert technical.heaviest(("stk-map", "rdm-technology")) == ["rdm-technology", "stk-map"]
