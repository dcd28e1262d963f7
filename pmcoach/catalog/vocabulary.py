"""The closed vocabularies that content and user data share (DESIGN words)."""

from __future__ import annotations

from typing import Literal, get_args

Facet = Literal["knowledge", "skill", "ability"]
Route = Literal["training", "hands-on", "certification"]
Stance = Literal["for", "against"]
Basis = Literal["stated", "inferred"]

Access = Literal["nothing", "volunteer", "job", "pm-job"]
"""What someone can get at, from least to most; each includes the ones before it."""

FACETS: tuple[Facet, ...] = get_args(Facet)
ROUTES: tuple[Route, ...] = get_args(Route)
ACCESS_ORDER: tuple[Access, ...] = get_args(Access)

MAX_LEVEL = 4
LEVEL_NAMES: dict[Facet, tuple[str, ...]] = {
    "knowledge": ("none", "terms", "methods", "applies", "sees limits"),
    "skill": ("not yet", "with help", "alone, once or twice", "regularly", "others learn from it"),
    "ability": ("not yet", "some judgement", "sound judgement", "shown once", "shown repeatedly"),
}

CONDITION_VALUES: dict[str, tuple[str, ...]] = {
    "facet": FACETS,
    "from_level": ("0", "1", "2", "3"),
    "stage": ("entry", "independent", "senior"),
    "experience": ("new", "hired", "practising"),
    "background": (
        "student",
        "engineering",
        "design",
        "marketing",
        "support-sales",
        "business",
        "other",
    ),
    "access": ACCESS_ORDER,
    "employer_pays": ("yes", "no"),
    "framework": ("none", "team-agile", "scaled-unconfirmed", "scaled-confirmed"),
    "ad_certificate": ("none", "preferred", "demanded"),
    "domain_knowledge": ("none", "some", "strong"),
    "pm_strength": ("weak", "strong"),
    "evidence": ("none", "some"),
}
"""What a consideration's ``when`` may ask, and the answers each question allows.

``role``, ``area`` and ``competency`` are allowed too; their values are ids of the catalog.
"""
ID_CONDITIONS = ("role", "area", "competency")


def access_reaches(has: Access, needs: Access) -> bool:
    """Whether someone who has ``has`` can do what needs ``needs``."""
    return ACCESS_ORDER.index(has) >= ACCESS_ORDER.index(needs)
