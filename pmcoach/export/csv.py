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
    "kind",
    "state",
    "start",
    "end",
    "hours_low",
    "hours_high",
    "weeks",
    "cost_low",
    "cost_high",
    "payer",
    "access",
    "do",
    "where",
    "if_then",
    "proof",
    "confirm",
    "lifts",
)
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for something else."""
_RISKY_STARTS = frozenset("=+-@\t\r\n＝＋－＠") | {"'", ""}
"""What makes a spreadsheet read a cell as a formula when it comes first, our own mark against
that, and no character but spaces."""


def to_csv(report: Report) -> str:
    """A header and a row for each step, as RFC 4180 has it, with a byte order mark."""
    csv_text = io.StringIO(newline="")
    csv_rows = csv.writer(csv_text, lineterminator="\r\n")
    csv_rows.writerow(COLUMNS)
    csv_rows.writerows(
        [number, *(escape_cell(cell) if isinstance(cell, str) else f"{cell:g}" for cell in row)]
        for number, row in enumerate(map(_row, report.plan.steps), 1)
    )
    return BYTE_ORDER_MARK + csv_text.getvalue()


def _row(step: StepLine) -> tuple[str | float, ...]:
    return (
        step.id,
        step.title,
        step.route,
        step.kind,
        step.state,
        step.start.isoformat(),
        step.end.isoformat(),
        *step.hours,
        step.weeks,
        *step.cost,
        step.payer,
        step.access,
        step.do,
        step.where,
        step.if_then,
        step.proof,
        step.confirm,
        "\n".join(step.closes),
    )


def escape_cell(text: str) -> str:
    """``text`` as a cell that no spreadsheet computes: an apostrophe in front of what might be a
    formula, and of an apostrophe, so that taking one off always gives the text back."""
    cell = strip_unprintable(text, lines=True)
    starts = {cell[:1], cell.lstrip()[:1]}
    return f"'{cell}" if cell and starts & _RISKY_STARTS else cell
