"""The probability of each level, from the likelihoods of answers. Pure arithmetic.

The levels of one facet hang together: each is drawn around a mean, with one part that all levels
of the person share, one that those of an area share, and one of its own. The shared parts are
summed over a grid, so an answer in one place moves what is expected elsewhere a little. Facets
know nothing of each other, and nothing here knows of a target.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import erf, sqrt
from operator import mul

from pmcoach.assessment.assumptions import Assumptions
from pmcoach.catalog.vocabulary import Facet, max_level

Distribution = tuple[float, ...]
"""The probability of each level from 0 up; they sum to 1."""
Likelihood = tuple[float, ...]
"""How probable an answer is at each level from 0 up, on any scale; all above 0."""

GRID = (
    (-3.750439717725742, 0.00054826885597222),
    (-2.366759410734541, 0.03075712396758652),
    (-1.154405394739968, 0.24012317860501272),
    (0.0, 0.45714285714285713),
    (1.154405394739968, 0.24012317860501272),
    (2.366759410734541, 0.03075712396758652),
    (3.750439717725742, 0.00054826885597222),
)
"""Points and weights that stand for a standard normal variable (Gauss and Hermite, order 7)."""


@dataclass(frozen=True)
class _Prior:
    """What is expected before anything was asked."""

    rows: tuple[tuple[float, ...], ...]
    """For each level, its probability at each point of the grid: person outer, area inner."""
    marginal: Distribution


def discretize(mean: float, spread: float, top: int) -> Distribution:
    """The probability of each level 0 to ``top`` of a normal value, rounded and kept within."""
    cumulative = [
        0.0,
        *(0.5 * (1 + erf((level + 0.5 - mean) / (spread * sqrt(2)))) for level in range(top)),
        1.0,
    ]
    return tuple(high - low for low, high in pairwise(cumulative))


@lru_cache(maxsize=64)
def _make_prior(assumptions: Assumptions, facet: Facet) -> _Prior:
    person_spread = assumptions.spread * sqrt(assumptions.person_share)
    area_spread = assumptions.spread * sqrt(assumptions.area_share)
    own_spread = assumptions.spread * sqrt(1 - assumptions.person_share - assumptions.area_share)
    points = [
        discretize(
            assumptions.mean(facet) + person_spread * person + area_spread * area,
            own_spread,
            max_level(facet),
        )
        for person, _ in GRID
        for area, _ in GRID
    ]
    rows = tuple(zip(*points, strict=True))
    return _Prior(rows, tuple(sum(map(mul, row, _POINT_WEIGHTS)) for row in rows))


_POINT_WEIGHTS = tuple(person * area for _, person in GRID for _, area in GRID)


def expect_level(assumptions: Assumptions, facet: Facet) -> Distribution:
    """What is expected of any level of a facet before anything was asked."""
    return _make_prior(assumptions, facet).marginal


def update(distribution: Distribution, likelihood: Likelihood) -> Distribution:
    """A distribution once one more answer is known."""
    return _normalize(list(map(mul, distribution, likelihood)))


def find_median(distribution: Distribution) -> int:
    """The level in the middle: the lowest that the true one is as likely as not to be at or
    below."""
    cumulative = 0.0
    for level, probability in enumerate(distribution):
        cumulative += probability
        if cumulative >= 0.5:
            return level
    return len(distribution) - 1


def infer_levels(
    assumptions: Assumptions,
    facet: Facet,
    subjects_by_area: Mapping[str, Sequence[str]],
    likelihoods: Mapping[str, Likelihood],
) -> dict[str, Distribution]:
    """The distribution of every level of a facet, from all answers about it.

    Args:
        assumptions: How people and their answers are taken to be.
        facet: Which of the three.
        subjects_by_area: The ids of what has a level, by area.
        likelihoods: For each subject with answers, the product of their likelihoods.
    """
    rows = _make_prior(assumptions, facet).rows
    fits = {
        subject: _weigh_points(rows, likelihoods[subject])
        for subjects in subjects_by_area.values()
        for subject in subjects
        if subject in likelihoods
    }
    weights_by_area = {
        area: _multiply([fits[subject] for subject in subjects if subject in fits])
        for area, subjects in subjects_by_area.items()
    }
    person_weights = _weigh_persons(weights_by_area.values())
    distributions: dict[str, Distribution] = {}
    for area, subjects in subjects_by_area.items():
        area_weights = _condition(weights_by_area[area], person_weights)
        unasked = _sum_levels(rows, area_weights)
        for subject in subjects:
            if subject not in fits:
                distributions[subject] = unasked
                continue
            others_weights = [
                weight / fit for weight, fit in zip(area_weights, fits[subject], strict=True)
            ]
            distributions[subject] = update(_sum_levels(rows, others_weights), likelihoods[subject])
    return distributions


def _weigh_points(rows: Sequence[Sequence[float]], likelihood: Likelihood) -> tuple[float, ...]:
    """How well each point of the grid explains the answers about one level."""
    fit = tuple(likelihood[0] * probability for probability in rows[0])
    for row, chance in zip(rows[1:], likelihood[1:], strict=True):
        fit = tuple(
            total + chance * probability for total, probability in zip(fit, row, strict=True)
        )
    return fit


def _multiply(fits: Sequence[Sequence[float]]) -> list[float]:
    """The weight of each point of the grid within an area, given all its answers."""
    weights = list(_POINT_WEIGHTS)
    for fit in fits:
        weights = list(map(mul, weights, fit))
    return weights


def _weigh_persons(weights_of_areas: Iterable[Sequence[float]]) -> list[float]:
    """The weight of each level of the part that is common to a person, given all answers."""
    person_weights = [weight for _, weight in GRID]
    for area_weights in weights_of_areas:
        evidence = [
            sum(block) / weight
            for block, (_, weight) in zip(_blocks(area_weights), GRID, strict=True)
        ]
        scale = max(evidence)  # keeps the products of many answers from vanishing
        person_weights = [
            weight * piece / scale for weight, piece in zip(person_weights, evidence, strict=True)
        ]
    return person_weights


def _blocks(area_weights: Sequence[float]) -> Iterator[Sequence[float]]:
    """The weights of an area's points, for one person point after another."""
    return (
        area_weights[start : start + len(GRID)] for start in range(0, len(area_weights), len(GRID))
    )


def _condition(area_weights: Sequence[float], person_weights: Sequence[float]) -> list[float]:
    """The weight of each point within an area, once what the whole person shows is known."""
    return [
        weight * person_weight / total
        for block, person_weight in zip(_blocks(area_weights), person_weights, strict=True)
        for total in [sum(block)]
        for weight in block
    ]


def _sum_levels(rows: Sequence[Sequence[float]], weights: Sequence[float]) -> Distribution:
    return _normalize([sum(map(mul, row, weights)) for row in rows])


def _normalize(weights: Sequence[float]) -> Distribution:
    total = sum(weights)
    return tuple(weight / total for weight in weights)
