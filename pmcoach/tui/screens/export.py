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

EXPORT_LEAD = "Choose a format; enter in the path writes it. Nothing is overwritten without asking."
PREVIEW_LINES = 200
NAME_WIDTH = 18
"""Cells of the formats' names."""


class ExportScreen(CoachScreen[None]):
    """Format, path, preview; enter in the path writes."""

    where = "export"
    format_name: str = FORMATS[0]
    includes_private = False
    text = ""
    """What would be written."""

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Menu(id="formats")
            yield Input(id="path", placeholder="path of the file")
            yield Static(EXPORT_LEAD, id="done", markup=False)
            with VerticalScroll(id="preview"):
                yield Static(id="text", markup=False)

    def on_mount(self) -> None:
        self.propose()

    def refresh_shown(self) -> None:
        """The formats; path and text stay as they are until another format is chosen."""
        self.set_top("Export", self.session.profile.target.title)
        room = layout.row(self.app.size.width) - NAME_WIDTH
        self.menu.refill(
            [
                Option(
                    Content.assemble(
                        f"{name:{NAME_WIDTH}}", (shortened(TITLES[name], room), "$secondary")
                    ),
                    id=name,
                )
                for name in FORMATS
            ]
        )

    def propose(self) -> None:
        """A path and a preview for the format."""
        name = file_name(self.format_name, self.session.today)
        self.query_one("#path", Input).value = str(Path.cwd() / name)
        include = ("all",) if self.includes_private else ()
        self.text = render_report(make_report(self.session, include), self.format_name)
        lines = self.text.splitlines()
        preview = lines[:PREVIEW_LINES]
        if len(lines) > PREVIEW_LINES:
            preview.append(f"... and {len(lines) - PREVIEW_LINES} lines more")
        self.query_one("#text", Static).update("\n".join(preview))

    def on_option_list_option_highlighted(self, event: Menu.OptionHighlighted) -> None:
        if event.option.id and event.option.id != self.format_name:
            self.format_name = event.option.id
            self.propose()

    def on_option_list_option_selected(self) -> None:
        self.query_one("#path", Input).focus()

    def action_include(self) -> None:
        """Evidence and notes are private unless they are asked for."""
        self.includes_private = not self.includes_private
        self.propose()
        self.show_outcome(
            f"Evidence and notes are {'included' if self.includes_private else 'left out'}."
        )

    def on_input_submitted(self) -> None:
        self.action_write()

    def action_write(self) -> None:
        """Write the file, asking before one is replaced."""
        typed_path = self.query_one("#path", Input).value.strip()
        if not typed_path:
            self.show_outcome("Give the path of a file first.")
            return
        self.show_outcome("")
        with self.saving():
            path = target_file(Path(typed_path))
            if file_exists(path):
                self.confirm(
                    f"{path} exists already. Replace it?",
                    "Replace it",
                    "Keep it",
                    then=lambda: self.write(path, overwrite=True),
                )
            else:
                self.write(path, overwrite=False)

    def write(self, path: Path, *, overwrite: bool) -> None:
        with self.saving():
            save_export(path, self.text, overwrite=overwrite)
            self.show_outcome(f"Written: {path}")

    def show_outcome(self, text: str) -> None:
        """What happened, in place."""
        self.query_one("#done", Static).update(text)
