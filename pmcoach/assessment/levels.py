"""What single answers show, and the caps on levels that answers alone can't lift.

The numbers are the makers' judgement, written down in docs/measurement.md.
"""

from __future__ import annotations

from typing import Literal

from pmcoach.assessment.events import Answer
from pmcoach.catalog.models import KnowledgeItem, Scenario

Outcome = Literal["pass", "miss", "unsettled"]
"""What an answer to a knowledge item shows; unsettled is right, but marked as a guess."""

SKILL_CAP = (2, 3, 4)
"""The highest usable claim with no, one, and two or more complete records of evidence."""
ABILITY_CAP = (2, 3, 4)
"""The highest ability with no, one, and two or more real incidents on record. Incidents show it by
themselves; choosing options on a screen proves no more than the first."""
SCENARIO_TOP = 3
"""The effectiveness of the best action; the worst has 0."""


def score_check(item: KnowledgeItem, answer: Answer) -> Outcome | None:
    """What an answer to a check or spot shows; None where it was not answered at all.

    A spot is right if exactly the right lines are marked.
    """
    if answer.kind != "answered" or not answer.option:
        return None
    if answer.option != item.key:
        return "miss"
    return "unsettled" if answer.sure == "guessing" else "pass"


def score_scenario(scenario: Scenario, answer: Answer) -> int | None:
    """0 to 6: effectiveness(best pick) + 3 - effectiveness(worst pick); None if unanswered."""
    effectiveness: dict[str, int] = {action.id: action.effect for action in scenario.action}
    if answer.kind != "answered" or not {answer.best, answer.worst} <= effectiveness.keys():
        return None
    return effectiveness[answer.best] + SCENARIO_TOP - effectiveness[answer.worst]
