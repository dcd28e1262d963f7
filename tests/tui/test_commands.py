"""Every command is declared once, and does something wherever it is said to hold."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from textual.widgets import Input

from pmcoach.tui.app import CoachApp
from pmcoach.tui.commands import COMMANDS, EVERYWHERE, Command, commands_for
from pmcoach.tui.registry import SCREENS, load_screen
from pmcoach.tui.widgets.menu import Menu
from tests.tui.support import coach

CLASSES = {ident: load_screen(ident) for ident in SCREENS}
HELD = [(one, where) for one in COMMANDS for where in one.where if where != EVERYWHERE]


def keys_of(widget: type) -> set[str]:
    """The keys that a widget class binds itself, with those of its base classes."""
    return {
        key
        for cls in widget.__mro__
        for binding in getattr(cls, "BINDINGS", [])
        for key in getattr(binding, "key", str(binding)).split(",")
    }


def test_every_screen_is_named_in_the_commands_and_the_other_way_round() -> None:
    assert {where for _, where in HELD} == set(CLASSES)
    assert all(getattr(cls, "where", "") == name for name, cls in CLASSES.items())


@pytest.mark.parametrize(
    ("command", "where"), HELD, ids=[f"{where}-{one.id}" for one, where in HELD]
)
def test_a_command_has_an_action_on_every_screen_where_it_holds(
    command: Command, where: str
) -> None:
    name = f"action_{command.action_name}"
    of_the_list = command.id in {"down", "up"} and set(command.keys.split(",")) <= keys_of(Menu)
    assert of_the_list or any(hasattr(one, name) for one in (CLASSES[where], CoachApp)), name


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if EVERYWHERE in c.where], ids=lambda one: one.id
)
def test_a_command_of_every_screen_is_the_apps(command: Command) -> None:
    assert hasattr(CoachApp, f"action_{command.action_name}")


@pytest.mark.parametrize("where", CLASSES)
def test_no_key_means_two_things_on_a_screen(where: str) -> None:
    keys = Counter(key for one in commands_for(where) for key in one.keys.split(","))
    assert [key for key, count in keys.items() if count > 1] == []


def test_a_command_opens_a_screen_that_there_is() -> None:
    assert {command.opens for command in COMMANDS if command.opens} <= set(SCREENS)


def test_ids_are_unique_and_say_what_they_do() -> None:
    assert len({one.id for one in COMMANDS}) == len(COMMANDS)
    assert all(one.title and one.help.endswith((".", "?")) for one in COMMANDS)


def test_nothing_is_reachable_only_by_keys_that_editors_take() -> None:
    """An editor's terminal keeps ctrl+p and ctrl+q for itself."""
    for one in COMMANDS:
        assert set(one.keys.split(",")) - {"ctrl+p", "ctrl+q"}, one.id


@pytest.mark.slow
@pytest.mark.parametrize(
    ("way", "where"),
    [
        ((), "home"),
        (("t",), "target"),
        (("r",), "results"),
        (("p",), "plan"),
        (("s",), "situation"),
        (("s", "enter"), "values"),
        (("enter", "a"), "areas"),
    ],
)
async def test_a_list_has_the_focus_when_its_screen_opens(
    demo: Path, way: tuple[str, ...], where: str
) -> None:
    """Otherwise down and up, which the commands promise, would go to nothing."""
    async with coach(demo) as running:
        await running.press(*way)
        await running.on(where)
        menu = running.app.focused
        assert isinstance(menu, Menu)
        before = menu.highlighted
        await running.press("down")
        assert menu.highlighted != before
        await running.press("k")
        assert menu.highlighted == before


async def test_a_text_field_has_the_focus_where_one_is_to_type(demo: Path) -> None:
    async with coach(demo) as running:
        await running.press("s")
        await running.on("situation")
        await running.press("down", "enter")
        await running.on("number")
        assert isinstance(running.app.focused, Input)
