"""A result: the levels of every competency and area, held against a target."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pmcoach.assessment.events import Answer, AssessmentState
from pmcoach.assessment.levels import (
    Outcome,
    Support,
    measure_ability,
    measure_knowledge,
    measure_skill,
    score_check,
    score_scenario,
)
from pmcoach.assessment.target import Target
from pmcoach.catalog.parse import Catalog, ladder_id
from pmcoach.catalog.vocabulary import Facet


@dataclass(frozen=True)
class Standing:
    """One facet of a competency (or an area's ability): where it is and where it should be."""

    facet: Facet
    subject: str
    """A competency id; for ability an area id."""
    level: int | None
    support: Support
    target: int
    weight: float
    """Share of 1: how much the target asks for it."""
    claim: int | None = None
    """For skill: what the user says, before the cap for missing evidence."""
    key_seen: bool = False
    """For knowledge: the level rests on checks whose key had been seen before they were answered,
    so it is thin and never counts as change."""

    @property
    def key(self) -> str:
        """What the level is of, as snapshots and steps name it: "subject.facet"."""
        return f"{self.subject}.{self.facet}"

    @property
    def short(self) -> int:
        """Levels missing to the target; 0 where it is met or unknown."""
        return 0 if self.level is None else max(0, self.target - self.level)

    @property
    def only_unwritten(self) -> bool:
        """The claim meets the target and only the record of it is missing."""
        return self.short > 0 and self.claim is not None and self.claim >= self.target


@dataclass(frozen=True)
class Result:
    """Everything measured so far, by competency (knowledge, skill) and by area (ability)."""

    target: Target
    knowledge: Mapping[str, Standing]
    skill: Mapping[str, Standing]
    ability: Mapping[str, Standing]

    def standings(self) -> list[Standing]:
        """All standings, in the order of the content."""
        return [*self.knowledge.values(), *self.skill.values(), *self.ability.values()]

    def known(self) -> list[Standing]:
        """The standings whose level is known."""
        return [standing for standing in self.standings() if standing.level is not None]

    def levels(self) -> dict[str, int]:
        """Every known level under "subject.facet", for keeping beside the events."""
        return {
            standing.key: standing.level
            for standing in self.standings()
            if standing.level is not None
        }


@dataclass(frozen=True)
class Records:
    """How much evidence there is: complete records by competency, real incidents by area."""

    by_competency: Mapping[str, int] = field(default_factory=dict)
    recent: Mapping[str, int] = field(default_factory=dict)
    incidents: Mapping[str, int] = field(default_factory=dict)


NO_RECORDS = Records()
NOTHING_SEEN: Mapping[str, dt.datetime] = {}


def measure(
    catalog: Catalog,
    target: Target,
    state: AssessmentState,
    records: Records = NO_RECORDS,
    keys_seen_at: Mapping[str, dt.datetime] = NOTHING_SEEN,
) -> Result:
    """The result of all answers so far. Unanswered items count for nothing, never as low.

    ``keys_seen_at`` says since when the user knows the key of an item.
    """
    return Result(
        target,
        knowledge={
            competency_id: _make_knowledge_standing(
                catalog, target, state, keys_seen_at, competency_id
            )
            for competency_id in catalog.competencies
        },
        skill={
            competency_id: _make_skill_standing(catalog, target, state, records, competency_id)
            for competency_id in catalog.competencies
        },
        ability={
            area: _make_ability_standing(catalog, target, state, records, area)
            for area in catalog.areas
        },
    )


def _make_knowledge_standing(
    catalog: Catalog,
    target: Target,
    state: AssessmentState,
    keys_seen_at: Mapping[str, dt.datetime],
    competency_id: str,
) -> Standing:
    measured = measure_knowledge(_score_checks(catalog, state, competency_id, {}))
    unaided = (
        measure_knowledge(_score_checks(catalog, state, competency_id, keys_seen_at))
        if keys_seen_at
        else measured
    )
    rests_on_seen_keys = measured.level != unaided.level
    return Standing(
        "knowledge",
        competency_id,
        measured.level,
        "thin" if rests_on_seen_keys else unaided.support,
        target.levels["knowledge"],
        target.weights[competency_id],
        key_seen=rests_on_seen_keys,
    )


def _make_skill_standing(
    catalog: Catalog,
    target: Target,
    state: AssessmentState,
    records: Records,
    competency_id: str,
) -> Standing:
    claim = read_ladder_claim(catalog, state, competency_id)
    record_count = records.by_competency.get(competency_id, 0)
    recent_count = records.recent.get(competency_id, record_count)
    measured = measure_skill(claim, record_count, recent_count)
    return Standing(
        "skill",
        competency_id,
        measured.level,
        measured.support,
        target.levels["skill"],
        target.weights[competency_id],
        claim,
    )


def _make_ability_standing(
    catalog: Catalog, target: Target, state: AssessmentState, records: Records, area: str
) -> Standing:
    scores = [
        score
        for scenario in catalog.scenarios_of[area]
        if (answer := _find_current_answer(state, scenario.id, scenario.revision))
        and (score := score_scenario(scenario, answer)) is not None
    ]
    measured = measure_ability(scores, records.incidents.get(area, 0))
    return Standing(
        "ability",
        area,
        measured.level,
        measured.support,
        target.levels["ability"],
        weigh_ability(catalog, target, area),
    )


def read_ladder_claim(catalog: Catalog, state: AssessmentState, competency_id: str) -> int | None:
    """The rung that the user claims (0 to 4), or None; of an older wording it counts no more."""
    ladder = catalog.competencies[competency_id].ladder
    answer = _find_current_answer(state, ladder_id(competency_id), ladder.revision)
    if answer and answer.kind == "answered" and answer.option in {"0", "1", "2", "3", "4"}:
        return int(answer.option)
    return None


def _score_checks(
    catalog: Catalog,
    state: AssessmentState,
    competency_id: str,
    keys_seen_at: Mapping[str, dt.datetime],
) -> list[tuple[int, Outcome]]:
    """What the checks and spots of a competency show (level of the item, outcome), without those
    answered once their key was seen."""
    return [
        (check.level, outcome)
        for check in catalog.knowledge_items_of[competency_id]
        if (answer := _find_current_answer(state, check.id, check.revision))
        and keys_seen_at.get(check.id, answer.at) >= answer.at
        and (outcome := score_check(check, answer))
    ]


def _find_current_answer(state: AssessmentState, item_id: str, revision: int) -> Answer | None:
    """The answer to an item in its present wording, unless the user disagrees with the item."""
    answer = state.answers.get(item_id)
    if answer is None or item_id in state.disagreed or answer.revision != revision:
        return None
    return answer


def weigh_ability(catalog: Catalog, target: Target, area: str) -> float:
    """An ability gap weighs as much as the area's heaviest competency: it shows in that work."""
    return max(
        (target.weights[competency.id] for competency in catalog.competencies_of[area]), default=0.0
    )


def met_share(levels: Iterable[tuple[float, int | None, int]]) -> float | None:
    """The weighted share, 0 to 1, of a target's levels that is met.

    Args:
        levels: Weight, level (None is unknown) and target of each facet.

    Returns:
        The share among the known levels, or None where none is known. Where none of them has any
        weight each counts alike: an area that the target gives no weight is still shown.
    """
    known = [
        (weight, level, target) for weight, level, target in levels if level is not None and target
    ]
    if not any(weight for weight, _, _ in known):
        known = [(1.0, level, target) for _, level, target in known]
    met = sum(weight * min(level, target) / target for weight, level, target in known)
    return met / sum(weight for weight, _, _ in known) if known else None
