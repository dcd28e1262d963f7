"""A spot on the question screen: marking lines by digits, arrows and mouse, at every size."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from pmcoach.assessment.events import Answer
from pmcoach.coach.assessment import finish_assessment, save_answer, start_assessment
from pmcoach.coach.session import open_session
from pmcoach.coach.situation import choose_target
from tests.catalog.minimal import spot, with_sets, written
from tests.tui.support import SIZES, Running, coach

SPOT, SINGLE, LONG = "one.s1", "one.s2", "one.s3"
ARTIFACT = "Kickoff notes, May 9"


def long_spot() -> dict[str, Any]:
    """Twelve lines that fill two or three rows each on a narrow screen."""
    filler = "with as many words as a line of an artifact may have before it is too long"
    return spot(LONG) | {
        "artifact": ARTIFACT,
        "ask": "You join a week later and read these notes. Mark the three lines that are wrong.",
        "line": [
            {"text": f"Line number {number} {filler}."}
            | ({"why": "It is wrong."} if number in {2, 5, 12} else {})
            for number in range(1, 13)
        ],
        "marks": [2, 5, 12],
    }


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    pack = with_sets()
    single = spot(SINGLE) | {"ask": "Mark the one line that is wrong.", "marks": [4]}
    pack["sets.toml"]["spot"] += [single, long_spot()]
    return written(pack, tmp_path / "pack")


@asynccontextmanager
async def question(
    home: Path, pack: Path, item: str, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Running]:
    """The app at a question of an assessment that has begun."""
    session = open_session(home=home, content=pack)
    if not session.profile.in_progress:
        choose_target(session, "role", "entry")
        start_assessment(session, "full")
    session.close()
    async with coach(home, size, pack) as running:
        running.app.push_screen(running.app.make_screen("question", item))
        await running.asks(item)
        yield running


def answer_of(home: Path, pack: Path, item: str) -> Answer | None:
    session = open_session(home=home, content=pack, write=False)
    return session.profile.state.answers.get(item)


@pytest.mark.parametrize(
    ("keys", "marks"),
    [
        (("2", "5"), "2,5"),
        (("5", "2"), "2,5"),
        (("space", "down", "space"), "1,2"),
        (("j", "space", "j", "j", "k", "j", "space"), "2,4"),
        (("2", "3", "3", "7"), "2,7"),
        (("7", "space", "1", "4"), "1,4"),
        (("2", "up", "space"), "1,2"),
    ],
)
async def test_lines_are_marked_by_digits_and_by_arrows_and_space(
    home: Path, pack: Path, keys: tuple[str, ...], marks: str
) -> None:
    async with question(home, pack, SPOT) as running:
        await running.press(*keys)
        await running.shows("How sure?")
        await running.press("s")
        await running.until(lambda: running.question.item != SPOT, "went on")
    answer = answer_of(home, pack, SPOT)
    assert answer is not None
    assert (answer.option, answer.sure) == (marks, "sure")


@pytest.mark.parametrize("size", SIZES)
async def test_the_last_of_twelve_lines_is_reached_while_ask_and_title_stay_in_sight(
    home: Path, pack: Path, size: tuple[int, int]
) -> None:
    async with question(home, pack, LONG, size) as running:
        await running.shows(ARTIFACT, "12 lines", "☐ 1", "Mark three lines: press")
        await running.press("2", "5", *["down"] * 20, "space")
        await running.shows("☑ 12", "Lines 2, 5 and 12 marked.", "How sure?")
        await running.shows("Mark the three lines that are wrong.", ARTIFACT)
        await running.press("enter")
        await running.until(lambda: running.question.item != LONG, "went on")
    answer = answer_of(home, pack, LONG)
    assert answer is not None
    assert (answer.option, answer.sure) == ("2,5,12", "think-so")


async def test_marks_show_by_their_shape_and_not_by_color_alone(home: Path, pack: Path) -> None:
    async with question(home, pack, SPOT) as running:
        await running.shows("☐ 2", "☐ 5")
        await running.press("5")
        await running.shows("☐ 2", "☑ 5", "Line 5 marked, 1 more to mark.")


async def test_a_line_too_many_is_refused_and_the_marks_stay(home: Path, pack: Path) -> None:
    async with question(home, pack, SPOT) as running:
        await running.press("2", "5", "6")
        await running.shows("Lines 2 and 5 are marked already. Unmark one first.", "☐ 6")
        await running.press("2", "6")
        await running.shows("☐ 2", "☑ 5", "☑ 6", "Lines 5 and 6 marked.")


async def test_where_one_line_is_to_be_marked_the_mark_moves(home: Path, pack: Path) -> None:
    async with question(home, pack, SINGLE) as running:
        await running.press("2", "4")
        await running.shows("☐ 2", "☑ 4", "Line 4 marked.")
        await running.press("g")
        await running.until(lambda: running.question.item != SINGLE, "went on")
    answer = answer_of(home, pack, SINGLE)
    assert answer is not None
    assert (answer.option, answer.sure) == ("4", "guessing")


@pytest.mark.parametrize("key", ["enter", "s", "t", "g"])
async def test_nothing_is_saved_before_enough_lines_are_marked(
    home: Path, pack: Path, key: str
) -> None:
    async with question(home, pack, SPOT) as running:
        await running.press("2", key)
        await running.shows("You marked one line. Mark two lines, or press [x] to skip.")
        assert running.question.item == SPOT
    assert answer_of(home, pack, SPOT) is None


async def test_a_click_marks_a_line_and_another_one_takes_the_mark(home: Path, pack: Path) -> None:
    async with question(home, pack, SPOT) as running:
        rows = running.app.screen.query("ChoiceRow")
        await running.pilot.click(rows[1], offset=(10, 0))
        await running.pilot.click(rows[3], offset=(10, 0))
        await running.shows("☑ 2", "☑ 4")
        await running.pilot.click(rows[1], offset=(10, 0))
        await running.shows("☐ 2", "☑ 4", "Line 4 marked, 1 more to mark.")


async def test_going_back_shows_the_marks_and_they_can_be_changed(home: Path, pack: Path) -> None:
    async with question(home, pack, LONG, (60, 20)) as running:
        await running.press("2", "5", "7", "s")
        await running.until(lambda: running.question.item != LONG, "went on")
        await running.press("b")
        await running.asks(LONG)
        await running.shows("☑ 2", "Lines 2, 5 and 7 marked.")
        await running.press("7", "8", "enter")
        await running.until(lambda: running.question.item != LONG, "went on")
    answer = answer_of(home, pack, LONG)
    assert answer is not None
    assert (answer.option, answer.sure) == ("2,5,8", "sure")


@pytest.mark.parametrize(
    ("key", "kind"), [("x", "skipped"), ("n", "not-applicable"), ("u", None), ("p", None)]
)
async def test_the_keys_of_any_question_hold_and_those_of_another_kind_do_not(
    home: Path, pack: Path, key: str, kind: str | None
) -> None:
    async with question(home, pack, SPOT) as running:
        await running.press("2", "5", key)
        if kind is None:
            assert running.question.item == SPOT
        else:
            await running.until(lambda: running.question.item != SPOT, "went on")
    answer = answer_of(home, pack, SPOT)
    assert (answer.kind if answer else None) == kind


async def test_what_was_picked_in_the_question_before_may_arrive_late(
    home: Path, tmp_path: Path
) -> None:
    """From a ladder to a spot, with keys that come faster than a screen is built."""
    pack = with_sets()
    pack["items.toml"]["check"] = []
    pack["sets.toml"]["spot"] = [spot(SPOT, level=2)]
    folder = written(pack, tmp_path / "spots")
    session = open_session(home=home, content=folder)
    choose_target(session, "role", "entry")
    start_assessment(session, "full")
    session.close()
    async with coach(home, content=folder) as running:
        await running.press("enter")
        await running.asks("one.ladder")
        for key in ("2", "enter", "2", "5", "6"):
            running.app.simulate_key(key)
        await running.shows("Lines 2 and 5 are marked already.")


async def test_the_key_bar_says_how_to_mark(home: Path, pack: Path) -> None:
    async with question(home, pack, LONG) as running:
        await running.shows("space 1-9 mark")
    async with question(home, pack, SPOT) as running:
        await running.shows("space 1-7 mark")


async def test_space_marks_nothing_where_there_are_no_lines(home: Path, pack: Path) -> None:
    async with question(home, pack, "one.k2") as running:
        await running.press("space", "5", "9", "enter")
        await running.shows("Choose an answer first")
    assert answer_of(home, pack, "one.k2") is None


@pytest.mark.parametrize("size", SIZES)
async def test_the_review_shows_the_lines_with_what_became_of_them(
    home: Path, pack: Path, size: tuple[int, int]
) -> None:
    session = open_session(home=home, content=pack)
    choose_target(session, "role", "entry")
    start_assessment(session, "full")
    save_answer(session, SPOT, option="4,5", sure="sure")
    finish_assessment(session)
    session.close()
    async with coach(home, size, pack) as running:
        await running.press("v")
        await running.on("review")
        await running.shows("✗ One thing: Notes of a day.")
        running.app.push_screen(running.app.make_screen("item", SPOT))
        await running.on("item")
        await running.shows("You marked lines 4 and 5. The key is lines 2 and 5.", "Notes of a day")
        await running.shows("· 1 Line 1 of one.s1.", "✗ 2 Line 2 of one.s1. Missed It is wrong.")
        await running.press("G")
        await running.shows("✗ 4 Line 4 of one.s1. Marked by mistake", "✓ 5", "Rightly marked")
