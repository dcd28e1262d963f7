"""Every question and how it stands: answered, skipped, does not apply, disagreed, not asked."""

from __future__ import annotations

from itertools import groupby

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.report.review import (
    MARK_GLYPHS,
    MARKS_LEGEND,
    NOTHING_ANSWERED,
    REVIEW_LEAD,
    ReviewedItem,
    review_items,
)
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu, begin_option, heading, shortened


class ReviewScreen(CoachScreen[None]):
    """A list of all items; enter shows one with its reasons."""

    where = "review"
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(REVIEW_LEAD, markup=False, classes="quiet gap-below")
            yield Menu(id="rows")
            yield Static(MARKS_LEGEND, markup=False, classes="quiet")

    def on_mount(self) -> None:
        self.query_one(Menu).focus()

    def refresh_shown(self) -> None:
        """All items as they stand now; those not asked are counted, not shown."""
        items = review_items(self.session.profile)
        dealt_with = [item for item in items if item.mark != "not asked"]
        not_asked = len(items) - len(dealt_with)
        self.set_top("Review of answers", f"{len(dealt_with)} dealt with, {not_asked} not asked")
        menu = self.query_one(Menu)
        menu.fill(rows(dealt_with, self.app.size.width), keep=menu.current_id)

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        if event.option.id:
            self.coach_app.show("item", event.option.id)


def rows(items: list[ReviewedItem], width: int) -> list[Option]:
    """The items under their areas."""
    if not items:
        return [Option(NOTHING_ANSWERED, disabled=True), begin_option()]
    options: list[Option] = []
    for area, items_of_area in groupby(items, key=lambda item: item.area):
        options.append(heading(area))
        for item in items_of_area:
            text = shortened(f"{item.subject}: {item.ask}", layout.row(width) - 4)
            style = {"right": "$success", "wrong": "$warning"}.get(item.mark, "$secondary")
            styled_mark = (f"  {MARK_GLYPHS[item.mark]} ", style)
            options.append(Option(Content.assemble(styled_mark, text), id=item.item))
    return options
