"""docs/measurement.md states every number that levels rest on, as the code has it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from pmcoach.assessment.assumptions import BASE, PUBLISHED, Assumptions
from pmcoach.assessment.forms import SECONDS
from pmcoach.assessment.item_selection import LEAST_CHANGE_CHANCE, LEAST_LEVEL_CHANGE_CHANCE
from pmcoach.assessment.items import THINKING_SECONDS, WORDS_PER_MINUTE
from pmcoach.assessment.results import GAP_CHANCE

PAGE = (Path(__file__).parent.parent / "docs/measurement.md").read_text(encoding="utf-8")
FLAT = " ".join(PAGE.split())
NUMBERS = [field.name for field in fields(Assumptions) if field.name != "title"]


def find_row(name: str) -> list[str]:
    """The cells of an assumption's row."""
    (row,) = [line for line in PAGE.splitlines() if f"| `{name}` |" in line]
    return [cell.strip() for cell in row.strip("|").split("|")]


def spell(number: object) -> str:
    return ", ".join(map(str, number)) if isinstance(number, tuple) else str(number)


@pytest.mark.parametrize("name", NUMBERS)
def test_every_assumption_stands_on_the_page_with_its_number(name: str) -> None:
    assert find_row(name)[2] == spell(getattr(BASE, name))


@pytest.mark.parametrize("name", NUMBERS)
def test_what_else_is_tried_of_an_assumption_stands_beside_it(name: str) -> None:
    varied = {getattr(assumptions, name) for assumptions in PUBLISHED} - {getattr(BASE, name)}
    if name == "pick":
        assert all(spell(pick) in FLAT for pick in varied)
    else:
        assert sorted(find_row(name)[3].split(", ")) == sorted(map(spell, varied)) or not varied
        assert bool(find_row(name)[3]) == bool(varied)


def test_the_lengths_and_reading_speeds_stand_on_the_page() -> None:
    for seconds in SECONDS.values():
        assert f"| {seconds:,.0f} |" in PAGE
    assert f"at {WORDS_PER_MINUTE} a minute" in FLAT
    assert (
        f"{THINKING_SECONDS['check']:.0f} seconds for a check, {THINKING_SECONDS['spot']:.0f} for a "
        f"spot, {THINKING_SECONDS['scenario']:.0f} for a scenario, "
        f"{THINKING_SECONDS['ladder']:.0f} for a ladder"
    ) in FLAT


def test_the_bars_stand_on_the_page() -> None:
    assert f"with a probability of {GAP_CHANCE:.0%}" in FLAT
    assert f"with a probability of less than {LEAST_CHANGE_CHANCE:.0%}" in FLAT
    assert f"with a probability of {LEAST_LEVEL_CHANGE_CHANCE:.0%} or more" in FLAT
