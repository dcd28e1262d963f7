"""Jumping to the questions of an area."""

from __future__ import annotations

from textual.content import Content
from textual.widgets.option_list import Option

from pmcoach.report.questions import AREAS_LEAD, WHICH_AREA, areas_left
from pmcoach.tui.screens.option_picker import ListPrompt, ListPromptScreen


class AreasScreen(ListPromptScreen[str | None]):
    """Dismisses with the id of an area, or None."""

    where = "areas"

    def make_prompt(self) -> ListPrompt:
        options = [
            Option(
                Content.assemble(f"{area.title:27}", (area.left_words, "$secondary")),
                id=area.id,
                disabled=not area.levels_left,
            )
            for area in areas_left(self.session.profile)
        ]
        return ListPrompt(WHICH_AREA, options, about=AREAS_LEAD)

    def read_answer(self, option_id: str) -> str:
        return option_id
