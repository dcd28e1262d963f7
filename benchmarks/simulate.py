"""Do the assessments find the gaps that matter? Made-up people whose true levels are known.

Run: python -m benchmarks.simulate [-n PEOPLE] [--seeds A B ...] [--worlds N ...]

Beside the model stand the rules that it replaced, cut off at the same seconds, and the list that
the target's weights alone give, without a question. docs/measurement.md tells the method.
"""

from __future__ import annotations

import argparse
import statistics
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from benchmarks import former_rules
from benchmarks.made_people import BOASTERS, WORLDS, Level, Person, World, make_people, reply
from pmcoach.advice.gaps import find_gaps
from pmcoach.assessment.events import Answer, AssessmentState
from pmcoach.assessment.forms import FormKind, compose_form
from pmcoach.assessment.item_selection import Asking, choose_next
from pmcoach.assessment.items import ItemKind, estimate_seconds, find_item_kind
from pmcoach.assessment.measurement import Confidence
from pmcoach.assessment.results import Result, measure
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import FACETS, Facet
from pmcoach.store.content import load_catalog

SEEDS = ("a", "b", "c", "d")
TOP, SHOWN = 3, 5
BUDGETS: Mapping[FormKind, float] = {"sketch": 160.0, "quick": 680.0, "standard": 1610.0}
"""The seconds at which the lengths are compared."""
SOLID = 2
"""The knowledge level that a boaster must not be shown to have."""


@dataclass
class Tally:
    """What is counted over all people."""

    shares: list[float] = field(default_factory=list)
    """The share of a person's true top gaps among the first that were reported."""
    false: list[bool] = field(default_factory=list)
    """For each of the first gaps reported: whether it is no true one."""
    exact: dict[Facet, list[bool]] = field(default_factory=lambda: defaultdict(list))
    both_exact: list[bool] = field(default_factory=list)
    """As exact, of those knowledge levels that the former rules know from the same answers."""
    rules_exact: list[bool] = field(default_factory=list)
    """What the former rules make of these."""
    by_confidence: dict[Confidence, list[bool]] = field(default_factory=lambda: defaultdict(list))
    kinds: Counter[ItemKind | None] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    solid: list[bool] = field(default_factory=list)
    """For each measured knowledge level: whether it is at least SOLID."""
    possible: int = 0
    """Knowledge levels there are."""

    def add_gaps(self, person: Person, reported: Sequence[Level]) -> None:
        """Count what a list of gaps is worth."""
        true_gaps = person.true_gaps
        real = {level for level, _ in true_gaps}
        self.false += [level not in real for level in reported[:SHOWN]]
        if true_gaps:
            self.shares.append(_share_found(true_gaps, reported))

    def add_answers(self, catalog: Catalog, answers: Mapping[str, Answer]) -> None:
        """Count what was asked."""
        self.kinds += Counter(find_item_kind(catalog, item) for item in answers)
        self.seconds.append(sum(estimate_seconds(catalog, item) for item in answers))

    def add_levels(self, person: Person, levels: Mapping[Level, int]) -> None:
        """Count how exact levels are."""
        for level, height in levels.items():
            self.exact[level[0]].append(height == person.levels[level])
            if level[0] == "knowledge":
                self.solid.append(height >= SOLID)
        self.possible += sum(facet == "knowledge" for facet, _ in person.levels)


def _share_found(true_gaps: Sequence[tuple[Level, float]], reported: Sequence[Level]) -> float:
    """The share of the true top gaps among the first reported. Those that tie with the third count
    as well, though no more than three are counted."""
    least = true_gaps[TOP - 1][1] - 1e-9 if len(true_gaps) > TOP else 0.0
    top = {level for level, size in true_gaps if size >= least}
    return min(len(top & set(reported[:SHOWN])), TOP) / min(TOP, len(true_gaps))


def take_assessment(
    catalog: Catalog, person: Person, world: World, kind: FormKind, seconds: float | None
) -> dict[str, Answer]:
    """What a person answers whom the program asks."""
    form = replace(compose_form(catalog, person.target, kind), seconds=seconds)
    answers: dict[str, Answer] = {}
    while True:
        asking = Asking(catalog, form, person.target, AssessmentState(answers))
        choice = choose_next(asking)
        if choice is None:
            return answers
        answers[choice.item] = reply(catalog, person, choice.item, world)


def _take_former(
    catalog: Catalog, person: Person, world: World, budgets: Sequence[float]
) -> dict[float, dict[str, Answer]]:
    """What a person had answered by the former rules when the seconds were over."""
    answers: dict[str, Answer] = {}
    seconds, stops, taken = 0.0, sorted(budgets), dict[float, dict[str, Answer]]()
    steps = former_rules.ask_in_order(
        catalog, person.target, lambda item: reply(catalog, person, item, world), answers
    )
    for _, item in steps:
        step_seconds = estimate_seconds(catalog, item)
        while stops and seconds + step_seconds / 2 > stops[0]:
            taken[stops.pop(0)] = dict(answers)
        if not stops:
            break
        seconds += step_seconds
    return taken | {stop: dict(answers) for stop in stops}


def simulate(
    catalog: Catalog, people: Sequence[Person], world: World
) -> dict[tuple[str, FormKind], Tally]:
    """Everyone takes every length, as the program asks and as the former rules did."""
    tallies: dict[tuple[str, FormKind], Tally] = defaultdict(Tally)
    for person in people:
        former = _take_former(catalog, person, world, list(BUDGETS.values()))
        for kind, budget in BUDGETS.items():
            answers = take_assessment(catalog, person, world, kind, budget)
            result = measure(catalog, person.target, AssessmentState(answers), person.records)
            _add_model(catalog, tallies["model", kind], person, answers, result)
            _add_rules(catalog, tallies["rules", kind], person, former[budget])
            tallies["weights", kind].add_gaps(person, person.heaviest)
    return tallies


def _add_model(
    catalog: Catalog,
    tally: Tally,
    person: Person,
    answers: Mapping[str, Answer],
    result: Result,
) -> None:
    gaps = find_gaps(catalog, result).gaps
    tally.add_gaps(person, [(gap.facet, gap.subject) for gap in gaps])
    tally.add_answers(catalog, answers)
    levels = {
        (standing.facet, standing.subject): standing.level
        for standing in result.known()
        if standing.level is not None
    }
    tally.add_levels(person, levels)
    for standing in result.known():
        if standing.confidence:
            is_exact = standing.level == person.levels[standing.facet, standing.subject]
            tally.by_confidence[standing.confidence].append(is_exact)
    by_rules = former_rules.measure_levels(catalog, answers, person.records.by_competency)
    for level, height in by_rules.items():
        if level[0] == "knowledge":
            tally.rules_exact.append(height == person.levels[level])
            tally.both_exact.append(levels[level] == person.levels[level])


def _add_rules(
    catalog: Catalog, tally: Tally, person: Person, answers: Mapping[str, Answer]
) -> None:
    levels = former_rules.measure_levels(catalog, answers, person.records.by_competency)
    claims = {
        item.removesuffix(".ladder"): int(answer.option)
        for item, answer in answers.items()
        if find_item_kind(catalog, item) == "ladder"
    }
    gaps = former_rules.rank_gaps(person.target, person.weights, levels, claims)
    tally.add_gaps(person, gaps)
    tally.add_answers(catalog, answers)
    tally.add_levels(person, levels)


def describe(tally: Tally) -> str:
    """The figures of a tally in one line."""
    found = statistics.fmean(tally.shares)
    margin = 1.96 * statistics.stdev(tally.shares) / len(tally.shares) ** 0.5
    words = [f"found {found:6.1%} +-{margin:4.1%}", f"false {_share(tally.false):5.1%}"]
    if tally.seconds:
        people = len(tally.seconds)
        kinds = " ".join(f"{tally.kinds[kind] / people:.1f} {kind}s" for kind in get_args(ItemKind))
        exact = "/".join(f"{_share(tally.exact[facet]):.0%}" for facet in FACETS)
        words += [f"exact K/S/A {exact}", f"{statistics.fmean(tally.seconds):5.0f} s", kinds]
        words.append(
            f"K>=2 {_share(tally.solid):.0%} of measured, {sum(tally.solid) / tally.possible:.1%} of all"
        )
    if tally.rules_exact:
        words.append(
            f"K both know {_share(tally.both_exact):.1%}, rules {_share(tally.rules_exact):.1%}"
        )
    words += [
        f"{confidence} {_share(exact):.0%} exact ({len(exact) / sum(map(len, tally.by_confidence.values())):.0%})"
        for confidence, exact in sorted(tally.by_confidence.items())
    ]
    return ", ".join(words)


def _share(of: Sequence[bool]) -> float:
    return statistics.fmean(of) if of else float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description="do the assessments find the gaps that matter?")
    parser.add_argument("-n", type=int, default=500, metavar="PEOPLE", help="people for each seed")
    parser.add_argument("--seeds", nargs="+", default=SEEDS, metavar="TEXT")
    parser.add_argument("--worlds", nargs="+", type=int, metavar="N", help="by number, from 0")
    options = parser.parse_args()
    catalog = load_catalog()
    worlds = (*WORLDS, *BOASTERS)
    for world in [worlds[number] for number in options.worlds or range(len(worlds))]:
        people = [
            person
            for seed in options.seeds
            for person in make_people(catalog, options.n, seed, world)
        ]
        print(f"{world.title} ({len(people):,} people)")
        for (how, kind), tally in sorted(simulate(catalog, people, world).items()):
            print(f"  {how:8} {kind:9} {describe(tally)}", flush=True)


if __name__ == "__main__":
    main()
