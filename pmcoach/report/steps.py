"""One step in words: what kind it is, what to do where, what it takes, and what it is for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from pmcoach.catalog.steps import Step, StepKind
from pmcoach.report.levels import lift_words
from pmcoach.report.model import ExerciseLine, StepLine
from pmcoach.report.situation import setting_words
from pmcoach.state.plan import WORKPLACES, DatedStep
from pmcoach.state.profile import Profile

PURPOSES: Mapping[StepKind, str] = {
    "rehearsal": "It prepares you and doesn't close a gap.",
    "access": "It gets you somewhere you can practice.",
    "question": "It may save you the price of a certificate.",
    "job-search": "It helps you get hired and doesn't close a gap.",
    "onboarding": "It helps you settle into the job.",
    "kickoff": "It finds someone your first piece of work is for.",
    "evidence": "It turns what you've done into evidence, so that your levels can count.",
    "measure": "It shows what you don't know about yourself yet.",
}
"""What a step is for that lifts nothing."""


def step_line(profile: Profile, dated: DatedStep) -> StepLine:
    """A planned step in words."""
    step, planned, journal = dated.step, dated.planned, profile.journal
    closes = tuple(
        lift_words(profile, closing.key, closing.start, closing.to) for closing in planned.closes
    )
    return StepLine(
        id=step.id,
        title=step.title,
        route=step.route,
        kind=step.kind,
        start=dated.start,
        end=dated.end,
        hours=step.hours,
        weeks=step.weeks,
        cost=step.cost,
        payer=planned.payer,
        state=journal.steps.get(step.id, "planned"),
        late=step.id in profile.plan.late,
        access=setting_words("access", planned.access if step.setting else step.access),
        needs_access=step.access != "nothing",
        needs_workplace=bool(step.setting) and planned.access in WORKPLACES,
        do=step.do,
        where=step.setting_for(planned.access),
        if_then=journal.if_then.get(step.id, step.if_then),
        proof=step.proof,
        confirm=step.confirm,
        closes=closes,
        benefits=tuple(_list_benefits(profile, step, closes)),
        exercise=ExerciseLine(**dict(step.exercise)) if step.exercise else None,
        link=step.link or "",
        checked_on=step.checked_on,
    )


def _list_benefits(profile: Profile, step: Step, closes: tuple[str, ...]) -> Iterator[str]:
    """What a step is for, in sentences: what it lifts, else what it prepares or leads to."""
    yield from (f"Lifts {gap}." for gap in closes)
    if step.prepares:
        subjects = dict.fromkeys(
            f"{profile.title_of(subject.area or subject.competency or '')} ({subject.facet})"
            for subject in step.prepares
        )
        yield f"Prepares you for {', '.join(subjects)}."
    if step.grants:
        yield f"Then you can practice {setting_words('access', step.grants)}."
    if not closes:
        yield PURPOSES.get(step.kind, "It doesn't close a gap by itself.")


def checked_words(checked_on: dt.date | None) -> str:
    """When somebody last looked at an offer; nothing where nobody has to."""
    if checked_on is None:
        return ""
    return f"We last checked this on {checked_on.isoformat()}. Check the price before you enroll."


def step_sections(step: StepLine) -> Iterator[tuple[str, str]]:
    """What stands below the title and facts of a step: headings and texts, in their order; what to
    do comes first, without a heading."""
    yield "", step.do
    if step.where:
        yield "Where", step.where
    if step.exercise:
        yield "Template", step.exercise.template.strip()
        yield "Checklist", "\n".join(f"[ ] {line}" for line in step.exercise.checklist)
        yield "Example, for after your own draft", step.exercise.example.strip()
    if step.link:
        yield "Link", step.link
    if checked := checked_words(step.checked_on):
        yield "Checked", checked
    yield "If-then", step.if_then
    yield "Proof", step.proof
    yield "Who can confirm it", step.confirm
    yield "What it's for", " ".join(step.benefits)
