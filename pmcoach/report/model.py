"""The report: all that exports and screens say about a profile, as plain values."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel

from pmcoach.assessment.calibration import Sureness

REPORT_FORMAT = 2
"""Goes up when a field is taken out or changes its meaning; new fields leave it as it is."""
REVIEW_DAYS = 90
"""How long after a report it is time to measure again: a quarter."""

ESTIMATES = "Hours, costs and levels lifted are our estimates."


class ReportPart(BaseModel, frozen=True, defer_build=True):
    """What all parts of a report share."""


class FacetLine(ReportPart):
    """One facet held against the target; level None is unknown."""

    facet: str
    level: int | None
    level_name: str
    target: int
    max_level: int
    """The highest level of the facet."""
    confidence: str
    """How sure the level is: firm, likely or unsure; empty where it is unknown."""
    claim: int | None = None
    moved: int = 0
    """By how many levels the answers elsewhere moved it."""
    note: str = ""


class CompetencyLine(ReportPart):
    id: str
    title: str
    weight_percent: float
    knowledge: FacetLine
    skill: FacetLine
    disagreement: str = ""
    """Claim and check far apart, in words about the task."""

    @property
    def known_facets(self) -> tuple[FacetLine, ...]:
        """The facets whose level is known."""
        return tuple(line for line in (self.knowledge, self.skill) if line.level is not None)


class AdPlace(ReportPart):
    """One competency that a job ad speaks of, with the ad's own lines."""

    competency: str
    weight_percent: float
    lines: tuple[str, ...]


class AdSummary(ReportPart):
    """The job ad that is the target."""

    name: str
    nearest: str
    """The role and the stage that it is nearest to."""
    years: str
    certificates: str = ""
    frameworks: str = ""
    industries: str = ""
    outside: str = ""
    places: tuple[AdPlace, ...] = ()


class AreaLine(ReportPart):
    id: str
    title: str
    weight_percent: float
    known: int
    """Standings known, of ``possible``."""
    possible: int
    met_percent: int | None
    """How much of what the target asks is met, among what is known."""
    ability: FacetLine
    competencies: tuple[CompetencyLine, ...]

    @property
    def known_competencies(self) -> tuple[CompetencyLine, ...]:
        """The competencies of which something is known."""
        return tuple(line for line in self.competencies if line.known_facets)


class Reason(ReportPart):
    text: str
    source: str
    basis: str


class SourceLine(ReportPart):
    """A source that the report argues from."""

    short: str
    title: str
    author: str
    about: str


class EvidenceLine(ReportPart):
    """One record of evidence; private unless it was asked for."""

    competency: str
    situation: str
    did: str
    result: str
    date: dt.date | None
    link: str
    confirm: str
    incident: bool
    complete: bool


class NoteLine(ReportPart):
    """A note on a question; private unless it was asked for."""

    about: str
    ask: str
    text: str


class OptionLine(ReportPart):
    """A possible answer that the user chose, or that is the key, with its reason; or any line of a
    spot."""

    label: str
    text: str
    why: str


class AnswerLine(ReportPart):
    """One answered question with its key; private unless it was asked for."""

    about: str
    ask: str
    sureness: str
    options: tuple[OptionLine, ...]


class AnswerSection(ReportPart):
    """Answers under one heading of the review."""

    title: str
    answers: tuple[AnswerLine, ...]


class VerdictLine(ReportPart):
    key: str
    title: str
    area: str
    facet: str
    level: int
    target: int
    max_level: int
    """The highest level of the facet."""
    confidence: str = ""
    """How sure the level is: firm, likely or unsure."""
    moved: int = 0
    """By how many levels the answers elsewhere moved it."""
    route: str
    rule: str
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    rejected: str
    rejected_why: str
    rejected_for: tuple[Reason, ...]
    rejected_against: tuple[Reason, ...]
    would_change: str
    ad_lines: tuple[str, ...] = ()
    """What the job ad says of it, in its own lines, where an ad is the target."""


class HiringLine(ReportPart):
    certificate: bool
    kind: str
    headline: str
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    credentials: tuple[str, ...]
    training_note: str
    would_change: str


class StepLine(ReportPart):
    id: str
    title: str
    route: str
    start: dt.date
    end: dt.date
    hours: tuple[float, float]
    cost: tuple[float, float]
    state: str = "planned"
    """planned, doing, done or dropped."""
    late: bool = False
    """Whether it was due before today."""
    access: str
    needs_access: bool = False
    """Whether it takes more than one's own time."""
    do: str
    if_then: str
    proof: str
    confirm: str
    closes: tuple[str, ...]


class PlanLine(ReportPart):
    hours_per_week: float
    weeks: int
    money: float
    accepted: bool = False
    """Whether it is the plan that the user accepted, rescheduled from today."""
    assumed: tuple[str, ...]
    steps: tuple[StepLine, ...]
    left_open: tuple[str, ...]
    why_no_step: str = ""
    """Why it holds no step, where it holds none."""


class Report(ReportPart):
    """A whole development plan, as of one day."""

    format: int = REPORT_FORMAT
    made_on: dt.date
    program: str
    content: str
    target: str
    assessment: str
    answered: int
    readable_state: str
    readiness: str
    deciding: tuple[str, ...]
    """What the readiness hangs on."""
    calibration: tuple[Sureness, ...]
    """Empty below 20 answers with a degree of sureness."""
    calibration_words: str
    areas: tuple[AreaLine, ...]
    verdicts: tuple[VerdictLine, ...]
    unwritten: tuple[str, ...]
    ask_next: tuple[str, ...]
    disagreed: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    included: tuple[str, ...] = ()
    """Which private parts were asked for: evidence, notes, answers."""
    profile: dict[str, Any] | None = None
    """Every event of the profile, for `pmcoach import`; only where all was included."""
    evidence: tuple[EvidenceLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    answers: tuple[AnswerSection, ...] = ()
    """Answers with their keys, in the order of the review."""
    hiring: HiringLine
    plan: PlanLine
    ad: AdSummary | None = None
    """The job ad that is the target, or None where it is a role."""
    disclaimer: str
    """Who wrote the questions and keys, or what a panel of readers made of them."""
    estimates: str = ESTIMATES

    @property
    def review_on(self) -> dt.date:
        """The day to measure again."""
        return self.made_on + dt.timedelta(days=REVIEW_DAYS)
