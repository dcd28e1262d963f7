"""The manager's page: one sheet with the target, the gaps, the steps and what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmcoach.export.templating import html_pages, markdown_pages
from pmcoach.report.model import Report, StepLine
from pmcoach.report.wording import money

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_GAPS = 3
MOST_STEPS = 6
"""More would not fit on the sheet beside the rest, however long their texts are."""


def list_quarter_steps(report: Report) -> list[StepLine]:
    """The steps still to do that begin before the review."""
    return [
        step
        for step in report.plan.steps
        if step.start < report.review_on and step.state not in {"done", "dropped"}
    ]


def list_requests(report: Report, steps: Sequence[StepLine]) -> dict[str, str]:
    """What the manager is asked for, each with its details: only what the steps need, so that
    nobody is asked for money that no step costs."""
    if not steps:
        return {"A talk": "About what of this matters most here, before I plan any step."}
    last_day = max(step.end for step in steps).isoformat()
    requests = {"Time": f"{report.plan.hours_per_week:g} hours a week until {last_day}."}
    places = dict.fromkeys(step.access for step in steps if step.needs_access)
    if places:
        requests["Access"] = f"To {'; '.join(places)}."
    paid_steps = [step for step in steps if step.payer == "employer"]
    if paid_steps:
        low, high = (sum(step.cost[end] for step in paid_steps) for end in (0, 1))
        requests["Tuition and material"] = (
            f"{money((low, high))} in all, for {len(paid_steps)} of the steps."
        )
    requests["Confirmation"] = (
        "A look at the proof when I bring it, and your word that it is so where you saw it."
    )
    return requests


def to_manager_html(report: Report) -> str:
    """The sheet as one HTML page that prints on one side of A4."""
    return _render(html_pages(), "manager.html.jinja", report)


def to_manager_markdown(report: Report) -> str:
    """The sheet as Markdown."""
    return _render(markdown_pages(), "manager.md.jinja", report)


def _render(pages: Environment, template_name: str, report: Report) -> str:
    steps = list_quarter_steps(report)
    return pages.get_template(template_name).render(
        r=report,
        gaps=report.verdicts[:MOST_GAPS],
        steps=steps,
        most_steps=MOST_STEPS,
        requests=list_requests(report, steps),
    )
