"""What is typed is typed; everything else goes by arrows, letters and clicks alike."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from pmcoach.tui.keys import name_of
from pmcoach.tui.widgets.menu import Menu
from tests.tui.configured import configured
from tests.tui.support import coach

FIELDS: dict[str, tuple[str, ...]] = {
    "note": ("enter", "c"),
    "record": ("w", "enter"),
    "number": ("s", "j", "enter"),
    "export": ("e", "tab"),
    "search": ("slash",),
    "ifthen": ("p", "y"),
    "steps": ("p", "n"),
    "profiles": ("o", "tab"),
    "ad": ("f",),
}
"""How to get from home into a text field of each screen that has one."""
TYPED = string.ascii_letters + string.digits + "?/:+-= "


@pytest.mark.parametrize("where", FIELDS)
@pytest.mark.parametrize(
    ("config", "typed"),
    [
        ("", TYPED),
        ('[keys]\nhelp = "h"\nquit = "z"\nback = "e"\n', "hze hze"),
    ],
    ids=["declared", "rebound"],
)
async def test_what_is_typed_into_a_field_is_typed_and_does_nothing_else(
    demo: Path, where: str, config: str, typed: str
) -> None:
    async with configured(demo, config) as running:
        await running.press(*FIELDS[where])
        await running.on(where)
        field = running.app.focused
        assert isinstance(field, Input | TextArea)
        if isinstance(field, Input):
            field.clear()
            field.max_length = None
        else:
            field.clear()
        for character in typed:
            await running.pilot.press(name_of(character))
        await running.pilot.pause()
        assert running.where == where
        assert running.app.focused is field
        assert (field.value if isinstance(field, Input) else field.text) == typed
        assert running.app.return_code is None


# Lists and pages

LISTS: dict[str, tuple[str, ...]] = {
    "home": (),
    "target": ("t",),
    "results": ("r",),
    "plan": ("p",),
    "situation": ("s",),
    "values": ("s", "enter"),
    "export": ("e",),
    "areas": ("enter", "a"),
    "evidence": ("w",),
    "whatif": ("p", "f"),
}
PAGES: dict[str, tuple[str, ...]] = {"help": ("question_mark",), "hiring": ("c",)}


@pytest.mark.parametrize("where", LISTS)
async def test_every_list_moves_by_arrows_and_by_letters(demo: Path, where: str) -> None:
    async with coach(demo) as running:
        await running.press(*LISTS[where])
        await running.on(where)
        menu = running.app.focused
        assert isinstance(menu, Menu)
        start = menu.highlighted
        for down, up in (("down", "up"), ("j", "k")):
            await running.press(down)
            assert menu.highlighted != start
            await running.press(up)
            assert menu.highlighted == start
        await running.press("G")
        last = menu.highlighted
        assert last != start
        await running.press("g", "end")
        assert menu.highlighted == last
        await running.press("g")
        first = menu.highlighted
        await running.press("end", "home")
        assert menu.highlighted == first


@pytest.mark.parametrize("where", PAGES)
async def test_every_page_scrolls_by_arrows_and_by_letters(demo: Path, where: str) -> None:
    async with coach(demo, (60, 20)) as running:
        await running.press(*PAGES[where])
        await running.on(where)
        top = running.lines
        for down, up in (("down", "up"), ("j", "k"), ("end", "home"), ("G", "g")):
            await running.press(down)
            await running.until(lambda: running.lines != top, "scrolled down")
            await running.press(up)
            await running.until(lambda: running.lines == top, "scrolled up")


async def test_down_leads_from_a_field_to_the_list_below_it(demo: Path) -> None:
    async with coach(demo) as running:
        await running.press("slash", *"launch")
        await running.on("search")
        assert isinstance(running.app.focused, Input)
        await running.press("down")
        assert isinstance(running.app.focused, Menu)


# Clicks and the palette


async def test_a_click_in_the_key_bar_does_what_the_key_does(demo: Path) -> None:
    async with coach(demo) as running:
        for title, where in (("results", "results"), ("back", "home"), ("help", "help")):
            at = running.lines[-1].index(title)
            await running.pilot.click(offset=(at, 23))
            await running.on(where)


async def test_a_click_helps_even_where_the_key_would_be_typed(demo: Path) -> None:
    async with coach(demo) as running:
        await running.press("slash")
        await running.on("search")
        await running.pilot.click(offset=(running.lines[-1].index("help"), 23))
        await running.on("help")


@pytest.mark.parametrize(("title", "where"), [("help", "help"), ("results", "results")])
async def test_the_palette_does_what_holds_everywhere_too(
    demo: Path, title: str, where: str
) -> None:
    async with coach(demo) as running:
        await running.press("colon")
        await running.on("CommandPalette")
        await running.press(*title)
        await running.until(lambda: title.capitalize() in running.text, "found it")
        await running.press("enter")
        await running.on(where)


async def test_the_palette_quits(demo: Path) -> None:
    async with coach(demo) as running:
        await running.press("colon")
        await running.on("CommandPalette")
        await running.press(*"leave pmcoach")
        await running.press(*["backspace"] * 13, *"quit")
        await running.shows("Leave pmcoach")
        await running.press("enter")
        await running.until(lambda: running.app.return_code is not None, "quit")
