"""The plan as CSV: one row a step."""

from __future__ import annotations

import csv
import io

from pmcoach.export.escaping import strip_unprintable
from pmcoach.report.model import Report, StepLine

COLUMNS = (
    "number",
    "id",
    "title",
    "route",
    "state",
    "start",
    "end",
    "hours_low",
    "hours_high",
    "cost_low",
    "cost_high",
    "access",
    "do",
    "if_then",
    "proof",
    "confirm",
    "lifts",
)
MARK = "\ufeff"
"""Without it Excel takes UTF-8 for something else."""
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""What makes a spreadsheet read a cell as a formula when it comes first."""


def to_csv(report: Report) -> str:
    """A header and a row for each step, as RFC 4180 has it, with a byte order mark."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for number, step in enumerate(report.plan.steps, 1):
        table.writerow(
            [number, *(safe(one) if isinstance(one, str) else f"{one:g}" for one in _row(step))]
        )
    return MARK + out.getvalue()


def _row(step: StepLine) -> tuple[str | float, ...]:
    return (
        step.id,
        step.title,
        step.route,
        step.state,
        step.start.isoformat(),
        step.end.isoformat(),
        *step.hours,
        *step.cost,
        step.access,
        step.do,
        step.if_then,
        step.proof,
        step.confirm,
        "\n".join(step.closes),
    )


def safe(text: str) -> str:
    """``text`` as a cell that no spreadsheet reckons with: an apostrophe in front of what might
    be a formula, and of an apostrophe, so that taking one off always gives the text back."""
    text = strip_unprintable(text, lines=True)
    first = text.lstrip()[:1]
    risky = first in _FORMULA if first else bool(text)
    return f"'{text}" if risky or first == "'" else text


def told(cell: str) -> str:
    """The text that a cell stands for: the other way round of ``safe``."""
    return cell.removeprefix("'")
