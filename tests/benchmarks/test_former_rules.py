"""The rules that the model replaced, as they were: what its figures are compared with."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from benchmarks.former_rules import ask_in_order, measure_levels, rank_gaps
from pmcoach.assessment.events import Answer
from pmcoach.assessment.levels import Outcome
from pmcoach.assessment.target import make_target
from pmcoach.catalog.parse import Catalog, ladder_id
from pmcoach.catalog.vocabulary import Facet
from tests.assessment.answering import Move, answer_by_move, claim, judge, know
from tests.assessment.packs import two_areas, with_sets
from tests.catalog import minimal

SUBJECT = "one"
SIGNS: dict[str, Outcome] = {"+": "pass", "-": "miss", "?": "unsettled"}


@pytest.fixture
def pack() -> Catalog:
    """One competency with a check at 1, two at 2 and three at 3."""
    tables = minimal.minimal()
    tables["items.toml"]["check"] = [
        minimal.check(f"one.k{level}{letter}", level)
        for level in (1, 2, 3)
        for letter in "abc"[:level]
    ]
    return minimal.parsed(tables)


def answer_checks(catalog: Catalog, signs: str) -> dict[str, Answer]:
    """From "2+ 3- 1?": passed at 2, missed at 3, guessed right at 1."""
    left = list(catalog.checks_of[SUBJECT])
    answers: dict[str, Answer] = {}
    for word in signs.split():
        check = next(each for each in left if each.level == int(word[0]))
        left.remove(check)
        answers[check.id] = know(catalog, check.id, SIGNS[word[1]])
    return answers


@pytest.mark.parametrize(
    ("signs", "level"),
    [
        ("2+", 2),
        ("2+ 3+", 3),
        ("2+ 3-", 2),
        ("1+ 2-", 1),
        # One miss below is forgiven for two passes above it.
        ("1- 2+", 0),
        ("1- 2+ 3+", 3),
        ("1+ 2- 3+", 1),
        ("2- 3+ 3+", 3),
        ("2- 2+ 3+", 2),
        ("1- 3- 3+ 3+", 3),
        ("2- 2- 3+ 3+", None),
        # No pass: 0 only where level 1 was missed.
        ("1-", 0),
        ("2-", None),
        ("2?", None),
        ("2+ 3?", 2),
    ],
)
def test_knowledge_was_the_highest_pass_that_stood(
    pack: Catalog, signs: str, level: int | None
) -> None:
    levels = measure_levels(pack, answer_checks(pack, signs), {})
    assert levels.get(("knowledge", SUBJECT)) == level


def test_a_spot_was_taken_for_a_check_of_its_level() -> None:
    catalog = with_sets()
    spot = catalog.spots["one.s1"]
    levels_by_outcome: dict[Outcome, int | None] = {
        "pass": spot.level,
        "miss": 0,
        "unsettled": None,
    }
    for outcome, level in levels_by_outcome.items():
        answers = {spot.id: know(catalog, spot.id, outcome)}
        assert measure_levels(catalog, answers, {}).get(("knowledge", SUBJECT)) == level


@pytest.mark.parametrize(("rung", "records", "level"), [(4, 0, 2), (4, 1, 3), (4, 2, 4), (1, 2, 1)])
def test_skill_was_the_claim_up_to_what_was_on_record(
    pack: Catalog, rung: int, records: int, level: int
) -> None:
    answers = {ladder_id(SUBJECT): claim(pack, SUBJECT, rung)}
    levels = measure_levels(pack, answers, {SUBJECT: records})
    assert levels == {("skill", SUBJECT): level}


@pytest.mark.parametrize(
    ("scores", "level"), [([6], None), ([2, 4], 0), ([2, 5], 1), ([4, 5], 2), ([6, 6, 6], 2)]
)
def test_ability_was_the_mean_of_two_scenarios_or_more(
    scores: list[int], level: int | None
) -> None:
    catalog = two_areas()
    answers = {
        f"left.s{place}": judge(catalog, f"left.s{place}", score)
        for place, score in enumerate(scores, 1)
    }
    assert measure_levels(catalog, answers, {}).get(("ability", "left")) == level


def test_gaps_were_levels_missing_times_weight_and_a_met_claim_was_none(catalog: Catalog) -> None:
    target = make_target(catalog, "generalist", "independent")
    levels: dict[tuple[Facet, str], int] = {
        ("knowledge", "stk-map"): 0,
        ("knowledge", "mkt-voice"): 2,
        ("skill", "stk-map"): 2,
        ("skill", "mkt-voice"): 1,
        ("ability", "stk"): 1,
    }
    weights = dict.fromkeys(levels, 0.1)
    gaps = rank_gaps(target, weights, levels, {"stk-map": 3, "mkt-voice": 1})
    assert gaps == [
        ("knowledge", "stk-map"),
        ("skill", "mkt-voice"),
        ("knowledge", "mkt-voice"),
        ("ability", "stk"),
    ]


def ask_all(catalog: Catalog, move: Move) -> dict[str, list[str]]:
    """What was asked in each length, of someone who answers everything alike."""
    items_by_length: dict[str, list[str]] = {}
    steps = ask_in_order(
        catalog,
        make_target(catalog, "generalist", "entry"),
        lambda item: answer_by_move(catalog, item, move),
        {},
    )
    for length, item in steps:
        items_by_length.setdefault(length, []).append(item)
    return items_by_length


@pytest.mark.parametrize("move", ["good", "bad", "marked"])
def test_it_asked_as_many_questions_as_the_lengths_allowed(catalog: Catalog, move: Move) -> None:
    items_by_length = ask_all(catalog, move)
    assert list(items_by_length) == ["sketch", "quick", "standard", "full"]
    items = [item for length in items_by_length.values() for item in length]
    assert len(items) == len(set(items))
    reserved = {check.id for check in catalog.checks.values() if check.reserved}
    assert reserved.isdisjoint(items), "they are left for measuring again"
    ladders = [item for item in items if item.endswith(".ladder")]
    assert len(ladders) == len(catalog.competencies)
    assert sum(item.endswith(".ladder") for item in items_by_length["sketch"]) == len(catalog.areas)
    assert set(catalog.scenarios) <= set(items)
    first_levels = [
        catalog.knowledge_items[item].level
        for item in items_by_length["sketch"]
        if item in catalog.knowledge_items
    ]
    assert first_levels[0] == 2


def test_it_went_up_after_a_pass_and_down_after_a_miss(catalog: Catalog) -> None:
    steps: dict[Move, int] = {"good": 1, "bad": -1}
    for move, step in steps.items():
        items_by_length = ask_all(catalog, move)
        by_competency: dict[str, list[int]] = {}
        for item in (
            item
            for length in items_by_length.values()
            for item in length
            if item in catalog.knowledge_items
        ):
            check = catalog.knowledge_items[item]
            by_competency.setdefault(check.competency, []).append(check.level)
        assert set(by_competency) == set(catalog.competencies)
        for levels in by_competency.values():
            assert levels[:2] == [2, 2 + step]
            assert all((later - earlier) * step >= 0 for earlier, later in pairwise(levels))


def test_a_marked_guess_brought_one_question_in_addition(catalog: Catalog) -> None:
    moves: tuple[Move, ...] = ("bad", "marked")
    counts = {
        move: Counter(
            catalog.knowledge_items[item].competency
            for item in ask_all(catalog, move)["sketch"]
            if item in catalog.knowledge_items
        )
        for move in moves
    }
    assert set(counts["bad"].values()) == {1}
    assert set(counts["marked"].values()) == {2}
