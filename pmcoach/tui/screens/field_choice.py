"""Choosing one of a few settings for a field of the situation."""

from __future__ import annotations

from textual.widgets.option_list import Option

from pmcoach.report.situation import RATHER_NOT, SITUATION
from pmcoach.tui.screens.option_picker import ListPrompt, ListPromptScreen

UNSAID = "unsaid"
"""The id of the line that takes a setting back; no setting is called so."""


class FieldChoiceScreen(ListPromptScreen[tuple[object] | None]):
    """Dismisses with (setting,), (None,) for "rather not say", or None when left."""

    where = "values"

    def __init__(self, field: str, lead: str = "") -> None:
        super().__init__()
        self.field, self.lead = field, lead

    def make_prompt(self) -> ListPrompt:
        field = SITUATION[self.field]
        choices = {**field.choices, UNSAID: RATHER_NOT}
        setting = getattr(self.session.profile.journal.context, self.field)
        options = [Option(words, id=option_id) for option_id, words in choices.items()]
        return ListPrompt(field.question, options, setting or "", self.lead)

    def read_answer(self, option_id: str) -> tuple[object]:
        return (None if option_id == UNSAID else option_id,)
