"""Choosing one line of a list, such as one that another screen gives."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.tui import layout
from pmcoach.tui.base import Answered, CoachScreen
from pmcoach.tui.widgets.bars import place_below
from pmcoach.tui.widgets.menu import Menu, gap, heading, shortened

Row = tuple[str, str]
"""An id and a text; without an id it is a heading."""


@dataclass(frozen=True)
class ListPrompt:
    """A question, and the lines that answer it."""

    question: str
    options: list[Option]
    highlighted: str = ""
    """The id of the line that one begins on; the first without it."""
    about: str = ""
    """What helps to choose."""


class ListPromptScreen(CoachScreen[Answered]):
    """Asks for one line of a list, and dismisses with what it stands for."""

    CSS_PATH = ["../base.tcss"]

    def make_prompt(self) -> ListPrompt:
        """What is asked."""
        raise NotImplementedError

    def read_answer(self, option_id: str) -> Answered:
        """What a line stands for."""
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        self.prompt = self.make_prompt()
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(self.prompt.question, markup=False, classes="strong gap-below")
            if self.prompt.about:
                yield Static(self.prompt.about, markup=False, classes="quiet gap-below")
            yield Menu(id="rows")

    def on_mount(self) -> None:
        self.set_top(place_below(self))
        menu = self.query_one(Menu)
        menu.fill(self.prompt.options, keep=self.prompt.highlighted)
        menu.focus()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        self.dismiss(self.read_answer(event.option.id or ""))


class OptionPickerScreen(ListPromptScreen[str | None]):
    """Dismisses with the id of the line, or None."""

    where = "pick"

    def __init__(
        self, question: str, rows: list[Row], present_id: str = "", about: str = ""
    ) -> None:
        super().__init__()
        self.question, self.rows, self.present_id, self.about = question, rows, present_id, about

    def make_prompt(self) -> ListPrompt:
        width = layout.row(self.app.size.width)
        options: list[Option] = []
        for option_id, text in self.rows:
            if option_id:
                options.append(Option(Content(shortened(text, width)), id=option_id))
            else:
                options += [gap(), heading(text)]
        return ListPrompt(self.question, options, self.present_id, self.about)

    def read_answer(self, option_id: str) -> str:
        return option_id
