"""What you have: time, money, access and the rest that advice depends on. All of it optional."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach.situation import set_situation
from pmcoach.report.situation import LEAD, SITUATION, setting_words
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu


class SituationScreen(CoachScreen[None]):
    """Each line is a question; enter answers it."""

    where = "situation"
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(
                LEAD,
                markup=False,
                classes="gap-below",
            )
            yield Menu(id="fields", classes="rest")

    def on_mount(self) -> None:
        self.set_top("Your situation", self.session.profile.target.title)
        self.refresh_shown()
        self.query_one(Menu).focus()

    def on_resize(self) -> None:
        self.refresh_shown()

    def refresh_shown(self) -> None:
        """All fields as they are now."""
        known = self.session.profile.journal.context.known()
        menu = self.query_one(Menu)
        roomy = self.app.size.width >= layout.NORMAL
        menu.fill(
            [
                Option(
                    Content.assemble(
                        SITUATION[name].question if roomy else SITUATION[name].title,
                        "  ",
                        (
                            setting_words(name, known.get(name)),
                            "bold $primary" if name in known else "$secondary",
                        ),
                    ),
                    id=name,
                )
                for name in SITUATION
            ],
            keep=menu.current_id,
        )

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        name = event.option.id or ""
        kind = "values" if SITUATION[name].choices else "number"

        def told(answer: tuple[object] | None) -> None:
            if answer is not None:
                with self.saving():
                    set_situation(self.session, name, answer[0])

        self.coach_app.show(kind, name, then=told)
