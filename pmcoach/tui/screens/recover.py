"""What could not be read when the profile was opened, and what can be had back of it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.coach.recovery import RecoveryOffer, recover, recovery_offers
from pmcoach.report.data_files import (
    RECOVERY_LEAD,
    RECOVERY_TITLE,
    recovery_choices,
    set_aside_path_words,
)
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu
from pmcoach.tui.widgets.page import Page


class RecoverScreen(CoachScreen[bool]):
    """Dismisses with True when the profile is to be opened anew, with or without the files."""

    where = "recover"
    title_text = RECOVERY_TITLE
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        self.offers = recovery_offers(self.session)
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(RECOVERY_LEAD, markup=False, classes="gap-below")
            for offer in self.offers:
                yield Static(offer_text(offer), classes="gap-below")
            yield Menu(id="actions")

    def on_mount(self) -> None:
        super().on_mount()
        choices = recovery_choices(can_recover=any(offer.useful for offer in self.offers))
        menu = self.query_one(Menu)
        menu.fill([Option(words, id=choice) for choice, words in choices])
        menu.focus()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        choice = event.option.id or ""
        with self.saving():
            for fault in recover(self.session, self.offers, choice):
                self.coach_app.warn(fault)
            self.dismiss(choice != "leave")

    def action_back(self) -> None:
        self.dismiss(False)


def offer_text(offer: RecoveryOffer) -> Content:
    """One damaged file in words."""
    return Content.assemble(
        (f"{strip_unprintable(offer.title)}.\n", "bold"),
        (f"{strip_unprintable(set_aside_path_words(offer.lies_in))}\n", "$secondary"),
        offer.words,
    )
