"""A Report as one HTML file that needs nothing from anywhere else."""

from __future__ import annotations

from pmcoach.export import radar
from pmcoach.export.templating import html_pages
from pmcoach.report.model import Report


def to_html(report: Report) -> str:
    """The report as one HTML page: styles and pictures in it, no script, no link."""
    return (
        html_pages()
        .get_template("report.html.jinja")
        .render(r=report, radar=radar.draw_radar(report.areas), size=radar)
    )
