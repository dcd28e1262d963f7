"""A sheet has what a reader needs, and nothing that tells."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmcoach.catalog.panel_items import PanelMode, SheetForm, choose_items, list_panel_items
from pmcoach.catalog.panel_sheet import COLUMNS, write_sheet
from pmcoach.catalog.parse import Catalog
from tests.catalog.minimal import check, minimal, parsed, with_sets
from tests.catalog.panel import count_fields, make_sheet_text

MODES: list[PanelMode] = ["with-situation", "options-only"]


def flat(text: str) -> str:
    """The comments as running text, without their marks and line breaks."""
    return " ".join(text.replace("\n#", " ").split())


def item_tables(text: str) -> list[dict[str, Any]]:
    tables: list[dict[str, Any]] = tomllib.loads(text)["item"]
    return tables


@pytest.mark.parametrize("mode", MODES)
def test_a_sheet_has_every_item_once_with_its_options_and_asks_for_reader_and_day(
    catalog: Catalog, mode: PanelMode
) -> None:
    text = make_sheet_text(catalog, mode)
    table = tomllib.loads(text)
    assert (table["reader"], table["date"]) == ("", "")
    assert table["sheet"] == {
        "format": 1,
        "pack": catalog.pack.id,
        "version": catalog.pack.version,
        "mode": mode,
        "seed": 1,
    }
    counts = count_fields(catalog, mode)
    assert len(table["item"]) == counts["answer"] + counts["marks"] + counts["best"]
    assert [item["ref"]["number"] for item in table["item"]] == list(
        range(1, len(table["item"]) + 1)
    )
    fields = Counter(field for item in table["item"] for field in item)
    assert {field: fields[field] for field in counts} == counts
    running_text = flat(text)
    for item in list_panel_items(catalog):
        assert all(option in running_text for option in item.options.values())
    assert max(map(len, text.splitlines())) <= max(COLUMNS, 90)


def test_with_the_situation_it_stands_above_its_options(catalog: Catalog) -> None:
    running_text = flat(make_sheet_text(catalog))
    for item in list_panel_items(catalog):
        assert " ".join(item.situation.split()) in running_text


@pytest.mark.parametrize("mode", MODES)
def test_a_sheet_tells_no_key_level_reason_or_id(catalog: Catalog, mode: PanelMode) -> None:
    text = make_sheet_text(catalog, mode)
    running_text = flat(text)
    assert {key for item in item_tables(text) for key in item} == {
        *("ref", "answer", "marks", "best", "worst", "comment")
    }
    for item in list_panel_items(catalog):
        assert item.id not in running_text
    options = [option for entry in catalog.checks.values() for option in entry.option]
    actions = [action for entry in catalog.scenarios.values() for action in entry.action]
    lines = [line for spot in catalog.spots.values() for line in spot.line]
    reasons = [option.why for option in options] + [action.why for action in actions]
    reasons += [line.why for line in lines if line.why]
    assert not [why for why in reasons if why in running_text]


def test_options_alone_say_nothing_of_what_they_are_about(catalog: Catalog) -> None:
    lines = make_sheet_text(catalog, "options-only").split("\n# ---- 1 of ")[1]
    comments = [line for line in lines.splitlines() if line.startswith("#")]
    running_text = " ".join(" ".join(line[1:].split()) for line in comments)
    options = " ".join(
        " ".join(option.split())
        for item in list_panel_items(catalog)
        for option in item.options.values()
    )
    for item in list_panel_items(catalog):
        assert " ".join(item.situation.split()) not in running_text
        assert item.title not in running_text or item.title in options


def test_the_same_seed_gives_the_same_sheet_and_another_seed_another_order(
    catalog: Catalog,
) -> None:
    assert make_sheet_text(catalog, seed=7) == make_sheet_text(catalog, seed=7)
    orders = []
    for seed in (7, 8):
        form = SheetForm("with-situation", seed)
        orders.append([item.id for item in choose_items(list_panel_items(catalog), form)])
    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]


def test_no_number_has_the_key_much_more_often_than_another(catalog: Catalog) -> None:
    counts: Counter[int] = Counter()
    for seed in range(10):
        form = SheetForm("with-situation", seed)
        for item in list_panel_items(catalog):
            if "answer" in item.keys:
                order = form.shuffle(form.code_of(item.id), item)
                counts.update(order.index(key) for key in item.keys["answer"])
    assert set(counts) == {0, 1, 2, 3}
    assert all(0.2 < count / counts.total() < 0.3 for count in counts.values())


@given(seed=st.integers(0, 10**9), part_count=st.integers(1, 7), mode=st.sampled_from(MODES))
def test_the_parts_together_have_every_item_once_whatever_their_seeds(
    seed: int, part_count: int, mode: PanelMode
) -> None:
    pack = minimal()
    pack["items.toml"]["check"] += [check(f"x{number}", 1) for number in range(9)]
    items = list_panel_items(parsed(pack))
    parts = [
        choose_items(items, SheetForm(mode, seed + number), (number, part_count))
        for number in range(1, part_count + 1)
    ]
    assert sorted(item.id for part in parts for item in part) == sorted(item.id for item in items)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


FULL = parsed(with_sets())


def test_items_with_the_same_options_come_once_where_only_options_are_shown() -> None:
    items = list_panel_items(FULL)
    chosen_ids = set()
    for seed in range(30):
        sheet_items = choose_items(items, SheetForm("options-only", seed))
        for set_id, situations in (("one.o1.", {"1", "2", "3"}), ("area.t1.", {"1", "2"})):
            (item_id,) = [item.id for item in sheet_items if item.id.startswith(set_id)]
            assert item_id.removeprefix(set_id) in situations
            chosen_ids.add(item_id)
    assert len(chosen_ids) == 5


def test_items_with_the_same_options_all_come_with_their_situations() -> None:
    items = list_panel_items(FULL)
    sheet_items = choose_items(items, SheetForm("with-situation", 1))
    assert sorted(item.id for item in sheet_items) == sorted(item.id for item in items)


def test_the_lines_of_a_spot_keep_their_order_and_hide_what_to_mark() -> None:
    lines = [f"#   {number}  Line {number} of one.s1." for number in range(1, 8)]
    for mode in MODES:
        for seed in range(5):
            text = make_sheet_text(FULL, mode, seed)
            assert "\n".join(lines) in text
            assert text.count('marks = ""') == 1
            is_shown = mode == "with-situation"
            assert ("Mark the two lines that are wrong." in text) is is_shown
            assert ("Notes of a day" in text) is is_shown
            assert "What to look for" not in text


def test_a_sheet_explains_only_what_it_asks() -> None:
    assert "Where it says marks" in make_sheet_text(FULL)
    assert "Where it says marks" not in make_sheet_text(parsed(minimal()))


def test_a_part_of_a_sheet_says_so() -> None:
    catalog = parsed(minimal())
    form = SheetForm("with-situation", 1)
    items = choose_items(list_panel_items(catalog), form, (1, 4))
    text = write_sheet(catalog.pack, form, items, "part 1 of 4")
    assert text.startswith("# 1 question to check (part 1 of 4)\n")
