"""A result: the levels of every competency and area, held against a target."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pmcoach.assessment.events import AssessmentState
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
        return [one for one in self.standings() if one.level is not None]

    def levels(self) -> dict[str, int]:
        """Every known level under "subject.facet", for keeping beside the events."""
        return {f"{s.subject}.{s.facet}": s.level for s in self.known() if s.level is not None}


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
    seen: Mapping[str, dt.datetime] = NOTHING_SEEN,
) -> Result:
    """The result of all answers so far. Unanswered items count for nothing, never as low.

    ``seen`` says since when the user knows the key of an item.
    """
    knowledge: dict[str, Standing] = {}
    skill: dict[str, Standing] = {}
    for ident in catalog.competencies:
        weight = target.weights[ident]
        known = measure_knowledge(_outcomes(catalog, state, ident, {}))
        honest = measure_knowledge(_outcomes(catalog, state, ident, seen)) if seen else known
        after_key = known.value != honest.value
        knowledge[ident] = Standing(
            "knowledge",
            ident,
            known.value,
            "thin" if after_key else honest.support,
            target.levels["knowledge"],
            weight,
            key_seen=after_key,
        )
        claim = read_ladder_claim(catalog, state, ident)
        count = records.by_competency.get(ident, 0)
        able = measure_skill(claim, count, records.recent.get(ident, count))
        skill[ident] = Standing(
            "skill", ident, able.value, able.support, target.levels["skill"], weight, claim
        )
    ability = {area: _ability(catalog, target, state, records, area) for area in catalog.areas}
    return Result(target, knowledge, skill, ability)


def read_ladder_claim(catalog: Catalog, state: AssessmentState, competency: str) -> int | None:
    """The rung that the user claims (0 to 4), or None; of an older wording it counts no more."""
    item = ladder_id(competency)
    answer = state.answers.get(item)
    if answer is None or answer.kind != "answered" or item in state.disagreed:
        return None
    if answer.revision != catalog.competencies[competency].ladder.revision:
        return None
    return int(answer.option) if answer.option in {"0", "1", "2", "3", "4"} else None


def _outcomes(
    catalog: Catalog, state: AssessmentState, competency: str, seen: Mapping[str, dt.datetime]
) -> list[tuple[int, Outcome]]:
    """What the checks of a competency show, without those answered once their key was seen."""
    found: list[tuple[int, Outcome]] = []
    for check in catalog.checks_of[competency]:
        answer = state.answers.get(check.id)
        if answer is None or check.id in state.disagreed or answer.revision != check.revision:
            continue
        if check.id in seen and seen[check.id] < answer.at:
            continue
        what = score_check(check, answer)
        if what is not None:
            found.append((check.level, what))
    return found


def _ability(
    catalog: Catalog, target: Target, state: AssessmentState, records: Records, area: str
) -> Standing:
    scores: list[int] = []
    for scenario in catalog.scenarios_of[area]:
        answer = state.answers.get(scenario.id)
        if answer is None or scenario.id in state.disagreed:
            continue
        score = score_scenario(scenario, answer) if answer.revision == scenario.revision else None
        if score is not None:
            scores.append(score)
    level = measure_ability(scores, records.incidents.get(area, 0))
    return Standing(
        "ability",
        area,
        level.value,
        level.support,
        target.levels["ability"],
        weigh_ability(catalog, target, area),
    )


def weigh_ability(catalog: Catalog, target: Target, area: str) -> float:
    """An ability gap weighs as much as the area's heaviest competency: it shows in that work."""
    return max((target.weights[c.id] for c in catalog.competencies_of[area]), default=0.0)


def met_share(levels: Iterable[tuple[float, int | None, int]]) -> float | None:
    """The weighted share, 0 to 1, of a target's levels that is met.

    Args:
        levels: Weight, level (None is unknown) and target of each facet.

    Returns:
        The share among the known levels, or None where none is known. Where none of them has any
        weight each counts alike: an area that the target gives no weight is still shown.
    """
    known = [(weight, level, target) for weight, level, target in levels if level is not None]
    known = [entry for entry in known if entry[2]]
    if known and not any(weight for weight, _, _ in known):
        known = [(1.0, level, target) for _, level, target in known]
    total = sum(weight for weight, _, _ in known)
    met = sum(weight * min(level, target) / target for weight, level, target in known)
    return met / total if known else None
