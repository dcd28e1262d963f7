"""How answers become levels: the rules of measurement, all in one place.

A level is 0 to 4 or None for unknown; unknown is never 0. The numbers below decide; they are the
makers' judgement, written down in docs/measurement.md, and no panel has validated them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pmcoach.assessment.events import Answer
from pmcoach.catalog.models import Check, Scenario

Support = Literal["none", "thin", "solid"]
Outcome = Literal["pass", "miss", "unsettled"]

SKILL_CAP = (2, 3, 4)
"""The highest usable claim with no, one, and two or more complete records of evidence."""
ABILITY_STEPS = (3.5, 4.5)
"""Mean scenario scores (0 to 6) from which ability is 1 and 2."""
ABILITY_LEAST = 2
"""Scenarios without which an area's ability is unknown."""
ABILITY_SOLID = 4
"""Scenarios from which an area's ability is solidly supported."""
SCENARIO_TOP = 3
"""The effectiveness of the best action; the worst has 0."""


@dataclass(frozen=True)
class MeasuredLevel:
    """How high, and how well backed."""

    value: int | None
    support: Support


UNKNOWN = MeasuredLevel(None, "none")


def score_check(check: Check, answer: Answer) -> Outcome | None:
    """What an answer to a check shows; None where it was not answered at all.

    A guessed hit settles nothing: one in four guesses is right.
    """
    if answer.kind != "answered" or not answer.option:
        return None
    if answer.option != check.key:
        return "miss"
    return "unsettled" if answer.sure == "guessing" else "pass"


def measure_knowledge(outcomes: Iterable[tuple[int, Outcome]]) -> MeasuredLevel:
    """The level that checks show; ``outcomes`` are (level of the check, outcome), in any order.

    The highest pass with no miss below it, or with one miss below and two passes above that
    miss. No such pass: 0 if level 1 was missed, else unknown.
    """
    outcomes = list(outcomes)
    passes = sorted(level for level, what in outcomes if what == "pass")
    misses = sorted(level for level, what in outcomes if what == "miss")
    for level in reversed(passes):
        below = [one for one in misses if one < level]
        if not below:
            return MeasuredLevel(level, "solid" if len(passes) >= 2 else "thin")
        if len(below) == 1 and sum(one > below[0] for one in passes) >= 2:
            return MeasuredLevel(level, "thin")
    if 1 in misses:
        return MeasuredLevel(0, "solid" if len(misses) >= 2 else "thin")
    return UNKNOWN


def measure_skill(claim: int | None, records: int = 0, recent: int | None = None) -> MeasuredLevel:
    """The level to use for a claimed rung (0 to 4) backed by ``records`` complete records.

    ``recent`` is how many of them are of the last three years (all of them if not given).
    """
    if claim is None:
        return UNKNOWN
    value = min(claim, SKILL_CAP[min(records, 2)])
    if records == 0:
        return MeasuredLevel(value, "none")
    needed = 2 if value == 4 else 1
    fresh = records if recent is None else recent
    return MeasuredLevel(value, "solid" if fresh >= needed else "thin")


def score_scenario(scenario: Scenario, answer: Answer) -> int | None:
    """0 to 6: effectiveness(best pick) + 3 - effectiveness(worst pick); None if unanswered."""
    effects = {action.id: action.effect for action in scenario.action}
    if answer.kind != "answered" or answer.best not in effects or answer.worst not in effects:
        return None
    return effects[answer.best] + SCENARIO_TOP - effects[answer.worst]


def measure_ability(scores: Sequence[int], incidents: int = 0) -> MeasuredLevel:
    """An area's ability from its scenario scores and evidenced real incidents.

    Choosing options on a screen proves no more than 2; one real incident makes 3, two make 4.
    """
    shown: int | None = None
    support: Support = "none"
    if len(scores) >= ABILITY_LEAST:
        mean = sum(scores) / len(scores)
        shown = sum(mean >= bar for bar in ABILITY_STEPS)
        support = "solid" if len(scores) >= ABILITY_SOLID else "thin"
    if incidents >= 1:
        return MeasuredLevel(4 if incidents >= 2 else 3, "solid")
    return MeasuredLevel(shown, support)
