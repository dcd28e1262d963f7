"""What has changed since last time: the trend by area, and two dates compared."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pmcoach.assessment.forms import FORM_TITLES
from pmcoach.assessment.history import LevelDifference, Snapshot, compare_snapshots
from pmcoach.coach.history import History, read_history
from pmcoach.coach.session import Session
from pmcoach.report.history import FALLING_IS_NORMAL
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.argument import Argument, paragraph
from pmcoach.tui.widgets.level_bar import spark

MOST_SHOWN = 24
"""Finished assessments that fit on one line of the trend."""
CAUSES = {
    "new evidence": "new evidence",
    "new answers": "new answers",
    "changed content": "only the questions changed, not you",
    "key seen": "its key had been seen, so this is no change",
}


class HistoryScreen(CoachScreen[None]):
    """Left and right choose which earlier date is compared with the newest."""

    where = "history"
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        self.past = read_history(self.session)
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            yield Argument()

    def on_mount(self) -> None:
        self.at = max(0, len(self.past.snapshots) - 2)
        self.query_one(VerticalScroll).focus()
        self.refresh_shown()

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002
    ) -> bool | None:
        return action not in {"earlier", "later"} or len(self.past.snapshots) > 2

    def action_earlier(self) -> None:
        self.at = max(0, self.at - 1)
        self.refresh_shown()

    def action_later(self) -> None:
        self.at = min(max(0, len(self.past.snapshots) - 2), self.at + 1)
        self.refresh_shown()

    def refresh_shown(self) -> None:
        """The trend and the two dates."""
        count = len(self.past.snapshots)
        self.set_top("History", f"{count} finished")
        self.query_one(Argument).show(self.parts())

    def parts(self) -> ComposeResult:
        snapshots = self.past.snapshots
        if len(snapshots) < 2:
            yield paragraph(
                "With two finished assessments this shows what has changed between "
                "them. Each finished one stays as it is."
            )
        if not snapshots:
            yield paragraph("None is finished yet: esc, and home goes on with the present one.")
        if snapshots:
            yield from trend(self.session, self.past)
        if self.past.older:
            yield paragraph(
                f"This looks at the newest assessments; {self.past.older} older ones are in "
                "their files, and their answers count as well."
            )
        if len(snapshots) >= 2:
            before, after = snapshots[self.at], snapshots[-1]
            yield from compared(self.session, before, after, compare_snapshots(before, after))


def trend(session: Session, found: History) -> ComposeResult:
    """A line for each area: how much of the present target was met each time."""
    yield paragraph(("How much of your present target was met, each time", "bold"))
    for area, values in found.trend.items():
        yield Static(
            Content.assemble(
                f"{session.catalog.areas[area].title:27}",
                spark(values[-MOST_SHOWN:]),
                f"  {share(values[0])} to {share(values[-1])}"
                if len(values) > 1
                else f"  {share(values[-1])}",
            )
        )
    yield Static("")


def share(value: float | None) -> str:
    """How much is met, in words."""
    return "not known" if value is None else f"{value:.0%}"


def compared(
    session: Session, before: Snapshot, after: Snapshot, found: LevelDifference
) -> ComposeResult:
    """Two dates: real change first, then what only looks like it."""
    yield paragraph((f"{words(before)}  to  {words(after)}", "bold"))
    if found.target_changed:
        yield paragraph(
            "Your target changed in between. Levels are compared as they are; gaps are "
            "always held against the present target."
        )
    if found.content_changed:
        yield paragraph(
            f"The questions changed in between: content {before.content} and {after.content}."
        )
    if not found.moved:
        yield paragraph("No level is different.")
    for one in found.moved:
        subject, facet = one.key.rsplit(".", 1)
        known = subject in session.catalog.competencies or subject in session.catalog.areas
        title = session.profile.title_of(subject) if known else subject
        was = "not known" if one.before is None else str(one.before)
        now = "not known" if one.after is None else str(one.after)
        yield Static(
            Content.assemble(
                f"{title}, {facet}: {was} to {now}", (f"   {CAUSES[one.cause]}", "$secondary")
            )
        )
    yield Static("")
    if any(
        m.before is not None and m.after is not None and m.after < m.before for m in found.moved
    ):
        yield paragraph((FALLING_IS_NORMAL, "$secondary"))


def words(one: Snapshot) -> str:
    """When, which form, and with which content."""
    title = next((t for kind, t in FORM_TITLES.items() if kind == one.form), one.form)
    return f"{one.at.astimezone():%d %b %Y}, {title.lower()}, content {one.content}"
