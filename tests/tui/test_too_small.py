"""A terminal that is too small is told so, in place of screens that do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.configured import configured
from tests.tui.support import coach


@pytest.mark.parametrize(
    ("size", "small"),
    [
        ((59, 20), True),
        ((60, 19), True),
        ((60, 20), False),
        ((10, 3), True),
        ((50, 18), True),
    ],
)
async def test_a_terminal_that_is_too_small_is_told_so(
    demo: Path, size: tuple[int, int], small: bool
) -> None:
    async with coach(demo) as running:
        await running.press("r")
        await running.on("results")
        await running.pilot.resize_terminal(*size)
        await running.on("TooSmallScreen" if small else "results")
        if small and size[0] > 40:
            await running.shows(
                f"pmcoach needs 60 columns and 20 lines; this terminal has {size[0]} x {size[1]}."
            )
        theme = running.app.theme
        if small:
            await running.press("p", "d", "enter", "question_mark", "T", "colon", "escape")
        await running.pilot.resize_terminal(80, 24)
        await running.on("results")
        assert running.app.theme == theme


async def test_a_terminal_that_is_too_small_from_the_start_can_grow_or_be_left(demo: Path) -> None:
    async with coach(demo, (50, 18), first="TooSmallScreen") as running:
        await running.shows("this terminal has 50 x 18")
        await running.pilot.resize_terminal(52, 18)
        await running.shows("this terminal has 52 x 18")
        await running.pilot.resize_terminal(80, 24)
        await running.on("home")
        await running.pilot.resize_terminal(30, 5)
        await running.on("TooSmallScreen")
        await running.press("q")
        await running.until(lambda: running.app.return_code is not None, "quit")
    assert running.app.return_code == 0


async def test_what_was_asked_for_while_too_small_is_done_when_there_is_room(demo: Path) -> None:
    async with coach(demo, (50, 18), first="TooSmallScreen") as running:
        running.app.show("results")
        await running.pilot.pause()
        assert running.where == "TooSmallScreen"
        await running.pilot.resize_terminal(80, 24)
        await running.on("results")


async def test_the_users_own_key_quits_there_too(demo: Path) -> None:
    async with configured(demo, '[keys]\nquit = "Q"\n') as running:
        await running.pilot.resize_terminal(30, 5)
        await running.on("TooSmallScreen")
        await running.press("Q")
        await running.until(lambda: running.app.return_code is not None, "quit")


async def test_the_palette_is_there_again_afterwards(demo: Path) -> None:
    async with coach(demo) as running:
        await running.press("colon")
        await running.on("CommandPalette")
        await running.pilot.resize_terminal(30, 5)
        await running.on("TooSmallScreen")
        await running.pilot.resize_terminal(80, 24)
        await running.on("CommandPalette")
