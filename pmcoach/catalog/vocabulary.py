"""The closed vocabularies that content and user data share."""

from __future__ import annotations

from typing import Literal, get_args

Facet = Literal["knowledge", "skill", "ability"]
Route = Literal["training", "hands-on", "certification"]
Stance = Literal["for", "against"]
Basis = Literal["stated", "inferred"]

Access = Literal["nothing", "elsewhere", "volunteer", "job", "pm-job"]
"""What someone can practice on, from least to most; each includes the ones before it. A job that
touches no product ("elsewhere") offers nothing to practice on, but it may pay and be asked."""

FACETS: tuple[Facet, ...] = get_args(Facet)
ROUTES: tuple[Route, ...] = get_args(Route)
ACCESS_ORDER: tuple[Access, ...] = get_args(Access)

LEVEL_NAMES: dict[Facet, tuple[str, ...]] = {
    "knowledge": ("none shown", "plain cases", "picks the method", "sees its limits"),
    "skill": ("not yet", "with help", "alone, once or twice", "regularly", "others learn from it"),
    "ability": ("not yet", "some judgement", "sound judgement", "shown once", "shown repeatedly"),
}
"""What each level means, from 0 up. Knowledge ends at 3, because a quiz proves no more."""
MAX_LEVEL = max(len(names) for names in LEVEL_NAMES.values()) - 1
"""The highest level of any facet."""

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
    "knowledge_shown": ("0", "1", "2", "3"),
    "job_search": ("learning", "hunting", "hired"),
    "training_taken": ("none", "course", "certificate"),
}
"""What a consideration's ``when`` may ask, and the answers that each condition allows.

``role``, ``area`` and ``competency`` are allowed, too; their answers are ids of the catalog.
"""


def max_level(facet: Facet) -> int:
    """The highest level of a facet: 3 for knowledge, 4 for skill and ability."""
    return len(LEVEL_NAMES[facet]) - 1


def access_reaches(access: Access, required_access: Access) -> bool:
    """Whether someone with an access can do what requires another."""
    return ACCESS_ORDER.index(access) >= ACCESS_ORDER.index(required_access)
