"""Fields whose typing is not lost: what is older than a second is on disk as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, TextArea

from pmcoach.coach.drafts import MOST_CHARACTERS, read_draft, save_draft
from pmcoach.coach.errors import StoreError

if TYPE_CHECKING:
    from textual.widget import Widget

    from pmcoach.coach.session import Session

SAVE_DELAY = 0.5
"""Seconds between the first key and the write: less than the second that is promised."""
RESTORED = "This is what you were typing last time. It isn't saved yet."


class Draft:
    """The draft of one field, kept under ``name``; begins with what was left there, if anything."""

    def __init__(self, session: Session, name: str, saved_text: str) -> None:
        self.session = session
        self.name = name
        self.saved_text = saved_text
        left_text = read_draft(session, name)
        self.text = left_text or saved_text
        self.is_restored = self.text != saved_text
        """Whether it begins with a draft rather than with what is saved."""
        self._timer: Timer | None = None

    def changed(self, widget: Widget, text: str) -> None:
        """The field holds another text: write it soon."""
        self.text = text
        if self._timer is None:
            self._timer = widget.set_timer(SAVE_DELAY, lambda: self.keep(widget))

    def keep(self, widget: Widget) -> None:
        """Write the draft; why that failed is shown once, and the form stays as it is."""
        self._timer = None
        if self.session.read_only:
            return  # the top line says so already, and a line a second would bury the screen
        try:
            save_draft(self.session, self.name, "" if self.text == self.saved_text else self.text)
        except StoreError as error:
            widget.app.notify(str(error), severity="warning", markup=False)

    def leave(self, widget: Widget) -> None:
        """The field goes away: what was typed and not yet written is written now."""
        if self._timer is not None:
            self._timer.stop()
            self.keep(widget)

    def done(self, widget: Widget, text: str) -> None:
        """What was typed is saved for good: forget the draft."""
        self.text = self.saved_text = text
        if self._timer is not None:
            self._timer.stop()
        self.keep(widget)


class DraftInput(Input):
    """One line of typing."""

    def __init__(
        self,
        session: Session,
        name: str,
        text: str = "",
        *,
        placeholder: str = "",
        max_length: int = 200,
    ) -> None:
        self.draft = Draft(session, name, text)
        super().__init__(self.draft.text, placeholder=placeholder, max_length=max_length)

    @property
    def typed_text(self) -> str:
        return self.value

    def on_input_changed(self) -> None:
        self.draft.changed(self, self.value)

    def on_unmount(self) -> None:
        self.draft.leave(self)

    def done(self) -> None:
        """Saved for good."""
        self.draft.done(self, self.value)


class DraftArea(TextArea):
    """Several lines of typing; tab leaves the field. Says once when there is more than can be
    saved; the text stays, to be shortened."""

    def __init__(
        self,
        session: Session,
        name: str,
        text: str = "",
        *,
        placeholder: str = "",
        max_length: int = MOST_CHARACTERS,
    ) -> None:
        self.draft = Draft(session, name, text)
        self.max_length = max_length
        self._is_too_long = False
        super().__init__(
            self.draft.text,
            tab_behavior="focus",
            soft_wrap=True,
            show_line_numbers=False,
            placeholder=Content(placeholder),
        )

    @property
    def typed_text(self) -> str:
        return self.text

    def on_mount(self) -> None:
        # Who comes back goes on where the text ends, as in a line of typing.
        self.move_cursor(self.document.end)

    def on_text_area_changed(self) -> None:
        text = self.text
        if text != self.draft.text:
            self.draft.changed(self, text)
        was_too_long, self._is_too_long = self._is_too_long, len(text) > self.max_length
        if self._is_too_long and not was_too_long:
            self.app.notify(
                f"This text has {len(text):,} characters, and up to {self.max_length:,} can be "
                "saved.",
                severity="warning",
                markup=False,
            )

    def on_unmount(self) -> None:
        self.draft.leave(self)

    def done(self) -> None:
        """Saved for good."""
        self.draft.done(self, self.text)
