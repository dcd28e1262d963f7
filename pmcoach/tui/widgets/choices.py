"""The possible answers of a question: one is chosen, or a best and a worst."""

from __future__ import annotations

from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from pmcoach.report.questions import AnswerChoice, Question

ChoiceMark = Literal["open", "chosen", "best", "worst", "unmarked", "marked"]
BestOrWorst = Literal["best", "worst"]
GLYPHS: dict[ChoiceMark, str] = {
    "open": "○",
    "chosen": "●",
    "best": "▲",
    "worst": "▼",
    "unmarked": "☐",
    "marked": "☑",
}
"""All equally wide, so that another one moves nothing."""


class ChoiceRow(Horizontal):
    """One possible answer: its mark and digit, and its text."""

    def __init__(self, choice: AnswerChoice) -> None:
        super().__init__()
        self.choice = choice
        self.mark: ChoiceMark = "open"
        self.sign = Static(f"{GLYPHS['open']} {choice.label}", markup=False, classes="mark")

    def compose(self) -> ComposeResult:
        yield self.sign
        yield Static(self.choice.text, markup=False, classes="text")

    def show(self, mark: ChoiceMark, *, has_cursor: bool) -> None:
        """Show how it stands."""
        # All at once, and nothing is laid out anew. This is between a key and what it shows.
        self.set_classes([f"-{mark}", *(["-here"] if has_cursor else [])])
        if mark != self.mark:
            self.mark = mark
            self.sign.update(f"{GLYPHS[mark]} {self.choice.label}", layout=False)


class Choices(Vertical, can_focus=True):
    """All possible answers of one question, with the answer that it has now."""

    class Picked(Message):
        """The user chose something."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.item = question.item
        self.choices = question.choices
        self.is_pair = question.kind == "scenario"
        index_of_key = {choice.key: index for index, choice in enumerate(question.choices)}
        answer = question.answer
        self.cursor = index_of_key.get(answer.option) if answer else None
        """Where one is in the list; of an answer that is no pair, the one that is chosen."""
        self.pair: dict[BestOrWorst, int] = {}
        """Where the best and the worst stand, once they are chosen."""
        if answer and {answer.best, answer.worst} <= index_of_key.keys():
            self.pair = {"best": index_of_key[answer.best], "worst": index_of_key[answer.worst]}

    def compose(self) -> ComposeResult:
        yield from (ChoiceRow(choice) for choice in self.choices)

    def on_mount(self) -> None:
        self.mark_rows()

    @property
    def option(self) -> str | None:
        """The chosen key, where one is to be chosen."""
        return None if self.is_pair or self.cursor is None else self.choices[self.cursor].key

    def pair_key(self, mark: BestOrWorst) -> str | None:
        """The key of the best or of the worst."""
        return self.choices[self.pair[mark]].key if mark in self.pair else None

    @property
    def is_complete(self) -> bool:
        """Whether there is an answer to save."""
        return len(self.pair) == 2 if self.is_pair else self.cursor is not None

    def move(self, offset: int) -> None:
        """Up or down by arrow: in a single choice this chooses."""
        last_index = len(self.choices) - 1
        if self.cursor is None:
            self.cursor = 0 if offset > 0 else last_index
        else:
            self.cursor = max(0, min(last_index, self.cursor + offset))
        self.show()

    def pick(self, index: int) -> None:
        """A digit or click: choose it; of a pair first the best, then the worst."""
        self.cursor = index
        if self.is_pair and not self._take_mark_from(index):
            self.pair["worst" if "best" in self.pair else "best"] = index
        self.show()

    def mark(self, mark: BestOrWorst) -> None:
        """Mark where the cursor is as best or as worst."""
        if self.is_pair and self.cursor is not None:
            self._take_mark_from(self.cursor)
            self.pair[mark] = self.cursor
            self.show()

    def _take_mark_from(self, index: int) -> bool:
        """Take its mark from an action; says whether it had one."""
        mark_count = len(self.pair)
        self.pair = {mark: marked for mark, marked in self.pair.items() if marked != index}
        return len(self.pair) < mark_count

    def show(self) -> None:
        """Bring all marks up to date and say that something was chosen."""
        self.mark_rows()
        self.post_message(self.Picked())

    def row_marks(self) -> dict[int | None, ChoiceMark]:
        """The mark of each choice that has one, by its place."""
        if self.is_pair:
            return {index: mark for mark, index in self.pair.items()}
        return {self.cursor: "chosen"}

    def mark_rows(self) -> None:
        """Bring all marks up to date."""
        marks = self.row_marks()
        for index, row in enumerate(self.query(ChoiceRow)):
            row.show(marks.get(index, "open"), has_cursor=index == self.cursor)
            if index == self.cursor:
                row.scroll_visible(animate=False)

    def on_click(self, event: events.Click) -> None:
        for index, row in enumerate(self.query(ChoiceRow)):
            if event.widget is not None and row in event.widget.ancestors_with_self:
                self.pick(index)
                event.stop()
