"""Every question and how it stands: answered, skipped, does not apply, disagreed, not asked."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.report.review import MARK_GLYPHS, ReviewedItem, review_items
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import BEGIN, Menu, begin_option, shortened

LEGEND = "✓ right  ✗ wrong  • answered  - skipped  n does not apply  d disagreed"


class ReviewScreen(CoachScreen[None]):
    """A list of all items; enter shows one with its reasons."""

    where = "review"
    CSS_PATH = ["../base.tcss", "results.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(
                "Opening a question shows its key. Answered again after that, it counts as thin.",
                markup=False,
                classes="quiet gap-below",
            )
            yield Menu(id="rows")
            yield Static(LEGEND, markup=False, classes="quiet")

    def on_mount(self) -> None:
        self.refresh_shown()
        self.query_one(Menu).focus()

    def on_resize(self) -> None:
        self.refresh_shown()

    def refresh_shown(self) -> None:
        """All items as they stand now; those not asked are counted, not shown."""
        entries = review_items(self.session.profile)
        asked = [one for one in entries if one.mark != "not asked"]
        self.set_top(
            "Review of answers", f"{len(asked)} dealt with, {len(entries) - len(asked)} not asked"
        )
        menu = self.query_one(Menu)
        menu.fill(rows(asked, self.app.size.width), keep=menu.current_id)

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        if event.option.id == BEGIN:
            self.coach_app.begin()
        elif event.option.id:
            self.coach_app.show("item", event.option.id)


def rows(asked: list[ReviewedItem], width: int) -> list[Option]:
    """The items under their areas."""
    if not asked:
        return [Option("Nothing was answered yet.", id="nothing", disabled=True), begin_option()]
    found: list[Option] = []
    area = ""
    for one in asked:
        if one.area != area:
            area = one.area
            found.append(Option(Content.styled(area, "bold"), id=f"area:{area}", disabled=True))
        text = shortened(f"{one.subject}: {one.ask}", layout.row(width) - 4)
        style = {"right": "$success", "wrong": "$warning"}.get(one.mark, "$secondary")
        found.append(
            Option(Content.assemble((f"  {MARK_GLYPHS[one.mark]} ", style), text), id=one.item)
        )
    return found
