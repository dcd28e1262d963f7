"""Having the questions of a pack checked by readers: making sheets, and scoring what comes back."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pmcoach.catalog.models import Panel
from pmcoach.catalog.panel_answers import FilledSheet, SheetFault, read_sheet
from pmcoach.catalog.panel_items import PanelMode, SheetForm, choose_items, list_panel_items
from pmcoach.catalog.panel_score import PanelResult, join_sheets, make_panel
from pmcoach.catalog.panel_sheet import write_sheet
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.store import atomic_io
from pmcoach.store.content import load_catalog
from pmcoach.store.errors import StoreError

MAX_SEED = 1_000_000
MAX_SHEET = 4_000_000
"""Bytes a sheet may have; that of the pack that ships has a thirtieth of it."""


@dataclass(frozen=True)
class SheetScope:
    """Which items a sheet is of; everything where nothing is named."""

    area: str | None = None
    competency: str | None = None
    part: tuple[int, int] = (1, 1)
    """Which part, of how many."""


def make_sheet(
    folder: Path | None, mode: PanelMode, scope: SheetScope, seed: int | None = None
) -> str:
    """The text of a sheet for a reader.

    Args:
        folder: The pack, or None for the one that ships.
        mode: Whether the reader sees the situations.
        scope: Which items it is of.
        seed: What the options and items are shuffled by; a new one for None.

    Raises:
        ContentError: The pack can't be used.
        StoreError: The pack has no such area or competency, or nothing is left for the sheet.
    """
    catalog = load_catalog(folder)
    _require_id(scope.area, "area", list(catalog.areas))
    _require_id(scope.competency, "competency", list(catalog.competencies))
    items = [
        item
        for item in list_panel_items(catalog)
        if scope.area in {None, item.area} and scope.competency in {None, item.competency}
    ]
    form = SheetForm(mode, secrets.randbelow(MAX_SEED) if seed is None else seed)
    chosen_items = choose_items(items, form, scope.part)
    if not chosen_items:
        raise StoreError("No question is left for this sheet: ask for fewer parts, or for more.")
    number, part_count = scope.part
    part_words = f"part {number} of {part_count}" if part_count > 1 else ""
    return write_sheet(catalog.pack, form, chosen_items, part_words)


def refuse_in_pack(folder: Path | None, output: Path) -> None:
    """Raises StoreError where a sheet would be written into the pack, where every TOML file is read
    as content: the pack could not be used any more."""
    if folder and output.suffix == ".toml" and folder.resolve() in output.resolve().parents:
        raise StoreError(
            f"Write the sheet outside of {folder}: every .toml file in there is read as content."
        )


def _require_id(wanted_id: str | None, entry_kind: str, known_ids: Sequence[str]) -> None:
    if wanted_id is not None and wanted_id not in known_ids:
        raise StoreError(
            f"No {entry_kind} is called {wanted_id!r}; there are {', '.join(known_ids)}."
        )


def score_sheets(folder: Path | None, paths: Sequence[Path]) -> tuple[Catalog, PanelResult]:
    """The pack (the one that ships for None) and what the filled sheets add up to. Raises
    ContentError where the pack can't be used; what is wrong with a sheet is in the result."""
    catalog = load_catalog(folder)
    items = list_panel_items(catalog)
    sheets: list[FilledSheet] = []
    for path in dict.fromkeys(paths):
        try:
            text = atomic_io.read_bytes(path, MAX_SHEET).decode("utf-8-sig")
        except StoreError as error:
            sheets.append(_unreadable(path, str(error).removeprefix(f"Cannot read {path}: ")))
        except UnicodeDecodeError:
            sheets.append(_unreadable(path, "is not UTF-8 text: save it again with that encoding"))
        else:
            sheets.append(read_sheet(str(path), text, catalog.pack, items))
    return catalog, join_sheets(sheets)


def _unreadable(path: Path, reason: str) -> FilledSheet:
    return FilledSheet(str(path), faults=(SheetFault(str(path), (), reason),))


def summarize_panel(catalog: Catalog, panel_result: PanelResult, who: str) -> Panel:
    """What the pack can say of the result. Raises StoreError where it can say nothing."""
    if not panel_result.replies_in("with-situation"):
        raise StoreError("No sheet has an answer with the situation, so there is nothing to write.")
    if not panel_result.days:
        raise StoreError("No sheet has a date: fill in date in at least one of them.")
    try:
        return make_panel(panel_result, catalog.pack, " ".join(strip_unprintable(who).split()))
    except ValidationError as error:
        raise StoreError(
            "--who has to say who the readers are in at most 80 characters, such as "
            '"six product managers".'
        ) from error
