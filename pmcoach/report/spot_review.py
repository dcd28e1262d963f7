"""An answered spot in the review: its lines with the user's marks, the right ones, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pmcoach.catalog.models import Spot
from pmcoach.report.marked_lines import line_words


@dataclass(frozen=True)
class ExplainedLine:
    """One line of a spot, with the reason why it is to be marked or not, where there is one."""

    number: int
    text: str
    why: str
    is_marked: bool
    """Whether the user marked it."""
    is_key: bool
    """Whether it is to be marked."""

    @property
    def tags(self) -> str:
        """What became of it; nothing where it was rightly passed over."""
        if self.is_key:
            return "rightly marked" if self.is_marked else "missed"
        return "marked by mistake" if self.is_marked else ""

    @property
    def glyph(self) -> str:
        """A mark for it."""
        if self.is_key and self.is_marked:
            return "✓"
        return "✗" if self.is_key or self.is_marked else "·"

    @property
    def sign(self) -> str:
        """What stands before it: the mark and the number, in one width."""
        return f"{self.glyph} {self.number:<2}"

    @property
    def label(self) -> str:
        """The same in words that lead a line."""
        return f"Line {self.number}, {self.tags}" if self.tags else f"Line {self.number}"


def explain_lines(spot: Spot, marks: Collection[int]) -> list[ExplainedLine]:
    """All lines in their order.

    Args:
        spot: The spot.
        marks: The numbers of the lines that the user marked.
    """
    return [
        ExplainedLine(number, line.text, line.why or "", number in marks, number in spot.marks)
        for number, line in enumerate(spot.line, 1)
    ]


def compare_marks_words(spot: Spot, marks: Collection[int]) -> str:
    """Which lines the user marked, and which ones are to be marked."""
    key = line_words(sorted(spot.marks))
    if set(marks) == set(spot.marks):
        return f"You marked {key}: exactly the right {'one' if len(marks) == 1 else 'ones'}."
    return f"You marked {line_words(sorted(marks))}. The key is {key}."
