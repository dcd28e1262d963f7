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

PROFILES_LEAD = "Each profile has its own answers, plan and target."
NO_NAME = "An empty line cannot be a profile name."


class ProfilesScreen(CoachScreen[str | None]):
    """Dismisses with the name of a profile, or None."""

    where = "profiles"
    title_text = "Profiles"
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(PROFILES_LEAD, markup=False, classes="quiet gap-below")
            yield Menu(id="names")
            yield Static("Or begin another one:", markup=False, classes="gap-above")
            yield Input(placeholder="a name, such as second-try", max_length=40)
            yield Static(id="fault", markup=False, classes="gap-above")

    def on_mount(self) -> None:
        super().on_mount()
        open_paths = self.coach_app.paths
        name_notes = {open_paths.name: "   open now"}
        names = list_names(open_paths.home) or [open_paths.name]
        menu = self.query_one(Menu)
        menu.fill(
            [Option(f"{name}{name_notes.get(name, '')}", id=name) for name in names],
            keep=open_paths.name,
        )
        menu.focus()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        name, fault_line = event.value.strip(), self.query_one("#fault", Static)
        if not name:
            fault_line.update(NO_NAME)
            return
        try:
            find_profile(name, self.coach_app.paths.home)
        except StoreError as error:
            fault_line.update(str(error))
            return
        self.dismiss(name)
