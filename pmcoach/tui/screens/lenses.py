"""The result through published lists of duties: which title fits, by duties."""

from __future__ import annotations

from textual.content import Content

from pmcoach.assessment.lenses import LensView
from pmcoach.report.history import lens_views
from pmcoach.tui.text_screen import TextScreen
from pmcoach.tui.widgets.level_bar import share_bar
from pmcoach.tui.widgets.prose import BLANK, Prose, hanging, paragraph

LENSES_LEAD = (
    "Titles mean something else in every company, so compare duties. A duty counts as covered when "
    "three quarters of what your target asks of it is met. p shows the same after the plan."
)


class LensesScreen(TextScreen):
    """Every lens with the cover of each of its duties, today or after the plan."""

    where = "lenses"
    after_plan = False

    def action_after_plan(self) -> None:
        self.after_plan = not self.after_plan
        self.refresh_shown()

    def top_line(self) -> tuple[str, str]:
        return "Through published lists", "after the plan" if self.after_plan else "today"

    def prose(self) -> Prose:
        yield paragraph((LENSES_LEAD, "$secondary"))
        bar_width = 6 if self.is_narrow else 12
        for view in lens_views(self.session.profile, after_plan=self.after_plan):
            yield from lens_prose(view, bar_width, self.text_width)


def lens_prose(view: LensView, bar_width: int, width: int) -> Prose:
    """Whether the title fits, and how far each of its duties is covered."""
    fit = (
        "fits, by duties"
        if view.fits
        else "not known yet"
        if not view.known
        else "does not fit yet"
    )
    yield paragraph(
        (view.lens.title, "bold $primary"),
        f": {fit} ({view.covered} of {len(view.duties)} duties covered, {view.known} known)",
    )
    for cover in view.duties:
        percent = None if cover.share is None else round(100 * cover.share)
        figure = "  ? " if percent is None else f"{percent:3}%"
        sign = Content.assemble(share_bar(percent, bar_width), f" {figure}  ")
        yield hanging(sign, Content(cover.duty.text), width)
    yield BLANK
