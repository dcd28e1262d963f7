"""The top line and the key bar of every screen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from pmcoach.tui.commands import Command
from pmcoach.tui.keymap import UNCHANGED, Keymap
from pmcoach.tui.keys import printable


def takes_typing(widget: Widget | None) -> bool:
    """Whether a widget is a text field. By name: importing them would hold up the first frame."""
    return bool(
        {widget_class.__name__ for widget_class in type(widget).__mro__} & {"Input", "TextArea"}
    )


def while_typing(command: Command) -> Command | None:
    """The command with the keys that a text field does not take as typed, or None."""
    keys = [key for key in command.keys.split(",") if not printable(key)]
    if len(keys) == len(command.keys.split(",")):
        return command
    return replace(command, keys=",".join(keys), glyph="") if keys else None


class TopBar(Widget):
    """One line: where you are on the left, what is true of it on the right."""

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def render(self) -> RenderResult:
        width = self.size.width - 2
        left = Content.assemble(("pmcoach", "bold $primary"), ("  ", ""), (self.left, ""))
        right = Content.assemble((self.right, "$secondary"))
        # What is true of the place outweighs its name, which the page repeats.
        left = left.truncate(max(8, width - right.cell_length - 2), ellipsis=True)
        room = max(1, width - left.cell_length - right.cell_length)
        return Content.assemble(left, " " * room, right)


def place_below(screen: Screen[Any]) -> str:
    """What the top line of the screen below says: a screen that asks something for another one
    stands in its place."""
    stack = screen.app.screen_stack
    bars = stack[stack.index(screen) - 1].query(TopBar)
    return (bars.first().left if bars else "") or "Home"


class KeyBar(Widget):
    """One line of what you can do here; each entry can be clicked. What does not fit is left out
    from the least wanted on; the help has it all."""

    def __init__(self, commands: list[Command]) -> None:
        super().__init__()
        self.commands = commands

    def show(self, commands: list[Command]) -> None:
        """Another set of commands."""
        self.commands = commands
        self.refresh()

    def render(self) -> RenderResult:
        width = self.size.width - 2
        keymap: Keymap = getattr(self.app, "keymap", UNCHANGED)
        where = getattr(self.screen, "where", "")
        commands = [
            keymap.of(command, where)
            for command in self.commands
            if self.screen.check_action(command.action_name, ())
        ]
        if takes_typing(self.screen.focused):
            commands = list(filter(None, map(while_typing, commands)))
        wanted = sorted(
            (command for command in commands if command.bar), key=lambda command: -command.bar
        )
        fitting: list[Command] = []
        used = 0
        for command in wanted:
            cells = len(command.shown_key) + len(command.title) + (4 if fitting else 1)
            if used + cells <= width:
                fitting.append(command)
                used += cells
        return Content("   ").join(entry(command) for command in commands if command in fitting)


def entry(command: Command) -> Content:
    """A command in the key bar: its key and its title."""
    text = "[b $primary]$key[/] [$secondary]$title[/]"
    if command.clicks:
        text = f"[@click=screen.run_command('{command.id}')]{text}[/]"
    return Content.from_markup(text, key=command.shown_key, title=command.title)
