"""The content that ships is whole: figures, balance, and a way up for everyone."""

from __future__ import annotations

from collections import Counter

import pytest

from pmcoach.catalog.lint import lint
from pmcoach.catalog.models import Step
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import Facet

WEIGHTS = {
    "generalist": (25, 30, 20, 25),
    "business-owner": (20, 35, 25, 20),
    "technical": (20, 15, 10, 55),
    "marketing-leaning": (20, 35, 30, 15),
    "product-marketing": (15, 30, 50, 5),
    "catch-all": (40, 15, 20, 25),
    "scaled-framework": (25, 10, 10, 55),
}
EMPHASISED = {
    "generalist": set(),
    "business-owner": {"mkt-case", "lau-price", "lau-learn", "stk-lead"},
    "technical": {"rdm-technology", "rdm-deliver", "rdm-define"},
    "marketing-leaning": {"lau-position", "rdm-direction", "rdm-prioritise"},
    "product-marketing": {"lau-position", "lau-promote", "stk-lead"},
    "catch-all": {"stk-negotiate"},
    "scaled-framework": {"rdm-prioritise", "rdm-define"},
}


def test_it_is_sound(catalog: Catalog) -> None:
    assert [str(fault) for fault in lint(catalog)] == []


def test_it_has_24_competencies_six_an_area(catalog: Catalog) -> None:
    assert {area: len(competencies) for area, competencies in catalog.competencies_of.items()} == {
        "stk": 6,
        "mkt": 6,
        "lau": 6,
        "rdm": 6,
    }


def test_each_competency_has_two_option_sets_and_two_spots_at_all_three_levels(
    catalog: Catalog,
) -> None:
    levels = {
        competency: (
            sorted({check.option_set: check.level for check in checks}.values()),
            sorted(spot.level for spot in catalog.spots.values() if spot.competency == competency),
        )
        for competency, checks in catalog.checks_of.items()
    }
    assert all(pair in (([1, 2], [2, 3]), ([2, 3], [1, 3])) for pair in levels.values()), levels
    assert len(catalog.option_sets) == len(catalog.spots) == 2 * len(catalog.competencies)


def test_every_check_and_scenario_is_a_situation_of_a_set(catalog: Catalog) -> None:
    assert all(check.option_set for check in catalog.checks.values())
    assert all(scenario.scenario_set for scenario in catalog.scenarios.values())


def test_no_letter_is_the_key_more_often_than_a_guesser_could_use(catalog: Catalog) -> None:
    count = Counter(check.key for check in catalog.checks.values())
    assert max(count.values()) <= 0.35 * len(catalog.checks)


def test_each_area_has_eight_scenarios_in_four_sets(catalog: Catalog) -> None:
    assert [len(scenarios) for scenarios in catalog.scenarios_of.values()] == [8, 8, 8, 8]
    sets = [scenario_set.area for scenario_set in catalog.scenario_sets.values()]
    assert Counter(sets) == dict.fromkeys(catalog.areas, 4)


def test_the_failures_that_the_articles_name_are_played_out(catalog: Catalog) -> None:
    played = {scenario.plays for scenario in catalog.scenarios.values()}
    assert {"failing-launch", "complaint", "delay", "hard-talk", "clash"} <= played


def test_no_two_ladders_share_an_anchor(catalog: Catalog) -> None:
    anchors = Counter(
        text for competency in catalog.competencies.values() for text in competency.ladder.anchors
    )
    assert [text for text, count in anchors.items() if count > 1] == []


def test_there_are_arguments_on_every_side_of_every_route(catalog: Catalog) -> None:
    assert len(catalog.considerations) >= 28
    sides = {
        (consideration.route, consideration.stance)
        for consideration in catalog.considerations.values()
    }
    assert sides == {
        (route, stance)
        for route in ("training", "hands-on", "certification")
        for stance in ("for", "against")
    }


def test_every_duty_of_every_lens_has_a_competency(catalog: Catalog) -> None:
    assert {"aipmm-cpm", "aipmm-cpmm", "wiki-marketing", "wiki-development", "four-ps"} <= set(
        catalog.lenses
    )
    for lens in catalog.lenses.values():
        for duty in lens.duty:
            assert set(duty.competencies) & set(catalog.competencies), duty.id


def test_roles_weigh_the_areas_as_the_design_says(catalog: Catalog) -> None:
    areas = ("stk", "mkt", "lau", "rdm")
    assert list(catalog.areas) == list(areas)
    weights_by_role = {
        role.id: tuple(role.weights[area] for area in areas)
        for role in catalog.roles.values()
        if not role.custom
    }
    assert weights_by_role == WEIGHTS
    assert {role_id: set(catalog.roles[role_id].emphasis) for role_id in WEIGHTS} == EMPHASISED
    doubled = catalog.roles["business-owner"].emphasis
    assert set(doubled.values()) == {2.0}
    assert catalog.default_role.id == "generalist"
    assert catalog.roles["generalist"].basis == "inferred"
    assert catalog.roles["catch-all"].max_level == 2
    assert catalog.roles["catch-all"].first_task


def test_one_role_leaves_the_weights_to_the_user(catalog: Catalog) -> None:
    assert [role.id for role in catalog.roles.values() if role.custom] == ["own-target"]


def test_a_beginner_is_asked_for_no_more_than_2_2_and_1(catalog: Catalog) -> None:
    entry = catalog.default_stage
    assert entry.id == "entry"
    assert (entry.knowledge, entry.skill, entry.ability) == (2, 2, 1)
    assert set(catalog.stages) == {"entry", "independent", "senior"}


def lifting(catalog: Catalog, competency: str) -> list[Step]:
    return [
        step
        for step in catalog.steps.values()
        if any(lift.competency == competency for lift in step.lifts)
    ]


def test_there_are_steps_enough_of_both_routes(catalog: Catalog) -> None:
    count = Counter(step.route for step in catalog.steps.values())
    assert count["hands-on"] >= 48
    assert count["training"] >= 30


def test_each_competency_has_real_work_that_needs_nothing_and_some_that_is_short(
    catalog: Catalog,
) -> None:
    for competency in catalog.competencies:
        work = [step for step in lifting(catalog, competency) if step.route == "hands-on"]
        assert any(step.access == "nothing" for step in work), competency
        assert any(step.hours[1] <= 2 for step in work), competency


@pytest.mark.parametrize("facet", ["knowledge", "skill"])
def test_everyone_can_get_from_0_to_2_with_nothing_but_their_own_time(
    catalog: Catalog, facet: Facet
) -> None:
    """By a chain of steps, each free of access and with all that it needs in the chain's reach."""
    free = {step.id: step for step in catalog.steps.values() if step.access == "nothing"}
    for competency in catalog.competencies:
        level, reached = 0, -1
        while level > reached:
            reached = level
            level = max(
                (
                    lift.to
                    for step in free.values()
                    if set(step.needs) <= set(free)
                    for lift in step.lifts
                    if (lift.competency, lift.facet) == (competency, facet) and lift.start <= level
                ),
                default=level,
            )
        assert level >= 2, competency


def test_access_can_be_obtained_from_nothing_up_to_a_product_job(catalog: Catalog) -> None:
    granted = {step.grants for step in catalog.steps.values() if step.access == "nothing"}
    assert {"volunteer", "job"} <= granted
    assert any(step.grants == "pm-job" for step in catalog.steps.values())


def test_only_a_scaled_framework_defines_roles_that_are_certified(catalog: Catalog) -> None:
    defined = [credential for credential in catalog.credentials.values() if credential.framework]
    assert defined
    assert {role for credential in defined for role in credential.roles} == {"scaled-framework"}
