"""What makes a step one that can be done as it says, and that says what it lifts. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from pmcoach.catalog.complaints import Complaint, find_unknown
from pmcoach.catalog.links import find_reachable
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.steps import KINDS, Lift, Step, Subject
from pmcoach.catalog.vocabulary import ACCESS_ORDER, CONDITION_VALUES

LIFTING_KINDS = ("drill", "book", "exercise", "course", "work", "project")
"""The kinds whose steps have to lift something; one of the others may lift nothing."""
FIRST_SKILL = (0, 1)
"""The only levels of skill that training lifts."""
LEAST_KNOWLEDGE_FROM_WORK = 2
"""The level from which on work lifts knowledge; below it, the words come first."""
SKILL_KINDS = ("exercise", "course")
"""The kinds of training in which one makes something, which takes skill to its first level."""

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve"),
        ),
        1,
    )
} | {"a": 1, "an": 1}
WEEKS_IN = {"week": 1, "month": 4, "quarter": 12, "year": 48}
"""Weeks that a unit of time has at least."""
_COUNT = rf"(\d+|{'|'.join(NUMBER_WORDS)})"
DURATION = re.compile(rf"\b{_COUNT}[ -](week|month|quarter|year)s?\b", re.I)
PAST_OR_LIMIT = re.compile(
    r"\b(?:within|in the last|in the past|the last|last|past|first|at most|no more than|less than"
    r"|every|each|previous|older than|by|under)"
    rf"(?: the)?(?: last| past| next| first)? (?:(?:{_COUNT}|two or three)(?: (?:or|to|and) {_COUNT})? )?"
    r"(?:day|week|month|quarter|year)s?\b",
    re.I,
)
"""A time that is over, or that is the most something may take: not how long a step lasts."""

BOOK = re.compile(r"\*([^*]+)\*")


def lint_step(catalog: Catalog, step: Step) -> Iterator[Complaint]:
    """Every fault of a step beyond its shape."""
    yield from _lint_references(catalog, step)
    yield from _lint_estimates(step)
    if step.kind not in KINDS[step.route]:
        yield "kind", f"{step.kind} isn't {step.route}: {', '.join(KINDS[step.route])}"
    if step.setting and step.access != min(step.setting, key=ACCESS_ORDER.index):
        yield "access", "must be the lowest of the settings"
    if step.kind == "course" and step.checked_on is None:
        yield "checked_on", "say when somebody last looked whether the course is offered"
    yield from _lint_lifts(catalog, step)
    for earlier in catalog.steps.values():
        if earlier.id < step.id and _find_bought_books(earlier) & _find_bought_books(step):
            yield "cost", f"{earlier.id} buys the same book; let this step borrow it, for nothing"


def _find_bought_books(step: Step) -> set[str]:
    """The books that a step costs money for, by its title."""
    return set(BOOK.findall(step.title)) if step.cost[1] else set()


def find_condition_faults(
    catalog: Catalog, when: Mapping[str, tuple[str, ...]]
) -> Iterator[Complaint]:
    """What a ``when`` asks that nobody can answer."""
    answers_by_condition: dict[str, Collection[str]] = {
        **CONDITION_VALUES,
        "role": catalog.roles,
        "area": catalog.areas,
        "competency": catalog.competencies,
    }
    for condition, answers in when.items():
        toml_key = f"when.{condition}"
        if condition not in answers_by_condition:
            yield toml_key, "no such condition; there are " + ", ".join(answers_by_condition)
            continue
        for answer in answers:
            if answer not in answers_by_condition[condition]:
                yield toml_key, f"no value {answer!r} here"


def find_weeks(text: str) -> int:
    """The longest time that a text says something takes, in weeks; 0 where it says none."""
    durations = DURATION.findall(PAST_OR_LIMIT.sub(" ", text))
    return max(
        (
            (NUMBER_WORDS.get(count.lower()) or int(count)) * WEEKS_IN[unit.lower()]
            for count, unit in durations
        ),
        default=0,
    )


def _lint_references(catalog: Catalog, step: Step) -> Iterator[Complaint]:
    yield from find_unknown("needs", "step", step.needs, catalog.steps)
    needs_by_step = {step_id: step.needs for step_id, step in catalog.steps.items()}
    if step.id in find_reachable(needs_by_step, step.needs):
        yield "needs", "leads back to this step"
    if step.credential:
        yield from find_unknown("credential", "credential", [step.credential], catalog.credentials)
    yield from find_condition_faults(catalog, step.when)


def _lint_estimates(step: Step) -> Iterator[Complaint]:
    for toml_key, (low, high) in (("hours", step.hours), ("cost", step.cost)):
        if not 0 <= low <= high:
            yield toml_key, "must be [low, high], low first"
    if step.hours[1] <= 0:
        yield "hours", "takes no time"
    if step.employer_may_pay and not step.cost[1]:
        yield "employer_may_pay", "costs nothing"
    stated_weeks = find_weeks(" ".join((step.do, *step.setting.values())))
    if stated_weeks > step.weeks:
        yield "weeks", f"the text takes {stated_weeks} weeks, more than {step.weeks}"


def _lint_lifts(catalog: Catalog, step: Step) -> Iterator[Complaint]:
    if step.kind == "rehearsal":
        if step.lifts or not step.prepares:
            yield "lifts", "a rehearsal prepares something and lifts nothing"
    elif step.kind in LIFTING_KINDS and not step.lifts:
        yield "lifts", "lifts nothing"
    elif step.kind == "access" and not step.grants:
        yield "grants", "grants nothing"
    for toml_key, subjects in (("lifts", step.lifts), ("prepares", step.prepares)):
        for position, subject in enumerate(subjects, 1):
            for message in _find_subject_faults(catalog, subject):
                yield f"{toml_key}[{position}]", message
    for position, lift in enumerate(step.lifts, 1):
        for message in _find_lift_faults(step, lift):
            yield f"lifts[{position}]", message


def _find_subject_faults(catalog: Catalog, subject: Subject) -> Iterator[str]:
    if subject.facet == "ability":
        if subject.area not in catalog.areas or subject.competency is not None:
            yield "ability is lifted in an area: give area, not competency"
    elif subject.competency not in catalog.competencies or subject.area is not None:
        yield f"{subject.facet} is lifted in a competency: give competency, not area"


def _find_lift_faults(step: Step, lift: Lift) -> Iterator[str]:
    if lift.to <= lift.start:
        yield f"must lift upward, not from {lift.start} to {lift.to}"
    elif step.route == "hands-on":
        if lift.facet == "knowledge" and lift.start < LEAST_KNOWLEDGE_FROM_WORK:
            yield f"work lifts knowledge from {LEAST_KNOWLEDGE_FROM_WORK} on; before that, train"
    elif lift.facet == "ability" or (
        lift.facet == "skill"
        and ((lift.start, lift.to) != FIRST_SKILL or step.kind not in SKILL_KINDS)
    ):
        yield "training lifts knowledge, and by an exercise or a course skill from 0 to 1"
