"""Choosing one of a few values for a field of the situation."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.report.situation import SITUATION
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu
from pmcoach.tui.widgets.page import Page


class FieldChoiceScreen(CoachScreen[tuple[object] | None]):
    """Dismisses with (value,), (None,) for "rather not say", or None when left."""

    where = "values"
    title_text = "Your situation"
    CSS_PATH = ["../base.tcss"]

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field

    def compose_body(self) -> ComposeResult:
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(SITUATION[self.field].question, markup=False, classes="strong gap-below")
            yield Menu(id="values")

    def on_mount(self) -> None:
        super().on_mount()
        present = getattr(self.session.profile.journal.context, self.field)
        options = [
            Option(words, id=f"={value}") for value, words in SITUATION[self.field].choices.items()
        ]
        options.append(Option("rather not say", id="unsaid"))
        menu = self.query_one(Menu)
        menu.fill(options, keep=f"={present}")
        menu.focus()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        ident = event.option.id or ""
        self.dismiss((None if ident == "unsaid" else ident[1:],))
