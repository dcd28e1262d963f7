"""Readers who fill in sheets as their plan says."""

from __future__ import annotations

import math
import random
import re
import tomllib
from collections.abc import Callable, Iterable

from pmcoach.catalog.panel_answers import FilledSheet, read_sheet
from pmcoach.catalog.panel_items import (
    MOST_MARKS,
    AnswerField,
    PanelItem,
    PanelMode,
    SheetForm,
    choose_items,
    list_panel_items,
)
from pmcoach.catalog.panel_sheet import write_sheet
from pmcoach.catalog.parse import Catalog

Chooser = Callable[[PanelItem, AnswerField], Iterable[str]]
"""Which options a reader chooses, by their ids; none leaves the item empty."""
CODE = re.compile(r'code = "(\w+)"')
FIELD = re.compile(r'(answer|marks|best|worst) = ""')


def make_sheet_text(catalog: Catalog, mode: PanelMode = "with-situation", seed: int = 1) -> str:
    form = SheetForm(mode, seed)
    return write_sheet(catalog.pack, form, choose_items(list_panel_items(catalog), form))


def fill_sheet(
    catalog: Catalog, text: str, choose: Chooser, reader: str = "AM", day: str = "2026-05-12"
) -> str:
    """The sheet as a reader sends it back: only what stands between quotation marks differs."""
    sheet_table = tomllib.loads(text)["sheet"]
    form = SheetForm(sheet_table["mode"], sheet_table["seed"])
    items = {form.code_of(item.id): item for item in list_panel_items(catalog)}
    lines = text.replace('reader = ""', f'reader = "{reader}"').replace(
        'date = ""', f'date = "{day}"'
    )
    filled_lines: list[str] = []
    for line in lines.split("\n"):
        code_match, field_match = CODE.search(line), FIELD.fullmatch(line)
        if code_match:
            code = code_match[1]
        if field_match:
            field: AnswerField = field_match[1]  # type: ignore[assignment]
            order = form.shuffle(code, items[code])
            numbers = sorted(order.index(option_id) + 1 for option_id in choose(items[code], field))
            line = f'{field} = "{",".join(map(str, numbers))}"'
        filled_lines.append(line)
    return "\n".join(filled_lines)


def read_filled(catalog: Catalog, text: str, file: str = "am.toml") -> FilledSheet:
    return read_sheet(file, text, catalog.pack, list_panel_items(catalog))


def choose_key(item: PanelItem, field: AnswerField) -> frozenset[str]:
    return item.keys[field]


def choose_wrong(item: PanelItem, field: AnswerField) -> frozenset[str]:
    """The best for the worst and the other way round; or the first option that isn't the key."""
    if field == "best":
        return item.keys["worst"]
    if field == "worst":
        return item.keys["best"]
    return frozenset(
        [next(option_id for option_id in item.options if option_id not in item.keys[field])]
    )


def choose_nothing(_item: PanelItem, _field: AnswerField) -> tuple[()]:
    return ()


def count_fields(catalog: Catalog, mode: PanelMode) -> dict[AnswerField, int]:
    """How often a sheet of all items asks each thing: without the situations, once for each set."""
    is_alone = mode == "options-only"
    checks = {(is_alone and check.option_set) or check.id for check in catalog.checks.values()}
    scenarios = {
        (is_alone and scenario.scenario_set) or scenario.id
        for scenario in catalog.scenarios.values()
    }
    return {
        "answer": len(checks),
        "marks": len(catalog.spots),
        "best": len(scenarios),
        "worst": len(scenarios),
    }


def make_guesser(seed: int, mode: PanelMode = "with-situation") -> Chooser:
    """Chooses at random, and never the same for best and worst; of a spot as many lines as are to be
    marked, or, where the reader can't know how many, any lines that could be."""
    orders: dict[str, list[str]] = {}
    randomness = random.Random(seed)

    def choose(item: PanelItem, field: AnswerField) -> list[str]:
        if item.id not in orders:
            orders[item.id] = randomness.sample(list(item.options), len(item.options))
        options, count = orders[item.id], len(item.keys[field])
        if field == "marks" and mode == "options-only":
            counts = range(1, MOST_MARKS + 1)
            ways = [math.comb(len(options), count) for count in counts]
            (count,) = randomness.choices(counts, ways)
        return options[-1:] if field == "worst" else options[:count]

    return choose
