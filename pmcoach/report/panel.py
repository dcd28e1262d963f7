"""What is said of how far the questions and keys were checked by people."""

from __future__ import annotations

import datetime as dt

from pmcoach.catalog.models import Panel
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.tally import Tally

NO_PANEL = (
    "The questions and keys were written by this program's makers from published sources; "
    "no panel of product managers has validated them."
)


def panel_words(catalog: Catalog) -> str:
    """What the pack's panel came to, or that there was none."""
    panel = catalog.panel
    if panel is None or not panel.with_situation.total.total:
        return NO_PANEL
    matched, guessed = panel.with_situation.total, panel.options_only.total
    words = (
        f"{panel.who[0].upper()}{panel.who[1:]} checked {_items_words(catalog, panel)} "
        f"{months_words(panel.first_day, panel.last_day)}: {percent(matched)} of "
        f"{answers_words(matched.total)} matched the keys ({interval_words(matched)})."
    )
    if guessed.total:
        words += f" From the options alone, {percent(guessed)} of {guessed.total:,} did."
    return words


def _items_words(catalog: Catalog, panel: Panel) -> str:
    """What was checked: all of it, a part, or an earlier version."""
    item_count = catalog.item_count
    if panel.version != catalog.pack.version:
        return f"{panel.items:,} questions and keys of version {panel.version}"
    if panel.items < item_count:
        return f"{panel.items:,} of the {item_count:,} questions and their keys"
    return "the questions and keys"


def months_words(first_day: dt.date, last_day: dt.date) -> str:
    """The months from one day to another: "in May 2026"."""
    if (first_day.year, first_day.month) == (last_day.year, last_day.month):
        return f"in {last_day:%B %Y}"
    first_month = f"{first_day:%B}" if first_day.year == last_day.year else f"{first_day:%B %Y}"
    return f"from {first_month} to {last_day:%B %Y}"


def answers_words(count: int) -> str:
    """A number of answers."""
    return "1 answer" if count == 1 else f"{count:,} answers"


def percent(tally: Tally) -> str:
    """The part that was right; a dash without an answer. Only all is 100%, only none 0%."""
    if tally.share is None:
        return "-"
    if tally.right in {0, tally.total}:
        return f"{tally.share:.0%}"
    return f"{min(99, max(1, round(100 * tally.share)))}%"


def interval_words(tally: Tally) -> str:
    """The 95% interval of the part that was right: "90 to 95%"."""
    low, high = tally.interval
    return f"{low * 100:.0f} to {high:.0%}"
