"""What asking is worth: how much an answer could change what is reported, and the first gaps."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmcoach.assessment.assumptions import BASE
from pmcoach.assessment.item_value import (
    OpenLevel,
    list_claims,
    list_knowledge_answers,
    list_scenario_answers,
    value_item,
)
from pmcoach.assessment.level_model import Distribution, Likelihood, expect_level
from pmcoach.assessment.measurement import GuessKind
from pmcoach.assessment.results import GAP_CHANCE

GUESS_KINDS: tuple[GuessKind, ...] = ("blind", "spot", "seen", "two-keys")
PERFECT: tuple[Likelihood, ...] = tuple(
    tuple(float(level == shown) for level in range(4)) for shown in range(4)
)
"""Answers that tell a level exactly."""


def open_level(
    chances: Distribution, target: int = 2, weight: float = 0.1, *, is_asked: bool = True
) -> OpenLevel:
    return OpenLevel("knowledge", chances, target, weight, is_asked)


@pytest.mark.parametrize(("level", "kind"), list(product((1, 2, 3), GUESS_KINDS)))
def test_a_knowledge_answer_is_a_hit_or_a_miss(level: int, kind: GuessKind) -> None:
    hit, miss = list_knowledge_answers(level, kind)
    assert [right + wrong for right, wrong in zip(hit, miss, strict=True)] == [1] * 4
    assert hit[level:] == (1 - BASE.slip,) * (4 - level)
    assert len(set(hit[:level])) == 1
    assert hit[0] < hit[level]


def test_claims_and_scores_are_all_there_are() -> None:
    for answers in (list_claims(), list_scenario_answers()):
        assert [sum(column) for column in zip(*answers, strict=True)] == pytest.approx([1] * 5)


def test_a_level_that_is_known_is_not_worth_asking_about() -> None:
    known = open_level((0.0, 1.0, 0.0, 0.0))
    item_value = value_item(known, PERFECT, [known.reported_size])
    assert (item_value.worth, item_value.change_chance, item_value.level_change_chance) == (0, 0, 0)


def test_worth_grows_with_weight_and_is_nothing_without() -> None:
    chances = expect_level(BASE, "knowledge")
    light, heavy, none = (
        value_item(open_level(chances, weight=weight, is_asked=False), PERFECT, [])
        for weight in (0.1, 0.2, 0.0)
    )
    assert heavy.worth == pytest.approx(2 * light.worth)
    assert heavy.worth > light.worth > none.worth == none.change_chance == 0


def test_a_sharper_item_is_worth_more() -> None:
    level = open_level(expect_level(BASE, "knowledge"), is_asked=False)
    values = [
        value_item(level, answers, []).worth
        for answers in (
            list_knowledge_answers(2, "seen"),
            list_knowledge_answers(2, "two-keys"),
            list_knowledge_answers(2, "blind"),
            list_knowledge_answers(2, "spot"),
            PERFECT,
        )
    ]
    assert values == sorted(values)
    assert values[0] < values[-1]


def test_worth_by_hand() -> None:
    """Half at 0 and half at 2, of which 2 is asked: a perfect answer tells."""
    half = open_level((0.5, 0.0, 0.5, 0.0), target=2, weight=0.1)
    assert half.reported_size == 0, "not sure enough to be called a gap"
    item_value = value_item(half, PERFECT, [])
    # What is reported becomes 2 levels short with a half, and else stays nothing. What is expected
    # to be missing is 1, and becomes 2 or 0: a standard deviation of 1.
    assert item_value.worth == pytest.approx(0.1 * (0.5 * 2 + 1))
    assert item_value.change_chance == 0.5
    assert item_value.level_change_chance == 0.5


@pytest.mark.parametrize(
    ("chance", "size"), [(GAP_CHANCE - 0.01, 0.0), (GAP_CHANCE, 0.1 * GAP_CHANCE), (1.0, 0.1)]
)
def test_a_gap_is_reported_where_it_is_probable_enough(chance: float, size: float) -> None:
    chances = (0.0, chance, 1 - chance, 0.0)
    assert open_level(chances).reported_size == pytest.approx(size)
    assert open_level(chances, is_asked=False).reported_size == 0


@pytest.mark.parametrize(
    ("chances", "sizes", "change_chance"),
    [
        # Among the first three now: only a level that meets the target, or sinks below the fourth,
        # changes that.
        ((0.8, 0.0, 0.2, 0.0), [0.3, 0.2, 0.16], 0.2),
        ((0.0, 0.8, 0.2, 0.0), [0.3, 0.2, 0.08, 0.01], 0.2),
        # Not reported, and what it could be at most is less than the third.
        ((0.3, 0.3, 0.4, 0.0), [0.4, 0.3, 0.25], 0.0),
        ((0.3, 0.3, 0.4, 0.0), [0.4, 0.3, 0.15], 0.3),
        # Fewer than three are reported: any gap is among the first.
        ((0.3, 0.3, 0.4, 0.0), [0.4, 0.3], 0.6),
    ],
)
def test_the_chance_that_other_gaps_come_first(
    chances: Distribution, sizes: list[float], change_chance: float
) -> None:
    item_value = value_item(open_level(chances), PERFECT, sizes)
    assert item_value.change_chance == pytest.approx(change_chance)


@given(
    weights=st.lists(st.floats(0.01, 1), min_size=4, max_size=4),
    target=st.integers(0, 3),
    sizes=st.lists(st.floats(0.01, 1), max_size=6),
    is_asked=st.booleans(),
    kind=st.sampled_from(GUESS_KINDS),
    level=st.integers(1, 3),
)
def test_chances_are_chances_and_worth_is_never_negative(
    weights: list[float],
    target: int,
    sizes: list[float],
    is_asked: bool,
    kind: GuessKind,
    level: int,
) -> None:
    chances = tuple(weight / sum(weights) for weight in weights)
    asked_about = open_level(chances, target, 0.1, is_asked=is_asked)
    ranked = sorted(
        [*sizes, *([size] if (size := asked_about.reported_size) else [])], reverse=True
    )
    item_value = value_item(asked_about, list_knowledge_answers(level, kind), ranked)
    assert item_value.worth >= 0
    assert 0 <= item_value.change_chance <= 1 + 1e-9
    assert 0 <= item_value.level_change_chance <= 1 + 1e-9
    if target == 0:
        assert item_value.worth == item_value.change_chance == 0
