"""Typing one line that another screen asks for."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.bars import place_below
from pmcoach.tui.widgets.page import Page


class TextPromptScreen(CoachScreen[str | None]):
    """Dismisses with what was typed, or None."""

    where = "ask"
    CSS_PATH = ["../base.tcss"]

    def __init__(self, ask: str, given: str, hint: str) -> None:
        super().__init__()
        self.ask, self.given, self.hint = ask, given, hint

    def compose_body(self) -> ComposeResult:
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(self.ask, markup=False, classes="strong gap-below")
            yield Input(self.given, max_length=80)
            yield Static(f"{self.hint} Enter keeps it.", markup=False, classes="quiet gap-above")

    def on_mount(self) -> None:
        self.set_top(place_below(self))
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())
