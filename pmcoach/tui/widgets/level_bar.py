"""Levels as pictures that read without colour."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from pmcoach.catalog.vocabulary import MAX_LEVEL

SPARKS = "▁▂▃▄▅▆▇█"
CONFIDENCE_MARKS = {"firm": "=", "likely": "~"}
"""What follows a level that is more than unsure."""
FACETS_LEGEND = "k knowledge  s skill  a ability"
LEGEND = f"■ reached  □ missing  · above it  ? not known  = firm  ~ likely   {FACETS_LEGEND}"
WORDED_LEGEND = "■ reached  □ missing  · above it  ? not known  k knowledge  s skill"
"""Where the confidence is a word."""
SHORT_LEGEND = "■ reached  □ missing  ? not known  = firm  ~ likely"
SURE_WIDTH = 7
"""Cells of a word of confidence with the space before it."""


def level_bar(level: int | None, target: int, highest: int, confidence: str = "") -> Content:
    """A square for each level up to the highest of its facet, and a mark for how sure it
    is; always five cells."""
    if level is None:
        return Content.assemble(("?", "$secondary"), " " * MAX_LEVEL)
    missing = max(0, target - level)
    return Content.assemble(
        ("■" * level, "$success"),
        ("□" * missing, "$warning"),
        ("·" * (highest - level - missing), "$secondary"),
        (CONFIDENCE_MARKS.get(confidence, " "), "$secondary"),
        " " * (MAX_LEVEL - highest),
    )


def worded_bar(level: int | None, target: int, highest: int, confidence: str) -> Content:
    """The same with a word for how sure it is; always as wide."""
    bar = level_bar(level, target, highest).rstrip()
    word = f" {confidence}" if level is not None and confidence else ""
    room = " " * (MAX_LEVEL + SURE_WIDTH - bar.cell_length - len(word))
    return Content.assemble(bar, (word, "$secondary"), room)


def share_bar(percent: int | None, width: int) -> Content:
    """How much of the target is met, as a line of ``width`` cells."""
    if percent is None:
        return Content.assemble(("·" * width, "$secondary"))
    full = round(width * percent / 100)
    if percent < 100:
        full = min(full, width - 1)
    return Content.assemble(("━" * full, "$success"), ("─" * (width - full), "$secondary"))


def spark(shares: Sequence[float | None]) -> Content:
    """Shares of 1 over time, a cell each, all on the same scale from 0 to 1; ? is not known.
    (Textual's Sparkline scales each line to its own range, so that two areas could not be
    compared.)"""
    cells = [
        "?" if share is None else SPARKS[min(len(SPARKS) - 1, int(share * len(SPARKS)))]
        for share in shares
    ]
    return Content.styled("".join(cells), "$success")
