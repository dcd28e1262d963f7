"""Typing a number, a date or a few words for a field of the situation."""

from __future__ import annotations

import datetime as dt

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from pmcoach.report.situation import SITUATION
from pmcoach.state.journal import is_acceptable
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.draft import DraftInput
from pmcoach.tui.widgets.page import Page


class FieldInputScreen(CoachScreen[tuple[object] | None]):
    """Dismisses with (value,), (None,) where it was emptied, or None when left."""

    where = "number"
    title_text = "Your situation"
    CSS_PATH = ["../base.tcss"]

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field

    def compose_body(self) -> ComposeResult:
        present = getattr(self.session.profile.journal.context, self.field)
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(SITUATION[self.field].question, markup=False, classes="strong gap-below")
            shown = "" if present is None else typed_words(present)
            yield DraftInput(
                self.session,
                f"situation-{self.field}",
                shown,
                placeholder=SITUATION[self.field].example,
            )
            yield Static(
                "Enter keeps it; an empty line means that you would rather not say.",
                markup=False,
                classes="quiet gap-above",
            )
            yield Static(id="fault", markup=False, classes="gap-above")

    def on_mount(self) -> None:
        super().on_mount()
        field = self.query_one(DraftInput)
        field.focus()
        if field.draft.came_back:
            self.query_one("#fault", Static).update("This is what you were typing last time.")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        text = event.value.strip()
        field = self.query_one(DraftInput)
        if not text:
            field.done()
            self.dismiss((None,))
            return
        value = read_value(self.field, text)
        late = isinstance(value, dt.date) and value <= self.session.today
        if value is None or late or not is_acceptable(self.field, value):
            said = "That day is past" if late else "That does not fit"
            self.query_one("#fault", Static).update(
                f"{said}: give {SITUATION[self.field].example}."
            )
            return
        field.done()
        self.dismiss((value,))


def typed_words(value: object) -> str:
    """A value as one would type it."""
    if isinstance(value, float):
        return f"{value:g}"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def read_value(field: str, text: str) -> object:
    """The value that a text means for a field, or None."""
    if field == "domain":
        return text
    try:
        if field == "finish_by":
            return dt.date.fromisoformat(text)
        return float(text.replace(",", "").removeprefix("$"))
    except ValueError:
        return None
