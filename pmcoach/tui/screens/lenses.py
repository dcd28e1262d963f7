"""The result through published lists of duties: which title fits, by duties."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pmcoach.assessment.lenses import LensView
from pmcoach.report.history import lens_views
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.argument import Argument, Hanging, paragraph
from pmcoach.tui.widgets.level_bar import share_bar

LEAD = (
    "Titles mean something else in every company, so compare duties. A duty counts as covered when "
    "three quarters of what your target asks of it is met. p shows the same after the plan."
)


class LensesScreen(CoachScreen[None]):
    """Every lens with the cover of each of its duties, today or after the plan."""

    where = "lenses"
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            yield Argument()

    def on_mount(self) -> None:
        self.after_plan = False
        self.query_one(VerticalScroll).focus()
        self.refresh_shown()

    def action_after_plan(self) -> None:
        self.after_plan = not self.after_plan
        self.refresh_shown()

    def refresh_shown(self) -> None:
        """All lenses as they stand."""
        self.set_top("Through published lists", "after the plan" if self.after_plan else "today")
        views = lens_views(self.session.profile, after_plan=self.after_plan)
        self.query_one(Argument).show(parts(views, self.app.size.width))


def parts(views: list[LensView], width: int) -> ComposeResult:
    """A paragraph for each lens."""
    yield paragraph((LEAD, "$secondary"))
    bar = 12 if width >= layout.NORMAL else 6
    for view in views:
        word = (
            "fits, by duties"
            if view.fits
            else "not known yet"
            if not view.known
            else "does not fit yet"
        )
        yield paragraph(
            (view.lens.title, "bold $primary"),
            f": {word} ({view.covered} of {len(view.duties)} duties covered, {view.known} known)",
        )
        for one in view.duties:
            percent = None if one.share is None else round(100 * one.share)
            figure = "  ? " if percent is None else f"{percent:3}%"
            yield Hanging(
                Content.assemble(share_bar(percent, bar), f" {figure}"),
                one.duty.text,
                classes="duty",
            )
        yield Static("")
