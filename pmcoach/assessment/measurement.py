"""From answers and records to levels, each with how sure it is. Nothing here knows of a target."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, get_args

from pmcoach.assessment.assumptions import BASE, PUBLISHED, Assumptions
from pmcoach.assessment.events import Answer, AssessmentState
from pmcoach.assessment.level_model import (
    Distribution,
    Likelihood,
    expect_level,
    find_median,
    infer_levels,
    update,
)
from pmcoach.assessment.levels import (
    ABILITY_CAP,
    SKILL_CAP,
    Outcome,
    score_check,
    score_scenario,
)
from pmcoach.assessment.likelihoods import (
    combine,
    weigh_claim,
    weigh_knowledge_answer,
    weigh_scenario_answer,
)
from pmcoach.catalog.models import KnowledgeItem, Spot
from pmcoach.catalog.parse import Catalog, ladder_id
from pmcoach.catalog.vocabulary import FACETS, Facet, max_level

MEASURE = 2
"""The number of this way to measure, which finished assessments write down. 1 were rules that
counted passes and misses."""

Confidence = Literal["firm", "likely", "unsure"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)

MOST_MOVED = 1
"""How many levels the answers elsewhere may move a level, at most."""
FIRM_SCENARIOS = 4
"""How many scenarios of an area a firm ability takes, where no incident shows it."""
LIKELY_SHARE = 0.75
"""The share of the published sets of assumptions that have to agree on a level to call it likely."""
LEAST_WITHOUT_PASS = 1
"""The highest knowledge shown to someone without a right answer in the competency."""


@dataclass(frozen=True)
class Records:
    """How much evidence there is: complete records by competency, real incidents by area."""

    by_competency: Mapping[str, int] = field(default_factory=dict)
    recent: Mapping[str, int] = field(default_factory=dict)
    incidents: Mapping[str, int] = field(default_factory=dict)


NO_RECORDS = Records()
NOTHING_SEEN: Mapping[str, dt.datetime] = {}

GuessKind = Literal["blind", "spot", "seen", "two-keys"]
"""What someone who doesn't know can go by: nothing, a spot's many lines, a key that was shown, or
the keys of both sister situations."""


@dataclass(frozen=True)
class Showing:
    """What one answer shows of one level."""

    item: str
    shows: Outcome | int
    """The outcome of a knowledge item, the rung of a claim, or the score of a scenario."""
    level: int = 0
    """The level of a knowledge item."""
    guess: GuessKind = "blind"


Showings = Mapping[Facet, Mapping[str, Sequence[Showing]]]
"""What the answers show, by facet and by what has the level (a competency, for ability an area)."""


@dataclass(frozen=True)
class MeasuredLevel:
    """One level: how high, how sure, and what it rests on."""

    facet: Facet
    subject: str
    """A competency id; for ability an area id."""
    chances: Distribution
    """The probability of each level, as assumed."""
    level: int | None = None
    """None where it was not asked; that is never 0."""
    confidence: Confidence | None = None
    """None where it was not asked."""
    claim: int | None = None
    """For skill: what the user says, before the cap for missing evidence."""
    moved: int = 0
    """By how many levels the answers elsewhere moved it."""
    key_seen: bool = False
    """The level rests on items whose key had been seen before they were answered, so it is unsure
    and never counts as change."""


MeasuredLevels = Mapping[Facet, Mapping[str, MeasuredLevel]]
"""Every level there is, asked or not, in the order of the content."""


def group_subjects(catalog: Catalog, facet: Facet) -> dict[str, tuple[str, ...]]:
    """What has a level of a facet, by area: competencies, or for ability the area itself."""
    if facet == "ability":
        return {area: (area,) for area in catalog.areas}
    return {
        area: tuple(competency.id for competency in competencies)
        for area, competencies in catalog.competencies_of.items()
    }


def read_answers(
    catalog: Catalog,
    state: AssessmentState,
    keys_seen_at: Mapping[str, dt.datetime] = NOTHING_SEEN,
) -> Showings:
    """What all answers show. Skipped items, disputed ones and answers to an older wording show
    nothing. ``keys_seen_at`` says since when the user knows the key of an item."""
    showings: dict[Facet, dict[str, list[Showing]]] = {facet: defaultdict(list) for facet in FACETS}
    for item in catalog.knowledge_items.values():
        answer = _find_current_answer(state, item.id, item.revision)
        if answer and (outcome := score_check(item, answer)):
            was_seen = keys_seen_at.get(item.id, answer.at) < answer.at
            guess = find_guess_kind(item, was_seen=was_seen)
            showings["knowledge"][item.competency].append(
                Showing(item.id, outcome, item.level, guess)
            )
    for competency in catalog.competencies:
        claim = read_ladder_claim(catalog, state, competency)
        if claim is not None:
            showings["skill"][competency].append(Showing(ladder_id(competency), claim))
    for scenario in catalog.scenarios.values():
        answer = _find_current_answer(state, scenario.id, scenario.revision)
        if answer and (score := score_scenario(scenario, answer)) is not None:
            showings["ability"][scenario.area].append(Showing(scenario.id, score))
    return showings


def find_guess_kind(item: KnowledgeItem, *, was_seen: bool) -> GuessKind:
    """What someone who doesn't know an item can go by."""
    if was_seen:
        return "seen"
    if isinstance(item, Spot):
        return "spot"
    return "two-keys" if item.reserved else "blind"


def read_ladder_claim(catalog: Catalog, state: AssessmentState, competency_id: str) -> int | None:
    """The rung that the user claims (0 to 4), or None; of an older wording it counts no more."""
    ladder = catalog.competencies[competency_id].ladder
    answer = _find_current_answer(state, ladder_id(competency_id), ladder.revision)
    if answer and answer.kind == "answered" and answer.option in {"0", "1", "2", "3", "4"}:
        return int(answer.option)
    return None


def _find_current_answer(state: AssessmentState, item_id: str, revision: int) -> Answer | None:
    """The answer to an item in its present wording, unless the user disagrees with the item."""
    answer = state.answers.get(item_id)
    if answer is None or item_id in state.disagreed or answer.revision != revision:
        return None
    return answer


def weigh_showing(assumptions: Assumptions, facet: Facet, showing: Showing) -> Likelihood:
    """The likelihood of one answer."""
    if isinstance(showing.shows, str):
        return weigh_knowledge_answer(
            assumptions, showing.level, showing.shows, find_guess(assumptions, showing.guess)
        )
    weigh = weigh_claim if facet == "skill" else weigh_scenario_answer
    return weigh(assumptions, showing.shows)


def find_guess(assumptions: Assumptions, kind: GuessKind) -> float:
    """The chance of hitting a knowledge item without knowing."""
    if kind == "spot":
        return assumptions.spot_guess
    least = {"seen": assumptions.seen_guess, "two-keys": assumptions.two_keys_guess}
    return max(assumptions.guess, least.get(kind, 0.0))


def infer_chances(
    catalog: Catalog, facet: Facet, showings: Showings, assumptions: Assumptions = BASE
) -> dict[str, Distribution]:
    """The probability of each level of everything that a facet has levels of."""
    likelihoods = tuple(
        (subject, combine(*(weigh_showing(assumptions, facet, showing) for showing in answers)))
        for subject, answers in showings[facet].items()
    )
    return _infer(assumptions, facet, tuple(group_subjects(catalog, facet).items()), likelihoods)


@lru_cache(maxsize=64)
def _infer(
    assumptions: Assumptions,
    facet: Facet,
    subjects_by_area: tuple[tuple[str, tuple[str, ...]], ...],
    likelihoods: tuple[tuple[str, Likelihood], ...],
) -> dict[str, Distribution]:
    """As `infer_levels`; an answer changes one facet, and the others are remembered."""
    return infer_levels(assumptions, facet, dict(subjects_by_area), dict(likelihoods))


def measure_levels(
    catalog: Catalog,
    state: AssessmentState,
    records: Records = NO_RECORDS,
    keys_seen_at: Mapping[str, dt.datetime] = NOTHING_SEEN,
) -> MeasuredLevels:
    """Every level that the answers and records so far show."""
    showings = read_answers(catalog, state, keys_seen_at)
    return {facet: _measure_facet(catalog, facet, showings, records) for facet in FACETS}


def _measure_facet(
    catalog: Catalog, facet: Facet, showings: Showings, records: Records
) -> dict[str, MeasuredLevel]:
    chances = infer_chances(catalog, facet, showings)
    levels_by_set = [
        _find_levels(catalog, facet, showings, records, assumptions) for assumptions in PUBLISHED
    ]
    unaided = _drop_seen(showings)
    unaided_levels = (
        levels_by_set[0]
        if unaided is showings
        else _find_levels(catalog, facet, unaided, records, BASE)
    )
    measured: dict[str, MeasuredLevel] = {}
    for subjects in group_subjects(catalog, facet).values():
        for subject in subjects:
            answers = showings[facet].get(subject, ())
            level = levels_by_set[0].get(subject)
            key_seen = level != unaided_levels.get(subject) or _rests_on_seen(level, answers)
            agreeing = sum(levels.get(subject) == level for levels in levels_by_set)
            measured[subject] = MeasuredLevel(
                facet,
                subject,
                _cap_chances(facet, subject, chances[subject], records),
                level,
                None
                if level is None
                else "unsure"
                if key_seen
                else _judge_confidence(facet, subject, level, answers, records, agreeing),
                claim=_find_claim(facet, answers),
                moved=_find_move(facet, subject, level, answers, records),
                key_seen=key_seen,
            )
    return measured


def _find_levels(
    catalog: Catalog,
    facet: Facet,
    showings: Showings,
    records: Records,
    assumptions: Assumptions,
) -> dict[str, int]:
    """The level of everything that was asked, or that incidents show."""
    chances = infer_chances(catalog, facet, showings, assumptions)
    levels = {
        subject: _read_level(
            facet, subject, answers, records, find_median(chances[subject]), assumptions
        )
        for subject, answers in showings[facet].items()
    }
    if facet == "ability":
        levels |= {
            area: _cap(ABILITY_CAP, count)
            for area, count in records.incidents.items()
            if count and area in chances
        }
    return levels


def _read_level(
    facet: Facet,
    subject: str,
    answers: Sequence[Showing],
    records: Records,
    median: int,
    assumptions: Assumptions,
) -> int:
    """The level to report, where ``median`` is what all answers of the facet together say."""
    claim = _find_claim(facet, answers)
    if claim is not None and assumptions is BASE:
        # A claim is taken at its word, up to what is on record: the user can follow that.
        return min(claim, _cap(SKILL_CAP, records.by_competency.get(subject, 0)))
    own = _find_own_median(facet, answers, assumptions)
    level = min(max(median, own - MOST_MOVED), own + MOST_MOVED)
    if facet == "skill":
        return min(level, _cap(SKILL_CAP, records.by_competency.get(subject, 0)))
    if facet == "ability":
        return min(level, ABILITY_CAP[0])
    return min(level, max(LEAST_WITHOUT_PASS, _find_highest_pass(answers)))


def _find_own_median(facet: Facet, answers: Sequence[Showing], assumptions: Assumptions) -> int:
    """What the answers about one level say by themselves."""
    likelihood = combine(*(weigh_showing(assumptions, facet, showing) for showing in answers))
    return find_median(update(expect_level(assumptions, facet), likelihood))


def _find_highest_pass(answers: Iterable[Showing]) -> int:
    return max((showing.level for showing in answers if showing.shows == "pass"), default=0)


def _find_claim(facet: Facet, answers: Sequence[Showing]) -> int | None:
    claims = [showing.shows for showing in answers if isinstance(showing.shows, int)]
    return claims[0] if facet == "skill" and claims else None


def _cap(caps: Sequence[int], count: int) -> int:
    return caps[min(count, len(caps) - 1)]


def _find_move(
    facet: Facet,
    subject: str,
    level: int | None,
    answers: Sequence[Showing],
    records: Records,
) -> int:
    """How far the answers elsewhere moved a level."""
    if level is None or not answers or (facet == "ability" and records.incidents.get(subject)):
        return 0
    own = _find_own_median(facet, answers, BASE)
    return level - _read_level(facet, subject, answers, records, own, BASE)


def _cap_chances(
    facet: Facet, subject: str, chances: Distribution, records: Records
) -> Distribution:
    """Ability that no incident shows does not count; where incidents do, they decide."""
    if facet != "ability":
        return chances
    incidents = records.incidents.get(subject, 0)
    cap = _cap(ABILITY_CAP, incidents)
    below = (0.0,) * cap if incidents else chances[:cap]
    return (*below, 1 - sum(below), *(0.0,) * (len(chances) - cap - 1))


def _judge_confidence(
    facet: Facet,
    subject: str,
    level: int,
    answers: Sequence[Showing],
    records: Records,
    agreeing: int,
) -> Confidence:
    """How sure a level is: the same under all published sets of assumptions, under most, or not.

    Records and incidents rest on no assumption. Without a recent record, a skill is never firm.
    """
    if facet == "skill":
        count = records.by_competency.get(subject, 0)
        recent = records.recent.get(subject, count)
        if recent and recent >= (2 if level > SKILL_CAP[1] else 1):
            return "firm"
        is_firm = False
    elif facet == "ability":
        if records.incidents.get(subject):
            return "firm"
        is_firm = agreeing == len(PUBLISHED) and len(answers) >= FIRM_SCENARIOS
    else:
        is_firm = agreeing == len(PUBLISHED) and _was_asked_directly(level, answers)
    if is_firm:
        return "firm"
    return "likely" if agreeing >= LIKELY_SHARE * len(PUBLISHED) else "unsure"


def _rests_on_seen(level: int | None, answers: Iterable[Showing]) -> bool:
    """Whether a right answer at a knowledge level or above was given with its key known. It may have
    taken the place of a wrong one, so the level is no better backed than if it alone showed it."""
    return level is not None and any(
        showing.guess == "seen" and showing.shows != "miss" and showing.level >= level
        for showing in answers
    )


def _was_asked_directly(level: int, answers: Iterable[Showing]) -> bool:
    """Whether items at a knowledge level and at the one above it were answered, as far as there
    are such levels."""
    asked_levels = {showing.level for showing in answers}
    return {max(level, 1), min(level + 1, max_level("knowledge"))} <= asked_levels


def _drop_seen(showings: Showings) -> Showings:
    """The showings without those given once the key was seen; the same object where none was."""
    if not any(
        showing.guess == "seen" for answers in showings["knowledge"].values() for showing in answers
    ):
        return showings
    unaided = {
        subject: kept_answers
        for subject, answers in showings["knowledge"].items()
        if (kept_answers := [showing for showing in answers if showing.guess != "seen"])
    }
    return {**showings, "knowledge": unaided}
