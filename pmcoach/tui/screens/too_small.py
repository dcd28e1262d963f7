"""What is shown while the terminal is too small for anything else."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

LEAST = Size(60, 20)
"""Columns and lines below which the screens do not fit."""


def too_small(size: Size) -> bool:
    """Whether the screens do not fit."""
    return size.width < LEAST.width or size.height < LEAST.height


class TooSmallScreen(ModalScreen[None]):
    """Covers everything, so that no key does what cannot be seen; goes when there is room."""

    BINDINGS = [Binding("q,ctrl+q", "app.quit", "quit", show=False, id="everywhere.quit")]
    DEFAULT_CSS = """
    TooSmallScreen { align: center middle; background: $background; }
    TooSmallScreen Static { width: auto; max-width: 100%; }
    """

    def compose(self) -> ComposeResult:
        yield Static(size_words(self.app.size), markup=False)

    def on_resize(self, event: events.Resize) -> None:
        self.query_one(Static).update(size_words(event.size))

    def on_screen_resume(self) -> None:
        """What covered it was left, and meanwhile there may be room again."""
        if not too_small(self.app.size):
            self.dismiss()


def size_words(size: Size) -> str:
    """How much room there is, and how much it takes."""
    return (
        f"pmcoach needs {LEAST.width} columns and {LEAST.height} lines; this terminal has "
        f"{size.width} x {size.height}."
    )
