"""One honest word on readiness, with the things that decide it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pmcoach.assessment.results import Result, Standing

HEAVIEST_COUNT = 5
"""How many competencies readiness looks at."""
MOST_REASONS = 3
"""How many of the standings that decide it are named."""

ReadinessWord = Literal["not known", "ready", "within reach", "not yet"]
READINESS_WORDS: dict[ReadinessWord, str] = {
    "not known": "Not known yet: fewer than half of the levels that matter most were asked.",
    "ready": "Ready: everything known of the five heaviest competencies meets the target.",
    "within reach": "Within reach: none of the five heaviest is short by more than one level.",
    "not yet": "Not yet: something among the five heaviest is short by two levels or more.",
}


@dataclass(frozen=True)
class Readiness:
    """How near the target is, and which standings decide that."""

    word: ReadinessWord
    known: int
    possible: int
    deciding: tuple[Standing, ...]


def readiness(assessment_result: Result) -> Readiness:
    """Knowledge and skill of the five heaviest competencies: under half known, not known; all
    known ones met, ready; no gap over one level, within reach; else not yet."""
    standings = [
        standing
        for competency_id in assessment_result.target.heaviest()[:HEAVIEST_COUNT]
        for standing in (
            assessment_result.knowledge[competency_id],
            assessment_result.skill[competency_id],
        )
    ]
    known_count = sum(standing.level is not None for standing in standings)
    deciding = [standing for standing in standings if standing.short]
    deciding.sort(key=lambda standing: (-standing.short, -standing.weight))
    word: ReadinessWord
    if known_count * 2 < len(standings):
        word = "not known"
        deciding = [standing for standing in standings if standing.level is None]
    elif not deciding:
        word = "ready"
    elif deciding[0].short <= 1:
        word = "within reach"
    else:
        word = "not yet"
    return Readiness(word, known_count, len(standings), tuple(deciding[:MOST_REASONS]))


def disagreement(knowledge: Standing, skill: Standing) -> str:
    """Claim and check side by side where they are far apart, in words about the task; nothing
    where they are not. They are never averaged."""
    if knowledge.level is None or skill.claim is None:
        return ""
    claim_lead = skill.claim - knowledge.level
    if claim_lead >= 2:
        return (
            "You say that you do more of this than the checks show of its methods. Perhaps the "
            "work is done another way where you are; reading up on its terms would tell."
        )
    if claim_lead <= -2:
        return (
            "The methods are known here, and the work has seldom been done yet. A first small "
            "piece of it would show more than another question."
        )
    return ""
