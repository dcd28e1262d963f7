"""What has changed since last time: the trend by area, and two dates compared."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from textual.content import Content

from pmcoach.assessment.history import Snapshot, compare_snapshots
from pmcoach.coach.history import History, read_history
from pmcoach.report.history import (
    FALLING_IS_NORMAL,
    anew_paragraphs,
    difference_lead,
    has_fallen,
    history_lead,
    moved_lines,
    share_words,
    snapshot_words,
)
from pmcoach.state.profile import Profile
from pmcoach.tui.text_screen import TextScreen
from pmcoach.tui.widgets.level_bar import spark
from pmcoach.tui.widgets.prose import BLANK, Prose, paragraph

MOST_SHOWN = 24
"""Finished assessments that fit on one line of the trend."""


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
        yield from map(paragraph, history_lead(len(snapshots), self.past.older))
        if snapshots:
            yield from trend_prose(self.session.profile, self.past)
        if len(snapshots) >= 2:
            before, after = snapshots[-2 - self.steps_back], snapshots[-1]
            yield from difference_prose(self.session.profile, before, after)
            yield from anew_prose(self.session.profile, [before, after])
        else:
            yield from anew_prose(self.session.profile, snapshots)


def trend_prose(profile: Profile, past: History) -> Prose:
    """A line for each area: how much of the present target was met each time."""
    yield paragraph(("How much of your present target was met, each time", "bold"))
    for area, shares in past.trend.items():
        ends = (shares[0], shares[-1])[: len(shares)]
        yield Content.assemble(
            f"{profile.title_of(area):27}",
            spark(shares[-MOST_SHOWN:]),
            f"  {' to '.join(map(share_words, ends))}",
        )
    yield BLANK


def anew_prose(profile: Profile, snapshots: Sequence[Snapshot]) -> Prose:
    """What differs only because the way to measure has changed."""
    lead, *lines = anew_paragraphs(profile, snapshots) or [""]
    if lines:
        yield paragraph(lead)
        yield from map(Content, lines)
        yield BLANK


def difference_prose(profile: Profile, before: Snapshot, after: Snapshot) -> Prose:
    """Two dates: real change first, then what only looks like it."""
    difference = compare_snapshots(profile.catalog, before, after)
    yield paragraph((f"{snapshot_words(before)}  to  {snapshot_words(after)}", "bold"))
    yield from map(paragraph, difference_lead(before, after, difference))
    for levels, cause in moved_lines(profile, difference):
        yield Content.assemble(levels, (f"   {cause}", "$secondary"))
    yield BLANK
    if has_fallen(difference):
        yield paragraph((FALLING_IS_NORMAL, "$secondary"))
