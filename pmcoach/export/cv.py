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
    told = [one for one in records if one.did.strip() and one.result.strip()]
    lines = [cv_line(one) for one in told]
    if len(told) < len(records):
        lines.append("")
        lines.append("Not ready, because what I did or the result is not written yet:")
        lines += [f"- {strip_unprintable(one.competency)}" for one in records if one not in told]
    return "\n".join(lines or [why_empty(report)]).lstrip("\n") + "\n"


def cv_line(one: EvidenceLine) -> str:
    """A record as a CV has it: without "I", a verb first, month and year at the end."""
    did = _sentence(one.did)
    if did.startswith("I ") and len(did) > 2:
        did = did[2].upper() + did[3:]
    when = f" ({month(one.date)})" if one.date else ""
    return f"- {did} {_sentence(one.result)}{when}"


def to_stories(report: Report) -> str:
    """Each record as situation, action and result, newest first, as Markdown."""
    page = markdown_pages().get_template("stories.md.jinja")
    return page.render(records=newest_first(report.evidence), empty=why_empty(report), month=month)


def newest_first(records: tuple[EvidenceLine, ...]) -> list[EvidenceLine]:
    """Records by falling date; those without one come last."""
    return sorted(records, key=lambda one: one.date or dt.date.min, reverse=True)


def why_empty(report: Report) -> str:
    """Why there is nothing to show, if there is nothing."""
    return NONE_YET if "evidence" in report.included else LEFT_OUT


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Spelt out here, because strftime follows the machine's language."""


def month(date: dt.date) -> str:
    """Month and year, as CVs date things."""
    return f"{MONTHS[date.month - 1]} {date.year}"


def _sentence(text: str) -> str:
    """A text on one line that ends as a sentence does."""
    flat = " ".join(strip_unprintable(text).split())
    return flat if flat.endswith(_ENDS) or not flat else f"{flat}."
