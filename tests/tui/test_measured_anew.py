"""History names the levels that differ only because the way to measure has changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from pmcoach.report.history import MEASURED_ANEW
from tests.tui.support import coach

SAMPLE = Path(__file__).parents[1] / "store/samples/measure-1"
"""A finished assessment whose levels were counted by former rules, and its pack."""


async def test_history_lists_the_levels_that_were_measured_anew(home: Path, tmp_path: Path) -> None:
    profile, pack = home / "profiles/me", tmp_path / "pack"
    shutil.copytree(SAMPLE, profile)
    pack.mkdir()
    (profile / "pack.toml").rename(pack / "pack.toml")
    async with coach(home, (80, 40), pack) as running:
        await running.press("h")
        await running.on("history")
        await running.shows(MEASURED_ANEW, "The area, ability: shown as 2 then, 1 now")


async def test_where_nothing_was_measured_anew_history_says_nothing_of_it(home: Path) -> None:
    async with coach(home, (80, 40)) as running:
        await running.press("h")
        await running.on("history")
        assert MEASURED_ANEW not in running.text
