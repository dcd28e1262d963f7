"""Choosing a step to add to the plan."""

from __future__ import annotations

from textual.content import Content
from textual.widgets.option_list import Option

from pmcoach.coach.plan import find_steps
from pmcoach.report.plan import addable_steps
from pmcoach.tui import layout
from pmcoach.tui.screens.search import FinderScreen
from pmcoach.tui.widgets.menu import Menu, shortened

MOST_SHOWN = 400


class StepsScreen(FinderScreen[str | None]):
    """Dismisses with the id of a step, or None."""

    where = "steps"
    title_text = "Add a step"
    placeholder = "part of a title, or nothing for all"

    def find(self, words: str) -> tuple[list[Option], str]:
        steps = addable_steps(self.session.profile, find_steps(self.session, words))
        if not steps:
            return [], "No step has these words in its title. Try a part of one."
        text_width = layout.row(self.app.size.width) - 2
        options = [
            Option(
                Content.assemble(
                    shortened(step.title, text_width - len(step.facts)),
                    (f"  {step.facts}", "$secondary"),
                ),
                id=step.id,
            )
            for step in steps[:MOST_SHOWN]
        ]
        return options, f"{len(options)} to choose from. Press [enter] to go to the list."

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        self.dismiss(event.option.id)
