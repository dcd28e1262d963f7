"""The rules of measurement, to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.assessment.events import Answer, AnswerKind
from pmcoach.assessment.levels import (
    MeasuredLevel,
    Outcome,
    measure_ability,
    measure_knowledge,
    measure_skill,
    score_check,
    score_scenario,
)
from pmcoach.catalog.models import Check, Scenario, Spot
from tests.catalog import minimal
from tests.support import START

RULE = settings(derandomize=True, max_examples=200, deadline=None)

CHECK = Check.model_validate(minimal.check("k", 2))
"""Its key is b."""
SPOT = Spot.model_validate(minimal.spot("m"))
"""Its key is 2,5."""
SCENE = Scenario.model_validate(minimal.scenario("s"))
"""a is the worst (0), then b, c, and d the best (3)."""

kinds = st.sampled_from(["pass", "miss", "unsettled"])
many = st.lists(st.tuples(st.integers(1, 3), kinds), max_size=8)
Outcomes = list[tuple[int, Outcome]]


def answer(kind: AnswerKind = "answered", **said: str) -> Answer:
    return Answer("k", kind, START, "e", **said)  # type: ignore[arg-type]  # texts only


def outcomes(said: str) -> Outcomes:
    """From "2+ 3- 1?": passed at 2, missed at 3, guessed right at 1."""
    signs: dict[str, Outcome] = {"+": "pass", "-": "miss", "?": "unsettled"}
    return [(int(one[0]), signs[one[1]]) for one in said.split()]


@pytest.mark.parametrize(
    ("said", "value", "support"),
    [
        ("", None, "none"),
        ("2+", 2, "thin"),
        ("2+ 3+", 3, "solid"),
        ("2+ 3-", 2, "thin"),
        ("2+ 3- 2+", 2, "solid"),
        ("1+ 2-", 1, "thin"),
        # One miss below is forgiven for two passes above it, and then the level is thin.
        ("1- 2+", 0, "thin"),
        ("1- 2+ 3+", 3, "thin"),
        ("1+ 2- 3+", 1, "solid"),
        ("2- 3+ 3+", 3, "thin"),
        # A pass at the level of the miss is not above it.
        ("2- 2+ 3+", 2, "solid"),
        # Two misses below are not.
        ("1- 2- 3+ 3+", 0, "solid"),
        ("2- 2- 3+ 3+", None, "none"),
        # A pass and a miss at the same level: nothing was missed below it.
        ("2+ 2-", 2, "thin"),
        ("3- 3+ 2+", 3, "solid"),
        # No pass: 0 only where level 1 was missed, else unknown.
        ("1-", 0, "thin"),
        ("1- 2-", 0, "solid"),
        ("2-", None, "none"),
        ("2- 3- 3-", None, "none"),
        ("2- 3+", None, "none"),
        # A guessed hit is neither pass nor miss.
        ("2?", None, "none"),
        ("1? 2-", None, "none"),
        ("2+ 3?", 2, "thin"),
        ("1- 1?", 0, "thin"),
    ],
)
def test_knowledge_is_the_highest_pass_that_stands(
    said: str, value: int | None, support: str
) -> None:
    assert measure_knowledge(outcomes(said)) == MeasuredLevel(value, support)  # type: ignore[arg-type]


@RULE
@given(many, st.data())
def test_the_order_of_answers_does_not_matter(said: Outcomes, data: st.DataObject) -> None:
    assert measure_knowledge(data.draw(st.permutations(said))) == measure_knowledge(said)


@RULE
@given(many.filter(lambda them: any(what == "miss" for _, what in them)), st.data())
def test_turning_a_miss_into_a_pass_never_lowers_the_level(
    said: Outcomes, data: st.DataObject
) -> None:
    at = data.draw(st.sampled_from([i for i, (_, what) in enumerate(said) if what == "miss"]))
    better: Outcomes = [*said[:at], (said[at][0], "pass"), *said[at + 1 :]]
    before, after = measure_knowledge(said).level, measure_knowledge(better).level
    assert (-1 if after is None else after) >= (-1 if before is None else before)


@RULE
@given(many)
def test_nothing_is_0_unless_level_1_was_missed(said: Outcomes) -> None:
    level = measure_knowledge(said)
    if level.level == 0:
        assert (1, "miss") in said
    assert (level.level is None) == (level.support == "none")


@RULE
@given(many)
def test_a_level_was_always_passed_at_that_level(said: Outcomes) -> None:
    value = measure_knowledge(said).level
    assert value in (None, 0) or (value, "pass") in said


@RULE
@given(many, st.integers(1, 3))
def test_a_guessed_hit_settles_nothing(said: Outcomes, level: int) -> None:
    assert measure_knowledge([*said, (level, "unsettled")]) == measure_knowledge(said)


@pytest.mark.parametrize(
    ("given_answer", "what"),
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
def test_only_a_hit_that_was_no_guess_passes(given_answer: Answer, what: str | None) -> None:
    assert score_check(CHECK, given_answer) == what


@pytest.mark.parametrize(
    ("given_answer", "what"),
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
    given_answer: Answer, what: Outcome | None
) -> None:
    assert score_check(SPOT, given_answer) == what


@pytest.mark.parametrize(
    ("claim", "records", "recent", "value", "support"),
    [
        (None, 0, None, None, "none"),
        (None, 2, None, None, "none"),
        (0, 0, None, 0, "none"),
        (2, 0, None, 2, "none"),
        (3, 0, None, 2, "none"),
        (4, 0, None, 2, "none"),
        (1, 1, None, 1, "solid"),
        (3, 1, None, 3, "solid"),
        (4, 1, None, 3, "solid"),
        (4, 2, None, 4, "solid"),
        (4, 5, None, 4, "solid"),
        # Older than three years: it lifts the cap, but what it shows is thin.
        (3, 1, 0, 3, "thin"),
        (4, 2, 1, 4, "thin"),
        (3, 2, 1, 3, "solid"),
    ],
)
def test_a_claim_is_capped_by_its_records(
    claim: int | None, records: int, recent: int | None, value: int | None, support: str
) -> None:
    assert measure_skill(claim, records, recent) == MeasuredLevel(value, support)  # type: ignore[arg-type]


@RULE
@given(st.integers(0, 4), st.integers(0, 5))
def test_skill_never_exceeds_the_claim_and_more_records_never_lower_it(
    claim: int, records: int
) -> None:
    level, more = measure_skill(claim, records).level, measure_skill(claim, records + 1).level
    assert level is not None
    assert more is not None
    assert level <= more <= claim


@pytest.mark.parametrize(
    ("best", "worst", "score"),
    [
        ("d", "a", 6),
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
    assert score_scenario(SCENE, answer(best=best, worst=worst)) == score


@pytest.mark.parametrize(
    "given_answer",
    [
        answer(best="d"),
        answer(worst="a"),
        answer(best="d", worst="e"),
        answer("skipped", best="d", worst="a"),
        answer("not-applicable"),
    ],
)
def test_a_scenario_without_both_picks_has_no_score(given_answer: Answer) -> None:
    assert score_scenario(SCENE, given_answer) is None


@pytest.mark.parametrize(
    ("scores", "incidents", "value", "support"),
    [
        ([], 0, None, "none"),
        ([6], 0, None, "none"),
        ([3, 3], 0, 0, "thin"),
        ([3, 4], 0, 1, "thin"),
        ([4, 4, 5], 0, 1, "thin"),
        ([4, 5], 0, 2, "thin"),
        ([6, 6, 6], 0, 2, "thin"),
        ([6, 6, 6, 6], 0, 2, "solid"),
        ([0, 0, 0, 0], 0, 0, "solid"),
        ([3, 3, 4, 4], 0, 1, "solid"),
        # Only real incidents prove more than a choice on a screen.
        ([0, 0], 1, 3, "solid"),
        ([], 1, 3, "solid"),
        ([6, 6], 2, 4, "solid"),
        ([], 3, 4, "solid"),
    ],
)
def test_ability_is_the_mean_of_an_area_until_a_real_incident_is_on_record(
    scores: list[int], incidents: int, value: int | None, support: str
) -> None:
    assert measure_ability(scores, incidents) == MeasuredLevel(value, support)  # type: ignore[arg-type]


@RULE
@given(st.lists(st.integers(0, 6), max_size=10))
def test_no_number_of_scenarios_shows_more_than_level_2(scores: list[int]) -> None:
    level = measure_ability(scores)
    assert level.level in (None, 0, 1, 2)
    assert (level.level is None) == (len(scores) < 2)
