"""The lines of a spot, of which one to three are to be marked."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from pmcoach.report.marked_lines import find_marks_fault, join_marks, split_marks
from pmcoach.report.questions import Question
from pmcoach.tui.widgets.choices import ChoiceMark, Choices


class LineMarks(Choices):
    """All lines of a spot, with the marks of the answer that it has now."""

    # Here as well as on the screen, since the page around the lines takes space to scroll.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "screen.mark_line", show=False, id="question.mark-line")
    ]

    class Full(Message):
        """The user wants to mark a line, and enough are marked already."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.mark_count = question.mark_count
        answer = question.answer
        marks = split_marks(answer.option) if answer else []
        if find_marks_fault(marks, question.mark_count, len(question.choices)):
            marks = []
        self.marks = set(marks)
        """The numbers of the marked lines."""
        self.cursor = min(self.marks, default=1) - 1

    @property
    def option(self) -> str | None:
        """The marked lines as they are stored."""
        return join_marks(self.marks)

    @property
    def is_complete(self) -> bool:
        return len(self.marks) == self.mark_count

    def pick(self, index: int) -> None:
        """A digit or click: go to the line and mark it, or take its mark. Where one line is to be
        marked, the mark moves."""
        self.cursor = index
        number = index + 1
        if number in self.marks:
            self.marks.remove(number)
        elif self.mark_count == 1:
            self.marks = {number}
        elif self.is_complete:
            self.mark_rows()
            self.post_message(self.Full())
            return
        else:
            self.marks.add(number)
        self.show()

    def mark_line(self) -> None:
        """The same at the line one is on."""
        if self.cursor is not None:
            self.pick(self.cursor)

    def row_marks(self) -> dict[int | None, ChoiceMark]:
        return {
            index: "marked" if index + 1 in self.marks else "unmarked"
            for index in range(len(self.choices))
        }
