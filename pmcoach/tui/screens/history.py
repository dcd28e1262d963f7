"""What has changed since last time: the trend by area, and two dates compared."""

from __future__ import annotations

from functools import cached_property

from textual.content import Content

from pmcoach.assessment.forms import FORM_TITLES
from pmcoach.assessment.history import LevelDifference, Snapshot, compare_snapshots
from pmcoach.coach.history import History, read_history
from pmcoach.coach.session import Session
from pmcoach.report.history import FALLING_IS_NORMAL
from pmcoach.tui.text_screen import TextScreen
from pmcoach.tui.widgets.level_bar import spark
from pmcoach.tui.widgets.prose import BLANK, Prose, paragraph

MOST_SHOWN = 24
"""Finished assessments that fit on one line of the trend."""
CAUSES = {
    "new evidence": "new evidence",
    "new answers": "new answers",
    "changed content": "only the questions changed, not you",
    "key seen": "its key had been seen, so this is no change",
}


class HistoryScreen(TextScreen):
    """Left and right choose which earlier date is compared with the newest."""

    where = "history"
    steps_back = 0
    """How many snapshots before the newest but one is compared with the newest."""

    @cached_property
    def past(self) -> History:
        """What was finished; nothing of it changes while it is shown."""
        return read_history(self.session)

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002
    ) -> bool | None:
        return action not in {"earlier", "later"} or len(self.past.snapshots) > 2

    def action_earlier(self) -> None:
        self._go_back(1)

    def action_later(self) -> None:
        self._go_back(-1)

    def _go_back(self, by: int) -> None:
        self.steps_back = max(0, min(len(self.past.snapshots) - 2, self.steps_back + by))
        self.refresh_shown()

    def top_line(self) -> tuple[str, str]:
        return "History", f"{len(self.past.snapshots)} finished"

    def prose(self) -> Prose:
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
            before, after = snapshots[-2 - self.steps_back], snapshots[-1]
            yield from compared(self.session, before, after, compare_snapshots(before, after))


def trend(session: Session, past: History) -> Prose:
    """A line for each area: how much of the present target was met each time."""
    yield paragraph(("How much of your present target was met, each time", "bold"))
    for area, shares in past.trend.items():
        ends = (shares[0], shares[-1])[: len(shares)]
        yield Content.assemble(
            f"{session.catalog.areas[area].title:27}",
            spark(shares[-MOST_SHOWN:]),
            f"  {' to '.join(map(share_words, ends))}",
        )
    yield BLANK


def share_words(share: float | None) -> str:
    """How much is met, in words."""
    return "not known" if share is None else f"{share:.0%}"


def compared(
    session: Session, before: Snapshot, after: Snapshot, difference: LevelDifference
) -> Prose:
    """Two dates: real change first, then what only looks like it."""
    yield paragraph((f"{snapshot_words(before)}  to  {snapshot_words(after)}", "bold"))
    if difference.target_changed:
        yield paragraph(
            "Your target changed in between. Levels are compared as they are; gaps are "
            "always held against the present target."
        )
    if difference.content_changed:
        yield paragraph(
            f"The questions changed in between: content {before.content} and {after.content}."
        )
    if not difference.moved:
        yield paragraph("No level is different.")
    for change in difference.moved:
        subject, facet = change.key.rsplit(".", 1)
        levels = f"{level_words(change.before)} to {level_words(change.after)}"
        yield Content.assemble(
            f"{session.profile.title_of(subject)}, {facet}: {levels}",
            (f"   {CAUSES[change.cause]}", "$secondary"),
        )
    yield BLANK
    if any(
        change.before is not None and change.after is not None and change.after < change.before
        for change in difference.moved
    ):
        yield paragraph((FALLING_IS_NORMAL, "$secondary"))


def level_words(level: int | None) -> str:
    """A level, in words where it is not known."""
    return "not known" if level is None else str(level)


def snapshot_words(snapshot: Snapshot) -> str:
    """When, which form, and with which content."""
    title = next(
        (title for kind, title in FORM_TITLES.items() if kind == snapshot.form), snapshot.form
    )
    return f"{snapshot.at.astimezone():%d %b %Y}, {title.lower()}, content {snapshot.content}"
