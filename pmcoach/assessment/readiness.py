"""One honest word on readiness, with the things that decide it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pmcoach.assessment.results import Result, Standing

HEAVIEST_COUNT = 5
"""How many competencies readiness looks at."""
MOST_REASONS = 3

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


def readiness(result: Result) -> Readiness:
    """Knowledge and skill of the five heaviest competencies: under half known, not known; all
    known ones met, ready; no gap over one level, within reach; else not yet."""
    ids = result.target.heaviest()[:HEAVIEST_COUNT]
    looked = [standing[one] for one in ids for standing in (result.knowledge, result.skill)]
    known = [one for one in looked if one.level is not None]
    short = sorted((one for one in known if one.short), key=lambda one: (-one.short, -one.weight))
    word: ReadinessWord
    if len(known) * 2 < len(looked):
        unknown = [one for one in looked if one.level is None]
        return Readiness("not known", len(known), len(looked), tuple(unknown[:MOST_REASONS]))
    if not short:
        word = "ready"
    elif short[0].short <= 1:
        word = "within reach"
    else:
        word = "not yet"
    return Readiness(word, len(known), len(looked), tuple(short[:MOST_REASONS]))


def disagreement(knowledge: Standing, skill: Standing) -> str:
    """Claim and check side by side where they are far apart, in words about the task; nothing
    where they are not. They are never averaged."""
    if knowledge.level is None or skill.claim is None:
        return ""
    apart = skill.claim - knowledge.level
    if apart >= 2:
        return (
            "You say that you do more of this than the checks show of its methods. Perhaps the "
            "work is done another way where you are; reading up on its terms would tell."
        )
    if apart <= -2:
        return (
            "The methods are known here, and the work has seldom been done yet. A first small "
            "piece of it would show more than another question."
        )
    return ""
