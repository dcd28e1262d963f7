"""What makes a skill ladder one that people can place themselves on. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmcoach.catalog.complaints import Complaint, find_repeated
from pmcoach.catalog.models import Ladder

NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
        ),
        1,
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
"""Numbers as words, as far as a rung is likely to have them; "once" and "twice" count times."""
TIMES = {"once": 1, "twice": 2}
_NUMBER = rf"(?:[0-9]+|{'|'.join(NUMBERS)})"
CLOSED_RANGE = re.compile(rf"\b{_NUMBER} ?(?:to|or|and|-|\N{{EN DASH}}) ?{_NUMBER}\b", re.I)
"""A count with an upper end: whoever did more fits no rung."""
COUNT = re.compile(rf"\b(?:[0-9]+|{'|'.join([*NUMBERS, *TIMES])})\b", re.I)
CLAUSE_END = re.compile(r"[,;:\N{EM DASH}\N{EN DASH}]")
MOST_CLAUSES = 3
"""A reader holds a rung against their memory in one go, which three clauses still allow."""
MOST_WORDS = 30


def lint_ladder(ladder: Ladder) -> Iterator[Complaint]:
    """Every fault of a ladder: rungs that are alike, closed ranges, counts that fall from one rung to
    a higher one, and rungs that are too long."""
    if find_repeated(ladder.anchors):
        yield "ladder.anchors", "two anchors are alike"
    highest_count, highest_rung = 0, 0
    for rung, anchor in enumerate(ladder.anchors):
        key = f"ladder.anchors[{rung}]"
        if closed := CLOSED_RANGE.search(anchor):
            yield (
                key,
                f'"{closed[0]}" has an upper end; whoever did more fits no rung: say "or more"',
            )
        clauses, words = len(CLAUSE_END.findall(anchor)) + 1, len(anchor.split())
        if clauses > MOST_CLAUSES or words > MOST_WORDS:
            yield (
                key,
                (
                    f"has {clauses} clauses and {words} words; a rung has at most "
                    f"{MOST_CLAUSES} and {MOST_WORDS}"
                ),
            )
        count = _find_count(anchor)
        if rung and count is not None:
            if count < highest_count:
                yield key, f"asks for {count}, and rung {highest_rung} for {highest_count}"
            highest_count, highest_rung = max((highest_count, highest_rung), (count, rung))


def _find_count(anchor: str) -> int | None:
    """The first number of a rung, which is how often it was done; None where there is none."""
    match = COUNT.search(anchor)
    if match is None:
        return None
    word = match[0].lower()
    return int(word) if word.isdecimal() else NUMBERS.get(word) or TIMES[word]
