"""What a result is held against: a weight for each competency, a level for each facet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmcoach.catalog.models import Role
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import Facet, max_level


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
        return [
            competency_id
            for competency_id in sorted(self.weights, key=lambda key: -self.weights[key])
            if among is None or competency_id in among
        ]


def make_target(
    catalog: Catalog,
    role_id: str,
    stage_id: str,
    own_area_weights: Mapping[str, float] | None = None,
    *,
    competencies: Mapping[str, float] | None = None,
    title: str = "",
) -> Target:
    """The target for a role and stage of the catalog; unknown ids fall back to the defaults.

    An area's weight is shared among its competencies in proportion to the role's factors
    (1 where it names none).

    Args:
        catalog: Where roles, stages and competencies are from.
        role_id: The role whose weights apply.
        stage_id: The stage whose levels apply, up to the role's and the facet's highest.
        own_area_weights: Area weights (percent or any scale) for a role that leaves them to the
            user.
        competencies: Competency weights (any scale) that replace all others, as a job ad has them.
        title: The name of the target where ``competencies`` are from a job ad.
    """
    role = catalog.roles.get(role_id, catalog.default_role)
    stage = catalog.stages.get(stage_id, catalog.default_stage)
    weights = _normalize_weights(catalog, competencies or {})
    if not weights:
        own_weights = own_area_weights or {}
        own_weights_apply = role.custom and sum(own_weights.values()) > 0
        weights = _share_area_weights(
            catalog, role, own_weights if own_weights_apply else role.weights
        )
    area_weights = {
        area: sum(weights[competency.id] for competency in area_competencies)
        for area, area_competencies in catalog.competencies_of.items()
    }
    levels: dict[Facet, int] = {
        "knowledge": min(stage.knowledge, role.max_level, max_level("knowledge")),
        "skill": min(stage.skill, role.max_level, max_level("skill")),
        "ability": min(stage.ability, role.max_level, max_level("ability")),
    }
    return Target(
        role.id,
        stage.id,
        f"{title or role.title}, {stage.title.lower()}",
        weights,
        area_weights,
        levels,
    )


def _normalize_weights(
    catalog: Catalog, competency_weights: Mapping[str, float]
) -> dict[str, float]:
    """The weights as shares of 1 over all competencies; empty where there is none."""
    weights = {
        competency_id: competency_weights.get(competency_id, 0.0)
        for competency_id in catalog.competencies
    }
    total = sum(weights.values())
    if total <= 0:
        return {}
    return {competency_id: weight / total for competency_id, weight in weights.items()}


def _share_area_weights(
    catalog: Catalog, role: Role, area_weights: Mapping[str, float]
) -> dict[str, float]:
    """Weights of areas shared among their competencies by the role's factors."""
    total = sum(area_weights.get(area, 0.0) for area in catalog.areas) or 1.0
    weights: dict[str, float] = {}
    for area, competencies in catalog.competencies_of.items():
        area_share = area_weights.get(area, 0.0) / total
        factors = {
            competency.id: role.emphasis.get(competency.id, 1.0) for competency in competencies
        }
        for competency_id, factor in factors.items():
            weights[competency_id] = area_share * factor / sum(factors.values())
    return weights
