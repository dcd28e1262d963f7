"""Searching notes, competencies and the questions that were dealt with."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from pmcoach.report.review import search_profile
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu, shortened

MOST_HITS = 60


class SearchScreen(CoachScreen[None]):
    """Type, then enter or down goes to what was found."""

    where = "search"
    CSS_PATH = ["../base.tcss", "results.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Input(placeholder="words of a note, a competency or a question")
            yield Static(id="found", markup=False, classes="quiet gap-below")
            yield Menu(id="rows")

    def on_mount(self) -> None:
        self.set_top("Search")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        hits = search_profile(self.session.profile, event.value)
        self.query_one("#found", Static).update(
            ""
            if not event.value.strip()
            else f"{len(hits)} found; enter goes to the list."
            if hits
            else "Nothing found. Try fewer words, or a part of one."
        )
        width = layout.row(self.app.size.width)
        self.query_one(Menu).fill(
            [
                Option(
                    Content.assemble(
                        (f"{hit.kind:11}", "$secondary"),
                        shortened(f"{hit.title}: {hit.text}", width - 12),
                    ),
                    id=f"{hit.kind}:{hit.id}",
                )
                for hit in hits[:MOST_HITS]
            ]
        )

    def on_input_submitted(self) -> None:
        if self.query_one(Menu).option_count:
            self.query_one(Menu).focus()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        kind, _, ident = (event.option.id or "").partition(":")
        if kind == "competency":
            self.coach_app.show("verdict", ident)
        elif self.session.profile.in_progress:
            # Keys stay hidden while an assessment is under way.
            self.coach_app.show("question", ident, True)
        else:
            self.coach_app.show("item", ident)
