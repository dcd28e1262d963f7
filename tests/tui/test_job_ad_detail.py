"""What a job ad weighs, on screen beside its own lines: everything can be put right."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from pmcoach.tui.screens.job_ad_detail import read_percent
from pmcoach.tui.widgets.menu import Menu
from tests.coach.made_ads import SAFE, ad
from tests.tui.ad_support import ALIGN, PRICE, keep, kept, opened
from tests.tui.support import coach


@pytest.mark.parametrize("key", ["m", "enter"])
async def test_a_line_is_moved_to_another_competency(home: Path, key: str) -> None:
    keep(home)
    async with coach(home) as running:
        menu = await opened(running, "l:0:lau-price")
        await running.press(key)
        await running.on("pick")
        await running.shows("What does this line speak of?", "Set the price of each crossing")
        picks = running.app.screen.query_one(Menu)
        assert picks.current_id == "lau-price"
        picks.highlighted = picks.get_option_index("mkt-voice")
        await running.press("enter")
        await running.on("fit")
        await running.until(lambda: "l:0:mkt-voice" in ids(menu), "moved")
        assert menu.current_id == "l:0:mkt-voice", "one stays at the line that was moved"
        await running.press("m")
        await running.on("pick")
        await running.press("escape")
        await running.on("fit")
    assert kept(home)[0].parsed_ad.lines[0].places == ("mkt-voice",)


def ids(menu: Menu) -> list[str]:
    return [menu.get_option_at_index(one).id or "" for one in range(menu.option_count)]


async def test_a_line_counts_for_nothing_and_for_something_again(home: Path) -> None:
    keep(home)
    async with coach(home, (120, 40)) as running:
        menu = await opened(running, "l:0:lau-price")
        await running.press("x")
        await running.until(lambda: "l:0:" in ids(menu), "counted for nothing")
        await running.shows("Read, but ignored")
        menu.highlighted = menu.get_option_index("l:0:")
        await running.press("m")
        await running.on("pick")
        picks = running.app.screen.query_one(Menu)
        assert picks.current_id == "nothing"
        picks.highlighted = picks.get_option_index("lau-price")
        await running.press("enter")
        await running.on("fit")
    assert kept(home)[0].parsed_ad == ad()


@pytest.mark.parametrize(
    ("typed", "share"), [("60", 0.6), ("12,5%", 0.125), ("0", 0.0), ("100", 1.0)]
)
async def test_a_weight_is_typed(home: Path, typed: str, share: float) -> None:
    keep(home)
    async with coach(home, (120, 40)) as running:
        menu = await opened(running, PRICE)
        await running.press("w")
        await running.on("ask")
        field = running.app.screen.query_one(Input)
        assert field.value == "75"
        field.value = typed
        await running.press("enter")
        await running.on("fit")
        await running.shows(f"{100 * share:.0f}%", "set by you")
        assert kept(home)[0].parsed_ad.set_weights == {"lau-price": share}
        # Whatever weighs nothing now can still be reached, with its lines.
        assert {PRICE, ALIGN, "l:0:lau-price", "l:1:stk-align"} <= set(ids(menu))
        assert menu.current_id == PRICE
        await running.press("w")
        await running.on("ask")
        running.app.screen.query_one(Input).value = ""
        await running.press("enter")
        await running.on("fit")
    assert kept(home)[0].parsed_ad == ad(), "nothing typed leaves it to the lines"


@pytest.mark.parametrize("typed", ["much", "101", "-1", "nan", "1e999", "%"])
async def test_a_weight_that_is_none_is_refused(home: Path, typed: str) -> None:
    assert read_percent(typed) is None
    keep(home)
    async with coach(home) as running:
        await opened(running, PRICE)
        await running.press("w")
        await running.on("ask")
        running.app.screen.query_one(Input).value = typed
        await running.press("enter")
        await running.says("A weight is a number from 0 to 100.")
    assert kept(home)[0].parsed_ad == ad()


async def test_plus_and_minus_change_a_weight_by_a_percent_and_x_takes_it_back(home: Path) -> None:
    keep(home)
    async with coach(home) as running:
        await opened(running, PRICE)
        await running.press("plus", "plus", "minus")
        assert kept(home)[0].parsed_ad.weights["lau-price"] == pytest.approx(0.76)
        await running.press("x")
        assert kept(home)[0].parsed_ad == ad()
        menu = running.app.screen.query_one(Menu)
        menu.highlighted = menu.get_option_index("l:0:lau-price")
        await running.press("plus", "w")
        await running.says("Go to a competency")
        assert kept(home)[0].parsed_ad == ad()
        menu.highlighted = menu.get_option_index(PRICE)
        await running.press("m")
        await running.says("Go to a line of the ad")


async def test_name_role_and_stage_are_put_right(home: Path) -> None:
    keep(home)
    async with coach(home, (120, 40)) as running:
        await opened(running)
        await running.press("n")
        await running.on("ask")
        running.app.screen.query_one(Input).value = " Canal line "
        await running.press("enter")
        await running.on("fit")
        await running.shows("Job ad: Canal line")
        for key, pick, title in (("r", "catch-all", "Catch-all"), ("s", "entry", "entry")):
            await running.press(key)
            await running.on("pick")
            menu = running.app.screen.query_one(Menu)
            assert menu.current_id in {"technical", "senior"}
            menu.highlighted = menu.get_option_index(pick)
            await running.press("enter")
            await running.on("fit")
            await running.shows(title)
    (found,) = kept(home)
    assert (found.name, found.parsed_ad.role, found.parsed_ad.stage) == (
        "Canal line",
        "catch-all",
        "entry",
    )


async def test_a_framework_is_confirmed_and_not(home: Path) -> None:
    keep(home, ad(frameworks=(SAFE,)))
    async with coach(home, (120, 40)) as running:
        await opened(running)
        await running.shows("ask whether it is really in use")
        await running.press("c")
        await running.shows("SAFe, confirmed by you")
        await running.press("c")
        await running.shows("ask whether it is really in use")
    assert kept(home)[0].corrections == {"framework": "scaled-unconfirmed"}


async def test_without_a_framework_there_is_nothing_to_confirm(home: Path) -> None:
    keep(home)
    async with coach(home) as running:
        await opened(running)
        await running.press("c")
        await running.says("names no framework that defines the role")
    assert kept(home)[0].corrections == {}
