"""The one hiring verdict of a target: certificate or not, and why."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from pmcoach.report.build import hiring_line
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.argument import Argument, hiring_body


class HiringScreen(CoachScreen[None]):
    """Argued in full."""

    where = "hiring"
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            yield Argument(id="argument")

    def on_mount(self) -> None:
        self.refresh_shown()

    def refresh_shown(self) -> None:
        """The argument as it stands now."""
        self.set_top("Is a certificate worth it?", self.session.profile.target.title)
        line = hiring_line(self.session.profile)
        self.query_one("#argument", Argument).show(hiring_body(line))
