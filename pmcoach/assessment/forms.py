"""Which items an assessment asks: first sketch, quick, standard or full, for a target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from pmcoach.assessment.target import Target
from pmcoach.catalog.models import Competency
from pmcoach.catalog.parse import Catalog

FormKind = Literal["sketch", "quick", "standard", "full", "recheck"]
FORM_KINDS: tuple[FormKind, ...] = get_args(FormKind)
FORM_TITLES: dict[FormKind, str] = {
    "sketch": "First sketch",
    "quick": "Quick assessment",
    "standard": "Standard assessment",
    "full": "Full assessment",
    "recheck": "Knowledge recheck",
}

SECONDS_PER_ITEM = {"ladder": 20, "check": 25, "spot": 60, "scenario": 60}
"""How long one item of each kind takes a first-time reader; an estimate until the user's own
pace is known."""
CHECKS_PER_COMPETENCY: dict[FormKind, int] = {
    "sketch": 1,
    "quick": 2,
    "standard": 3,
    "full": 6,
    "recheck": 1,
}
"""The most knowledge checks that a form asks of one competency."""
FORMS_BY_LENGTH: tuple[FormKind, ...] = ("sketch", "quick", "standard", "full")
"""The forms from short to long; each longer one continues the shorter."""
RECHECK_COMPETENCIES = 12
"""Competencies of a knowledge recheck, one check each: about five minutes."""
SKETCH_CHECKS = 3
"""Competencies whose knowledge a first sketch checks, one check each."""
QUICK_COMPETENCIES = 6
"""Competencies whose knowledge a quick assessment checks. It asks the ladders of as many as the
standard one: in simulation that finds far more of the true gaps for two minutes more
(docs/measurement.md)."""
STANDARD_COMPETENCIES = 12
"""Competencies of a standard assessment, and of the ladders of a quick one."""
SCENARIOS_PER_AREA = 2
"""The fewest from which ability is known. Quick asks them in the heaviest area alone."""


@dataclass(frozen=True)
class FormPart:
    """One stretch of a form: a ladder, the checks of a competency, or a scenario."""

    kind: Literal["ladder", "checks", "scenario"]
    subject: str
    """A competency id, or for a scenario its item id."""
    area: str


@dataclass(frozen=True)
class Form:
    kind: FormKind
    parts: tuple[FormPart, ...]
    checks_per_competency: int

    @property
    def competencies(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.subject for part in self.parts if part.kind != "scenario"))


def compose_form(catalog: Catalog, target: Target, kind: FormKind) -> Form:
    """The form for a target: the heaviest competencies, every area represented."""
    if kind == "sketch":
        return _compose_sketch(catalog, target)
    if kind == "recheck":
        rechecked_ids = _choose_competencies(catalog, target, RECHECK_COMPETENCIES)
        checks = tuple(
            FormPart("checks", competency.id, competency.area)
            for competency in catalog.competencies.values()
            if competency.id in rechecked_ids
        )
        return Form("recheck", checks, CHECKS_PER_COMPETENCY[kind])
    if kind == "quick":
        ladder_ids = _choose_competencies(catalog, target, STANDARD_COMPETENCIES)
        checked_ids = _choose_competencies(catalog, target, QUICK_COMPETENCIES)
        heaviest_area = max(catalog.areas, key=lambda area: target.area_weights[area])
        scenario_counts = {heaviest_area: SCENARIOS_PER_AREA}
    elif kind == "standard":
        ladder_ids = checked_ids = _choose_competencies(catalog, target, STANDARD_COMPETENCIES)
        scenario_counts = dict.fromkeys(catalog.areas, SCENARIOS_PER_AREA)
    else:
        ladder_ids = checked_ids = set(catalog.competencies)
        scenario_counts = {area: len(catalog.scenarios_of[area]) for area in catalog.areas}
    parts: list[FormPart] = []
    for area in catalog.areas:
        for competency in catalog.competencies_of[area]:
            if competency.id in ladder_ids:
                parts.append(FormPart("ladder", competency.id, area))
            if competency.id in checked_ids:
                parts.append(FormPart("checks", competency.id, area))
        scenarios = catalog.scenarios_of[area][: scenario_counts.get(area, 0)]
        parts += [FormPart("scenario", scenario.id, area) for scenario in scenarios]
    return Form(kind, tuple(parts), CHECKS_PER_COMPETENCY[kind])


def _compose_sketch(catalog: Catalog, target: Target) -> Form:
    """Four ladders (the heaviest of each area), then checks of the heaviest of those."""
    heaviest = _find_heaviest_per_area(catalog, target)
    checked_ids = target.heaviest(tuple(competency.id for competency in heaviest))[:SKETCH_CHECKS]
    ladders = [FormPart("ladder", competency.id, competency.area) for competency in heaviest]
    checks = [
        FormPart("checks", competency.id, competency.area)
        for competency in heaviest
        if competency.id in checked_ids
    ]
    return Form("sketch", (*ladders, *checks), CHECKS_PER_COMPETENCY["sketch"])


def _choose_competencies(catalog: Catalog, target: Target, count: int) -> set[str]:
    """The ids of the heaviest competencies, with each area's heaviest always among them."""
    required_ids = [competency.id for competency in _find_heaviest_per_area(catalog, target)]
    ranked_ids = list(dict.fromkeys([*required_ids, *target.heaviest()]))
    return set(ranked_ids[: max(count, len(required_ids))])


def _find_heaviest_per_area(catalog: Catalog, target: Target) -> list[Competency]:
    """Each area's heaviest competency; nothing for an area without any."""
    return [
        max(competencies, key=lambda competency: target.weights[competency.id])
        for competencies in catalog.competencies_of.values()
        if competencies
    ]
