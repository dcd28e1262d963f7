"""Choosing what to be measured against."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmcoach.catalog.parse import Catalog
from tests.tui.support import coach, fill_disk, saved


async def test_the_default_is_the_generalist_at_entry(home: Path) -> None:
    async with coach(home) as running:
        await running.press("t")
        await running.on("target")
        await running.shows("Generalist associate", "● Entry")
        await running.press("enter")
        await running.on("home")
    journal = saved(home).profile.journal
    assert (journal.role, journal.stage) == ("generalist", "entry")


async def test_role_and_stage_are_chosen_by_keys_and_kept(home: Path, catalog: Catalog) -> None:
    async with coach(home) as running:
        await running.press("t")
        await running.on("target")
        await running.press("j", "down", "k", "j", "right", "l", "left")
        await running.shows("● Independent")
        await running.press("enter")
        await running.on("home")
        await running.shows("Technical PM or APM, independent")
    journal = saved(home).profile.journal
    assert (journal.role, journal.stage) == (list(catalog.roles)[2], "independent")


async def test_what_sets_the_highlighted_role_apart_is_shown(home: Path, catalog: Catalog) -> None:
    async with coach(home, (120, 40)) as running:
        await running.press("t")
        await running.on("target")
        for role in list(catalog.roles.values())[:3]:
            await running.shows(" ".join(role.differs.split()))
            await running.press("down")


async def test_the_target_chosen_before_is_where_one_comes_back_to(home: Path) -> None:
    async with coach(home) as running:
        await running.press("t")
        await running.on("target")
        await running.press("down", "right", "right", "enter")
        await running.on("home")
        await running.press("t")
        await running.on("target")
        await running.shows("● Senior")
        await running.press("enter")
        await running.on("home")
    journal = saved(home).profile.journal
    assert (journal.role, journal.stage) == ("business-owner", "senior")


async def test_escape_changes_nothing(demo: Path) -> None:
    async with coach(demo) as running:
        await running.press("t")
        await running.on("target")
        await running.press("down", "right", "escape")
        await running.on("home")
    journal = saved(demo).profile.journal
    assert (journal.role, journal.stage) == ("generalist", "entry")


async def test_a_click_on_a_role_chooses_it(home: Path) -> None:
    async with coach(home) as running:
        await running.press("t")
        await running.on("target")
        await running.pilot.click("#roles", offset=(4, 1))
        await running.on("home")
    assert saved(home).profile.journal.role == "business-owner"


async def test_own_weights_are_typed_and_kept(home: Path, catalog: Catalog) -> None:
    async with coach(home) as running:
        await running.press("t")
        await running.on("target")
        await running.press("end")
        await running.shows("Give each area a weight")
        for area, keys in zip(catalog.areas, ("40", "30", "20", "10"), strict=True):
            await running.press("tab")
            assert running.app.focused is not None
            assert running.app.focused.id == f"weight-{area}"
            await running.press("home", "delete", "delete", *keys)
        await running.press("enter")
        await running.on("home")
    session = saved(home)
    assert session.catalog.roles[session.profile.journal.role].custom
    assert list(session.profile.journal.own_weights.values()) == [40, 30, 20, 10]
    assert list(session.profile.target.area_weights.values()) == pytest.approx([0.4, 0.3, 0.2, 0.1])


async def test_own_weights_that_are_all_nothing_are_refused(home: Path, catalog: Catalog) -> None:
    async with coach(home) as running:
        await running.press("t")
        await running.on("target")
        await running.press("end")
        for _ in catalog.areas:
            await running.press("tab", "home", "delete", "delete")
        await running.press("enter")
        await running.says("at least one above 0")
        assert running.where == "target"
    assert not saved(home).profile.journal.has_target


async def test_each_weight_says_on_screen_which_area_it_is_for(
    home: Path, catalog: Catalog
) -> None:
    """Four bare numbers say nothing, and a tooltip needs a mouse."""
    async with coach(home) as running:
        await running.press("t")
        await running.on("target")
        await running.press("end")
        await running.shows("Give each area a weight")
        for area in catalog.areas.values():
            assert area.title in running.text


@pytest.mark.parametrize("typed", ["-", "-5", ""])
async def test_a_weight_that_is_no_positive_number_neither_ends_the_app_nor_is_kept(
    home: Path, typed: str
) -> None:
    async with coach(home) as running:
        await running.press("t")
        await running.on("target")
        await running.press("end", "tab", "home", "delete", "delete", *typed, "enter")
    assert all(weight >= 0 for weight in saved(home).profile.journal.own_weights.values())


async def test_the_weights_are_hidden_for_every_other_role(home: Path) -> None:
    async with coach(home) as running:
        await running.press("t")
        await running.on("target")
        assert not running.app.screen.query_one("#weights").display
        await running.press("tab")
        assert running.app.focused is not None
        assert running.app.focused.id == "roles"


async def test_a_full_disk_is_told_and_the_screen_stays(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with coach(home) as running:
        await running.press("t")
        await running.on("target")
        fill_disk(monkeypatch)
        await running.press("enter")
        await running.says("No space left on device")
        assert running.where == "target"
    assert not saved(home).profile.journal.has_target
