"""Checking packs of content, and starting a new one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pmcoach.catalog.lint import lint
from pmcoach.catalog.lint_ad_lexicon import lint_ads
from pmcoach.catalog.lint_former_questions import lint_former_questions
from pmcoach.catalog.parse import Catalog, ContentError, Fault
from pmcoach.store.content import (
    load_ad_lexicon,
    load_catalog,
    load_former_questions,
    write_starter_pack,
)


def check_pack(folder: Path | None) -> tuple[Catalog | None, Sequence[Fault]]:
    """A pack (the one that ships for None) and its faults; no catalog where it could not be put
    together."""
    catalog = None
    try:
        catalog = load_catalog(folder)
        return catalog, [
            *lint(catalog),
            *lint_ads(catalog, load_ad_lexicon(folder)),
            *lint_former_questions(catalog, load_former_questions(folder)),
        ]
    except ContentError as error:
        return catalog, error.faults


def count_entries(catalog: Catalog) -> dict[str, int]:
    """How many entries of each main kind stand in a pack's files: a set counts as one, and its
    situations aren't counted among the checks and scenarios."""
    return {
        "competencies": len(catalog.competencies),
        "checks": sum(not check.option_set for check in catalog.checks.values()),
        "option_sets": len(catalog.option_sets),
        "spots": len(catalog.spots),
        "scenarios": sum(not scenario.scenario_set for scenario in catalog.scenarios.values()),
        "scenario_sets": len(catalog.scenario_sets),
        "steps": len(catalog.steps),
        "considerations": len(catalog.considerations),
    }


def create_pack(folder: Path) -> list[str]:
    """Write a small valid pack into a new or empty folder; returns the names of its files. Raises
    StoreError."""
    return write_starter_pack(folder)
