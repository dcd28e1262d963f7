"""Typing one line, such as one that another screen asks for."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from pmcoach.tui.base import Answered, CoachScreen
from pmcoach.tui.widgets.bars import place_below
from pmcoach.tui.widgets.draft import RESTORED, DraftInput
from pmcoach.tui.widgets.page import Page


@dataclass(frozen=True)
class LinePrompt:
    """A question, and the field for its answer."""

    question: str
    field: Input
    hint: str
    """What enter does, below the field."""
    about: tuple[str, ...] = ()
    """What helps to answer, a paragraph each."""


class LinePromptScreen(CoachScreen[Answered]):
    """Asks for one line of typing."""

    CSS_PATH = ["../base.tcss"]

    def make_prompt(self) -> LinePrompt:
        """What is asked."""
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        prompt = self.make_prompt()
        field = prompt.field
        is_restored = isinstance(field, DraftInput) and field.draft.is_restored
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(prompt.question, markup=False, classes="strong gap-below")
            for text in prompt.about:
                yield Static(text, markup=False, classes="quiet gap-below")
            yield field
            yield Static(prompt.hint, markup=False, classes="quiet gap-above")
            yield Static(
                RESTORED if is_restored else "", id="fault", markup=False, classes="gap-above"
            )

    def on_mount(self) -> None:
        self.set_top(place_below(self))
        self.query_one(Input).focus()

    def show_fault(self, text: str) -> None:
        """What is wrong, or what happened, in place."""
        self.query_one("#fault", Static).update(text)


class TextPromptScreen(LinePromptScreen[str | None]):
    """Dismisses with what was typed, or None."""

    where = "ask"

    def __init__(self, question: str, present_text: str, hint: str) -> None:
        super().__init__()
        self.question, self.present_text, self.hint = question, present_text, hint

    def make_prompt(self) -> LinePrompt:
        field = Input(self.present_text, max_length=80)
        return LinePrompt(self.question, field, f"{self.hint} Press [enter] to save it.")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())
