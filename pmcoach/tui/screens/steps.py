"""Choosing a step to add to the plan."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from pmcoach.coach.plan import find_steps
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu, shortened

MOST_SHOWN = 200


class StepsScreen(CoachScreen[str | None]):
    """Dismisses with the id of a step, or None."""

    where = "steps"
    title_text = "Add a step"
    CSS_PATH = ["../base.tcss", "results.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Input(placeholder="part of a title, or nothing for all")
            yield Static(id="found", markup=False, classes="quiet gap-below")
            yield Menu(id="rows")

    def on_mount(self) -> None:
        super().on_mount()
        self.find("")
        self.query_one(Input).focus()

    def find(self, words: str) -> None:
        """Show the steps that hold the words, those dropped before marked so."""
        inside = set(self.session.profile.plan.ids)
        marked = self.session.profile.journal.steps
        width = layout.row(self.app.size.width)
        rows = []
        for step in find_steps(self.session, words.strip())[:MOST_SHOWN]:
            if step.id in inside or marked.get(step.id) == "done":
                continue
            low, high = step.hours
            state = "  dropped before" if marked.get(step.id) == "dropped" else ""
            facts = f"  {low:g} to {high:g} h{state}"
            rows.append(
                Option(
                    Content.assemble(
                        shortened(step.title, width - len(facts)), (facts, "$secondary")
                    ),
                    id=step.id,
                )
            )
        self.query_one(Menu).fill(rows)
        self.query_one("#found", Static).update(
            f"{len(rows)} to choose from; enter goes to the list."
            if rows
            else "No step has these words in its title. Try a part of one."
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        self.find(event.value)

    def on_input_submitted(self) -> None:
        if self.query_one(Menu).option_count:
            self.query_one(Menu).focus()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        self.dismiss(event.option.id)
