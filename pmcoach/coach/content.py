"""Checking packs of content, and starting a new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pmcoach.catalog.former_questions import parse_former_questions
from pmcoach.catalog.lint import lint
from pmcoach.catalog.lint_ad_lexicon import lint_ads
from pmcoach.catalog.lint_former_questions import lint_former_questions
from pmcoach.catalog.parse import Catalog, ContentError, Fault
from pmcoach.store.content import (
    FORMER_FILES,
    load_ad_lexicon,
    load_catalog,
    read_pack_texts,
    shipped_folder,
    write_starter_pack,
)


def check_pack(folder: Path | None) -> tuple[Catalog | None, Sequence[Fault]]:
    """A pack (the one that ships for None) and its faults; no catalog where it could not be put
    together."""
    try:
        catalog = load_catalog(folder)
    except ContentError as error:
        return None, error.faults
    faults = list(lint(catalog))
    for lint_files in (_lint_ad_files, _lint_former_files):
        try:
            faults += lint_files(catalog, folder)
        except ContentError as error:
            faults += error.faults
    return catalog, faults


def _lint_ad_files(catalog: Catalog, folder: Path | None) -> Iterator[Fault]:
    yield from lint_ads(catalog, load_ad_lexicon(folder))


def _lint_former_files(catalog: Catalog, folder: Path | None) -> Iterator[Fault]:
    toml_texts = read_pack_texts(folder or shipped_folder(), FORMER_FILES)
    parse_former_questions(toml_texts)  # wordings that come twice may stand in two files
    for file_name, toml_text in toml_texts.items():
        questions = parse_former_questions({file_name: toml_text})
        yield from lint_former_questions(catalog, questions, file_name)


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
