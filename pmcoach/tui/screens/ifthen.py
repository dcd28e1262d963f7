"""The if-then sentence of a step in the user's own words: when, where, then what."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from pmcoach.coach.plan import write_if_then
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.draft import DraftInput
from pmcoach.tui.widgets.page import Page


class IfthenScreen(CoachScreen[None]):
    """Enter keeps it; an empty line takes it back."""

    where = "ifthen"
    title_text = "If-then"
    CSS_PATH = ["../base.tcss"]

    def __init__(self, step: str) -> None:
        super().__init__()
        self.step = step

    def compose_body(self) -> ComposeResult:
        step = self.session.catalog.steps[self.step]
        mine = self.session.profile.journal.if_then.get(self.step, "")
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(step.title, markup=False, classes="strong gap-below")
            yield Static(
                "People who say when and where they begin do begin more often. Write it "
                "as: if ..., then I ...",
                markup=False,
                classes="gap-below",
            )
            yield Static(f"An example: {step.if_then}", markup=False, classes="quiet gap-below")
            yield DraftInput(
                self.session,
                f"ifthen-{self.step}",
                mine,
                max_length=300,
                placeholder="if ..., then I ...",
            )
            yield Static(
                "Enter keeps it; an empty line goes back to the example.",
                markup=False,
                classes="quiet gap-above",
            )

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(DraftInput).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        with self.saving():
            write_if_then(self.session, self.step, event.value)
            self.query_one(DraftInput).done()
            self.dismiss()
