"""Typing a number, a date or a few words for a field of the situation."""

from __future__ import annotations

from textual.widgets import Input

from pmcoach.report.situation import RATHER_NOT, SITUATION, read_setting, typed_text
from pmcoach.tui.screens.text_prompt import LinePrompt, LinePromptScreen
from pmcoach.tui.widgets.draft import DraftInput


class FieldInputScreen(LinePromptScreen[tuple[object] | None]):
    """Dismisses with (setting,), (None,) where it was emptied, or None when left."""

    where = "number"

    def __init__(self, field: str, lead: str = "") -> None:
        super().__init__()
        self.field, self.lead = field, lead

    def make_prompt(self) -> LinePrompt:
        field = SITUATION[self.field]
        setting = getattr(self.session.profile.journal.context, self.field)
        return LinePrompt(
            field.question,
            DraftInput(
                self.session,
                f"situation-{self.field}",
                "" if setting is None else typed_text(setting),
                placeholder=field.example,
            ),
            f"Press [enter] to save it. Leave it empty if you would {RATHER_NOT}.",
            (self.lead,) if self.lead else (),
        )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        text = event.value.strip()
        setting, fault = read_setting(self.field, text, self.session.today) if text else (None, "")
        if fault:
            self.show_fault(f"{fault}: give {SITUATION[self.field].example}.")
            return
        self.query_one(DraftInput).done()
        self.dismiss((setting,))
