"""Evidence as CV lines and as interview stories."""

from __future__ import annotations

import datetime as dt

from pmcoach.export.escaping import strip_unprintable
from pmcoach.export.templating import markdown_pages
from pmcoach.report.model import EvidenceLine, Report

LEFT_OUT = "Your evidence is private and was left out. Ask for it to be included."
NONE_YET = "There is no record yet. A record takes 15 minutes: situation, what you did, result."
_ENDS = (".", "!", "?", "…")


def to_cv(report: Report) -> str:
    """One line a record that says what was done and what came of it, newest first, as text.

    Who can confirm it stays out: a CV goes to strangers.
    """
    records = newest_first(report.evidence)
    ready_records = [record for record in records if record.did.strip() and record.result.strip()]
    lines = [cv_line(record) for record in ready_records]
    if len(ready_records) < len(records):
        lines += ["", "Not ready, because what I did or the result is not written yet:"]
        lines += [
            f"- {strip_unprintable(record.competency)}"
            for record in records
            if record not in ready_records
        ]
    return "\n".join(lines or [why_empty(report)]).lstrip("\n") + "\n"


def cv_line(record: EvidenceLine) -> str:
    """A record as a CV has it: without "I", a verb first, month and year at the end."""
    deed = _sentence(record.did)
    if deed.startswith("I "):
        deed = deed[2].upper() + deed[3:]
    month_words = f" ({month(record.date)})" if record.date else ""
    return f"- {deed} {_sentence(record.result)}{month_words}"


def to_stories(report: Report) -> str:
    """Each record as situation, action and result, newest first, as Markdown."""
    return (
        markdown_pages()
        .get_template("stories.md.jinja")
        .render(records=newest_first(report.evidence), empty=why_empty(report), month=month)
    )


def newest_first(records: tuple[EvidenceLine, ...]) -> list[EvidenceLine]:
    """Records by falling date; those without one come last."""
    return sorted(records, key=lambda record: record.date or dt.date.min, reverse=True)


def why_empty(report: Report) -> str:
    """Why there is nothing to show, if there is nothing."""
    return NONE_YET if "evidence" in report.included else LEFT_OUT


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""Spelled out here, because strftime follows the machine's language."""


def month(date: dt.date) -> str:
    """Month and year, as CVs date things."""
    return f"{MONTHS[date.month - 1]} {date.year}"


def _sentence(text: str) -> str:
    """A text on one line that ends as a sentence does."""
    one_line = " ".join(strip_unprintable(text).split())
    return one_line if one_line.endswith(_ENDS) or not one_line else f"{one_line}."
