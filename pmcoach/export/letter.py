"""A letter to an employer: what training or time the plan asks for, what it costs, what comes of it."""

from __future__ import annotations

from pmcoach.export.templating import markdown_pages
from pmcoach.report.model import Report, StepLine

MOST_COURSES = 2
MOST_USES = 2
"""Steps at work that use what was learned; more would bury the request."""


def to_letter(report: Report) -> str:
    """The letter as Markdown, with blanks for names and the date."""
    steps = report.plan.steps
    courses = [step for step in steps if step.payer == "employer"][:MOST_COURSES]
    return (
        markdown_pages()
        .get_template("letter.md.jinja")
        .render(
            r=report,
            courses=courses,
            uses=list_uses(report),
            cost=_total_cost(courses),
        )
    )


def list_uses(report: Report) -> list[StepLine]:
    """The steps of the plan in which the employer's own product gains from what was learned."""
    learned = {step.id for step in report.plan.steps if step.payer == "employer"}
    at_work = [
        step
        for step in report.plan.steps
        if step.where and step.needs_workplace and step.id not in learned
    ]
    return at_work[:MOST_USES]


def _total_cost(courses: list[StepLine]) -> tuple[float, float]:
    return sum(step.cost[0] for step in courses), sum(step.cost[1] for step in courses)
