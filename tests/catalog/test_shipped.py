"""The content that ships is whole: figures, balance, and a way up for everyone."""

from __future__ import annotations

from collections import Counter

import pytest

from pmcoach.advice.context import conditions_met
from pmcoach.catalog.lint import lint
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.steps import Step
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


def find_lifting(catalog: Catalog, key: str, level: int, *, route: str) -> list[Step]:
    """The steps of one competency's own on a route that lift a level of it."""
    return [
        step
        for step in catalog.steps.values()
        if step.route == route
        and step.kind in {"drill", "book", "exercise", "work"}
        and any(lift.key == key and lift.start <= level < lift.to for lift in step.lifts)
    ]


@pytest.mark.parametrize("level", [0, 1, 2])
def test_training_lifts_knowledge_to_its_highest_level(catalog: Catalog, level: int) -> None:
    for competency in catalog.competencies:
        assert find_lifting(catalog, f"{competency}.knowledge", level, route="training")


def test_each_competency_has_an_exercise_one_can_correct_oneself(catalog: Catalog) -> None:
    for competency in catalog.competencies:
        [exercise] = find_lifting(catalog, f"{competency}.skill", 0, route="training")
        assert exercise.exercise is not None
        assert exercise.hours[1] <= 2
        assert exercise.cost == (0, 0)


@pytest.mark.parametrize("level", [0, 1])
def test_the_first_deeds_have_a_setting_for_each_access(catalog: Catalog, level: int) -> None:
    keys = [f"{competency}.skill" for competency in catalog.competencies]
    for key in (*keys, *(f"{area}.ability" for area in catalog.areas)):
        deeds = find_lifting(catalog, key, level, route="hands-on")
        assert deeds
        for deed in deeds:
            assert set(deed.setting) == {"nothing", "volunteer", "job", "pm-job"}


@pytest.mark.parametrize("level", [2, 3])
def test_higher_levels_take_real_work_at_work_or_in_a_volunteer_product(
    catalog: Catalog, level: int
) -> None:
    for competency in catalog.competencies:
        for deed in find_lifting(catalog, f"{competency}.skill", level, route="hands-on"):
            assert deed.access != "nothing"
            assert deed.hours[0] >= 20


def test_work_teaches_the_limits_of_methods_wherever_one_is(catalog: Catalog) -> None:
    for competency in catalog.competencies:
        deeds = find_lifting(catalog, f"{competency}.knowledge", 2, route="hands-on")
        assert any(deed.access == "nothing" for deed in deeds)


def test_there_are_projects_that_close_four_gaps_or_more(catalog: Catalog) -> None:
    projects = [step for step in catalog.steps.values() if step.kind == "project"]
    assert len(projects) == 8
    for project in projects:
        assert 4 <= len(project.lifts) <= 6
        assert len(project.setting) == 4
    lifted = {lift.competency for project in projects for lift in project.lifts}
    assert lifted == set(catalog.competencies)


@pytest.mark.parametrize(
    "situation",
    [
        {"access": "nothing", "background": "student"},
        {"access": "nothing"},
        {"access": "elsewhere"},
        {"access": "job", "job_search": "learning"},
        {"access": "nothing", "experience": "practising", "job_search": "hunting"},
    ],
)
def test_there_are_doors_for_each_kind_of_person(
    catalog: Catalog, situation: dict[str, str]
) -> None:
    doors = [
        step
        for step in catalog.steps.values()
        if step.kind == "access" and conditions_met(step.when, situation)
    ]
    assert len(doors) >= 2
    intakes = [door.id for door in doors if door.id == "access.graduate-intake"]
    assert intakes == [], "it takes someone who is applying, too"


def test_a_named_course_says_when_it_was_looked_at(catalog: Catalog) -> None:
    named = [step for step in catalog.steps.values() if step.link]
    assert len(named) >= 8
    for course in named:
        assert course.kind == "course"
        assert course.checked_on
        assert course.link
        assert course.link.startswith("https://")
    areas = {
        catalog.competencies[lift.competency].area
        for course in named
        for lift in course.lifts
        if lift.competency
    }
    assert areas == set(catalog.areas)


def test_titles_of_steps_begin_with_a_verb_and_are_told_apart(catalog: Catalog) -> None:
    titles = [step.title for step in catalog.steps.values()]
    assert len(set(titles)) == len(titles)
    assert all(len(title) <= 75 for title in titles)
    first_words = {title.split()[0] for title in titles}
    assert not first_words & {"The", "A", "An", "Your", "How", "Five", "Three", "Ten"}


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
