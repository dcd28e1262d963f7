"""Pasting a job ad."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from pmcoach.catalog.parse import ContentError
from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.coach.drafts import MOST_DRAFT
from pmcoach.coach.errors import StoreError
from pmcoach.coach.job_ad import read_ad_text, save_ad
from pmcoach.jobad.parsed_ad import NotAnAd, ParsedAd
from pmcoach.report import job_ad
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.draft import DraftArea

LEAD = (
    "Paste the whole text of a job ad, or a web page with it, or the name of a file. It is "
    "read on this machine; nothing is sent anywhere."
)


class JobAdPasteScreen(CoachScreen[bool]):
    """Dismisses with True when an ad was made the target."""

    where = "ad"
    title_text = "A job ad"
    CSS_PATH = ["../base.tcss", "note.tcss", "job_ad.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(
                "What does this employer weigh, and how far are you?",
                markup=False,
                classes="strong",
            )
            yield Static(LEAD, markup=False, classes="quiet gap-below")
            yield DraftArea(
                self.session, "ad", placeholder="Paste here; ctrl+s reads it", most=MOST_DRAFT
            )
            yield Static(id="fault", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(DraftArea).focus()

    def on_text_area_changed(self) -> None:
        self.query_one("#fault", Static).update("")

    def action_read(self) -> None:
        """Read what was pasted, and show it."""
        try:
            reading = read_ad_text(self.session, self.query_one(DraftArea).text)
        except (NotAnAd, StoreError, ContentError) as error:
            self.query_one("#fault", Static).update(strip_unprintable(str(error), lines=True))
            # What is pasted next takes the place of what could not be read.
            self.query_one(DraftArea).select_all()
            return
        if self.session.read_only:
            self.query_one("#fault", Static).update(
                f"{job_ad.verdict_words(reading)} Nothing can be saved here now, so no more is "
                "shown: pmcoach fit FILE in the shell shows all of it."
            )
            return
        if reading.is_pm:
            self.keep(reading)
            return

        def shown(yes: bool | None) -> None:
            if yes:
                self.keep(reading)
            else:
                self.query_one(DraftArea).select_all()

        self.coach_app.show(
            "confirm",
            f"{job_ad.verdict_words(reading)} Show what it weighs all the same?",
            "Show it",
            "Back to the text",
            then=shown,
        )

    def keep(self, reading: ParsedAd) -> None:
        """Keep the ad, and show what it weighs."""
        with self.saving():
            ad = save_ad(self.session, reading)
            self.query_one(DraftArea).done()
            self.query_one(DraftArea).clear()
            self.coach_app.show("fit", ad, then=self._seen)

    def _seen(self, chosen: bool | None) -> None:
        self.dismiss(bool(chosen))

    def action_back(self) -> None:
        self.dismiss(False)
