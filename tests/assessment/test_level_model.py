"""The arithmetic of levels, held against a reckoning of its own and against what it promises."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate, pairwise, product
from math import prod
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmcoach.assessment.assumptions import BASE, PUBLISHED, Assumptions
from pmcoach.assessment.level_model import (
    GRID,
    Distribution,
    Likelihood,
    discretize,
    expect_level,
    find_median,
    infer_levels,
    update,
)
from pmcoach.assessment.likelihoods import (
    combine,
    weigh_claim,
    weigh_knowledge_answer,
    weigh_scenario_answer,
)
from pmcoach.catalog.vocabulary import FACETS, Facet, max_level

SMALL = {"left": ("left-a", "left-b"), "right": ("right-a", "right-b")}
SUBJECTS = [subject for subjects in SMALL.values() for subject in subjects]
LARGE = {area: tuple(f"{area}-{place}" for place in "abcdef") for area in ("n", "e", "s", "w")}
Likelihoods = dict[str, Likelihood]

every_set = pytest.mark.parametrize("assumptions", PUBLISHED, ids=lambda each: each.title)
every_facet = pytest.mark.parametrize("facet", FACETS)


def spreads(assumptions: Assumptions) -> tuple[float, float, float]:
    """Standard deviations of what is the person's, the area's, and the level's own."""
    own_share = 1 - assumptions.person_share - assumptions.area_share
    shares = (assumptions.person_share, assumptions.area_share, own_share)
    person, area, own = (assumptions.spread * share**0.5 for share in shares)
    return person, area, own


def level_chances(mean: float, spread: float, facet: Facet) -> list[float]:
    """The probability of each level around a mean, cut at halves."""
    normal = NormalDist(mean, spread)
    below = [0.0, *(normal.cdf(level + 0.5) for level in range(max_level(facet))), 1.0]
    return [high - low for low, high in pairwise(below)]


def reckon(
    assumptions: Assumptions,
    facet: Facet,
    likelihoods: Mapping[str, Likelihood],
    points: tuple[tuple[float, float], ...],
) -> dict[str, list[float]]:
    """The levels of SMALL by enumeration: every person, in every pair of areas, at every four levels.

    Sums over each level only where that level is looked at, which keeps the terms few; the sums
    themselves are written out.
    """
    person_spread, area_spread, own_spread = spreads(assumptions)
    top = max_level(facet)
    flat = (1.0,) * (top + 1)
    totals = {subject: [0.0] * (top + 1) for subject in SUBJECTS}
    for person, person_weight in points:
        terms: dict[str, dict[str, list[float]]] = {}
        evidence: dict[str, float] = {}
        for area, subjects in SMALL.items():
            terms[area] = {subject: [0.0] * (top + 1) for subject in subjects}
            evidence[area] = 0.0
            for point, area_weight in points:
                mean = assumptions.mean(facet) + person_spread * person + area_spread * point
                chances = level_chances(mean, own_spread, facet)
                joint = {
                    pair: area_weight
                    * prod(
                        chances[level] * likelihoods.get(subject, flat)[level]
                        for subject, level in zip(subjects, pair, strict=True)
                    )
                    for pair in product(range(top + 1), repeat=2)
                }
                evidence[area] += sum(joint.values())
                for pair, weight in joint.items():
                    for subject, level in zip(subjects, pair, strict=True):
                        terms[area][subject][level] += weight
        for area, opposite in (("left", "right"), ("right", "left")):
            for subject, by_level in terms[area].items():
                for level, weight in enumerate(by_level):
                    totals[subject][level] += person_weight * weight * evidence[opposite]
    return {
        subject: [weight / sum(by_level) for weight in by_level]
        for subject, by_level in totals.items()
    }


CASES: list[tuple[Facet, Likelihoods]] = [
    ("knowledge", {}),
    ("knowledge", {"left-a": weigh_knowledge_answer(BASE, 3, "pass", 0.25)}),
    (
        "knowledge",
        {
            "left-a": weigh_knowledge_answer(BASE, 1, "miss", 0.25),
            "left-b": weigh_knowledge_answer(BASE, 3, "pass", 0.25),
            "right-a": combine(
                weigh_knowledge_answer(BASE, 2, "pass", 0.1),
                weigh_knowledge_answer(BASE, 3, "unsettled", 0.5),
            ),
        },
    ),
    ("skill", {"left-a": weigh_claim(BASE, 4), "right-b": weigh_claim(BASE, 0)}),
    ("skill", dict.fromkeys(SUBJECTS, weigh_claim(BASE, 0))),
    (
        "ability",
        {"left-a": weigh_scenario_answer(BASE, 6), "left-b": weigh_scenario_answer(BASE, 1)},
    ),
]


@every_set
@pytest.mark.parametrize("number", range(len(CASES)))
def test_levels_are_those_of_plain_enumeration(assumptions: Assumptions, number: int) -> None:
    facet, likelihoods = CASES[number]
    expected = reckon(assumptions, facet, likelihoods, GRID)
    inferred = infer_levels(assumptions, facet, SMALL, likelihoods)
    assert list(inferred) == SUBJECTS
    for subject, distribution in inferred.items():
        assert distribution == pytest.approx(expected[subject], abs=1e-12)


@pytest.mark.parametrize("number", range(len(CASES)))
def test_seven_points_stand_for_the_normal_curve(number: int) -> None:
    """Against 81 points, 0.15 standard deviations apart."""
    facet, likelihoods = CASES[number]
    normal = NormalDist()
    places = [step * 0.15 for step in range(-40, 41)]
    fine = tuple((place, normal.pdf(place) * 0.15) for place in places)
    expected = reckon(BASE, facet, likelihoods, fine)
    for subject, distribution in infer_levels(BASE, facet, SMALL, likelihoods).items():
        assert distribution == pytest.approx(expected[subject], abs=0.02)


def test_the_grid_has_the_moments_of_a_standard_normal_variable() -> None:
    moments = [sum(weight * point**power for point, weight in GRID) for power in range(13)]
    expected = [1, 0, 1, 0, 3, 0, 15, 0, 105, 0, 945, 0, 10395]
    assert moments == pytest.approx(expected, abs=1e-6)


@every_set
@every_facet
def test_what_is_expected_is_a_distribution_around_the_mean(
    assumptions: Assumptions, facet: Facet
) -> None:
    expected = expect_level(assumptions, facet)
    assert len(expected) == max_level(facet) + 1
    assert sum(expected) == pytest.approx(1)
    assert expected == pytest.approx(
        level_chances(assumptions.mean(facet), assumptions.spread, facet), abs=0.01
    )
    assert abs(find_median(expected) - assumptions.mean(facet)) <= 0.6


@every_set
@every_facet
def test_without_answers_every_level_is_as_expected(assumptions: Assumptions, facet: Facet) -> None:
    for distribution in infer_levels(assumptions, facet, LARGE, {}).values():
        assert distribution == pytest.approx(expect_level(assumptions, facet))


@every_set
@every_facet
def test_a_level_alone_is_updated_by_bayes_rule(assumptions: Assumptions, facet: Facet) -> None:
    likelihood = tuple(0.1 + 0.2 * level for level in range(max_level(facet) + 1))
    inferred = infer_levels(assumptions, facet, SMALL, {"left-a": likelihood})
    assert inferred["left-a"] == pytest.approx(update(expect_level(assumptions, facet), likelihood))


def expectation(distribution: Distribution) -> float:
    return sum(level * chance for level, chance in enumerate(distribution))


@every_set
@every_facet
def test_an_answer_moves_what_is_near_more_than_what_is_far(
    assumptions: Assumptions, facet: Facet
) -> None:
    high = tuple(float(10**level) for level in range(max_level(facet) + 1))
    inferred = infer_levels(assumptions, facet, SMALL, {"left-a": high})
    before = expectation(expect_level(assumptions, facet))
    itself, neighbor, far = (
        expectation(inferred[subject]) for subject in ("left-a", "left-b", "right-a")
    )
    assert itself > neighbor > far > before
    assert inferred["right-a"] == inferred["right-b"]


def test_discretize_cuts_at_halves_and_keeps_what_is_beyond() -> None:
    low = discretize(-9, 0.5, 4)
    assert low == pytest.approx((1, 0, 0, 0, 0))
    assert discretize(9, 0.5, 3) == pytest.approx((0, 0, 0, 1))
    middle = discretize(1.5, 1, 3)
    assert middle == pytest.approx(middle[::-1])
    assert middle == pytest.approx(level_chances(1.5, 1, "knowledge"))


@pytest.mark.parametrize(
    ("distribution", "median"),
    [
        ((1.0, 0.0, 0.0), 0),
        ((0.5, 0.5, 0.0), 0),
        ((0.49, 0.02, 0.49), 1),
        ((0.2, 0.2, 0.6), 2),
        ((0.0, 0.0, 0.4999), 2),
    ],
)
def test_the_median_is_the_lowest_level_that_holds_half(
    distribution: Distribution, median: int
) -> None:
    assert find_median(distribution) == median


@every_facet
def test_hundreds_of_answers_leave_distributions(facet: Facet) -> None:
    """Nothing vanishes or divides by zero where everything speaks against everything else."""
    high = tuple(1e-6 ** (max_level(facet) - level) for level in range(max_level(facet) + 1))
    areas = list(LARGE)
    likelihoods = {
        subject: high if areas.index(area) % 2 else high[::-1]
        for area, subjects in LARGE.items()
        for subject in subjects
    }
    inferred = infer_levels(BASE, facet, LARGE, likelihoods)
    for area, subjects in LARGE.items():
        for subject in subjects:
            assert sum(inferred[subject]) == pytest.approx(1)
            high_end = max_level(facet) if areas.index(area) % 2 else 0
            assert find_median(inferred[subject]) == high_end


def list_weighed(assumptions: Assumptions, facet: Facet) -> list[list[Likelihood]]:
    """Every item of a facet with the likelihood of each of its answers, from worst to best."""
    if facet == "skill":
        return [[weigh_claim(assumptions, rung) for rung in range(5)]]
    if facet == "ability":
        return [[weigh_scenario_answer(assumptions, score) for score in range(7)]]
    return [
        [
            weigh_knowledge_answer(assumptions, level, outcome, guess)
            for outcome in ("miss", "unsettled", "pass")
        ]
        for level in (1, 2, 3)
        for guess in (assumptions.guess, assumptions.spot_guess, assumptions.seen_guess)
    ]


@st.composite
def draw_two_states(
    draw: st.DrawFn,
) -> tuple[Assumptions, Facet, Likelihoods, Likelihoods]:
    """Any answers anywhere, twice: the second time one answer is a better one."""
    assumptions = draw(st.sampled_from(PUBLISHED))
    facet = draw(st.sampled_from(FACETS))
    items = list_weighed(assumptions, facet)
    subjects = [subject for area_subjects in LARGE.values() for subject in area_subjects]
    answers: dict[str, list[Likelihood]] = {}
    for subject in draw(st.lists(st.sampled_from(subjects), unique=True, max_size=24)):
        count = 1 if facet == "skill" else draw(st.integers(1, 6))
        answers[subject] = [
            draw(st.sampled_from(draw(st.sampled_from(items)))) for _ in range(count)
        ]
    subject, item = draw(st.sampled_from(subjects)), draw(st.sampled_from(items))
    worse = draw(st.integers(0, len(item) - 2))
    better = draw(st.integers(worse + 1, len(item) - 1))
    if facet == "skill":
        answers.pop(subject, None)
    before, after = (
        {
            key: combine(*weighed)
            for key, weighed in {
                **answers,
                subject: [*answers.get(subject, []), item[place]],
            }.items()
        }
        for place in (worse, better)
    )
    return assumptions, facet, before, after


@given(states=draw_two_states())
def test_a_better_answer_makes_no_level_anywhere_less_likely_to_be_reached(
    states: tuple[Assumptions, Facet, Likelihoods, Likelihoods],
) -> None:
    """Neither its own level nor any other of the facet, under any set: so no median falls."""
    assumptions, facet, before, after = states
    levels_before = infer_levels(assumptions, facet, LARGE, before)
    levels_after = infer_levels(assumptions, facet, LARGE, after)
    for subject, distribution in levels_before.items():
        below_before, below_after = accumulate(distribution), accumulate(levels_after[subject])
        for at_most_before, at_most_after in zip(below_before, below_after, strict=True):
            assert at_most_after <= at_most_before + 1e-12
