"""How probable an answer is at each level, by kind of item. Pure.

For every kind, a better answer favors higher levels more at every step between two levels. That is
why a better answer never lowers a level (tests/assessment/test_level_model.py tries it).
"""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from operator import mul

from pmcoach.assessment.assumptions import Assumptions
from pmcoach.assessment.level_model import GRID, Likelihood
from pmcoach.assessment.levels import SCENARIO_TOP, Outcome
from pmcoach.catalog.vocabulary import max_level

EFFECTS = (3, 2, 1, 0)
"""How well the four actions of a scenario usually work."""
IMPOSSIBLE_SCORE = 3
"""What these effects can't add up to."""


@lru_cache(maxsize=1024)
def weigh_knowledge_answer(
    assumptions: Assumptions, level: int, outcome: Outcome, guess: float
) -> Likelihood:
    """The likelihood of an answer to a check or spot.

    Args:
        assumptions: How people are taken to answer.
        level: The item's level; who has it or more knows the answer.
        outcome: What the answer shows.
        guess: The chance of hitting it without knowing.
    """
    hit = 1 - assumptions.slip
    missed = assumptions.slip / (1 - guess)
    marked = hit * assumptions.marked_by_knowers / (guess * assumptions.marked_by_guessers)
    unmarked = (
        hit * (1 - assumptions.marked_by_knowers) / (guess * (1 - assumptions.marked_by_guessers))
    )
    # A right answer never speaks less for knowing than a wrong one, nor an unmarked one less than
    # one that is marked as a guess.
    marked = max(marked, missed)
    unmarked = max(unmarked, marked)
    for_knowing = {"miss": missed, "unsettled": marked, "pass": unmarked}[outcome]
    return tuple(
        for_knowing if known >= level else 1.0 for known in range(max_level("knowledge") + 1)
    )


@lru_cache(maxsize=256)
def weigh_claim(assumptions: Assumptions, rung: int) -> Likelihood:
    """The likelihood of a claim on a skill ladder (0 to 4)."""
    rungs = range(max_level("skill") + 1)
    return tuple(
        _weigh_rung(assumptions, rung - level)
        / sum(_weigh_rung(assumptions, claim - level) for claim in rungs)
        for level in rungs
    )


def _weigh_rung(assumptions: Assumptions, lead: int) -> float:
    return assumptions.claim_up**lead if lead >= 0 else assumptions.claim_down**-lead


@lru_cache(maxsize=256)
def weigh_scenario_answer(assumptions: Assumptions, score: int) -> Likelihood:
    """The likelihood of a scenario's score (0 to 6, see `levels.score_scenario`).

    Effects are taken to be 3, 2, 1 and 0. A score of 3, which only others give, is weighed halfway
    between 2 and 4.
    """
    if score == IMPOSSIBLE_SCORE:
        return tuple(
            sqrt(low * high)
            for low, high in zip(
                weigh_scenario_answer(assumptions, score - 1),
                weigh_scenario_answer(assumptions, score + 1),
                strict=True,
            )
        )
    return tuple(
        sum(
            weight
            * _find_score_chance(
                score, _find_pick_chance(assumptions, level + assumptions.scene_error * error)
            )
            for error, weight in GRID
        )
        for level in range(max_level("ability") + 1)
    )


def _find_pick_chance(assumptions: Assumptions, ability: float) -> float:
    """The chance of picking the best action, straight between whole levels of ability."""
    within = min(max(ability, 0.0), float(len(assumptions.pick) - 1))
    below = min(int(within), len(assumptions.pick) - 2)
    low, high = assumptions.pick[below : below + 2]
    return low + (high - low) * (within - below)


def _find_score_chance(score: int, right: float) -> float:
    """The chance of a score where the best action, and then the worst of the others, is picked with
    chance ``right``, and else any of the others alike."""
    chance = 0.0
    for best in EFFECTS:
        rest = [effect for effect in EFFECTS if effect != best]
        best_chance = right if best == max(EFFECTS) else (1 - right) / len(rest)
        for worst in rest:
            if best + SCENARIO_TOP - worst == score:
                worst_chance = right if worst == min(rest) else (1 - right) / (len(rest) - 1)
                chance += best_chance * worst_chance
    return chance


def combine(*likelihoods: Likelihood) -> Likelihood:
    """The likelihood of several answers together, which hang together by the level alone."""
    combined, *others = likelihoods
    for likelihood in others:
        combined = tuple(map(mul, combined, likelihood))
    return combined
