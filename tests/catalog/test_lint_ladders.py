"""Ladders that people can't place themselves on are found."""

from __future__ import annotations

import pytest

from pmcoach.catalog.lint_ladders import lint_ladder
from pmcoach.catalog.models import Ladder

RUNGS = (
    "I haven't run an interview yet.",
    "I've run one interview, or helped with one.",
    "I've run two or more interviews alone.",
    "I've run five or more interviews alone, and a measured result came of them.",
    "I've run ten or more interviews alone, and measured results came of two.",
)


def complain(rung: int, anchor: str) -> list[tuple[str, str]]:
    """What is wrong once one rung says something else."""
    anchors = (*RUNGS[:rung], anchor, *RUNGS[rung + 1 :])
    return list(lint_ladder(Ladder(ask="How many?", anchors=anchors, probes=("One?", "Two?"))))


def test_a_sound_ladder_has_no_fault() -> None:
    assert complain(0, RUNGS[0]) == []


@pytest.mark.parametrize(
    "closed",
    ["two or three", "two to five", "2 to 4", "2-4", "Two or three", "two and three"],
)
def test_a_count_with_an_upper_end_leaves_a_hole(closed: str) -> None:
    ((key, message),) = complain(2, f"I've run {closed} interviews alone.")
    assert key == "ladder.anchors[2]"
    assert closed in message


@pytest.mark.parametrize("closed", ["twenty to thirty-five", "1000 to 2000", "two to six hundred"])
def test_a_large_count_with_an_upper_end_is_found(closed: str) -> None:
    assert any(
        f'"{closed}" has an upper end' in fault for _, fault in complain(4, f"Ten, {closed}.")
    )


@pytest.mark.parametrize("open_range", ["two or more", "at least two", "more than two", "two"])
def test_an_open_range_leaves_none(open_range: str) -> None:
    assert complain(2, f"I've run {open_range} interviews alone.") == []


@pytest.mark.parametrize(
    "count",
    ["twenty-five launches or more", "twenty five launches", "two or more one to one talks"],
)
def test_what_only_looks_like_a_range_is_none(count: str) -> None:
    assert complain(4, f"I've run {count}.".replace("two", "ten")) == []


@pytest.mark.parametrize(
    "anchor",
    [
        "I've brought ten or more products from v2.0 to 3 markets.",
        "I've led one-to-one talks with ten or more people.",
        "Since 2019, I've run ten or more.",
        "From 2019 to 2021 I've run ten or more.",
    ],
)
def test_years_decimals_and_talks_one_to_one_are_no_counts(anchor: str) -> None:
    assert complain(4, anchor) == []
    ((_, message),) = complain(4, anchor.replace("ten", "two"))
    assert message == "asks for 2, and rung 3 for 5"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("twenty-five", 25),
        ("1,000", 1000),
        ("1,250,000", 1250000),
        ("two hundred", 200),
        ("a hundred", 100),
        ("seventeen", 17),
        ("thirty thousand", 30000),
        ("sixty", 60),
    ],
)
def test_a_number_counts_as_what_it_is(words: str, count: int) -> None:
    ((_, message),) = complain(3, f"I've run {words} or more, alone, with notes.")
    assert message == f"asks for 10, and rung 3 for {count}"


@pytest.mark.parametrize(
    "lower", ["I've run three or more with much at stake.", "I've run 3 or more.", "I did it once."]
)
def test_a_count_that_falls_is_found(lower: str) -> None:
    ((key, message),) = complain(4, lower)
    assert key == "ladder.anchors[4]"
    assert "rung 3 for 5" in message


def test_the_lowest_rung_may_name_any_number() -> None:
    assert complain(0, "I haven't run ten interviews.") == []


@pytest.mark.parametrize(
    "long",
    [
        "I've run five or more, alone, for a real product, with notes, and it showed.",
        "I've run five or more " + "very " * 30 + "long ones.",
    ],
)
def test_a_rung_that_nobody_can_hold_in_mind_is_found(long: str) -> None:
    ((key, message),) = complain(3, long)
    assert key == "ladder.anchors[3]"
    assert "a rung has at most 3 and 30" in message


def test_rungs_that_are_alike_are_found() -> None:
    assert ("ladder.anchors", "two anchors are alike") in complain(4, RUNGS[3])
