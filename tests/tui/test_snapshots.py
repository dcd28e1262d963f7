"""Pictures of every screen, held against those that were looked at and kept in __snapshots__.

After a change that is meant to be seen: pytest tests/tui/test_snapshots.py --snapshot-update,
then look at what git says has changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from pmcoach.coach.job_ad import save_ad
from pmcoach.store.paths import profile_paths
from pmcoach.tui.registry import SCREENS
from pmcoach.tui.themes import PREFIX
from scripts import stage
from tests.coach.made_ads import WHOLE
from tests.tui.support import SIZES, Running
from tests.tui.test_sizes import WAYS

Compare = Callable[..., bool]
KEPT = Path(__file__).with_name("__snapshots__")
KEY_SCREENS = ("home", "question", "results")
"""Kept at every size, and without colour."""
MOST_BYTES = 3_000_000
SMALL = (50, 18)


def with_ad(home: Path) -> None:
    """The demo profile, and a job ad that was read."""
    stage.demo(home)
    session = stage.opened(home)
    save_ad(session, WHOLE, "Ferry line")
    session.close()


def damaged(home: Path) -> None:
    """A finished assessment whose file was cut short."""
    stage.finished(home)
    [file] = home.glob("profiles/me/assessments/*.toml")
    file.write_text(file.read_text(encoding="utf-8") + "\n[[event\n", encoding="utf-8")


TO_AD = ("t", "end", "e")
TO_FIRST_QUESTION = ("enter", "1", "enter")
"""From home over the last question of a form to the first about the situation."""
FIRST_ANSWERS = ("j", "j", "j", "enter", "j", "enter", "6", "enter", "enter")
"""Such a job, applying, six hours a week, and an employer who pays."""
OTHERS: dict[str, tuple[tuple[str, ...], stage.Person]] = {
    "ending": ((*TO_FIRST_QUESTION, *FIRST_ANSWERS), stage.at_the_end),
    "confirm": (("n",), stage.finished),
    "recover": ((), damaged),
    "review": (("v",), stage.finished),
    "item": (("v", "enter"), stage.finished),
    "former": (("v", "enter"), stage.finished_before),
    "fit": (TO_AD, with_ad),
    "pick": ((*TO_AD, "r"), with_ad),
    "ask": ((*TO_AD, "n"), with_ad),
}
"""How to get to the screens that the demo profile does not lead to, and who gets there."""
EMPTY = {"home": (), "results": ("r",), "plan": ("p",), "review": ("v",), "history": ("h",)}
"""What shows before anything was answered."""


@pytest.fixture(autouse=True)
def on_stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder named the same on every machine, and the clock that stands still."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    with stage.frozen():
        yield Path("data")


def same(
    compare: Compare,
    home: Path,
    where: str,
    keys: tuple[str, ...],
    who: stage.Person = stage.demo,
    size: tuple[int, int] = (80, 24),
    look: str = "dark",
) -> bool:
    """Whether the screen that the keys lead to is as it was kept."""
    who(home)
    app = stage.StagedApp(profile_paths(home))

    async def go(pilot: Pilot[int]) -> None:
        app.theme = PREFIX + look
        running = Running(app, pilot)
        await stage.settled(pilot)
        for key in keys:
            await pilot.press(key)
            await stage.settled(pilot)
        await running.on(where)
        await stage.settled(pilot)

    return compare(app, terminal_size=size, run_before=go)


def test_no_screen_has_no_picture() -> None:
    assert set(WAYS) | set(OTHERS) == set(SCREENS)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("where", KEY_SCREENS)
def test_key_screen(
    snap_compare: Compare, on_stage: Path, where: str, size: tuple[int, int]
) -> None:
    assert same(snap_compare, on_stage, where, WAYS[where], size=size)


@pytest.mark.parametrize("where", KEY_SCREENS)
def test_key_screen_in_greys(snap_compare: Compare, on_stage: Path, where: str) -> None:
    assert same(snap_compare, on_stage, where, WAYS[where], look="mono")


@pytest.mark.parametrize("where", sorted(set(WAYS) - set(KEY_SCREENS)))
def test_screen(snap_compare: Compare, on_stage: Path, where: str) -> None:
    assert same(snap_compare, on_stage, where, WAYS[where])


@pytest.mark.parametrize("where", OTHERS)
def test_other_screen(snap_compare: Compare, on_stage: Path, where: str) -> None:
    keys, who = OTHERS[where]
    assert same(snap_compare, on_stage, where, keys, who)


def test_first_question_about_the_situation(snap_compare: Compare, on_stage: Path) -> None:
    assert same(snap_compare, on_stage, "values", TO_FIRST_QUESTION, stage.at_the_end)


@pytest.mark.parametrize("where", EMPTY)
def test_screen_with_nothing_to_show(snap_compare: Compare, on_stage: Path, where: str) -> None:
    assert same(snap_compare, on_stage, where, EMPTY[where], stage.nobody)


def test_screen_that_is_too_small(snap_compare: Compare, on_stage: Path) -> None:
    assert same(snap_compare, on_stage, "TooSmallScreen", (), size=SMALL)


def kept() -> list[tuple[str, str]]:
    """Name and text of every kept picture."""
    return [(one.name, one.read_text(encoding="utf-8")) for one in sorted(KEPT.rglob("*.svg"))]


def test_the_kept_pictures_are_few_and_fetch_nothing() -> None:
    found = dict(kept())
    assert found
    assert sum(len(text.encode()) for text in found.values()) < MOST_BYTES
    urls = {url for text in found.values() for url in re.findall(r"https?://[^\"'\s)<&]+", text)}
    assert urls <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}
    assert [name for name, text in found.items() if "tmp" in text.replace("&#160;", " ")] == []
