"""Words for the parts of a report, shared by all front ends and exports."""

from __future__ import annotations

import textwrap

from pmcoach.report.model import PlanLine, Report

ROUTES = {"training": "Training", "hands-on": "Hands-on work"}
STATES = {"doing": "under way", "done": "done", "dropped": "dropped"}
"""What is said of a step that is more than planned."""

SUPPORTS = {"none": "my own word so far", "thin": "thinly backed", "solid": "solidly backed"}
LONGEST, LONGEST_TITLE = 120, 80
"""Characters of any one text and title on the manager's sheet; the whole is in the report."""


def hours(pair: tuple[float, float]) -> str:
    """A range of hours in words."""
    low, high = pair
    span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"{span} hour" if high == 1 == low else f"{span} hours"


def money(pair: tuple[float, float]) -> str:
    """A range of US dollars in words."""
    low, high = pair
    if high == 0:
        return "free"
    return f"${low:,.0f}" if low == high else f"${low:,.0f} to ${high:,.0f}"


def route(name: str) -> str:
    """A route as a headline."""
    return ROUTES.get(name, name)


def state(name: str) -> str:
    """The state of a step in words; nothing where it is only planned."""
    return STATES.get(name, "")


def time_words(plan: PlanLine) -> str:
    """The time of a plan: hours a week, for how many weeks."""
    weeks = "1 week" if plan.weeks == 1 else f"{plan.weeks} weeks"
    hour = "1 hour" if plan.hours_per_week == 1 else f"{plan.hours_per_week:g} hours"
    return f"{hour} a week for {weeks}"


def limits(report: Report) -> str:
    """What the plan was made within."""
    plan = report.plan
    paid = f"at most {money((plan.money, plan.money))}" if plan.money else "no money"
    return f"{time_words(plan)}, {paid}."


def no_verdict(report: Report) -> str:
    """Why nothing is advised."""
    return (
        "No gap was found among what is known."
        if report.answered
        else "Nothing is known yet, so there is nothing to advise."
    )


def support(name: str) -> str:
    """How well a level is backed, as the user would say it."""
    return SUPPORTS.get(name, name)


def brief(text: str, most: int = LONGEST) -> str:
    """A text on one line, cut between words where it is too long for a sheet."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    # A text without a space is cut anywhere.
    return (
        textwrap.shorten(flat, most, placeholder=" …")
        if " " in flat[:most]
        else flat[: most - 1] + "…"
    )


def brief_title(text: str) -> str:
    """A title, cut where it is too long for a sheet."""
    return brief(text, LONGEST_TITLE)
