"""A Report as Markdown, worth showing to a manager."""

from __future__ import annotations

from pmcoach.export.templating import markdown_pages
from pmcoach.report.model import Report


def to_markdown(report: Report) -> str:
    """The report as one Markdown page that ends with a newline."""
    return markdown_pages().get_template("report.md.jinja").render(r=report)
