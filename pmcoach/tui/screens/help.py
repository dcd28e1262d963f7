"""What one can do on a screen, and how to read what it shows."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pmcoach.report.levels import CONFIDENCE_LEAD, LEVELS_LEAD
from pmcoach.report.panel import NO_PANEL, panel_words
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.commands import Command, commands_for
from pmcoach.tui.keys import written
from pmcoach.tui.widgets.argument import Piece
from pmcoach.tui.widgets.level_bar import LEGEND


class HelpScreen(CoachScreen[None]):
    """Help for the screen that it was opened from."""

    where = "help"
    title_text = "Help"
    CSS_PATH = ["../base.tcss"]

    def __init__(self, screen_name: str) -> None:
        super().__init__()
        self.screen_name = screen_name

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            keymap = self.coach_app.keymap
            commands = [
                keymap.of(command, self.screen_name) for command in commands_for(self.screen_name)
            ]
            session = self.coach_app.session  # none yet where the profile cannot be read
            validation = panel_words(session.catalog) if session else NO_PANEL
            yield Static(help_text(commands, validation), markup=False)


def help_text(commands: list[Command], validation: str) -> Content:
    """Every command with its keys and what it does; ``validation`` says who checked the
    questions."""
    parts: list[Piece] = [("Keys here\n\n", "bold")]
    for command in commands:
        parts += [
            (f"{keys_text(command)}  ", "bold $primary"),
            f"{command.title}\n",
            (f"    {command.help}\n", "$secondary"),
        ]
    parts += [
        ("\nReading the marks\n\n", "bold"),
        f"{LEGEND}\n\n{LEVELS_LEAD}\n\n{CONFIDENCE_LEAD}\n\n{validation}",
    ]
    return Content.assemble(*parts)


def keys_text(command: Command) -> str:
    """All keys of a command as one would write them."""
    if command.id == "choose":
        return "0-4"
    return " ".join(written(key) for key in command.keys.split(","))
