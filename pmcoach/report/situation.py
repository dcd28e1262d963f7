"""The fields of the user's situation: how each is asked, what it can be, and how it is worded."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from pmcoach.advice.context import Context
from pmcoach.catalog.vocabulary import Access
from pmcoach.state.journal import is_acceptable
from pmcoach.state.plan import Plan

SITUATION_LEAD = (
    "The advice argues from your situation. Tell as much as you like; what you leave out is "
    "never guessed."
)
NOT_TOLD = "not told"
RATHER_NOT = "rather not say"
MOST_DIGITS = 30


@dataclass(frozen=True)
class SituationField:
    """One field: its title within a sentence, its question, and what it can be."""

    title: str
    question: str
    choices: Mapping[str, str] = field(default_factory=dict)
    """What can be chosen, in words; empty where something is typed."""
    example: str = ""
    """What to type, with an example."""


SITUATION: Mapping[str, SituationField] = {
    "access": SituationField(
        "where you can practice",
        "Where can you practice product work now?",
        {
            "nothing": "nowhere yet: studying, or between jobs",
            "elsewhere": "in a job that touches no product",
            "volunteer": "in a club, charity or open-source project",
            "job": "in a job that touches a product, such as engineering, support or sales",
            "pm-job": "in a product management job",
        },
    ),
    "hours_per_week": SituationField(
        "hours a week",
        "How many hours a week can you give?",
        example="a number of hours, such as 4",
    ),
    "budget": SituationField(
        "your own money",
        "How much of your own money could this cost, in US dollars?",
        example="a number of US dollars, such as 200; 0 for none",
    ),
    "experience": SituationField(
        "experience in product work",
        "How far are you into product work?",
        {
            "new": "new to product work",
            "hired": "hired or in a first product job",
            "practising": "a product manager for a year or more",
        },
    ),
    "employer_pays": SituationField(
        "an employer who pays for training",
        "Would an employer pay for training?",
        {"yes": "yes", "no": "no"},
    ),
    "employer_budget": SituationField(
        "what your employer would pay",
        "How much would your employer pay for training, in US dollars?",
        example="a number of US dollars, such as 2000",
    ),
    "job_search": SituationField(
        "job search",
        "Are you applying for product jobs?",
        {
            "learning": "not yet: learning first",
            "hunting": "yes, applying now",
            "hired": "no: I have the job and want to do it well",
        },
    ),
    "training_taken": SituationField(
        "product training so far",
        "What product training have you had?",
        {
            "none": "none, or a few books and articles",
            "course": "a course",
            "certificate": "a course with a certificate",
        },
    ),
    "background": SituationField(
        "background",
        "Where do you come from?",
        {
            "student": "student",
            "engineering": "engineering",
            "design": "design",
            "marketing": "marketing",
            "support-sales": "support or sales",
            "business": "business or operations",
            "other": "something else",
        },
    ),
    "domain_knowledge": SituationField(
        "knowledge of the industry",
        "How well do you know the industry you aim at?",
        {"none": "hardly", "some": "somewhat", "strong": "well, from inside"},
    ),
    "domain": SituationField(
        "industry", "Which industry?", example="a few words, such as health software"
    ),
    "evidence": SituationField(
        "written evidence of your work",
        "Have you written records of work you did?",
        {"none": "none", "some": "some"},
    ),
    "framework": SituationField(
        "the employer's delivery framework",
        "Does the employer you aim at run a delivery framework?",
        {
            "none": "none that we know of",
            "team-agile": "Agile, Scrum or Kanban in teams",
            "scaled-unconfirmed": "a scaled framework with defined roles, said but not confirmed",
            "scaled-confirmed": "a scaled framework with defined roles, confirmed",
        },
    ),
    "pm_strength": SituationField(
        "product management where you work",
        "How strong is product management where you work or want to?",
        {
            "weak": "weak: others decide product, price or place",
            "strong": "strong: product managers decide",
        },
    ),
    "ad_certificate": SituationField(
        "a certificate in the job ad",
        "Does the ad you aim at name a certificate?",
        {"none": "none", "preferred": "named as a plus", "demanded": "demanded"},
    ),
    "finish_by": SituationField(
        "a date to be ready by",
        "By when (year-month-day)?",
        example="a date to come, such as 2027-06-30",
    ),
}
"""All fields, in the order in which they are asked."""


FIRST_QUESTIONS = ("access", "job_search", "hours_per_week", "employer_pays")
"""What the advice rests on most; the first assessment ends with these, about 40 seconds in all."""


def first_questions_lead(field: str) -> str:
    """Why the questions are asked, and how far one is."""
    place = f"Question {FIRST_QUESTIONS.index(field) + 1} of {len(FIRST_QUESTIONS)}"
    return f"Four quick questions before your result, so the advice fits you. {place}."


def list_first_questions(context: Context) -> list[str]:
    """The questions to ask at the end of a first assessment; none once one of them was answered."""
    is_known = any(getattr(context, name) is not None for name in FIRST_QUESTIONS)
    return [] if is_known else list(FIRST_QUESTIONS)


def setting_words(name: str, setting: object) -> str:
    """What a field is set to, in words; that nothing was told for None."""
    if setting is None:
        return NOT_TOLD
    choices = SITUATION[name].choices
    if choices and isinstance(setting, str):
        return choices[setting]
    if name in {"budget", "employer_budget"}:
        return f"${setting:,.0f}"
    if name == "hours_per_week":
        return f"{setting:g} hours a week"
    return typed_text(setting)


def typed_text(setting: object) -> str:
    """What a field is set to, as one would type it."""
    # Every digit, or saving a form that nobody changed would change the number.
    return str(setting).removesuffix(".0") if isinstance(setting, float) else str(setting)


def read_setting(name: str, text: str, today: dt.date) -> tuple[object, str]:
    """What a typed text sets a field to.

    Returns:
        The setting and no fault; or None and what is wrong with the text.
    """
    setting: object = text or None
    if name == "finish_by":
        try:
            setting = dt.date.fromisoformat(text)
        except ValueError:
            setting = None
    elif name != "domain":
        setting = read_number(text)
    if isinstance(setting, dt.date) and setting <= today:
        return None, "That day is past"
    is_fit = setting is not None and is_acceptable(name, setting)
    return (setting, "") if is_fit else (None, "That does not fit")


def read_number(text: str) -> float | None:
    """A number of 0 or more, or None for anything else that was typed."""
    text = text.replace(",", "").removeprefix("$")
    if not text.isascii() or len(text) > MOST_DIGITS:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def assumed_words(name: str, plan: Plan, access: Access) -> str:
    """What a plan assumes where a field of the situation was not set."""
    return {
        "hours_per_week": f"{plan.hours_per_week:g} hours a week",
        "budget": f"${plan.money:,.0f} of your own money",
        "access": "no place to practice yet"
        if access == "nothing"
        else f"practice {setting_words('access', access)}",
    }.get(name, f"{plan.weeks} weeks")
