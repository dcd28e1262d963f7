"""How long an assessment to take: every length with its minutes and what it gives."""

from __future__ import annotations

from textual.content import Content
from textual.widgets.option_list import Option

from pmcoach.assessment.forms import FORMS_BY_LENGTH, FormKind
from pmcoach.report.lengths import LENGTHS_LEAD, WHICH_LENGTH, Length, list_lengths
from pmcoach.tui import layout
from pmcoach.tui.screens.option_picker import ListPrompt, ListPromptScreen
from pmcoach.tui.widgets.prose import hanging


class LengthsScreen(ListPromptScreen[FormKind | None]):
    """Dismisses with a length, or None."""

    where = "lengths"

    def make_prompt(self) -> ListPrompt:
        lengths = list_lengths(self.session.profile)
        suggested = next((length.kind for length in lengths if length.is_suggested), "")
        width = layout.row(self.app.size.width)
        options = [length_option(length, width) for length in lengths]
        return ListPrompt(WHICH_LENGTH, options, suggested, LENGTHS_LEAD)

    def read_answer(self, option_id: str) -> FormKind | None:
        return next((kind for kind in FORMS_BY_LENGTH if kind == option_id), None)


def length_option(length: Length, width: int) -> Option:
    """A length: what it takes, and below that what it gives."""
    mark = Content("▸ " if length.is_suggested else "  ")
    text = Content.assemble(
        (f"{length.title:22}", "bold"),
        f"{length.time_words}\n",
        (length.gives, "$secondary"),
    )
    return Option(
        hanging(mark, text, width),
        id=length.kind,
        disabled=not length.minutes,
    )
