"""More than one profile, and a profile of which something could not be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from pmcoach.coach.session import open_session
from pmcoach.store.paths import profile_paths
from tests.tui.support import SIZES, answered_words, coach, saved, sound


async def test_another_profile_is_begun_and_has_its_own_data(demo: Path) -> None:
    words = answered_words(demo)
    async with coach(demo) as running:
        await running.press("o")
        await running.on("profiles")
        await running.shows("me open now")
        running.app.screen.query_one(Input).focus()
        await running.press(*"second", "enter")
        await running.on("home")
        await running.shows("Begin: the first sketch")
        assert words not in running.text
        await running.press("t")
        await running.on("target")
        await running.press("j", "enter")
        await running.on("home")
        await running.press("o")
        await running.on("profiles")
        await running.shows("second open now")
        await running.press("k", "enter")
        await running.on("home")
        await running.shows(words)
    other = open_session(home=demo, profile="second", write=False)
    assert other.profile.journal.role == "business-owner"
    assert saved(demo).profile.journal.role == "generalist"


@pytest.mark.parametrize("name", ["../me", "A", "", "a b"])
async def test_a_name_that_cannot_be_one_says_why(demo: Path, name: str) -> None:
    async with coach(demo) as running:
        await running.press("o")
        await running.on("profiles")
        field = running.app.screen.query_one(Input)
        field.focus()
        field.value = name
        await running.press("enter")
        await running.shows("cannot be a profile name")
        assert running.where == "profiles"
    assert [one.name for one in (demo / "profiles").iterdir()] == ["me"]


async def test_what_cannot_be_read_is_told_and_the_rest_is_open(demo: Path) -> None:
    newest = max(profile_paths(demo).assessments.glob("*.toml"))
    newest.write_bytes(newest.read_bytes()[:-40] + b'"""[[[')
    damaged = newest.read_bytes()
    async with coach(demo, first="recover") as running:
        await running.shows("Nothing was overwritten or deleted", newest.name)
        for size in SIZES:
            await running.pilot.resize_terminal(*size)
            await running.pilot.pause()
            sound(running, size)
        await running.press("escape")
        await running.on("home")
    kept = [one for one in demo.rglob("*") if one.is_file() and one.read_bytes() == damaged]
    assert kept, "the damaged file must stay somewhere"


@pytest.mark.parametrize(
    "damage", [b'\n[[event]]\nid = "', b'\n[[event]\nid = "'], ids=["torn", "garbled"]
)
async def test_what_is_intact_of_a_damaged_file_is_put_back(demo: Path, damage: bytes) -> None:
    before = saved(demo).profile.state.answers
    newest = max(profile_paths(demo).assessments.glob("*.toml"))
    newest.write_bytes(newest.read_bytes() + damage)
    async with coach(demo, first="recover") as running:
        await running.press("enter")
        await running.on("home")
        await running.shows(answered_words(demo))
    assert saved(demo).profile.state.answers == before
