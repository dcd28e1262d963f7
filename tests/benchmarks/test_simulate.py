"""The simulation is deterministic, and the model is worth its questions in a small run of it."""

from __future__ import annotations

import statistics
from itertools import chain

import pytest

from benchmarks.made_people import BOASTERS, WORLDS, make_people
from benchmarks.simulate import BUDGETS, Tally, describe, simulate, take_assessment
from pmcoach.assessment.forms import FormKind
from pmcoach.assessment.items import estimate_seconds
from pmcoach.catalog.parse import Catalog

pytestmark = pytest.mark.slow

AS_ASSUMED = WORLDS[0]
Tallies = dict[tuple[str, FormKind], Tally]


@pytest.fixture(scope="module")
def tallies(catalog: Catalog) -> Tallies:
    return simulate(catalog, make_people(catalog, 96, "small", AS_ASSUMED), AS_ASSUMED)


def share_of_gaps(tally: Tally) -> float:
    return statistics.fmean(tally.shares)


def test_every_way_and_length_is_counted_for_everyone(tallies: Tallies) -> None:
    assert set(tallies) == {
        (way, kind) for way in ("model", "rules", "weights") for kind in BUDGETS
    }
    for way, kind in tallies:
        tally = tallies[way, kind]
        assert len(tally.shares) <= 96
        assert all(0 <= share <= 1 for share in tally.shares)
        assert len(tally.seconds) == (0 if way == "weights" else 96)


def test_a_run_is_deterministic(catalog: Catalog) -> None:
    runs = [
        simulate(catalog, make_people(catalog, 4, "same", AS_ASSUMED), AS_ASSUMED) for _ in range(2)
    ]
    assert runs[0] == runs[1]
    assert all(describe(tally) for tally in runs[0].values())


def test_nobody_is_asked_beyond_their_seconds(catalog: Catalog) -> None:
    (person,) = make_people(catalog, 1, "time", AS_ASSUMED)
    for kind, budget in BUDGETS.items():
        answers = take_assessment(catalog, person, AS_ASSUMED, kind, budget)
        assert sum(estimate_seconds(catalog, item) for item in answers) <= budget + 70


@pytest.mark.parametrize("kind", ["quick", "standard"])
def test_asking_finds_more_gaps_than_weights_alone(tallies: Tallies, kind: FormKind) -> None:
    by_model, by_weights = (share_of_gaps(tallies[way, kind]) for way in ("model", "weights"))
    assert by_model > by_weights + 0.05


@pytest.mark.parametrize("kind", ["sketch", "quick", "standard"])
def test_the_model_is_no_worse_than_the_rules_it_replaced(tallies: Tallies, kind: FormKind) -> None:
    model, rules = (share_of_gaps(tallies[way, kind]) for way in ("model", "rules"))
    assert model >= rules - 0.02


def test_a_longer_length_finds_more(tallies: Tallies) -> None:
    shares = [share_of_gaps(tallies["model", kind]) for kind in BUDGETS]
    assert shares == sorted(shares)


def test_firm_levels_are_exact_more_often_than_unsure_ones(tallies: Tallies) -> None:
    exact: dict[str, list[bool]] = {}
    for kind in BUDGETS:
        for confidence, is_exact in tallies["model", kind].by_confidence.items():
            exact.setdefault(confidence, []).extend(is_exact)
    shares = [statistics.fmean(exact[confidence]) for confidence in ("unsure", "likely", "firm")]
    assert shares == sorted(shares)


def test_few_of_the_gaps_reported_are_none(tallies: Tallies) -> None:
    false = list(chain.from_iterable(tallies["model", kind].false for kind in BUDGETS))
    assert statistics.fmean(false) < 0.15


def test_boasters_who_guess_blindly_are_hardly_shown_to_know_anything(catalog: Catalog) -> None:
    """Knowledge of 2 or more in at most 5% of all competencies, whatever the length."""
    (world,) = (world for world in BOASTERS if world.guess == 0.25)
    tallies = simulate(catalog, make_people(catalog, 48, "boasters", world), world)
    for kind in BUDGETS:
        tally = tallies["model", kind]
        assert sum(tally.solid) / tally.possible <= 0.05
