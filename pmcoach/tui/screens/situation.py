"""What you have: time, money, access and the rest that advice depends on. All of it optional."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach import advise
from pmcoach.report.situation import FIELD_QUESTIONS, FIELD_TITLES, VALUE_WORDS, value_words
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu

ORDER = (
    "access",
    "hours_per_week",
    "budget",
    "experience",
    "employer_pays",
    "background",
    "domain_knowledge",
    "domain",
    "evidence",
    "framework",
    "pm_strength",
    "ad_certificate",
    "finish_by",
)


class SituationScreen(CoachScreen[None]):
    """Each line is a question; enter answers it."""

    where = "situation"
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(
                "The advice argues from your situation. Tell as much as you like; what "
                "you leave out is never guessed.",
                markup=False,
                classes="gap-below",
            )
            yield Menu(id="fields", classes="rest")

    def on_mount(self) -> None:
        self.set_top("Your situation", self.session.target.title)
        self.refresh_shown()
        self.query_one(Menu).focus()

    def on_resize(self) -> None:
        self.refresh_shown()

    def refresh_shown(self) -> None:
        """All fields as they are now."""
        known = self.session.journal.context.known()
        menu = self.query_one(Menu)
        asked = FIELD_QUESTIONS if self.app.size.width >= layout.NORMAL else FIELD_TITLES
        menu.fill(
            [
                Option(
                    Content.assemble(
                        asked[name],
                        "  ",
                        (value_words(name, known[name]), "bold $primary")
                        if name in known
                        else ("not told", "$secondary"),
                    ),
                    id=name,
                )
                for name in ORDER
            ],
            keep=menu.current_id,
        )

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        name = event.option.id or ""
        kind = "values" if name in VALUE_WORDS else "number"

        def told(answer: tuple[object] | None) -> None:
            if answer is not None:
                with self.saving():
                    advise.tell(self.session, name, answer[0])

        self.coach_app.show(kind, name, then=told)
