"""The possible answers of a question: one is chosen, or a best and a worst."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from pmcoach.report.questions import AnswerChoice


class ChoiceRow(Horizontal):
    """One possible answer: its mark and digit, and its text."""

    def __init__(self, choice: AnswerChoice) -> None:
        super().__init__()
        self.choice = choice
        self.glyph = "○"
        self.mark = Static(f"○ {choice.label}", markup=False, classes="mark")

    def compose(self) -> ComposeResult:
        yield self.mark
        yield Static(self.choice.text, markup=False, classes="text")

    def show(self, glyph: str, *classes: str) -> None:
        """Show how it stands: open, chosen, best or worst."""
        # All at once, and nothing is laid out anew: every mark is equally wide. This is between a
        # key and what it shows.
        self.set_classes(classes)
        if glyph != self.glyph:
            self.glyph = glyph
            self.mark.update(f"{glyph} {self.choice.label}", layout=False)


class Choices(Vertical, can_focus=True):
    """All possible answers of one question."""

    class Picked(Message):
        """The user chose something."""

    def __init__(self, choices: Sequence[AnswerChoice], *, pair: bool) -> None:
        super().__init__()
        self.choices = list(choices)
        self.pair = pair
        self.at: int | None = None
        self.best: int | None = None
        self.worst: int | None = None

    def compose(self) -> ComposeResult:
        for choice in self.choices:
            yield ChoiceRow(choice)

    def on_mount(self) -> None:
        self.mark_rows()

    @property
    def option(self) -> str | None:
        """The chosen key, where one is to be chosen."""
        return None if self.at is None else self.choices[self.at].key

    @property
    def complete(self) -> bool:
        """Whether there is an answer to save."""
        if self.pair:
            return self.best is not None and self.worst is not None
        return self.at is not None

    def key_of(self, index: int | None) -> str | None:
        return None if index is None else self.choices[index].key

    def index_of(self, key: str) -> int | None:
        """Where a key stands, or None."""
        return next((i for i, one in enumerate(self.choices) if one.key == key), None)

    def move(self, by: int) -> None:
        """Up or down by arrow: in a single choice this chooses."""
        if self.at is None:
            self.at = 0 if by > 0 else len(self.choices) - 1
        else:
            self.at = max(0, min(len(self.choices) - 1, self.at + by))
        self.show()

    def pick(self, index: int) -> None:
        """A digit or click: choose it; of a pair first the best, then the worst."""
        self.at = index
        if self.pair:
            if index in (self.best, self.worst):
                # Chosen again: take the mark away.
                self.best = None if index == self.best else self.best
                self.worst = None if index == self.worst else self.worst
            elif self.best is None:
                self.best = index
            else:
                self.worst = index
        self.show()

    def mark(self, *, best: bool) -> None:
        """Mark where the cursor is as best or as worst."""
        if not self.pair or self.at is None:
            return
        if best:
            self.best = self.at
            self.worst = None if self.worst == self.at else self.worst
        else:
            self.worst = self.at
            self.best = None if self.best == self.at else self.best
        self.show()

    def show(self) -> None:
        """Bring all marks up to date and say that something was chosen."""
        self.mark_rows()
        self.post_message(self.Picked())

    def mark_rows(self) -> None:
        """Bring all marks up to date."""
        for index, row in enumerate(self.query(ChoiceRow)):
            here = ("-here",) if index == self.at else ()
            if not self.pair:
                row.show("●" if here else "○", *here, *(("-chosen",) if here else ()))
            elif index == self.best:
                row.show("▲", *here, "-best")
            elif index == self.worst:
                row.show("▼", *here, "-worst")
            else:
                row.show("○", *here)
            if here:
                row.scroll_visible(animate=False)

    def on_click(self, event: events.Click) -> None:
        for index, row in enumerate(self.query(ChoiceRow)):
            if event.widget is row or (event.widget is not None and row in event.widget.ancestors):
                self.pick(index)
                event.stop()
                return
