"""Choosing whose data to work on, or beginning another profile."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from pmcoach.coach.errors import StoreError
from pmcoach.coach.profiles import find_profile, list_names
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu
from pmcoach.tui.widgets.page import Page


class ProfilesScreen(CoachScreen[str | None]):
    """Dismisses with the name of a profile, or None."""

    where = "profiles"
    title_text = "Profiles"
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(
                "Each profile has its own answers, plan and target.",
                markup=False,
                classes="quiet gap-below",
            )
            yield Menu(id="names")
            yield Static("Or begin another one:", markup=False, classes="gap-above")
            yield Input(placeholder="a name, such as second-try", max_length=40)
            yield Static(id="fault", markup=False, classes="gap-above")

    def on_mount(self) -> None:
        super().on_mount()
        present = self.coach_app.paths
        names = list_names(present.home) or [present.name]
        menu = self.query_one(Menu)
        menu.fill(
            [
                Option(f"{name}{'   open now' if name == present.name else ''}", id=name)
                for name in names
            ],
            keep=present.name,
        )
        menu.focus()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        try:
            paths = find_profile(event.value.strip(), self.coach_app.paths.home)
        except StoreError as error:
            self.query_one("#fault", Static).update(str(error))
            return
        self.dismiss(paths.name)
