"""The measures that all screens share; docs/look.md tells them in words. The stylesheets hold the
column's width and the margins once more, as they cannot read them from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.geometry import Size

COLUMN = 96
"""Cells: the widest that anything to read is laid out; a longer line is hard to follow."""
NORMAL, WIDE = 78, 110
"""Columns from which a screen is no longer narrow, and from which it is wide."""
MIDDLE, TALL, HIGH = 23, 30, 36
"""Lines from which a screen is no longer low, has room for what may be left out, and is high."""
MARGIN, NARROW_MARGIN = 3, 1
"""Cells on each side of the column."""
ROW_PADDING = 3
"""Cells of a line in a list that hold no text: one on each side, and the scrollbar."""

WIDTHS = [(0, "-narrow"), (NORMAL, "-normal"), (WIDE, "-wide")]
HEIGHTS = [(0, "-low"), (MIDDLE, "-middle"), (HIGH, "-high")]


def column(width: int) -> int:
    """Cells of the column on a screen of ``width`` columns."""
    return min(COLUMN, width - 2 * (NARROW_MARGIN if width < NORMAL else MARGIN))


def row(width: int) -> int:
    """Cells for the text of a line in a list."""
    return column(width) - ROW_PADDING


def size_classes(size: Size) -> tuple[str, str]:
    """The classes by which stylesheets know how wide and how high a screen is."""
    widths = [name for least, name in WIDTHS if size.width >= least]
    heights = [name for least, name in HEIGHTS if size.height >= least]
    return widths[-1], heights[-1]
