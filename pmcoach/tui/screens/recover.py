"""What could not be read when the profile was opened, and what can be had back of it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.coach.recovery import RecoveryOffer, dismiss_offer, recover_file, recovery_offers
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu
from pmcoach.tui.widgets.page import Page


class RecoverScreen(CoachScreen[bool]):
    """Dismisses with True when files were put back, so that the profile is opened anew."""

    where = "recover"
    title_text = "Some of your data could not be read"
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        self.offers = recovery_offers(self.session)
        useful = [one for one in self.offers if one.useful]
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(
                "Nothing was overwritten or deleted. The rest of your profile is open.",
                markup=False,
                classes="gap-below",
            )
            for offer in self.offers:
                yield Static(offer_text(offer), classes="gap-below")
            yield Menu(id="actions")
        self.options = [
            *(
                [Option("Put back what can be recovered (recommended)", id="put-back")]
                if useful
                else []
            ),
            Option("Continue without it for now", id="leave"),
            Option("Stop asking: leave it where it is", id="give-up"),
        ]

    def on_mount(self) -> None:
        super().on_mount()
        menu = self.query_one(Menu)
        menu.fill(self.options)
        menu.focus()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        with self.saving():
            for offer in self.offers:
                if event.option.id == "give-up":
                    dismiss_offer(self.session, offer)
                elif event.option.id == "put-back" and offer.useful:
                    finding = recover_file(self.session, offer)
                    if finding.verdict == "wrong":
                        self.coach_app.warn(f"{finding.about}: {finding.what}")
            self.dismiss(event.option.id != "leave")

    def action_back(self) -> None:
        self.dismiss(False)


def offer_text(offer: RecoveryOffer) -> Content:
    """One damaged file in words."""
    problem = offer.problem
    parts = []
    if offer.intact:
        parts.append(f"{offer.intact} entries in it are intact")
    if offer.backup:
        parts.append(f"the backup {offer.backup} has {offer.in_backup}")
    have = (
        "; ".join(parts) + ". Both are joined, none is dropped."
        if len(parts) > 1
        else f"{parts[0]}."
        if parts
        else "No other copy of it was found."
    )
    return Content.assemble(
        (strip_unprintable(problem.path.name), "bold"),
        f": {strip_unprintable(problem.why)}.\n",
        (f"It is kept as {strip_unprintable(str(problem.set_aside_at))}\n", "$secondary"),
        have,
    )
