"""Picking one line of a list that another screen gives."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.bars import place_below
from pmcoach.tui.widgets.menu import Menu, gap, heading, shortened

Row = tuple[str, str]
"""An id and a text; without an id it is a heading."""


class OptionPickerScreen(CoachScreen[str | None]):
    """Dismisses with the id of the line, or None."""

    where = "pick"
    CSS_PATH = ["../base.tcss"]

    def __init__(self, ask: str, rows: list[Row], present: str = "", about: str = "") -> None:
        super().__init__()
        self.ask, self.rows, self.present, self.about = ask, rows, present, about

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(self.ask, markup=False, classes="strong gap-below")
            if self.about:
                yield Static(Content(self.about), classes="quiet gap-below")
            yield Menu(id="rows")

    def on_mount(self) -> None:
        self.set_top(place_below(self))
        menu = self.query_one(Menu)
        width = layout.row(self.app.size.width)
        rows: list[Option] = []
        for ident, text in self.rows:
            if ident:
                rows.append(Option(Content(shortened(text, width)), id=ident))
            else:
                rows += [gap(), heading(text)]
        menu.fill(rows, keep=self.present)
        menu.focus()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        self.dismiss(event.option.id)
