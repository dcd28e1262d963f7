"""A question with yes or no, before something is replaced."""

from __future__ import annotations

from textual.widgets.option_list import Option

from pmcoach.tui.screens.option_picker import ListPrompt, ListPromptScreen


class ConfirmScreen(ListPromptScreen[bool]):
    """Dismisses with True only for a deliberate yes; no stands first."""

    where = "confirm"

    def __init__(self, question: str, yes_text: str, no_text: str, about: str = "") -> None:
        super().__init__()
        self.question, self.about = question, about
        self.yes_text, self.no_text = yes_text, no_text

    def make_prompt(self) -> ListPrompt:
        options = [Option(self.no_text, id="no"), Option(self.yes_text, id="yes")]
        return ListPrompt(self.question, options, about=self.about)

    def read_answer(self, option_id: str) -> bool:
        return option_id == "yes"
