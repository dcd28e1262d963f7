"""What asking an item is worth: how much its answer could change the gaps that come first. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from pmcoach.assessment.assumptions import BASE
from pmcoach.assessment.level_model import Distribution, Likelihood, find_median, update
from pmcoach.assessment.likelihoods import IMPOSSIBLE_SCORE, weigh_claim, weigh_scenario_answer
from pmcoach.assessment.measurement import GuessKind, find_guess
from pmcoach.assessment.results import GAP_CHANCE
from pmcoach.catalog.vocabulary import Facet, max_level

FIRST_GAPS = 3
"""How many gaps an assessment is out to find."""
SCENARIO_SCORES = range(7)


@dataclass(frozen=True)
class OpenLevel:
    """A level about which something can still be asked, as it stands now."""

    facet: Facet
    chances: Distribution
    target: int
    weight: float
    is_asked: bool

    @property
    def reported_size(self) -> float:
        """The size of the gap that is reported now; 0 where none is."""
        return self.weight * _find_reported_short(self, self.chances) if self.is_asked else 0.0


@dataclass(frozen=True)
class ItemValue:
    """What an item's answer could do."""

    worth: float
    """How much it is expected to change what is reported, in levels times weight."""
    change_chance: float
    """How probable it is that the first gaps would be others if the level were known: no answers can
    make that likelier."""
    level_change_chance: float
    """How probable it is that the level is another afterwards."""


def value_item(
    open_level: OpenLevel, answers: Sequence[Likelihood], reported_sizes: Sequence[float]
) -> ItemValue:
    """What asking is worth.

    Args:
        open_level: The level that the item asks about.
        answers: The probability of each possible answer, at each level.
        reported_sizes: The sizes of all gaps that are reported now, the largest first.
    """
    reported_size = open_level.reported_size
    short = _expect_short(open_level, open_level.chances)
    median = find_median(open_level.chances)
    worth = spread = level_change_chance = 0.0
    for chance, chances in _list_outcomes(open_level.chances, answers):
        new_size = open_level.weight * _find_reported_short(open_level, chances)
        worth += chance * (abs(new_size - reported_size) if open_level.is_asked else new_size)
        spread += chance * (_expect_short(open_level, chances) - short) ** 2
        if find_median(chances) != median:
            level_change_chance += chance
    return ItemValue(
        worth + open_level.weight * sqrt(spread),
        _find_change_chance(open_level, reported_sizes),
        level_change_chance,
    )


def _find_change_chance(open_level: OpenLevel, reported_sizes: Sequence[float]) -> float:
    """How probable it is that other gaps would come first if the level were known."""
    true_sizes = (
        open_level.weight * max(open_level.target - level, 0)
        for level in range(len(open_level.chances))
    )
    return sum(
        chance
        for chance, true_size in zip(open_level.chances, true_sizes, strict=True)
        if _changes_first(open_level.reported_size, true_size, reported_sizes)
    )


def _list_outcomes(
    chances: Distribution, answers: Sequence[Likelihood]
) -> Iterator[tuple[float, Distribution]]:
    """How probable each answer is, and what the level's distribution is after it."""
    for likelihood in answers:
        probability = sum(chance * fit for chance, fit in zip(chances, likelihood, strict=True))
        if probability > 0:
            yield probability, update(chances, likelihood)


def _expect_short(open_level: OpenLevel, chances: Distribution) -> float:
    target = open_level.target
    return sum(chance * (target - level) for level, chance in enumerate(chances[:target]))


def _find_reported_short(open_level: OpenLevel, chances: Distribution) -> float:
    """The levels that would be reported as missing; 0 where no gap would be."""
    if sum(chances[: open_level.target]) < GAP_CHANCE:
        return 0.0
    return _expect_short(open_level, chances)


def _changes_first(reported_size: float, new_size: float, reported_sizes: Sequence[float]) -> bool:
    """Whether a gap enters the first ones, or leaves them."""
    last_of_first, next_size = [*reported_sizes, 0.0, 0.0, 0.0, 0.0][
        FIRST_GAPS - 1 : FIRST_GAPS + 1
    ]
    if reported_size and reported_size >= last_of_first:
        return new_size == 0 or new_size < next_size
    return new_size > last_of_first


@lru_cache(maxsize=64)
def list_knowledge_answers(level: int, guess: GuessKind) -> tuple[Likelihood, ...]:
    """The probability of a hit and of a miss at each level."""
    hit_chances = tuple(
        1 - BASE.slip if known >= level else find_guess(BASE, guess)
        for known in range(max_level("knowledge") + 1)
    )
    return hit_chances, tuple(1 - chance for chance in hit_chances)


@lru_cache(maxsize=1)
def list_claims() -> tuple[Likelihood, ...]:
    """The probability of each claim at each level."""
    return tuple(weigh_claim(BASE, rung) for rung in range(max_level("skill") + 1))


@lru_cache(maxsize=1)
def list_scenario_answers() -> tuple[Likelihood, ...]:
    """The probability of each score at each level, of those that the usual effects can give."""
    return tuple(
        weigh_scenario_answer(BASE, score) for score in SCENARIO_SCORES if score != IMPOSSIBLE_SCORE
    )
