"""People to advise: a target, a situation, and levels as an assessment would measure them."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from pmcoach.advice.context import Context
from pmcoach.advice.hiring import argue_certificate
from pmcoach.assessment.measurement import Confidence
from pmcoach.assessment.results import Result, Standing
from pmcoach.assessment.target import make_target
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import CONDITION_VALUES, FACETS, Facet
from pmcoach.state.journal import Journal
from pmcoach.state.plan import PlanBasis

MONDAY = dt.date(2026, 11, 30)
"""The day on which all plans begin."""
HOURS = (1, 2, 3, 4, 5, 8, 15, 25, 40)
MONEY = (0, 50, 100, 300, 1000, 2500)
WEEKS = (None, None, 4, 8, 12, 26)
TOLD = tuple(
    name
    for name in CONDITION_VALUES
    if name not in {"facet", "from_level", "stage", "knowledge_shown"}
)
"""The fields of a situation that have a few answers."""


@dataclass(frozen=True)
class Advisee:
    """Someone to advise. Levels and claims are by "subject.facet"; what is missing isn't measured."""

    id: str
    role: str
    stage: str
    situation: dict[str, Any] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    claims: dict[str, int] = field(default_factory=dict)
    weeks: int | None = None
    """In how many weeks they want to be ready, if they said."""

    @property
    def context(self) -> Context:
        """Their situation."""
        finish_by = MONDAY + dt.timedelta(weeks=self.weeks) if self.weeks else None
        return Context(**self.situation, finish_by=finish_by)

    def result(self, catalog: Catalog) -> Result:
        """What was measured, held against their target."""
        target = make_target(catalog, self.role, self.stage)

        def stand(facet: Facet, subject: str, weight: float) -> Standing:
            key = f"{subject}.{facet}"
            level = self.levels.get(key)
            confidence: Confidence | None = None if level is None else "likely"
            target_level = target.levels[facet]
            return Standing(
                facet, subject, level, confidence, target_level, weight, self.claims.get(key)
            )

        by_facet = {
            facet: {
                competency: stand(facet, competency, target.weights[competency])
                for competency in catalog.competencies
            }
            for facet in FACETS[:2]
        }
        ability = {
            area: stand("ability", area, weight / len(catalog.competencies_of[area]))
            for area, weight in target.area_weights.items()
        }
        return Result(target, by_facet["knowledge"], by_facet["skill"], ability)

    def basis(self, catalog: Catalog) -> PlanBasis:
        """All that their plan follows from."""
        measured, context = self.result(catalog), self.context
        hiring = argue_certificate(catalog, measured.target, context)
        return PlanBasis(catalog, Journal(), measured, context, hiring, MONDAY)

    def told(self, **answers: Any) -> Advisee:
        """The same person with some answers changed."""
        return replace(self, situation={**self.situation, **answers})


def read_people(path: Path) -> list[dict[str, Any]]:
    """The tables of a file of people."""
    people: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["person"]
    return people


def make_advisee(catalog: Catalog, name: str) -> Advisee:
    """A made-up person: any target and situation, and levels around a level of their own."""
    chance = Random(f"advised/{name}")
    role, stage = chance.choice(list(catalog.roles)), chance.choice(list(catalog.stages))
    situation: dict[str, Any] = {
        field: answer
        for field in TOLD
        if (answer := chance.choice((None, *CONDITION_VALUES[field]))) is not None
    }
    situation |= {
        "hours_per_week": float(chance.choice(HOURS)),
        "budget": float(chance.choice(MONEY)),
    }
    bases = {"knowledge": chance.randint(0, 3), "skill": chance.randint(0, 3), "ability": 0}
    bases["ability"] = max(0, bases["skill"] - 1)
    subjects = chance.sample(list(catalog.competencies), chance.randint(2, 16))
    levels = {
        f"{subject}.{facet}": max(0, min(3, bases[facet] + chance.choice((-1, 0, 0, 1))))
        for subject in subjects
        for facet in ("knowledge", "skill")
    }
    levels |= {
        f"{area}.ability": max(0, bases["ability"] + chance.choice((0, 0, 1)))
        for area in {catalog.competencies[subject].area for subject in subjects}
    }
    return Advisee(name, role, stage, situation, levels, weeks=chance.choice(WEEKS))
