"""Pasting a job ad."""

from __future__ import annotations

import asyncio

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from pmcoach.catalog.parse import ContentError
from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.coach.drafts import MOST_DRAFT
from pmcoach.coach.errors import StoreError
from pmcoach.coach.job_ad import read_ad_text, save_ad
from pmcoach.jobad.parsed_ad import NotAnAd, ParsedAd
from pmcoach.report.job_ad import show_anyway_words, verdict_words
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.draft import DraftArea

QUESTION = "What does this employer look for, and how close are you?"
JOB_AD_LEAD = (
    "Paste the full text of a job ad, a web page with it, or the path of a file. It is read on "
    "this machine; nothing is sent anywhere."
)
READ_ONLY = (
    "Nothing can be saved here now, so this is all that is shown. For the rest, run pmcoach fit "
    "FILE in a shell."
)


class JobAdPasteScreen(CoachScreen[bool]):
    """Dismisses with True when an ad was made the target."""

    where = "ad"
    title_text = "A job ad"
    CSS_PATH = ["../base.tcss", "note.tcss", "job_ad.tcss"]

    def compose_body(self) -> ComposeResult:
        placeholder = "Paste here, then press [ctrl+s] to read it"
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(QUESTION, markup=False, classes="strong")
            yield Static(JOB_AD_LEAD, markup=False, classes="quiet gap-below")
            yield DraftArea(self.session, "ad", placeholder=placeholder, max_length=MOST_DRAFT)
            yield Static(id="fault", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(DraftArea).focus()

    def on_text_area_changed(self) -> None:
        self.show_fault("")

    def show_fault(self, text: str) -> None:
        """Why nothing more is shown of what was pasted."""
        self.query_one("#fault", Static).update(text)

    def action_read(self) -> None:
        """Read what was pasted, and show it; meanwhile the screen stays usable."""
        self.show_fault("Reading the ad...")
        self.run_worker(self._read(self.query_one(DraftArea).text), exclusive=True)

    async def _read(self, text: str) -> None:
        try:
            parsed_ad = await asyncio.to_thread(read_ad_text, self.session, text)
        except (NotAnAd, StoreError, ContentError) as error:
            self.show_fault(strip_unprintable(str(error), lines=True))
            self._select_text()
            return

        def save_if_wanted(is_wanted: bool | None) -> None:
            if is_wanted:
                self.save(parsed_ad)
            else:
                self._select_text()

        self.show_fault(f"{verdict_words(parsed_ad)} {READ_ONLY}" if self.session.read_only else "")
        if not self.session.read_only and parsed_ad.is_pm:
            self.save(parsed_ad)
        elif not self.session.read_only:
            question = show_anyway_words(parsed_ad)
            self.coach_app.show(
                "confirm", question, "Show it", "Back to the text", then=save_if_wanted
            )

    def _select_text(self) -> None:
        """What is pasted next takes the place of what is there."""
        self.query_one(DraftArea).select_all()

    def save(self, parsed_ad: ParsedAd) -> None:
        """Save the ad, and show what it asks for."""
        with self.saving():
            ad_id = save_ad(self.session, parsed_ad)
            text_area = self.query_one(DraftArea)
            text_area.done()
            text_area.clear()
            self.coach_app.show("fit", ad_id, then=self._seen)

    def _seen(self, is_target: bool | None) -> None:
        self.dismiss(bool(is_target))

    def action_back(self) -> None:
        self.dismiss(False)
