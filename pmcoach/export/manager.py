"""The manager's page: one sheet with the target, the gaps, the steps and what is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pmcoach.export.templating import html_pages, markdown_pages
from pmcoach.report.model import Report, StepLine, VerdictLine
from pmcoach.report.wording import money

MOST_GAPS = 3
MOST_STEPS = 6
"""More would not fit on the sheet beside the rest, however long their texts are."""


@dataclass(frozen=True)
class Ask:
    """One thing that is asked of the manager."""

    what: str
    text: str


@dataclass(frozen=True)
class ManagerPage:
    """What stands on the sheet."""

    target: str
    made_on: dt.date
    review_on: dt.date
    readiness: str
    gaps: tuple[VerdictLine, ...]
    steps: tuple[StepLine, ...]
    more: int
    """Steps of the quarter that the sheet has no room for."""
    asks: tuple[Ask, ...]


def manager_page(report: Report) -> ManagerPage:
    """The sheet for a report: its steps are those that begin before the review."""
    quarter = [
        step
        for step in report.plan.steps
        if step.start < report.review_on and step.state not in {"done", "dropped"}
    ]
    return ManagerPage(
        target=report.target,
        made_on=report.made_on,
        review_on=report.review_on,
        readiness=report.readiness,
        gaps=report.verdicts[:MOST_GAPS],
        steps=tuple(quarter[:MOST_STEPS]),
        more=max(0, len(quarter) - MOST_STEPS),
        asks=_asks(report, quarter),
    )


def _asks(report: Report, steps: Sequence[StepLine]) -> tuple[Ask, ...]:
    """Only what the steps need: nobody is asked for money that no step costs."""
    if not steps:
        return (Ask("A talk", "About what of this matters most here, before I plan any step."),)
    asks = [
        Ask(
            "Time",
            f"{report.plan.hours_per_week:g} hours a week until "
            f"{max(step.end for step in steps).isoformat()}.",
        )
    ]
    places = list(dict.fromkeys(step.access for step in steps if step.needs_access))
    if places:
        asks.append(Ask("Access", f"To {'; '.join(places)}."))
    low, high = (sum(step.cost[end] for step in steps) for end in (0, 1))
    if high:
        count = sum(step.cost[1] > 0 for step in steps)
        asks.append(
            Ask("Tuition and material", f"{money((low, high))} in all, for {count} of the steps.")
        )
    asks.append(
        Ask(
            "Confirmation",
            "A look at the proof when I bring it, and your word that it is so where you saw it.",
        )
    )
    return tuple(asks)


def to_manager_html(report: Report) -> str:
    """The sheet as one HTML page that prints on one side of A4."""
    page = html_pages().get_template("manager.html.jinja")
    return page.render(r=report, m=manager_page(report))


def to_manager_markdown(report: Report) -> str:
    """The sheet as Markdown."""
    page = markdown_pages().get_template("manager.md.jinja")
    return page.render(r=report, m=manager_page(report))
