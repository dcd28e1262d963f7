"""How answers become levels: the rules of measurement, all in one place.

A level is 0 to 4 (knowledge 0 to 3) or None for unknown; unknown is never 0. The numbers below
decide; they are the makers' judgement, written down in docs/measurement.md, and no panel has
validated them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pmcoach.assessment.events import Answer
from pmcoach.catalog.models import KnowledgeItem, Scenario

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

    level: int | None
    support: Support


UNKNOWN = MeasuredLevel(None, "none")


def score_check(check: KnowledgeItem, answer: Answer) -> Outcome | None:
    """What an answer to a check or spot shows; None where it was not answered at all.

    A spot is right if exactly the right lines are marked. A guessed hit settles nothing: one in
    four guesses at a check is right.
    """
    if answer.kind != "answered" or not answer.option:
        return None
    if answer.option != check.key:
        return "miss"
    return "unsettled" if answer.sure == "guessing" else "pass"


def measure_knowledge(outcomes: Iterable[tuple[int, Outcome]]) -> MeasuredLevel:
    """The level that checks and spots show; ``outcomes`` are (level of the item, outcome), in any
    order.

    Checks go up to level 3, and so does knowledge.

    The highest pass with no miss below it, or with one miss below and two passes above that
    miss. No such pass: 0 if level 1 was missed, else unknown.
    """
    outcomes = list(outcomes)
    passed_levels = [level for level, outcome in outcomes if outcome == "pass"]
    missed_levels = [level for level, outcome in outcomes if outcome == "miss"]
    for level in sorted(passed_levels, reverse=True):
        misses_below = [missed_level for missed_level in missed_levels if missed_level < level]
        if not misses_below:
            return MeasuredLevel(level, "solid" if len(passed_levels) >= 2 else "thin")
        passes_above = [passed for passed in passed_levels if passed > misses_below[0]]
        if len(misses_below) == 1 and len(passes_above) >= 2:
            return MeasuredLevel(level, "thin")
    if 1 in missed_levels:
        return MeasuredLevel(0, "solid" if len(missed_levels) >= 2 else "thin")
    return UNKNOWN


def measure_skill(claim: int | None, records: int = 0, recent: int | None = None) -> MeasuredLevel:
    """The level to use for a claimed rung (0 to 4) backed by ``records`` complete records.

    ``recent`` is how many of them are of the last three years (all of them if not given).
    """
    if claim is None:
        return UNKNOWN
    level = min(claim, SKILL_CAP[min(records, 2)])
    if records == 0:
        return MeasuredLevel(level, "none")
    records_needed = 2 if level == 4 else 1
    recent_records = records if recent is None else recent
    return MeasuredLevel(level, "solid" if recent_records >= records_needed else "thin")


def score_scenario(scenario: Scenario, answer: Answer) -> int | None:
    """0 to 6: effectiveness(best pick) + 3 - effectiveness(worst pick); None if unanswered."""
    effectiveness: dict[str, int] = {action.id: action.effect for action in scenario.action}
    if answer.kind != "answered" or not {answer.best, answer.worst} <= effectiveness.keys():
        return None
    return effectiveness[answer.best] + SCENARIO_TOP - effectiveness[answer.worst]


def measure_ability(scores: Sequence[int], incidents: int = 0) -> MeasuredLevel:
    """An area's ability from its scenario scores and evidenced real incidents.

    Choosing options on a screen proves no more than 2; one real incident makes 3, two make 4.
    """
    if incidents >= 1:
        return MeasuredLevel(4 if incidents >= 2 else 3, "solid")
    if len(scores) < ABILITY_LEAST:
        return UNKNOWN
    mean_score = sum(scores) / len(scores)
    level = sum(mean_score >= threshold for threshold in ABILITY_STEPS)
    return MeasuredLevel(level, "solid" if len(scores) >= ABILITY_SOLID else "thin")
