"""Levels as pictures that read without colour."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from pmcoach.catalog.vocabulary import MAX_LEVEL

SPARKS = "▁▂▃▄▅▆▇█"
SUPPORT_MARKS = {"none": " ", "thin": "~", "solid": "="}
FACETS_LEGEND = "k knowledge  s skill  a ability"
LEGEND = f"■ reached  □ missing  · above it  ? not known  ~ thin  = solid   {FACETS_LEGEND}"
MIDDLE_LEGEND = "■ reached  □ missing  ? not known  ~ thin  = solid  k knowledge  s skill"
SHORT_LEGEND = "■ reached  □ missing  ? not known  ~ thin  = solid"


def level_bar(level: int | None, target: int, highest: int, support: str = "none") -> Content:
    """A square for each level up to the highest of its facet, and a mark for how well the level is
    backed; always five cells."""
    if level is None:
        return Content.assemble(("?", "$secondary"), " " * MAX_LEVEL)
    missing = max(0, target - level)
    return Content.assemble(
        ("■" * level, "$success"),
        ("□" * missing, "$warning"),
        ("·" * (highest - level - missing), "$secondary"),
        (SUPPORT_MARKS.get(support, " "), "$secondary"),
        " " * (MAX_LEVEL - highest),
    )


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
