"""What one can do on a screen, and how to read what it shows."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pmcoach.report.model import DISCLAIMER
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.commands import Command, commands_for
from pmcoach.tui.keys import written
from pmcoach.tui.widgets.argument import Piece
from pmcoach.tui.widgets.level_bar import LEGEND

ABOUT = (
    "Levels go from 0 to 4. Knowledge is what checks show; skill is what you say you did, used up "
    "to 2 until there is a record of it; ability comes from scenarios. What was not asked counts "
    "for nothing, never as low."
)


class HelpScreen(CoachScreen[None]):
    """Help for the screen that it was opened from."""

    where = "help"
    title_text = "Help"
    CSS_PATH = ["../base.tcss"]

    def __init__(self, about: str) -> None:
        super().__init__()
        self.about = about

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            keymap = self.coach_app.keymap
            commands = [keymap.of(one, self.about) for one in commands_for(self.about)]
            yield Static(help_text(commands), markup=False)


def help_text(commands: list[Command]) -> Content:
    """Every command with its keys and what it does."""
    parts: list[Piece] = [("Keys here\n\n", "bold")]
    for one in commands:
        parts += [
            (f"{keys_text(one)}  ", "bold $primary"),
            f"{one.title}\n",
            (f"    {one.help}\n", "$secondary"),
        ]
    parts += [("\nReading the marks\n\n", "bold"), f"{LEGEND}\n\n{ABOUT}\n\n{DISCLAIMER}"]
    return Content.assemble(*parts)


def keys_text(command: Command) -> str:
    """All keys of a command as one would write them."""
    if command.id == "choose":
        return "0-4"
    return " ".join(written(key) for key in command.keys.split(","))
