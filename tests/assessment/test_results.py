"""A result holds what is known against the target, and never takes silence for a zero."""

from __future__ import annotations

import pytest

from pmcoach.assessment.events import Answer, AnswerKind, AssessmentState
from pmcoach.assessment.results import Records, Result, Standing, measure
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.parse import Catalog
from tests.support import START


@pytest.fixture
def target(catalog: Catalog) -> Target:
    return make_target(catalog, "generalist", "entry")


def given(item: str, kind: AnswerKind = "answered", **said: object) -> Answer:
    return Answer(item, kind, START, "e", **said)  # type: ignore[arg-type]  # as each test says


def state(*answers: Answer, disagreed: tuple[str, ...] = ()) -> AssessmentState:
    return AssessmentState({one.item: one for one in answers}, dict.fromkeys(disagreed, ""))


def passing(catalog: Catalog, *items: str, revision: int | None = None) -> list[Answer]:
    return [
        given(
            item,
            option=catalog.checks[item].key,
            sure="sure",
            revision=revision or catalog.checks[item].revision,
        )
        for item in items
    ]


def best_of(catalog: Catalog, area: str, count: int) -> list[Answer]:
    found: list[Answer] = []
    for scene in catalog.scenarios_of[area][:count]:
        ranked = sorted(scene.action, key=lambda action: action.effect)
        found.append(given(scene.id, best=ranked[-1].id, worst=ranked[0].id))
    return found


def test_unanswered_is_unknown_and_never_0(catalog: Catalog, target: Target) -> None:
    result = measure(catalog, target, AssessmentState())
    assert len(result.standings()) == 24 + 24 + 4
    assert {one.level for one in result.standings()} == {None}
    assert {one.support for one in result.standings()} == {"none"}
    assert {one.short for one in result.standings()} == {0}
    assert result.known() == []
    assert result.levels() == {}


@pytest.mark.parametrize("kind", ["skipped", "not-applicable"])
def test_skipped_and_not_applicable_count_for_nothing(
    catalog: Catalog, target: Target, kind: AnswerKind
) -> None:
    items = [*catalog.checks, *catalog.scenarios, *(f"{c}.ladder" for c in catalog.competencies)]
    said = state(*(given(item, kind) for item in items))
    assert measure(catalog, target, said) == measure(catalog, target, AssessmentState())


def test_each_standing_carries_the_targets_level_and_weight(
    catalog: Catalog, target: Target
) -> None:
    result = measure(catalog, target, AssessmentState())
    one = result.knowledge["mkt-voice"]
    assert (one.target, one.weight) == (2, target.weights["mkt-voice"])
    assert result.ability["stk"].target == 1
    heaviest = max(target.weights[c.id] for c in catalog.competencies_of["lau"])
    assert result.ability["lau"].weight == heaviest


def test_answers_reach_the_facet_they_measure_and_no_other(
    catalog: Catalog, target: Target
) -> None:
    said = state(
        *passing(catalog, "stk-map.k2a", "stk-map.k3a"),
        given("stk-align.ladder", option="1"),
        *best_of(catalog, "lau", 2),
    )
    assert measure(catalog, target, said).levels() == {
        "stk-map.knowledge": 3,
        "stk-align.skill": 1,
        "lau.ability": 2,
    }


def test_an_item_one_disagrees_with_drops_out(catalog: Catalog, target: Target) -> None:
    answers = [
        *passing(catalog, "stk-map.k2a"),
        given("stk-align.ladder", option="1"),
        *best_of(catalog, "lau", 2),
    ]
    dropped = tuple(one.item for one in answers)
    assert measure(catalog, target, state(*answers, disagreed=dropped)).levels() == {}


def test_an_answer_to_another_revision_of_a_question_counts_for_nothing(
    catalog: Catalog, target: Target
) -> None:
    old = passing(catalog, "stk-map.k2a", revision=99)
    scenes = [
        given(one.item, best=one.best, worst=one.worst, revision=99)
        for one in best_of(catalog, "lau", 2)
    ]
    assert measure(catalog, target, state(*old, *scenes)).levels() == {}


def test_answers_to_items_that_the_content_lacks_are_passed_over(
    catalog: Catalog, target: Target
) -> None:
    said = state(
        given("nobody.k1", option="a"),
        given("nobody.ladder", option="3"),
        given("stk-map.ladder", option="seven"),
    )
    assert measure(catalog, target, said).levels() == {}


def skill(catalog: Catalog, target: Target, option: str, records: Records) -> Standing:
    said = state(given("stk-map.ladder", option=option))
    return measure(catalog, target, said, records).skill["stk-map"]


def test_claim_and_usable_level_stand_side_by_side(catalog: Catalog, target: Target) -> None:
    bare = skill(catalog, target, "4", Records())
    assert (bare.claim, bare.level, bare.support) == (4, 2, "none")
    proven = skill(catalog, target, "4", Records({"stk-map": 2}))
    assert (proven.level, proven.support) == (4, "solid")
    old = skill(catalog, target, "4", Records({"stk-map": 2}, recent={"stk-map": 0}))
    assert (old.level, old.support) == (4, "thin")


@pytest.mark.parametrize(
    ("claim", "target_level", "short", "unwritten"),
    [
        ("3", 3, 1, True),  # there already; only the record is missing
        ("4", 3, 1, True),
        ("3", 4, 2, False),  # a record alone would not do
        ("2", 3, 1, False),
        ("2", 2, 0, False),  # nothing missing
        ("4", 2, 0, False),
    ],
)
def test_only_a_claim_that_meets_the_target_just_lacks_its_record(
    catalog: Catalog, claim: str, target_level: int, short: int, unwritten: bool
) -> None:
    stage = {2: "entry", 3: "independent", 4: "senior"}[target_level]
    one = skill(catalog, make_target(catalog, "generalist", stage), claim, Records())
    assert (one.short, one.only_unwritten) == (short, unwritten)


def test_a_real_incident_lifts_ability_over_what_scenarios_show(
    catalog: Catalog, target: Target
) -> None:
    def ability(result: Result) -> int | None:
        return result.ability["rdm"].level

    said = state(*best_of(catalog, "rdm", 4))
    assert ability(measure(catalog, target, said)) == 2
    assert ability(measure(catalog, target, said, Records(incidents={"rdm": 1}))) == 3
    assert ability(measure(catalog, target, AssessmentState(), Records(incidents={"rdm": 2}))) == 4


def test_a_knowledge_shortfall_is_never_called_unwritten(catalog: Catalog, target: Target) -> None:
    said = state(given("stk-map.k1", option="a"))
    one = measure(catalog, target, said).knowledge["stk-map"]
    assert (one.level, one.short, one.only_unwritten) == (0, 2, False)
