"""How often someone who knows nothing would be right, by each way of guessing.

Run: python -m benchmarks.guess_resistance [-n SHUFFLES] [--content FOLDER] [PREFIX ...]
(prefixes of topics: of the ids of competencies for knowledge, of areas for actions; e.g. stk mkt)

Each way is compared with what it would hit by luck: the 95th percentile of its rates once the keys
are shuffled. With so many ways, one in twenty is above that by chance. docs/measurement.md tells more.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.guess_learner import describe, learned_hit_rate, shuffle_keys
from benchmarks.guess_strategies import STRATEGIES, Quiz, hit_rate
from pmcoach.catalog.parse import Catalog
from pmcoach.store.content import load_catalog

SEED = "guess"
SHUFFLES = 1000
PERCENTILE = 0.95


@dataclass(frozen=True)
class Resistance:
    """How often a way of guessing is right, and how often it would be by luck."""

    rate: float
    by_luck: float
    """The 95th percentile of the rates with shuffled keys."""

    @property
    def is_beaten(self) -> bool:
        """Whether guessing pays."""
        return self.rate > self.by_luck


def check_quizzes(catalog: Catalog) -> list[Quiz]:
    """Every question with one right option."""
    return [
        Quiz(
            check.ask,
            tuple(option.text for option in check.option),
            "abcd".index(check.key),
            check.option_set,
            check.competency,
        )
        for check in catalog.checks.values()
    ]


def scenario_quizzes(catalog: Catalog, effect: int) -> list[Quiz]:
    """Picking the best action (``effect`` 3) or the worst (0) as a quiz. Its topic is the area, so
    that what is learned is tried on an area that was not seen."""
    return [
        Quiz(
            scenario.situation,
            tuple(action.text for action in scenario.action),
            [action.effect for action in scenario.action].index(effect),
            scenario.scenario_set,
            scenario.area,
        )
        for scenario in catalog.scenarios.values()
    ]


def measure_resistance(quizzes: Sequence[Quiz], shuffles: int) -> dict[str, Resistance]:
    """Every fixed way of guessing, and the learned one."""
    chance = Random(SEED)
    looks = [describe(quiz) for quiz in quizzes]
    shuffled = [shuffle_keys(quizzes, chance) for _ in range(shuffles)]
    resistance = {
        name: Resistance(
            hit_rate(strategy, quizzes), _find_luck([hit_rate(strategy, keys) for keys in shuffled])
        )
        for name, strategy in STRATEGIES.items()
    }
    resistance["learned"] = Resistance(
        learned_hit_rate(quizzes, looks),
        _find_luck([learned_hit_rate(keys, looks) for keys in shuffled]),
    )
    return resistance


def _find_luck(rates: list[float]) -> float:
    return sorted(rates)[min(len(rates) - 1, int(PERCENTILE * len(rates)))]


def list_quizzes(catalog: Catalog) -> dict[str, list[Quiz]]:
    """What can be guessed at, by kind."""
    return {
        "knowledge": check_quizzes(catalog),
        "best action": scenario_quizzes(catalog, 3),
        "worst action": scenario_quizzes(catalog, 0),
    }


def _read_shuffles(text: str) -> int:
    shuffles = int(text)
    if shuffles < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return shuffles


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=_read_shuffles, default=SHUFFLES)
    parser.add_argument("--content", type=Path)
    parser.add_argument("prefix", nargs="*", default=[""])
    options = parser.parse_args(arguments)
    for kind, all_quizzes in list_quizzes(load_catalog(options.content)).items():
        quizzes = [quiz for quiz in all_quizzes if quiz.topic.startswith(tuple(options.prefix))]
        if not quizzes:
            continue
        print(f"{kind} ({len(quizzes)} questions): right, and by luck at most")
        for name, resistance in measure_resistance(quizzes, options.n).items():
            flag = "  <-- more than luck" if resistance.is_beaten else ""
            print(f"  {name:20} {resistance.rate:5.0%} {resistance.by_luck:5.0%}{flag}")


if __name__ == "__main__":
    main()
