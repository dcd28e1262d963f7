"""The fields of the user's situation: how each is asked, what it can be, and how it is worded."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

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
        "what you can get at",
        "What can you get at to practise on?",
        {
            "nothing": "nothing but your own time",
            "volunteer": "a club, charity or open-source project",
            "job": "a job with colleagues and customers",
            "pm-job": "a product job",
        },
    ),
    "hours_per_week": SituationField(
        "hours a week",
        "How many hours a week can you give?",
        example="a number of hours, such as 4",
    ),
    "budget": SituationField(
        "money for all of it",
        "How much money in all, in US dollars?",
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


def setting_words(name: str, setting: object) -> str:
    """What a field is set to, in words; that nothing was told for None."""
    if setting is None:
        return NOT_TOLD
    choices = SITUATION[name].choices
    if choices and isinstance(setting, str):
        return choices[setting]
    if name == "budget":
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
        "budget": f"${plan.money:,.0f} in all",
        "access": setting_words("access", access),
    }.get(name, f"{plan.weeks} weeks")
