"""Made-up people are as they are said to be: drawn by their name, and answering by their levels."""

from __future__ import annotations

import statistics
from dataclasses import replace

import pytest

from benchmarks.made_people import (
    BOASTERS,
    MEAN_SHORT,
    SLIP,
    WORLDS,
    Person,
    World,
    make_people,
    reply,
)
from pmcoach.assessment.levels import score_check, score_scenario
from pmcoach.catalog.parse import Catalog, ladder_id
from pmcoach.catalog.vocabulary import max_level
from tests.assessment.answering import list_items
from tests.assessment.packs import with_sets

AS_ASSUMED = WORLDS[0]
QUIET = World("no noise", noise=0.0, guess=0.0, pick=(0.0, 0.0, 1.0, 1.0, 1.0))


@pytest.fixture(scope="module")
def people(catalog: Catalog) -> list[Person]:
    return make_people(catalog, 160, "test", AS_ASSUMED)


def test_the_same_seed_makes_the_same_people(catalog: Catalog, people: list[Person]) -> None:
    assert make_people(catalog, 160, "test", AS_ASSUMED) == people
    assert make_people(catalog, 16, "elsewhere", AS_ASSUMED) != people[:16]


def test_they_aim_at_every_role_alike(catalog: Catalog, people: list[Person]) -> None:
    roles = [person.target.role for person in people]
    assert {roles.count(role) for role in catalog.roles} == {len(people) // len(catalog.roles)}


def test_they_are_a_little_below_their_target(people: list[Person]) -> None:
    short = [
        person.target.levels[facet] - level
        for person in people
        for (facet, _), level in person.levels.items()
    ]
    assert statistics.fmean(short) == pytest.approx(MEAN_SHORT, abs=0.2)
    assert all(
        0 <= level <= max_level(facet)
        for person in people
        for (facet, _), level in person.levels.items()
    )


def test_only_a_skill_above_2_may_be_on_record(people: list[Person]) -> None:
    for person in people:
        for competency in person.records.by_competency:
            assert person.levels["skill", competency] > 2
    assert any(person.records.by_competency for person in people)


def test_true_gaps_are_what_is_missing_the_largest_first(people: list[Person]) -> None:
    person = people[0]
    sizes = [size for _, size in person.true_gaps]
    assert sizes == sorted(sizes, reverse=True)
    for level, size in person.true_gaps:
        missing = person.target.levels[level[0]] - person.levels[level]
        assert size == pytest.approx(missing * person.weights[level])
        assert size > 0
    assert set(person.heaviest) == set(person.levels)


def test_who_is_asked_twice_answers_the_same(catalog: Catalog, people: list[Person]) -> None:
    for item in list_items(catalog)[::9]:
        answer = reply(catalog, people[3], item, AS_ASSUMED)
        assert reply(catalog, people[3], item, AS_ASSUMED) == answer


def make_expert(catalog: Catalog, level: int) -> Person:
    """Someone who has everything at a level, or at the facet's highest."""
    (person,) = make_people(catalog, 1, "expert", AS_ASSUMED)
    levels = {key: min(level, max_level(key[0])) for key in person.levels}
    return replace(person, levels=levels)


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_without_noise_answers_tell_the_level(level: int) -> None:
    """Spots and sets of situations included."""
    catalog = with_sets()
    person = make_expert(catalog, level)
    for item_id, item in catalog.knowledge_items.items():
        outcome = score_check(item, reply(catalog, person, item_id, QUIET))
        assert outcome == ("pass" if level >= item.level else "miss")
    assert reply(catalog, person, ladder_id("one"), QUIET).option == str(level)
    for scenario_id, scenario in catalog.scenarios.items():
        score = score_scenario(scenario, reply(catalog, person, scenario_id, QUIET))
        assert score is not None
        assert (score == 6) == (level >= 2)


def test_who_knows_misses_as_often_as_said(catalog: Catalog) -> None:
    person = make_expert(catalog, 3)
    misses = [
        score_check(check, reply(catalog, person, check.id, AS_ASSUMED)) == "miss"
        for check in catalog.checks.values()
    ]
    assert statistics.fmean(misses) == pytest.approx(SLIP, abs=0.08)


@pytest.mark.parametrize("world", BOASTERS, ids=lambda world: world.title)
def test_boasters_can_nothing_claim_everything_and_guess(catalog: Catalog, world: World) -> None:
    (person,) = make_people(catalog, 1, "boaster", world)
    assert set(person.levels.values()) == {0}
    assert not person.records.by_competency
    hits = 0
    for check in catalog.checks.values():
        answer = reply(catalog, person, check.id, world)
        assert answer.sure != "guessing"
        hits += answer.option == check.key
    assert hits / len(catalog.checks) == pytest.approx(world.guess, abs=0.12)
    for competency in catalog.competencies:
        assert reply(catalog, person, ladder_id(competency), world).option == "4"


def test_loose_claims_hardly_follow_the_true_skill(catalog: Catalog) -> None:
    """They correlate at about .3, as self-ratings do in general."""
    (loose,) = (world for world in WORLDS if world.is_loose)
    correlations = {}
    for world in (AS_ASSUMED, loose):
        pairs = [
            (level, int(reply(catalog, person, ladder_id(competency), world).option))
            for person in make_people(catalog, 80, "claims", world)
            for (facet, competency), level in person.levels.items()
            if facet == "skill"
        ]
        skills, claims = zip(*pairs, strict=True)
        correlations[world.title] = statistics.correlation(skills, claims)
    assert correlations["as assumed"] > 0.8
    assert correlations[loose.title] == pytest.approx(0.3, abs=0.1)
