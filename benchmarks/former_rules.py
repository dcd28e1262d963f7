"""The rules that measured before there was a model of levels: what every figure is compared with.

They counted passes and misses, and asked a fixed choice of competencies for each length. They knew
neither spots nor option sets: to them a spot is a check like any other, and the last situation of a
set is left for measuring again. Kept only for `benchmarks.simulate`; docs/measurement.md tells what
became of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pmcoach.assessment.events import Answer
from pmcoach.assessment.levels import SKILL_CAP, Outcome, score_check, score_scenario
from pmcoach.assessment.target import Target
from pmcoach.catalog.models import KnowledgeItem
from pmcoach.catalog.parse import Catalog, ladder_id
from pmcoach.catalog.vocabulary import Facet

ABILITY_STEPS = (3.5, 4.5)
"""Mean scenario scores from which ability was 1 and 2."""
LEAST_SCENARIOS = 2
"""Scenarios without which an ability was unknown."""

Reply = Callable[[str], Answer]
Levels = dict[tuple[Facet, str], int]


def ask_in_order(
    catalog: Catalog, target: Target, reply: Reply, answers: dict[str, Answer]
) -> Iterator[tuple[str, str]]:
    """Ask as the rules did: sketch, quick, standard, full, each going on from the one before.

    Yields:
        The length and the item that is about to be asked; going on answers it.
    """
    heaviest = [
        max(competencies, key=lambda competency: target.weights[competency.id]).id
        for competencies in catalog.competencies_of.values()
    ]
    ranked = list(dict.fromkeys([*heaviest, *target.heaviest()]))
    heaviest_area = max(catalog.areas, key=lambda area: target.area_weights[area])
    lengths: Mapping[str, tuple[Sequence[str], Sequence[str], int, Mapping[str, int]]] = {
        "sketch": (heaviest, sorted(heaviest, key=target.heaviest().index)[:3], 1, {}),
        "quick": (ranked[:12], ranked[:6], 2, {heaviest_area: 2}),
        "standard": (ranked[:12], ranked[:12], 3, dict.fromkeys(catalog.areas, 2)),
        "full": (ranked, ranked, 6, dict.fromkeys(catalog.areas, 99)),
    }
    for length, (laddered, checked, budget, scenarios) in lengths.items():
        if length == "sketch":
            order = [("ladder", competency_id) for competency_id in laddered] + [
                ("checks", competency_id) for competency_id in checked
            ]
        else:
            order = [
                (kind, competency.id)
                for competencies in catalog.competencies_of.values()
                for competency in competencies
                for kind, chosen in (("ladder", laddered), ("checks", checked))
                if competency.id in chosen
            ]
            order += [
                ("scenario", scenario.id)
                for area, count in scenarios.items()
                for scenario in catalog.scenarios_of[area][:count]
            ]
        for kind, subject in order:
            while (item := _find_next(catalog, kind, subject, budget, answers)) is not None:
                yield length, item
                answers[item] = reply(item)


def _find_next(
    catalog: Catalog, kind: str, subject: str, budget: int, answers: Mapping[str, Answer]
) -> str | None:
    if kind == "checks":
        return _choose_check(catalog.knowledge_items_of[subject], budget, answers)
    item = ladder_id(subject) if kind == "ladder" else subject
    return None if item in answers else item


def _choose_check(
    checks: Sequence[KnowledgeItem], budget: int, answers: Mapping[str, Answer]
) -> str | None:
    outcomes = list_outcomes(checks, answers)
    refund = any(outcome == "unsettled" for _, outcome in outcomes)
    if len(outcomes) - refund >= budget:
        return None
    unasked = [check for check in checks if check.id not in answers and not check.reserved]
    return next(
        (check.id for level in _rank_levels(outcomes) for check in unasked if check.level == level),
        None,
    )


def list_outcomes(
    checks: Sequence[KnowledgeItem], answers: Mapping[str, Answer]
) -> list[tuple[int, Outcome]]:
    """Level and outcome of the checks and spots that were answered."""
    return [
        (check.level, outcome)
        for check in checks
        if check.id in answers and (outcome := score_check(check, answers[check.id]))
    ]


def _rank_levels(outcomes: Sequence[tuple[int, Outcome]]) -> list[int]:
    """Levels worth asking at, the best first: 2, then up after a pass and down after a miss."""
    passed = [level for level, outcome in outcomes if outcome == "pass"]
    missed = [level for level, outcome in outcomes if outcome == "miss"]
    if not passed and not missed:
        return [*(level for level, _ in outcomes), 2, 1]
    highest_pass = max(passed, default=0)
    if not missed:
        return [] if highest_pass == 3 and len(passed) >= 2 else [highest_pass + 1, highest_pass]
    lowest_miss = min(missed)
    if not passed:
        if lowest_miss > 1:
            return [lowest_miss - 1, lowest_miss]
        return [2] if len(missed) < 2 else []
    if highest_pass >= lowest_miss:
        return [] if len(outcomes) > 3 else [lowest_miss]
    between = list(range(highest_pass + 1, lowest_miss))
    backing = [highest_pass] if len(passed) < 2 else []
    return between + backing + ([lowest_miss] if missed.count(lowest_miss) < 2 else [])


def measure_levels(
    catalog: Catalog, answers: Mapping[str, Answer], records: Mapping[str, int]
) -> Levels:
    """The known levels by the rules, by facet and subject."""
    levels: Levels = {}
    for competency, checks in catalog.knowledge_items_of.items():
        knowledge = _measure_knowledge(list_outcomes(checks, answers))
        if knowledge is not None:
            levels["knowledge", competency] = knowledge
        if claim := answers.get(ladder_id(competency)):
            cap = SKILL_CAP[min(records.get(competency, 0), 2)]
            levels["skill", competency] = min(int(claim.option), cap)
    for area, scenarios in catalog.scenarios_of.items():
        scores = [
            score
            for scenario in scenarios
            if scenario.id in answers
            and (score := score_scenario(scenario, answers[scenario.id])) is not None
        ]
        if len(scores) >= LEAST_SCENARIOS:
            mean = sum(scores) / len(scores)
            levels["ability", area] = sum(mean >= step for step in ABILITY_STEPS)
    return levels


def _measure_knowledge(outcomes: Sequence[tuple[int, Outcome]]) -> int | None:
    """The highest pass with no miss below it, or with one miss below and two passes above that
    miss. No such pass: 0 if level 1 was missed, else unknown."""
    passed = [level for level, outcome in outcomes if outcome == "pass"]
    missed = [level for level, outcome in outcomes if outcome == "miss"]
    for level in sorted(passed, reverse=True):
        below = [miss for miss in missed if miss < level]
        if not below:
            return level
        if len(below) == 1 and sum(level > below[0] for level in passed) >= 2:
            return level
    return 0 if 1 in missed else None


def rank_gaps(
    target: Target,
    weights: Mapping[tuple[Facet, str], float],
    levels: Levels,
    claims: Mapping[str, int],
) -> list[tuple[Facet, str]]:
    """The gaps by size; a claim that only lacks a record is none."""
    sizes = {
        (facet, subject): (target.levels[facet] - level) * weights[facet, subject]
        for (facet, subject), level in levels.items()
        if level < target.levels[facet]
        and not (facet == "skill" and claims[subject] >= target.levels[facet])
    }
    return sorted((key for key, size in sizes.items() if size), key=lambda key: -sizes[key])
