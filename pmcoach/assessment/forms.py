"""How long an assessment is, and what it has to ask in that time, for a target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from pmcoach.assessment.target import Target
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import Facet

FormKind = Literal["sketch", "quick", "standard", "full", "recheck", "update"]
FORM_KINDS: tuple[FormKind, ...] = get_args(FormKind)
FORM_TITLES: dict[FormKind, str] = {
    "sketch": "First sketch",
    "quick": "Quick assessment",
    "standard": "Standard assessment",
    "full": "Full assessment",
    "recheck": "Knowledge recheck",
    "update": "Level update",
}
FORMS_BY_LENGTH: tuple[FormKind, ...] = ("sketch", "quick", "standard", "full")
"""The forms from short to long; each longer one continues the shorter."""

SECONDS: Mapping[FormKind, float] = {"sketch": 180.0, "quick": 600.0, "standard": 1620.0}
"""How long all answers together take, those from shorter forms included. Full has no limit."""
QUICK_SCENARIO_AREAS = 2
"""In how many areas, the heaviest, a quick assessment asks scenarios."""
SCENARIOS_PER_AREA = 2
"""How many scenarios quick, standard and an update ask of an area, at least."""
RECHECK_COMPETENCIES = 12
"""Competencies of a knowledge recheck, one question each: about five minutes."""


@dataclass(frozen=True)
class Form:
    """What an assessment asks, within which time."""

    kind: FormKind
    seconds: float | None = None
    """How long all answers together may take, by the estimate; None for no limit."""
    scenarios: Mapping[str, int] = field(default_factory=dict)
    """How many scenarios of an area are asked in any case."""
    rechecked: tuple[str, ...] = ()
    """The competencies of a recheck."""
    updated: tuple[tuple[Facet, str], ...] = ()
    """The levels of an update, by facet and subject."""


def compose_form(
    catalog: Catalog,
    target: Target,
    kind: FormKind,
    outdated_levels: Sequence[tuple[Facet, str]] = (),
) -> Form:
    """The form for a target. An update asks about ``outdated_levels``, which only answers to
    questions that have changed were about."""
    if kind == "update":
        outdated_areas = [
            subject
            for facet, subject in outdated_levels
            if facet == "ability" and target.area_weights[subject]
        ]
        return Form(
            kind,
            scenarios=dict.fromkeys(outdated_areas, SCENARIOS_PER_AREA),
            updated=tuple(outdated_levels),
        )
    if kind == "recheck":
        return Form(kind, rechecked=_choose_competencies(catalog, target, RECHECK_COMPETENCIES))
    areas = sorted(catalog.areas, key=lambda area: -target.area_weights[area])
    scenario_areas = {"quick": areas[:QUICK_SCENARIO_AREAS], "standard": areas}.get(kind, [])
    return Form(kind, SECONDS.get(kind), dict.fromkeys(scenario_areas, SCENARIOS_PER_AREA))


def _choose_competencies(catalog: Catalog, target: Target, count: int) -> tuple[str, ...]:
    """The ids of the heaviest competencies, with each area's heaviest always among them, in the
    order of the content."""
    heaviest_ids = [
        max(competencies, key=lambda competency: target.weights[competency.id]).id
        for competencies in catalog.competencies_of.values()
        if competencies
    ]
    ranked_ids = list(dict.fromkeys([*heaviest_ids, *target.heaviest()]))
    chosen_ids = set(ranked_ids[: max(count, len(heaviest_ids))])
    return tuple(competency for competency in catalog.competencies if competency in chosen_ids)
