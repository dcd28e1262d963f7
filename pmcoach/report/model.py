"""The report: all that exports and screens say about a profile, as plain values."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel

from pmcoach.assessment.calibration import Sureness

REPORT_FORMAT = 3
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


class RouteLine(ReportPart):
    """One thing to do about a gap, beside the others."""

    kind: str
    title: str
    is_advised: bool
    """Whether it is on the route that the verdict advises."""
    hours: str
    weeks: str
    cost: str
    """With whose money it takes."""
    level: str
    """The level to expect, or that it only prepares."""
    proof: str
    needs: str = ""
    """The access it takes and the user doesn't have."""


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
    certainty: str = ""
    """Whether it is clear or leaning, and on which reason; empty where a limit decides."""
    question_field: str = ""
    """The field of the situation that would settle it."""
    question: str = ""
    """The same as a question."""
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    rejected: str
    rejected_why: str
    rejected_for: tuple[Reason, ...]
    rejected_against: tuple[Reason, ...]
    would_change: str
    ad_lines: tuple[str, ...] = ()
    """What the job ad says of it, in its own lines, where an ad is the target."""
    routes: tuple[RouteLine, ...] = ()
    """What one could do about it, side by side."""


class CredentialFact(ReportPart):
    """One fact about a certificate, with where it is from and when somebody looked."""

    label: str
    fact: str
    source: str
    dated: str
    checked_on: dt.date


class CredentialLine(ReportPart):
    """A certificate one can earn. A fact that isn't among its facts is unknown."""

    title: str
    issuer: str
    about: str
    facts: tuple[CredentialFact, ...]
    unknown: str = ""
    """What could not be verified, in words."""


class HiringLine(ReportPart):
    certificate: bool
    kind: str
    headline: str
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    credentials: tuple[CredentialLine, ...]
    """Those that the verdict is about."""
    training_note: str
    would_change: str


class ExerciseLine(ReportPart):
    """What one needs to do an exercise alone and to correct oneself."""

    template: str
    example: str
    checklist: tuple[str, ...]


class DoneLine(ReportPart):
    """A step that was done."""

    id: str
    title: str
    day: dt.date
    note: str = ""


class StepLine(ReportPart):
    id: str
    title: str
    route: str
    kind: str
    """Drill, book, exercise, course, rehearsal, work, project, access, job-search, onboarding, evidence
    or measure."""
    start: dt.date
    end: dt.date
    hours: tuple[float, float]
    weeks: int = 1
    """The shortest time in which it can be done."""
    cost: tuple[float, float]
    payer: str = ""
    """Whose money it takes: you, employer, or nobody's."""
    state: str = "planned"
    """planned, doing, done or dropped."""
    late: bool = False
    """Whether it was due before today."""
    access: str
    needs_access: bool = False
    """Whether it takes more than one's own time."""
    needs_workplace: bool = False
    """Whether it is done where one works."""
    do: str
    where: str = ""
    """Where to do it, and with whom, with the access one has by then."""
    if_then: str
    proof: str
    confirm: str
    closes: tuple[str, ...]
    benefits: tuple[str, ...] = ()
    """What it is for, in sentences."""
    exercise: ExerciseLine | None = None
    link: str = ""
    checked_on: dt.date | None = None


class PlanLine(ReportPart):
    hours_per_week: float
    weeks: int
    money: float
    accepted: bool = False
    """Whether it is the plan that the user accepted, rescheduled from today."""
    assumed: tuple[str, ...]
    steps: tuple[StepLine, ...]
    done: tuple[DoneLine, ...] = ()
    """What was done already, the earliest first."""
    own_cost: tuple[float, float] = (0, 0)
    """What the steps take of the user's own money, at least and at most."""
    employer_cost: tuple[float, float] = (0, 0)
    left_open: tuple[str, ...]
    why_no_step: str = ""
    """Why it holds no step, where it holds none."""


class TakeawayLine(ReportPart):
    """One of the largest gaps, in short."""

    title: str
    facet: str
    level: int
    target: int
    route: str


class Takeaways(ReportPart):
    """What one takes away from an assessment."""

    gaps: tuple[TakeawayLine, ...]
    tonight: str
    """The first step; empty where there is none."""
    not_to_buy: str
    distance: str
    """How far the target is; empty where that can't be said."""


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
    takeaways: Takeaways
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
