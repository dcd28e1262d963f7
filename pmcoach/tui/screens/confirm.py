"""A question with yes or no, before something is replaced."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.bars import place_below
from pmcoach.tui.widgets.menu import Menu
from pmcoach.tui.widgets.page import Page


class ConfirmScreen(CoachScreen[bool]):
    """Dismisses with True only for a deliberate yes; no stands first."""

    where = "confirm"
    CSS_PATH = ["../base.tcss"]

    def __init__(self, ask: str, yes: str, no: str) -> None:
        super().__init__()
        self.ask, self.yes, self.no = ask, yes, no

    def compose_body(self) -> ComposeResult:
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(self.ask, markup=False, classes="strong gap-below")
            yield Menu(id="answers")

    def on_mount(self) -> None:
        self.set_top(place_below(self))
        menu = self.query_one(Menu)
        menu.fill([Option(self.no, id="no"), Option(self.yes, id="yes")])
        menu.focus()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        self.dismiss(event.option.id == "yes")
