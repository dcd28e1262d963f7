"""Jumping to the questions of an area."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.report.questions import areas_left
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu
from pmcoach.tui.widgets.page import Page


class AreasScreen(CoachScreen[str | None]):
    """Dismisses with the id of an area, or None."""

    where = "areas"
    title_text = "Go on with which area?"
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(
                "The other areas follow after it; nothing is left out.",
                markup=False,
                classes="quiet gap-below",
            )
            yield Menu(id="areas")

    def on_mount(self) -> None:
        super().on_mount()
        options = []
        for area in areas_left(self.session.profile):
            left = f"about {area.items_left} to go" if area.items_left else "done"
            options.append(
                Option(
                    Content.assemble(f"{area.title:27}", (left, "$secondary")),
                    id=area.id,
                    disabled=not area.items_left,
                )
            )
        menu = self.query_one(Menu)
        menu.fill(options)
        menu.focus()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        self.dismiss(event.option.id)
