"""A Report as JSON."""

from __future__ import annotations

from pmcoach.export.report import Report


def to_json(report: Report) -> str:
    """The report as indented JSON that ends with a newline."""
    return report.model_dump_json(indent=2) + "\n"
