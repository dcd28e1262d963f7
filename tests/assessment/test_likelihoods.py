"""How probable answers are: a better answer favors higher levels, under every set of assumptions."""

from __future__ import annotations

import math
from itertools import pairwise, product
from statistics import NormalDist

import pytest

from pmcoach.assessment.assumptions import BASE, PUBLISHED, Assumptions
from pmcoach.assessment.level_model import Likelihood
from pmcoach.assessment.levels import Outcome
from pmcoach.assessment.likelihoods import (
    IMPOSSIBLE_SCORE,
    combine,
    weigh_claim,
    weigh_knowledge_answer,
    weigh_scenario_answer,
)
from pmcoach.assessment.measurement import GuessKind, find_guess

GUESS_KINDS: tuple[GuessKind, ...] = ("blind", "spot", "seen", "two-keys")
OUTCOMES: tuple[Outcome, ...] = ("miss", "unsettled", "pass")
SCORES = [score for score in range(7) if score != IMPOSSIBLE_SCORE]
every_set = pytest.mark.parametrize("assumptions", PUBLISHED, ids=lambda each: each.title)


def favors_higher_levels(better: Likelihood, worse: Likelihood) -> bool:
    """Whether the better answer speaks for each level at least as strongly as for the one below."""
    ratios = [high / low for high, low in zip(better, worse, strict=True)]
    return all(higher >= lower - 1e-12 for lower, higher in pairwise(ratios))


def test_the_sets_differ_and_the_base_comes_first() -> None:
    assert PUBLISHED[0] is BASE
    assert len({assumptions.title for assumptions in PUBLISHED}) == len(PUBLISHED)
    assert len(set(PUBLISHED)) == len(PUBLISHED)


@every_set
@pytest.mark.parametrize(("level", "kind"), list(product((1, 2, 3), GUESS_KINDS)))
def test_a_better_knowledge_answer_favors_higher_levels(
    assumptions: Assumptions, level: int, kind: GuessKind
) -> None:
    guess = find_guess(assumptions, kind)
    likelihoods = [
        weigh_knowledge_answer(assumptions, level, outcome, guess) for outcome in OUTCOMES
    ]
    for worse, better in pairwise(likelihoods):
        assert favors_higher_levels(better, worse)
    miss, _, hit = likelihoods
    assert miss[level] < 1 < hit[level]
    assert favors_higher_levels(hit, (1.0,) * 4)


@every_set
def test_an_easier_guess_makes_a_hit_say_less(assumptions: Assumptions) -> None:
    hits = [
        weigh_knowledge_answer(assumptions, 2, "pass", find_guess(assumptions, kind))[2]
        for kind in ("spot", "blind", "two-keys", "seen")
    ]
    assert hits == sorted(hits, reverse=True)
    assert hits[0] > hits[-1]


def test_a_knowledge_answer_is_weighed_by_slip_guess_and_mark() -> None:
    """By Bayes' rule: how much likelier the answer is from someone who knows."""
    hit, guess = 0.9, 0.25
    assert weigh_knowledge_answer(BASE, 2, "miss", guess) == pytest.approx(
        (1, 1, 0.1 / 0.75, 0.1 / 0.75)
    )
    ratio = (hit * 0.9) / (guess * 0.5)
    assert weigh_knowledge_answer(BASE, 3, "pass", guess) == pytest.approx((1, 1, 1, ratio))
    ratio = (hit * 0.1) / (guess * 0.5)
    assert weigh_knowledge_answer(BASE, 1, "unsettled", guess) == pytest.approx((1, *(ratio,) * 3))


@every_set
def test_a_higher_claim_favors_higher_levels(assumptions: Assumptions) -> None:
    for rung in range(4):
        assert favors_higher_levels(
            weigh_claim(assumptions, rung + 1), weigh_claim(assumptions, rung)
        )


@every_set
def test_the_claims_of_a_level_are_a_distribution_with_its_own_rung_on_top(
    assumptions: Assumptions,
) -> None:
    for level in range(5):
        chances = [weigh_claim(assumptions, rung)[level] for rung in range(5)]
        assert sum(chances) == pytest.approx(1)
        assert chances.index(max(chances)) == level


@every_set
def test_a_higher_score_favors_higher_ability(assumptions: Assumptions) -> None:
    for score in range(6):
        assert favors_higher_levels(
            weigh_scenario_answer(assumptions, score + 1),
            weigh_scenario_answer(assumptions, score),
        )


@every_set
def test_the_scores_of_an_ability_are_a_distribution(assumptions: Assumptions) -> None:
    for ability in range(5):
        chances = [weigh_scenario_answer(assumptions, score)[ability] for score in SCORES]
        assert sum(chances) == pytest.approx(1)


@every_set
def test_a_score_is_as_probable_as_the_picks_that_make_it(assumptions: Assumptions) -> None:
    """Worked out anew: over many small steps of the error instead of seven points."""
    steps = [NormalDist().inv_cdf((step + 0.5) / 400) for step in range(400)]
    for ability, score in product(range(5), SCORES):
        chances = [
            _score_chance(
                score, _pick_chance(assumptions, ability + assumptions.scene_error * step)
            )
            for step in steps
        ]
        expected = math.fsum(chances) / len(chances)
        assert weigh_scenario_answer(assumptions, score)[ability] == pytest.approx(
            expected, abs=0.02
        )


def _pick_chance(assumptions: Assumptions, ability: float) -> float:
    pick = assumptions.pick
    if ability <= 0:
        return pick[0]
    if ability >= 4:
        return pick[4]
    share = ability % 1
    return pick[int(ability)] * (1 - share) + pick[int(ability) + 1] * share


def _score_chance(score: int, right: float) -> float:
    """Over all twelve pairs of picks, the actions numbered by their effect."""
    chance = 0.0
    for best, worst in product(range(4), repeat=2):
        if best == worst or best + 3 - worst != score:
            continue
        lowest_left = 1 if best == 0 else 0
        first = right if best == 3 else (1 - right) / 3
        second = right if worst == lowest_left else (1 - right) / 2
        chance += first * second
    return chance


@every_set
def test_answers_together_multiply(assumptions: Assumptions) -> None:
    claims = [weigh_claim(assumptions, rung) for rung in (1, 3, 3)]
    expected = [math.prod(column) for column in zip(*claims, strict=True)]
    assert combine(*claims) == pytest.approx(expected)
    assert combine(claims[0]) == claims[0]
