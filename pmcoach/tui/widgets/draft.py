"""A line of typing that is not lost: what is older than a second is on disk as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widgets import Input

from pmcoach.coach import keeping
from pmcoach.store.disk import StoreError

if TYPE_CHECKING:
    from pmcoach.coach.session import Session

PAUSE = 0.5
"""Seconds between the first key and the write: less than the second that is promised."""


class DraftInput(Input):
    """An Input that keeps a draft under ``form``, and begins with the one that was left."""

    def __init__(self, session: Session, form: str, value: str = "", *,
                 placeholder: str = "", max_length: int = 200) -> None:
        left = keeping.draft(session, form)
        super().__init__(left or value, placeholder=placeholder, max_length=max_length)
        self.session = session
        self.form = form
        self.given = value
        self.came_back = bool(left) and left != value
        """Whether it begins with a draft rather than with the saved value."""
        self._timer: Timer | None = None

    def on_input_changed(self) -> None:
        if self._timer is None:
            self._timer = self.set_timer(PAUSE, self.keep)

    def keep(self) -> None:
        """Write the draft; a disk that is full is told when the form is saved."""
        self._timer = None
        try:
            keeping.keep_draft(self.session, self.form,
                               "" if self.value == self.given else self.value)
        except StoreError as error:
            self.app.notify(str(error), severity="warning", markup=False)

    def done(self) -> None:
        """What was typed is saved for good, or given up: forget the draft."""
        self.given = self.value
        if self._timer is not None:
            self._timer.stop()
        self.keep()

    def on_unmount(self) -> None:
        """Left in the middle: what was typed is kept."""
        if self._timer is not None:
            self._timer.stop()
            self.keep()
