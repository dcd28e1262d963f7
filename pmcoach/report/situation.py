"""How fields of the context and their values are worded on screen and in exports."""

from __future__ import annotations

import datetime as dt

from pmcoach.catalog.vocabulary import Access

FIELD_TITLES: dict[str, str] = {
    "experience": "experience in product work",
    "background": "background",
    "access": "what you can get at",
    "employer_pays": "an employer who pays for training",
    "framework": "the employer's delivery framework",
    "ad_certificate": "a certificate in the job ad",
    "domain_knowledge": "knowledge of the industry",
    "domain": "industry",
    "pm_strength": "product management where you work",
    "evidence": "written evidence of your work",
    "hours_per_week": "hours a week",
    "budget": "money for all of it",
    "finish_by": "a date to be ready by",
    "role": "the role",
    "stage": "the stage",
}

FIELD_QUESTIONS: dict[str, str] = {
    "experience": "How far are you into product work?",
    "background": "Where do you come from?",
    "access": "What can you get at to practise on?",
    "employer_pays": "Would an employer pay for training?",
    "framework": "Does the employer you aim at run a delivery framework?",
    "ad_certificate": "Does the ad you aim at name a certificate?",
    "domain_knowledge": "How well do you know the industry you aim at?",
    "pm_strength": "How strong is product management where you work or want to?",
    "evidence": "Have you written records of work you did?",
    "hours_per_week": "How many hours a week can you give?",
    "budget": "How much money in all, in US dollars?",
    "finish_by": "By when (year-month-day)?",
    "domain": "Which industry?",
}

VALUE_WORDS: dict[str, dict[str, str]] = {
    "experience": {
        "new": "new to product work",
        "hired": "hired or in a first product job",
        "practising": "a product manager for a year or more",
    },
    "background": {
        "student": "student",
        "engineering": "engineering",
        "design": "design",
        "marketing": "marketing",
        "support-sales": "support or sales",
        "business": "business or operations",
        "other": "something else",
    },
    "access": {
        "nothing": "nothing but your own time",
        "volunteer": "a club, charity or open-source project",
        "job": "a job with colleagues and customers",
        "pm-job": "a product job",
    },
    "employer_pays": {"yes": "yes", "no": "no"},
    "framework": {
        "none": "none that we know of",
        "team-agile": "Agile, Scrum or Kanban in teams",
        "scaled-unconfirmed": "a scaled framework with defined roles, said but not confirmed",
        "scaled-confirmed": "a scaled framework with defined roles, confirmed",
    },
    "ad_certificate": {
        "none": "none",
        "preferred": "named as a plus",
        "demanded": "demanded",
    },
    "domain_knowledge": {"none": "hardly", "some": "somewhat", "strong": "well, from inside"},
    "pm_strength": {
        "weak": "weak: others decide product, price or place",
        "strong": "strong: product managers decide",
    },
    "evidence": {"none": "none", "some": "some"},
}


def access_words(access: Access) -> str:
    """An access level in words."""
    return VALUE_WORDS["access"][access]


def value_words(name: str, value: object) -> str:
    """A told value in words."""
    if name in VALUE_WORDS and isinstance(value, str):
        return VALUE_WORDS[name][value]
    if name == "budget":
        return f"${value:,.0f}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if name == "hours_per_week":
        return f"{value:g} hours a week"
    return str(value)


def assumed_words(name: str, hours: float, money: float, weeks: int, access: Access) -> str:
    """What a plan goes by where a field of the context was not told."""
    return {
        "hours_per_week": f"{hours:g} hours a week",
        "budget": f"${money:,.0f} in all",
        "access": access_words(access),
    }.get(name, f"{weeks} weeks")


def status_lines(summary: dict[str, object]) -> list[str]:
    """A home summary as lines of plain text."""
    lines = [f"Target: {summary['target']}"]
    if not summary["answered"]:
        begin = "Nothing answered yet. Run pmcoach and begin with the first sketch: 3 minutes."
        return [*lines, begin]
    if summary["in_progress"]:
        lines.append(
            f"{summary['form']}: {summary['done']} of {summary['total']} answered, "
            f"about {summary['minutes_left']} min left"
        )
    else:
        lines.append(f"{summary['form']}: finished, {summary['answered']} answers")
    areas = summary["areas"]
    for area in areas if isinstance(areas, list) else []:
        met = "not known" if area["met"] is None else f"{area['met']}% of the target met"
        lines.append(f"{area['title']}: {met} ({area['known']} of {area['possible']} known)")
    lines.append(f"Gaps found: {summary['gaps']}")
    if summary["first_step"]:
        lines.append(f"Next step: {summary['first_step']} (by {summary['first_step_by']})")
    return lines


EVIDENCE_QUESTIONS: dict[str, tuple[str, str]] = {
    "situation": ("Situation", "What was at stake, for whom, and what stood in the way?"),
    "did": ("What I did", "You, not the team: the steps you took and decided on."),
    "result": ("Result", "What changed, in numbers if there are any?"),
    "date": ("Date", "The day or month it ended, such as 2026-03-02 or 2026-03."),
    "link": ("Link", "Where someone could look at it. May stay empty if someone can confirm it."),
    "confirm": ("Who can confirm it", "A person and how they know. May stay empty with a link."),
}
"""The title and the help of each field of a record."""
