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
    "closed", ["two or three", "two to five", "2 to 4", "2-4", "Two or three", "two and three"]
)
def test_a_count_with_an_upper_end_leaves_a_hole(closed: str) -> None:
    ((key, message),) = complain(2, f"I've run {closed} interviews alone.")
    assert key == "ladder.anchors[2]"
    assert closed in message


@pytest.mark.parametrize("open_range", ["two or more", "at least two", "more than two", "two"])
def test_an_open_range_leaves_none(open_range: str) -> None:
    assert complain(2, f"I've run {open_range} interviews alone.") == []


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
