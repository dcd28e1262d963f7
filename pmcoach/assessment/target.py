"""What a result is held against: a weight for each competency, a level for each facet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmcoach.catalog.models import Role
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import Facet


@dataclass(frozen=True)
class Target:
    """A role at a stage. Weights are shares of 1 over all competencies."""

    role: str
    stage: str
    title: str
    weights: Mapping[str, float]
    area_weights: Mapping[str, float]
    levels: Mapping[Facet, int]

    def heaviest(self, among: tuple[str, ...] | None = None) -> list[str]:
        """Competency ids by falling weight; equal weights keep the order of the content."""
        ids = [one for one in self.weights if among is None or one in among]
        return sorted(ids, key=lambda one: -self.weights[one])


def make_target(
    catalog: Catalog,
    role_id: str,
    stage_id: str,
    own: Mapping[str, float] | None = None,
    *,
    competencies: Mapping[str, float] | None = None,
    title: str = "",
) -> Target:
    """The target for a role and stage of the catalog; unknown ids fall back to the defaults.

    An area's weight is shared among its competencies in proportion to the role's factors
    (1 where it names none). ``own`` replaces the area weights (percent or any scale) for a role
    that leaves them to the user. ``competencies`` replaces all weights (any scale), as a job ad
    gives them; ``title`` then names it.
    """
    role = catalog.roles.get(role_id, catalog.default_role)
    stage = catalog.stages.get(stage_id, catalog.default_stage)
    weights = _given(catalog, competencies or {})
    if not weights:
        raw = dict(own) if own and role.custom and sum(own.values()) > 0 else dict(role.weights)
        weights = _shared(catalog, role, raw)
    area_weights = {
        area: sum(weights[one.id] for one in competencies_of)
        for area, competencies_of in catalog.competencies_of.items()
    }
    levels: dict[Facet, int] = {
        "knowledge": min(stage.knowledge, role.max_level),
        "skill": min(stage.skill, role.max_level),
        "ability": min(stage.ability, role.max_level),
    }
    title = f"{title or role.title}, {stage.title.lower()}"
    return Target(role.id, stage.id, title, weights, area_weights, levels)


def _given(catalog: Catalog, competencies: Mapping[str, float]) -> dict[str, float]:
    """The given weights as shares of 1 over all competencies; empty where none is given."""
    total = sum(competencies.get(one, 0.0) for one in catalog.competencies)
    if total <= 0:
        return {}
    return {one: competencies.get(one, 0.0) / total for one in catalog.competencies}


def _shared(catalog: Catalog, role: Role, areas: Mapping[str, float]) -> dict[str, float]:
    """Weights of areas shared among their competencies by the role's factors."""
    total = sum(areas.get(area, 0.0) for area in catalog.areas) or 1.0
    weights: dict[str, float] = {}
    for area, competencies in catalog.competencies_of.items():
        factors = {one.id: role.emphasis.get(one.id, 1.0) for one in competencies}
        for ident, factor in factors.items():
            weights[ident] = areas.get(area, 0.0) / total * factor / sum(factors.values())
    return weights
