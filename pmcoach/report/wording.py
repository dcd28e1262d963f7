"""Words for the parts of a report, shared by all front ends and exports."""

from __future__ import annotations

import datetime as dt
import textwrap

from pmcoach.assessment.calibration import Sureness
from pmcoach.report.model import (
    AreaLine,
    FacetLine,
    HiringLine,
    PlanLine,
    Report,
    StepLine,
    VerdictLine,
)

ROUTES = {"training": "Training", "hands-on": "Hands-on work"}
KIND_WORDS: dict[str, str] = {
    "drill": "Training: drill",
    "book": "Training: reading",
    "exercise": "Training: exercise",
    "course": "Training: course",
    "rehearsal": "Rehearsal",
    "work": "Hands-on: real work",
    "project": "Hands-on: project",
    "access": "Getting access",
    "question": "Question to ask first",
    "job-search": "Job search",
    "onboarding": "New job",
    "kickoff": "Getting started",
    "evidence": "Evidence",
    "measure": "Measuring",
}
"""What each kind of step is called."""
PAYERS = {"you": "your money", "employer": "your employer's money"}
PAID_BY_EMPLOYER = ", paid for by your employer"
"""What ends the titles of courses that an employer pays for."""
STATES = {"doing": "under way", "done": "done", "dropped": "dropped"}
"""What is said of a step that is more than planned."""

ABILITY = "Ability in critical incidents"
CALIBRATION = "How sure you were, and how often you were right"
CERTIFICATE_QUESTION = "Is a certificate worth it?"
WRITE_IT_DOWN = "Write it down, 15 minutes"
LONGEST, LONGEST_TITLE = 120, 80
"""Characters of any one text and title on the manager's sheet; the whole is in the report."""


def hours(hours_range: tuple[float, float]) -> str:
    """A range of hours in words."""
    low, high = hours_range
    if high <= 1 and low < 1:
        least, most = f"{low * 60:.0f}", f"{high * 60:.0f}"
        return f"{most} minutes" if least == most else f"{least} to {most} minutes"
    span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"{span} hour" if high == 1 == low else f"{span} hours"


def weeks_words(weeks: int) -> str:
    """The shortest time that something takes."""
    return "1 week" if weeks == 1 else f"{weeks} weeks"


def money(dollars_range: tuple[float, float]) -> str:
    """A range of US dollars in words."""
    low, high = dollars_range
    if high == 0:
        return "free"
    return f"${low:,.0f}" if low == high else f"${low:,.0f} to ${high:,.0f}"


def route(name: str) -> str:
    """A route as a headline."""
    return ROUTES.get(name, name)


def state(name: str) -> str:
    """The state of a step in words; nothing where it is only planned."""
    return STATES.get(name, "")


def pace_words(plan: PlanLine) -> str:
    """The hours that a plan has in a week."""
    return "1 hour" if plan.hours_per_week == 1 else f"{plan.hours_per_week:g} hours"


def course_title(step: StepLine) -> str:
    """The title of a step, to whoever pays for it."""
    return step.title.removesuffix(PAID_BY_EMPLOYER)


def time_words(plan: PlanLine) -> str:
    """The time of a plan: hours a week, for how many weeks."""
    return f"{pace_words(plan)} a week for {weeks_words(plan.weeks)}"


def limits(report: Report) -> str:
    """What the plan was made within."""
    plan = report.plan
    cost_words = f"at most {money((plan.money, plan.money))}" if plan.money else "no money"
    return f"{time_words(plan)}, {cost_words} of your own. {costs_words(plan)}"


def costs_words(plan: PlanLine) -> str:
    """What the steps of a plan cost, each purse apart."""
    purses = [
        f"{money(cost)} of {PAYERS[payer]}"
        for payer, cost in (("you", plan.own_cost), ("employer", plan.employer_cost))
        if cost[1]
    ]
    return f"Its steps cost {' and '.join(purses)}." if purses else "Its steps cost nothing."


def no_verdict(report: Report) -> str:
    """Why nothing is advised."""
    return (
        "No gap was found among what is known."
        if report.answered
        else "Nothing is measured now, so there is nothing to advise."
    )


def brief(text: str, most_characters: int = LONGEST) -> str:
    """A text on one line, cut between words where it is too long for a sheet."""
    one_line = " ".join(text.split())
    if len(one_line) <= most_characters:
        return one_line
    # A text without a space is cut anywhere.
    return (
        textwrap.shorten(one_line, most_characters, placeholder=" …")
        if " " in one_line[:most_characters]
        else one_line[: most_characters - 1] + "…"
    )


def brief_title(text: str) -> str:
    """A title, cut where it is too long for a sheet."""
    return brief(text, LONGEST_TITLE)


# The headings and lines of results, advice and plan


def day(date: dt.date) -> str:
    """A day as one says it."""
    return f"{date:%B} {date.day}, {date.year}"


def gaps_heading(report: Report) -> str:
    """What the list of gaps is called."""
    return "The largest gaps" if report.verdicts else "Gaps"


def sure_level_words(verdict: VerdictLine) -> str:
    """The level of a gap, and how sure it is."""
    return f"{verdict.level} ({verdict.confidence})" if verdict.confidence else f"{verdict.level}"


def gap(verdict: VerdictLine) -> str:
    """A gap in a few words."""
    return f"{verdict.title}: {verdict.facet} {verdict.level}, target {verdict.target}"


def sure_gap(verdict: VerdictLine) -> str:
    """A gap in a few words, and how sure the level is."""
    return f"{verdict.title}: {verdict.facet} {sure_level_words(verdict)}, target {verdict.target}"


def gap_with_route(verdict: VerdictLine) -> str:
    """A gap, and how to close it."""
    return f"{gap(verdict)}. {route(verdict.route)}."


def rejected(verdict: VerdictLine) -> str:
    """What is not advised, and why not."""
    return f"Rejected: {verdict.rejected}. {verdict.rejected_why}"


def certificate(hiring: HiringLine) -> str:
    """Whether a certificate helps to get hired, in a few words."""
    return "a certificate helps here" if hiring.certificate else "no certificate needed"


def area_known(area: AreaLine) -> str:
    """How many levels of an area are known."""
    return f"{area.known} of {area.possible} levels known"


def facet(line: FacetLine) -> str:
    """A known level against its target, and how sure it is."""
    details = ", ".join(text for text in (line.level_name, line.confidence, line.note) if text)
    return f"{line.level}, target {line.target} ({details})"


def sureness(line: Sureness) -> str:
    """How many of the answers given with one degree of sureness were right."""
    return f"{line.right} of {line.answers} right" if line.answers else "none so far"


def step_facts(step: StepLine) -> str:
    """How a step is done, when, for how long and at what cost, and how it stands."""
    facts = [
        KIND_WORDS[step.kind],
        f"{day(step.start)} to {day(step.end)}",
        hours(step.hours),
        step_cost(step),
        state(step.state),
        "was due before today" if step.late else "",
    ]
    return ", ".join(fact for fact in facts if fact)


def step_cost(step: StepLine) -> str:
    """What a step costs, and whose money it takes."""
    payer = PAYERS.get(step.payer, "")
    if step.cost[1] and not payer:
        return f"free if you borrow it or take the free version; {money(step.cost)} otherwise"
    return f"{money(step.cost)} of {payer}" if payer else money(step.cost)


# About files that are written


def replace_question(path: object) -> str:
    """Whether to write over a file."""
    return f"{path} exists already. Replace it?"


def written_words(path: object) -> str:
    """That a file was written."""
    return f"Written: {path}"
