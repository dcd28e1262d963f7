"""Which items an assessment asks: first sketch, quick, standard or full, for a target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from pmcoach.assessment.target import Target
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

SECONDS_PER_ITEM = {"ladder": 20, "check": 25, "scenario": 60}
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
QUICK_COMPETENCIES = 6
"""Competencies whose knowledge a quick assessment checks. It asks the ladders of as many as the
standard one: in simulation that finds far more of the true gaps for two minutes more
(docs/measurement.md)."""
STANDARD_COMPETENCIES = 12
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
        return tuple(dict.fromkeys(p.subject for p in self.parts if p.kind != "scenario"))


def compose_form(catalog: Catalog, target: Target, kind: FormKind) -> Form:
    """The form for a target: the heaviest competencies, every area represented."""
    if kind == "sketch":
        return _sketch(catalog, target)
    if kind == "recheck":
        chosen = _choose(catalog, target, RECHECK_COMPETENCIES)
        checks = tuple(
            FormPart("checks", one.id, one.area)
            for one in catalog.competencies.values()
            if one.id in chosen
        )
        return Form("recheck", checks, CHECKS_PER_COMPETENCY[kind])
    if kind == "quick":
        climbed = _choose(catalog, target, STANDARD_COMPETENCIES)
        checked = _choose(catalog, target, QUICK_COMPETENCIES)
        scenes = dict.fromkeys(catalog.areas, 0)
        scenes[max(catalog.areas, key=lambda one: target.area_weights[one])] = SCENARIOS_PER_AREA
    elif kind == "standard":
        climbed = checked = _choose(catalog, target, STANDARD_COMPETENCIES)
        scenes = dict.fromkeys(catalog.areas, SCENARIOS_PER_AREA)
    else:
        climbed = checked = set(catalog.competencies)
        scenes = {area: len(catalog.scenarios_of[area]) for area in catalog.areas}
    parts: list[FormPart] = []
    for area in catalog.areas:
        for competency in catalog.competencies_of[area]:
            if competency.id in climbed:
                parts.append(FormPart("ladder", competency.id, area))
            if competency.id in checked:
                parts.append(FormPart("checks", competency.id, area))
        parts.extend(
            FormPart("scenario", one.id, area) for one in catalog.scenarios_of[area][: scenes[area]]
        )
    return Form(kind, tuple(parts), CHECKS_PER_COMPETENCY[kind])


def _sketch(catalog: Catalog, target: Target) -> Form:
    """Four ladders (the heaviest of each area), then checks of the heaviest of those."""
    ladders = [
        target.heaviest(tuple(c.id for c in them))[0]
        for them in catalog.competencies_of.values()
        if them
    ]
    checked = target.heaviest(tuple(ladders))[:SKETCH_CHECKS]
    areas = {one: catalog.competencies[one].area for one in ladders}
    parts = [FormPart("ladder", one, areas[one]) for one in ladders]
    parts += [FormPart("checks", one, areas[one]) for one in ladders if one in checked]
    return Form("sketch", tuple(parts), CHECKS_PER_COMPETENCY["sketch"])


def _choose(catalog: Catalog, target: Target, count: int) -> set[str]:
    """The heaviest competencies, with each area's heaviest always among them."""
    chosen = {
        target.heaviest(tuple(c.id for c in them))[0]
        for them in catalog.competencies_of.values()
        if them
    }
    for one in target.heaviest():
        if len(chosen) >= count:
            break
        chosen.add(one)
    return chosen
