"""What makes a skill ladder one that people can place themselves on. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmcoach.catalog.complaints import Complaint, find_repeated
from pmcoach.catalog.models import Ladder

SMALL_NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
            *("eighteen", "nineteen"),
        ),
        1,
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}
SCALES = {"hundred": 100, "thousand": 1000}
TIMES = {"once": 1, "twice": 2}
"""Words that count times; the others are numbers as words, as far as a rung is likely to have them."""
_BELOW_HUNDRED = (
    rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(list(SMALL_NUMBERS)[:9])})\b)?+"
    rf"|(?:{'|'.join(SMALL_NUMBERS)})\b)"
)
_NUMBER = rf"\b(?:[0-9]+|(?:{_BELOW_HUNDRED} )?(?:{'|'.join(SCALES)})|{_BELOW_HUNDRED})\b"
CLOSED_RANGE = re.compile(rf"{_NUMBER} ?(?:to|or|and|-|\N{{EN DASH}}) ?{_NUMBER}", re.I)
"""A count with an upper end: whoever did more fits no rung."""
COUNT = re.compile(rf"{_NUMBER}|\b(?:{'|'.join(TIMES)})\b", re.I)
DIGIT_GROUP_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{3}\b)")
NO_COUNT = re.compile(
    r"\bone[ -](?:to|on)[ -]one\b|[0-9]+\.[0-9]+"
    r"|\b(?:since|in|from|until|before|after)(?: \w+)? (?:19|20)[0-9]{2}\b(?: to (?:19|20)[0-9]{2}\b)?",
    re.I,
)
"""What looks like a count and is none: talks one to one, decimals, and years."""
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
    for rung, text in enumerate(ladder.anchors):
        key = f"ladder.anchors[{rung}]"
        anchor = DIGIT_GROUP_COMMA.sub("", text)
        counts_text = NO_COUNT.sub("", anchor)
        if closed := CLOSED_RANGE.search(counts_text):
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
        count = _find_count(counts_text)
        if rung and count is not None:
            if count < highest_count:
                yield key, f"asks for {count}, and rung {highest_rung} for {highest_count}"
            highest_count, highest_rung = max((highest_count, highest_rung), (count, rung))


def _find_count(text: str) -> int | None:
    """The first number of a rung, which is how often it was done; None where there is none."""
    match = COUNT.search(text)
    if match is None:
        return None
    if match[0].isdecimal():
        return int(match[0])
    count = 0
    for word in re.split("[ -]", match[0].lower()):
        if word in SCALES:
            count = (count or 1) * SCALES[word]
        else:
            count += (SMALL_NUMBERS | TENS | TIMES)[word]
    return count
