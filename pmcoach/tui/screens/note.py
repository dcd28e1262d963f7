"""A note on a question, or why the user disagrees with it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from pmcoach.coach.assessment import toggle_disagreement
from pmcoach.coach.drafts import MOST_CHARACTERS
from pmcoach.coach.evidence import save_note
from pmcoach.report.questions import make_question
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.draft import DraftArea


class NoteScreen(CoachScreen[bool]):
    """Dismisses with True when it was saved."""

    where = "note"
    CSS_PATH = ["../base.tcss", "note.tcss"]

    def __init__(self, item: str, disagree: bool = False) -> None:
        super().__init__()
        self.item = item
        self.disagree = disagree

    def compose_body(self) -> ComposeResult:
        asked = make_question(self.session.profile, self.item)
        lead = (
            "What is wrong with this question? It will not count, and your words go into the "
            "export. They may stay empty."
            if self.disagree
            else "Your note. It stays with you unless you include it in an export."
            f" Up to {MOST_CHARACTERS:,} characters."
        )
        given = "" if self.disagree else self.session.profile.journal.notes.get(self.item, "")
        kind = "disagree" if self.disagree else "note"
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(asked.ask, markup=False, classes="strong gap-below")
            yield Static(lead, markup=False, classes="quiet gap-below")
            yield DraftArea(
                self.session,
                f"{kind}-{self.item}",
                given,
                placeholder="Write here; ctrl+s keeps it",
            )

    def on_mount(self) -> None:
        self.set_top("I disagree" if self.disagree else "Note")
        self.query_one(DraftArea).focus()

    def action_save(self) -> None:
        """Keep it and go back."""
        area = self.query_one(DraftArea)
        with self.saving():
            if self.disagree:
                toggle_disagreement(self.session, self.item, area.text.strip())
            else:
                save_note(self.session, self.item, area.text)
            area.done()
            self.dismiss(True)

    def action_back(self) -> None:
        self.dismiss(False)
