"""Small packs to measure with: two areas of two competencies, or an option set and a spot."""

from __future__ import annotations

from copy import deepcopy
from functools import cache

from pmcoach.catalog.parse import Catalog
from tests.catalog import minimal

AREAS = {"left": ("left-a", "left-b"), "right": ("right-a", "right-b")}


@cache
def two_areas() -> Catalog:
    """Two areas of two competencies, each with a check at 1, two at 2, two at 3 and a spot at 2; and
    four scenarios an area. The role gives the left area two thirds of the weight."""
    pack = minimal.minimal()
    items = pack["items.toml"]
    (competency,) = items["competency"]
    pack["pack.toml"]["area"] = [
        {"id": area, "title": area.title(), "summary": "Some of it."} for area in AREAS
    ]
    role = pack["pack.toml"]["role"][0]
    role["weights"] = {"left": 60, "right": 30}
    right_role = deepcopy(role) | {"id": "righter", "weights": {"left": 10, "right": 90}}
    pack["pack.toml"]["role"].append(right_role)
    stages = ((0, 1, 0), (2, 2, 1), (3, 3, 2))
    pack["pack.toml"]["stage"] = [
        {
            "id": ident,
            "title": ident.title(),
            "summary": "Some.",
            "knowledge": knowledge,
            "skill": skill,
            "ability": ability,
        }
        for ident, (knowledge, skill, ability) in zip(
            ("entry", "independent", "senior"), stages, strict=True
        )
    ]
    pack["pack.toml"]["lens"][0]["duty"][0]["competencies"] = ["left-a"]
    items["competency"] = [
        deepcopy(competency) | {"id": ident, "area": area, "title": ident}
        for area, idents in AREAS.items()
        for ident in idents
    ]
    idents = [ident for area_idents in AREAS.values() for ident in area_idents]
    items["check"] = [
        minimal.check(f"{ident}.k{level}{letter}", level, ident)
        for ident in idents
        for level, letter in ((1, ""), (2, "a"), (2, "b"), (3, "a"), (3, "b"))
    ]
    items["spot"] = [minimal.spot(f"{ident}.s", 2) | {"competency": ident} for ident in idents]
    items["scenario"] = [
        minimal.scenario(f"{area}.s{number}") | {"area": area}
        for area in AREAS
        for number in range(1, 5)
    ]
    del pack["steps.toml"]
    return minimal.parsed(pack)


@cache
def with_sets() -> Catalog:
    """The minimal pack with an option set (one.o1), a scenario set and a spot (one.s1)."""
    return minimal.parsed(minimal.with_sets())
