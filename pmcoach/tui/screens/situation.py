"""What you have: time, money, access and the rest that advice depends on. All of it optional."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach.situation import set_situation
from pmcoach.report.situation import SITUATION, SITUATION_LEAD, setting_words
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu


class SituationScreen(CoachScreen[None]):
    """Each line is a question; enter answers it."""

    where = "situation"

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(SITUATION_LEAD, markup=False, classes="gap-below")
            yield Menu(id="fields", classes="rest")

    def refresh_shown(self) -> None:
        """All fields as they are now."""
        self.set_top("Your situation", self.session.profile.target.title)
        self.menu.refill([self.row(name) for name in SITUATION])

    def row(self, name: str) -> Option:
        """A field's question, or its title where there is little room, and what was answered."""
        known = self.session.profile.journal.context.known()
        field = SITUATION[name]
        style = "bold $primary" if name in known else "$secondary"
        answer = (setting_words(name, known.get(name)), style)
        question = field.title if self.is_narrow else field.question
        return Option(Content.assemble(question, "  ", answer), id=name)

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        name = event.option.id or ""

        def save(answer: tuple[object] | None) -> None:
            if answer is not None:
                self.change(set_situation, name, answer[0])

        self.coach_app.show("values" if SITUATION[name].choices else "number", name, then=save)
