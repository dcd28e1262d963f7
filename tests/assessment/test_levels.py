"""What single answers show."""

from __future__ import annotations

import pytest

from pmcoach.assessment.events import Answer, AnswerKind
from pmcoach.assessment.levels import Outcome, score_check, score_scenario
from pmcoach.catalog.models import Check, Scenario, Spot
from tests.catalog import minimal
from tests.support import START

CHECK = Check.model_validate(minimal.check("k", 2))
"""Its key is b."""
SPOT = Spot.model_validate(minimal.spot("m"))
"""Its key is 2,5."""
SCENARIO = Scenario.model_validate(minimal.scenario("s"))
"""a is the worst (0), then b, c, and d the best (3)."""


def answer(kind: AnswerKind = "answered", **texts: str) -> Answer:
    return Answer("k", kind, START, "e", **texts)  # type: ignore[arg-type]  # texts only


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (answer(option="b", sure="sure"), "pass"),
        (answer(option="b", sure="think-so"), "pass"),
        (answer(option="b"), "pass"),
        (answer(option="b", sure="guessing"), "unsettled"),
        (answer(option="a", sure="sure"), "miss"),
        (answer(option="a", sure="guessing"), "miss"),
        (answer(option=""), None),
        (answer("skipped", option="b"), None),
        (answer("not-applicable", option="a"), None),
    ],
)
def test_only_a_hit_that_was_no_guess_passes(reply: Answer, outcome: Outcome | None) -> None:
    assert score_check(CHECK, reply) == outcome


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (answer(option="2,5"), "pass"),
        (answer(option="2,5", sure="guessing"), "unsettled"),
        (answer(option="2,4", sure="sure"), "miss"),
        (answer(option="2"), "miss"),
        (answer(option="2,5,6"), "miss"),
        (answer("skipped"), None),
        (answer(), None),
    ],
)
def test_a_spot_is_right_with_exactly_the_right_lines(
    reply: Answer, outcome: Outcome | None
) -> None:
    assert score_check(SPOT, reply) == outcome


@pytest.mark.parametrize(
    ("best", "worst", "score"),
    [
        ("d", "a", 6),
        ("d", "b", 5),
        ("d", "c", 4),
        ("c", "a", 5),
        ("b", "a", 4),
        ("a", "d", 0),
        ("b", "c", 2),
    ],
)
def test_a_scenario_scores_the_best_pick_and_the_distance_of_the_worst(
    best: str, worst: str, score: int
) -> None:
    assert score_scenario(SCENARIO, answer(best=best, worst=worst)) == score


@pytest.mark.parametrize(
    "reply",
    [
        answer(best="d"),
        answer(worst="a"),
        answer(best="d", worst="e"),
        answer("skipped", best="d", worst="a"),
        answer("not-applicable"),
    ],
)
def test_a_scenario_without_both_picks_has_no_score(reply: Answer) -> None:
    assert score_scenario(SCENARIO, reply) is None
