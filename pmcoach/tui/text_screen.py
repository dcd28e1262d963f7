"""A screen to read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.prose import Prose


class TextScreen(CoachScreen[None]):
    """One column of text that scrolls."""

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            yield Static(id="prose")

    def refresh_shown(self) -> None:
        self.set_top(*self.top_line())
        self.query_one("#prose", Static).update(Content("\n").join(self.prose()))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @property
    def text_width(self) -> int:
        """The cells of a line beside which the scrollbar may stand."""
        return layout.column(self.app.size.width) - 1

    def top_line(self) -> tuple[str, str]:
        """What the top line says on the left and on the right."""
        raise NotImplementedError

    def prose(self) -> Prose:
        """Everything that there is to read now."""
        raise NotImplementedError
