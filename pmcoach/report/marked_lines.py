"""The lines that someone marks in a spot: how they are stored, how they are named, what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

LINE_COUNTS: Mapping[int, str] = {1: "one line", 2: "two lines", 3: "three lines"}
"""How many lines of a spot are to be marked, in words."""


def join_marks(line_numbers: Iterable[int]) -> str:
    """Marked lines as they are stored: from low to high, such as "2,5"."""
    return ",".join(map(str, sorted(line_numbers)))


def split_marks(stored_marks: str) -> list[int]:
    """The numbers of the lines in an answer to a spot; none where it is no such answer."""
    line_numbers = stored_marks.split(",")
    if not all(number.isascii() and number.isdecimal() for number in line_numbers):
        return []
    return [int(number) for number in line_numbers]


def find_marks_fault(marks: Sequence[int], mark_count: int, line_count: int) -> str:
    """What is wrong with the lines that someone marks, or nothing.

    Args:
        marks: The numbers of the lines, from 1.
        mark_count: How many are to be marked.
        line_count: How many lines there are.
    """
    if unknown_lines := [number for number in marks if not 1 <= number <= line_count]:
        return f"There is no line {unknown_lines[0]}. The lines are 1 to {line_count}."
    if len(set(marks)) < len(marks):
        return f"Each line counts once. Mark {LINE_COUNTS[mark_count]}."
    if len(marks) != mark_count:
        marked = {0: "no line", 1: "one line"}.get(len(marks), f"{len(marks)} lines")
        return f"You marked {marked}. Mark {LINE_COUNTS[mark_count]}."
    return ""


def line_words(line_numbers: Sequence[int]) -> str:
    """Some lines by their numbers: "line 4", "lines 2 and 5", "lines 2, 5 and 7"."""
    *earlier_numbers, last_number = map(str, line_numbers)
    if not earlier_numbers:
        return f"line {last_number}"
    return f"lines {', '.join(earlier_numbers)} and {last_number}"


def marked_words(marks: Collection[int], mark_count: int) -> str:
    """Which lines are marked, and how many are still to be."""
    if not marks:
        return f"Mark {LINE_COUNTS[mark_count]}: press a line's number, or [space]."
    marked = line_words(sorted(marks))
    remaining_count = mark_count - len(marks)
    remaining = f", {remaining_count} more to mark" if remaining_count else ""
    return f"{marked[:1].upper()}{marked[1:]} marked{remaining}."


def full_words(marks: Collection[int]) -> str:
    """That no further line can be marked."""
    marked = line_words(sorted(marks))
    return f"{marked[:1].upper()}{marked[1:]} are marked already. Unmark one first."
