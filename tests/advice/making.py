"""Gaps and situations to argue about, made by hand or by hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from pmcoach.advice.context import Context
from pmcoach.advice.gaps import Gap
from pmcoach.catalog.vocabulary import CONDITION_VALUES, Facet

SITUATION = tuple(
    name
    for name in CONDITION_VALUES
    if name not in {"facet", "from_level", "stage", "knowledge_shown"}
)
"""The fields of a context that arguments can ask about."""

ROLES = (
    "generalist",
    "business-owner",
    "technical",
    "marketing-leaning",
    "product-marketing",
    "catch-all",
    "scaled-framework",
    "own-target",
)
STAGES = ("entry", "independent", "senior")
SUBJECTS = tuple(
    f"{area}-{name}"
    for area, names in {
        "stk": "map align negotiate hardtalk communicate lead",
        "mkt": "voice frame compete data opportunity case",
        "lau": "plan position price promote enable learn",
        "rdm": "direction prioritise define deliver technology lifecycle",
    }.items()
    for name in names.split()
)


def told(**values: Any) -> Context:
    return Context(**values)


contexts = st.fixed_dictionaries(
    {name: st.sampled_from([None, *CONDITION_VALUES[name]]) for name in SITUATION}
).map(lambda values: told(**values))


def gap(
    facet: Facet,
    subject: str = "stk-map",
    level: int = 0,
    target: int | None = None,
    weight: float = 0.1,
    knowledge: int | None = None,
) -> Gap:
    """A gap of a competency, or of its area where the facet is ability. Knowledge ends at 3, so a gap
    in it is at 2 or below."""
    area = subject.split("-", 1)[0]
    level = min(level, 2) if facet == "knowledge" else level
    return Gap(
        facet,
        area if facet == "ability" else subject,
        area,
        level,
        level + 1 if target is None else target,
        weight,
        knowledge=knowledge,
    )


facets = st.sampled_from(["knowledge", "skill", "ability"])
shown = st.sampled_from([None, 0, 1, 2, 3])
gaps = st.builds(gap, facets, st.sampled_from(SUBJECTS), st.integers(0, 3), knowledge=shown)
