"""Opening a screen builds it once; later only what has changed is a reason to build it again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pmcoach.tui.base import CoachScreen
from pmcoach.tui.registry import SCREENS, load_screen
from scripts.stage import well_filled
from tests.tui.support import coach, open_screen


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each screen was built, by its id; counted from now on."""
    counts: Counter[str] = Counter()

    def count(screen_class: type[CoachScreen[object]]) -> None:
        refresh_shown = screen_class.refresh_shown

        def counted(screen: CoachScreen[object]) -> None:
            counts[screen.where] += 1
            refresh_shown(screen)

        monkeypatch.setattr(screen_class, "refresh_shown", counted)

    for ident in SCREENS:
        load_screen(ident)
    defining = {cls for cls in all_subclasses(CoachScreen) if "refresh_shown" in vars(cls)}
    for screen_class in (CoachScreen, *defining):
        count(screen_class)
    return counts


def all_subclasses(screen_class: type) -> set[type]:
    """The classes made from a class, and those made from them."""
    direct: set[type] = set(screen_class.__subclasses__())
    return direct.union(*map(all_subclasses, direct))


async def test_a_screen_is_built_once_when_it_opens(home: Path, builds: Counter[str]) -> None:
    well_filled(home)
    async with coach(home, (120, 40)) as running:
        assert builds["home"] <= 2, "once to show itself, once when the profile has loaded"
        for ident in SCREENS:
            if ident != "home":
                builds.clear()
                await open_screen(running, ident)
                assert builds == {ident: 1}, ident
                running.app.pop_screen()
                await running.on("home")


async def test_a_screen_is_built_again_for_another_size_and_after_a_screen_above_it(
    home: Path, builds: Counter[str]
) -> None:
    well_filled(home)
    async with coach(home, (120, 40)) as running:
        await open_screen(running, "results")
        builds.clear()
        await running.pilot.resize_terminal(100, 40)
        await running.pilot.pause()
        assert builds["results"] == 1
        await running.pilot.resize_terminal(100, 40)
        await running.pilot.pause()
        assert builds["results"] == 1
        await running.press("question_mark")
        await running.on("help")
        await running.press("escape")
        await running.on("results")
        assert builds["results"] == 2
