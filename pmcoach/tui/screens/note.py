"""A note on a question, or why the user disagrees with it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from pmcoach.coach.assessment import toggle_disagreement
from pmcoach.coach.drafts import MOST_CHARACTERS
from pmcoach.coach.evidence import save_note
from pmcoach.report.questions import DISAGREE_LEAD, NOTE_LEAD, make_question
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.draft import DraftArea


class NoteScreen(CoachScreen[bool]):
    """Dismisses with True when it was saved."""

    where = "note"
    CSS_PATH = ["../base.tcss", "note.tcss"]

    def __init__(self, item: str, is_disagreement: bool = False) -> None:
        super().__init__()
        self.item = item
        self.is_disagreement = is_disagreement

    def compose_body(self) -> ComposeResult:
        profile = self.session.profile
        draft_kind, lead, saved_text = "disagree", DISAGREE_LEAD, ""
        if not self.is_disagreement:
            draft_kind, lead = "note", f"{NOTE_LEAD} Up to {MOST_CHARACTERS:,} characters."
            saved_text = profile.journal.notes.get(self.item, "")
        ask = make_question(profile, self.item).titled_ask
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(ask, markup=False, classes="strong gap-below")
            yield Static(lead, markup=False, classes="quiet gap-below")
            yield DraftArea(
                self.session,
                f"{draft_kind}-{self.item}",
                saved_text,
                placeholder="Write here, then press [ctrl+s] to save it",
            )

    def on_mount(self) -> None:
        self.set_top("I disagree" if self.is_disagreement else "Note")
        self.query_one(DraftArea).focus()

    def action_save(self) -> None:
        """Keep it and go back."""
        text_area = self.query_one(DraftArea)
        with self.saving():
            if self.is_disagreement:
                toggle_disagreement(self.session, self.item, text_area.text.strip())
            else:
                save_note(self.session, self.item, text_area.text)
            text_area.done()
            self.dismiss(True)

    def action_back(self) -> None:
        self.dismiss(False)
