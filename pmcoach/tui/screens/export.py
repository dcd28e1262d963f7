"""Writing the development plan to a file, with a look at it first."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from pmcoach.coach.export import (
    FORMATS,
    TITLES,
    file_exists,
    file_name,
    render_report,
    save_export,
    target_file,
)
from pmcoach.coach.report import make_report
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu, shortened

PREVIEW_LINES = 200


class ExportScreen(CoachScreen[None]):
    """Format, path, preview; enter in the path writes."""

    where = "export"
    CSS_PATH = ["../base.tcss", "export.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Menu(id="formats")
            yield Input(id="path", placeholder="path of the file")
            yield Static(id="done", markup=False)
            with VerticalScroll(id="preview"):
                yield Static(id="text", markup=False)

    def on_mount(self) -> None:
        self.set_top("Export", self.session.profile.target.title)
        self.form: str = FORMATS[0]
        self.private = False
        self.query_one("#done", Static).update(
            "Choose a format; enter in the path writes it. Nothing is overwritten without asking."
        )
        menu = self.query_one(Menu)
        width = layout.row(self.app.size.width)
        menu.fill(
            [
                Option(
                    Content.assemble(
                        f"{one:18}", (shortened(TITLES[one], width - 18), "$secondary")
                    ),
                    id=one,
                )
                for one in FORMATS
            ]
        )
        self.propose()
        menu.focus()

    def propose(self) -> None:
        """A path and a preview for the format."""
        name = file_name(self.form, self.session.today)
        self.query_one("#path", Input).value = str(Path.cwd() / name)
        include = ("all",) if self.private else ()
        self.text = render_report(make_report(self.session, include), self.form)
        lines = self.text.splitlines()
        shown = "\n".join(lines[:PREVIEW_LINES])
        more = (
            f"\n... and {len(lines) - PREVIEW_LINES} lines more"
            if len(lines) > PREVIEW_LINES
            else ""
        )
        self.query_one("#text", Static).update(shown + more)

    def on_option_list_option_highlighted(self, event: Menu.OptionHighlighted) -> None:
        if event.option.id and event.option.id != self.form:
            self.form = event.option.id
            self.propose()

    def on_option_list_option_selected(self) -> None:
        self.query_one("#path", Input).focus()

    def action_include(self) -> None:
        """Evidence and notes are private unless they are asked for."""
        self.private = not self.private
        self.propose()
        self.say(
            "Evidence and notes are included."
            if self.private
            else "Evidence and notes are left out."
        )

    def on_input_submitted(self) -> None:
        self.action_write()

    def action_write(self) -> None:
        """Write the file, asking before one is replaced."""
        typed = self.query_one("#path", Input).value.strip()
        if not typed:
            self.say("Give the path of a file first.")
            return
        self.say("")
        with self.saving():
            path = target_file(Path(typed))
            if file_exists(path):
                self.coach_app.show(
                    "confirm",
                    f"{path} exists already. Replace it?",
                    "Replace it",
                    "Keep it",
                    then=lambda yes: self.write(path, overwrite=True) if yes else None,
                )
            else:
                self.write(path, overwrite=False)

    def write(self, path: Path, *, overwrite: bool) -> None:
        with self.saving():
            save_export(path, self.text, overwrite=overwrite)
            self.say(f"Written: {path}")

    def say(self, text: str) -> None:
        """What happened, in place."""
        self.query_one("#done", Static).update(text)
