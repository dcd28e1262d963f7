"""Searching notes, competencies and the questions that were dealt with."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from pmcoach.coach.former_answers import read_former_answers
from pmcoach.report.search import search_profile
from pmcoach.tui import layout
from pmcoach.tui.base import Answered, CoachScreen
from pmcoach.tui.widgets.menu import Menu, shortened

MOST_HITS = 60


class FinderScreen(CoachScreen[Answered]):
    """A field for words, and below it a list of what has them; enter goes to the list."""

    CSS_PATH = ["../base.tcss"]
    placeholder: ClassVar[str]
    """What to type."""

    def find(self, words: str) -> tuple[list[Option], str]:
        """What has the words, as lines of the list; and what is said of them."""
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Input(placeholder=self.placeholder)
            yield Static(id="found", markup=False, classes="quiet gap-below")
            yield Menu(id="rows")

    def on_mount(self) -> None:
        self.set_top(self.title_text)
        self.show_matches("")
        self.query_one(Input).focus()

    def show_matches(self, words: str) -> None:
        """Fill the list with what has the words."""
        options, summary = self.find(words.strip())
        self.query_one(Menu).fill(options)
        self.query_one("#found", Static).update(summary)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.show_matches(event.value)

    def on_input_submitted(self) -> None:
        if self.query_one(Menu).option_count:
            self.query_one(Menu).focus()


class SearchScreen(FinderScreen[None]):
    """Leads to what is found."""

    where = "search"
    title_text = "Search"
    placeholder = "words of a note, a competency or a question"

    def find(self, words: str) -> tuple[list[Option], str]:
        former_answers = read_former_answers(self.session) if words else ()
        hits = search_profile(self.session.profile, words, former_answers)
        text_width = layout.row(self.app.size.width) - 12
        options = [
            Option(
                Content.assemble(
                    (f"{hit.kind:11}", "$secondary"),
                    shortened(f"{hit.title}: {hit.text}", text_width),
                ),
                id=f"{'former' if hit.is_former else hit.kind}:{hit.id}",
            )
            for hit in hits[:MOST_HITS]
        ]
        if hits:
            return options, f"{len(hits)} found. Press [enter] to go to the list."
        return options, "Nothing found. Try fewer words, or a part of one." if words else ""

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        kind, _, hit_id = (event.option.id or "").partition(":")
        if kind == "competency":
            self.coach_app.show("verdict", hit_id)
        elif kind == "former":
            self.coach_app.show("former", hit_id)
        elif self.session.profile.in_progress:
            # Keys stay hidden while an assessment is under way.
            self.coach_app.show("question", hit_id, True)
        else:
            self.coach_app.show("item", hit_id)
