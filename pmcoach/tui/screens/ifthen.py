"""The if-then sentence of a step in the user's own words: when, where, then what."""

from __future__ import annotations

from textual.widgets import Input

from pmcoach.coach.plan import write_if_then
from pmcoach.tui.screens.text_prompt import LinePrompt, LinePromptScreen
from pmcoach.tui.widgets.draft import DraftInput

ABOUT = (
    "People who decide when and where they'll start do start more often. Write it as: if ..., then "
    "I ..."
)


class IfthenScreen(LinePromptScreen[None]):
    """Saves the sentence; an empty line takes it back."""

    where = "ifthen"

    def __init__(self, step: str) -> None:
        super().__init__()
        self.step = step

    def make_prompt(self) -> LinePrompt:
        step = self.session.catalog.steps[self.step]
        field = DraftInput(
            self.session,
            f"ifthen-{self.step}",
            self.session.profile.journal.if_then.get(self.step, ""),
            max_length=300,
            placeholder="if ..., then I ...",
        )
        return LinePrompt(
            step.title,
            field,
            "Press [enter] to save it. Leave it empty to go back to the example.",
            (ABOUT, f"An example: {step.if_then}"),
        )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        with self.saving():
            write_if_then(self.session, self.step, event.value)
            self.query_one(DraftInput).done()
            self.dismiss()
