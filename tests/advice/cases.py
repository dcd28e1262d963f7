"""The cases of the three articles, each as a target, a situation and a result; and their advice
written out whole, as a page that a person can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pmcoach.advice.context import Context
from pmcoach.advice.gaps import Findings, find_gaps
from pmcoach.advice.hiring import HiringVerdict, argue_certificate
from pmcoach.advice.verdicts import Verdict, argue_gap
from pmcoach.assessment.results import Result, Standing
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.models import Consideration
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import Facet
from pmcoach.report.build import REASONS_SHOWN, flip_words
from pmcoach.report.situation import SITUATION
from tests.advice.making import told

Levels = dict[str, int]

BEGINNING: Levels = {
    "rdm-direction.knowledge": 1,
    "mkt-voice.skill": 0,
    "stk-negotiate.skill": 0,
    "lau-price.skill": 0,
    "rdm-define.skill": 1,
    "lau.ability": 0,
}
"""The levels of someone at the beginning: each facet, and each side of a first skill."""
LATER: Levels = {
    "mkt-data.knowledge": 2,
    "lau-price.skill": 0,
    "stk-lead.skill": 2,
    "rdm-prioritise.skill": 2,
    "stk.ability": 1,
    "mkt.ability": 2,
}
"""The levels of someone who has done the job for a while, and never set a price."""
ENOUGH: Levels = {key: 3 if key.endswith(".knowledge") else 4 for key in (*BEGINNING, *LATER)}
"""The highest level of each facet."""


@dataclass(frozen=True)
class Case:
    """One person that an article has in mind. ``claims`` are skills told without a record."""

    name: str
    title: str
    context: Context
    role: str = "generalist"
    stage: str = "entry"
    levels: Levels = field(default_factory=lambda: BEGINNING)
    claims: Levels = field(default_factory=dict)

    def target(self, catalog: Catalog) -> Target:
        return make_target(catalog, self.role, self.stage)

    def found(self, catalog: Catalog) -> Findings:
        return find_gaps(catalog, self.result(catalog))

    def verdicts(self, catalog: Catalog) -> list[Verdict]:
        target = self.target(catalog)
        return [argue_gap(catalog, target, self.context, gap) for gap in self.found(catalog).gaps]

    def hiring(self, catalog: Catalog) -> HiringVerdict:
        return argue_certificate(catalog, self.target(catalog), self.context)

    def result(self, catalog: Catalog) -> Result:
        target = self.target(catalog)
        standings: dict[Facet, dict[str, Standing]] = {"knowledge": {}, "skill": {}, "ability": {}}
        for key, level in self.levels.items():
            subject, _, name = key.partition(".")
            facet = next(facet_name for facet_name in standings if facet_name == name)
            weight = (target.area_weights if facet == "ability" else target.weights)[subject]
            standings[facet][subject] = Standing(
                facet, subject, level, "likely", target.levels[facet], weight, self.claims.get(key)
            )
        return Result(target, **standings)


CASES = (
    Case(
        "new-to-product",
        "New to product, looking for the first product job",
        told(
            experience="new",
            background="support-sales",
            access="job",
            employer_pays="no",
            evidence="none",
        ),
    ),
    Case(
        "hired-and-sent",
        "Already hired, and sent on training by the manager who hired them",
        told(
            experience="hired",
            access="pm-job",
            employer_pays="yes",
            pm_strength="strong",
            framework="team-agile",
        ),
    ),
    Case(
        "employer-pays",
        "In another job, and the employer would pay for a course",
        told(experience="new", background="business", access="job", employer_pays="yes"),
    ),
    Case(
        "scaled-confirmed",
        "Changing career, aiming at a role of a confirmed SAFe employer",
        told(experience="new", background="business", access="job", framework="scaled-confirmed"),
        role="scaled-framework",
    ),
    Case(
        "scaled-unconfirmed",
        "The same, where nobody has confirmed that SAFe is in use",
        told(experience="new", background="business", access="job", framework="scaled-unconfirmed"),
        role="scaled-framework",
    ),
    Case(
        "only-scrum",
        "An ad that only says Scrum",
        told(
            experience="new",
            background="engineering",
            access="job",
            framework="team-agile",
            ad_certificate="preferred",
        ),
        role="scaled-framework",
    ),
    Case(
        "ad-demands",
        "An ad that demands a certificate",
        told(
            experience="new",
            access="volunteer",
            employer_pays="no",
            framework="none",
            ad_certificate="demanded",
        ),
    ),
    Case(
        "marketer-before-pmm",
        "A marketer before a product marketing title",
        told(experience="new", background="marketing", access="job", domain_knowledge="strong"),
        role="product-marketing",
    ),
    Case(
        "pmm-leads-pms",
        "A product marketing ad that asks to lead product managers",
        told(experience="practising", background="marketing", access="pm-job", evidence="some"),
        role="product-marketing",
        stage="independent",
        levels=LATER,
    ),
    Case(
        "engineer-no-access",
        "An engineer with no access to a product",
        told(experience="new", background="engineering", access="nothing", domain_knowledge="none"),
        role="technical",
    ),
    Case(
        "experienced-next-job",
        "An experienced product manager seeking the next job",
        told(
            experience="practising",
            access="pm-job",
            domain_knowledge="strong",
            evidence="some",
            pm_strength="strong",
            employer_pays="no",
            ad_certificate="none",
        ),
        role="business-owner",
        stage="senior",
        levels=LATER,
    ),
    Case(
        "nothing-written",
        "Experience without written evidence",
        told(experience="practising", access="pm-job", evidence="none"),
        stage="independent",
        levels=LATER,
        claims={"stk-lead.skill": 3, "rdm-prioritise.skill": 4},
    ),
    Case(
        "others-own-price-and-place",
        "A product manager where others own price and place",
        told(experience="practising", access="pm-job", pm_strength="weak"),
        role="catch-all",
    ),
    Case(
        "no-gap",
        "Someone with no gap at all",
        told(experience="practising", access="pm-job", evidence="some"),
        stage="independent",
        levels=ENOUGH,
    ),
)


def page(catalog: Catalog, case: Case) -> str:
    """The whole advice of a case as Markdown. The screens and exports show the first reasons of
    each side; those after them are marked "more". A reason is written out once on a page."""
    return "\n".join(Page(catalog).lines(case)) + "\n"


class Page:
    """Writes one page, and remembers which reasons stand on it."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.written: set[str] = set()

    def lines(self, case: Case) -> Iterator[str]:
        findings = case.found(self.catalog)
        yield from (f"# {case.title}", "", f"Target: {case.target(self.catalog).title}.", "")
        for field_name, answer in case.context.facts().items():
            yield f"- {SITUATION[field_name].title}: {SITUATION[field_name].choices[answer]}"
        for verdict in case.verdicts(self.catalog):
            yield from self.verdict(verdict)
        if not findings.gaps:
            yield from ("", "## No gap", "", "Nothing to close among what is known.")
        if findings.unwritten:
            yield from ("", "## Write it down, 15 minutes each: no gap, no course", "")
        for standing in findings.unwritten:
            yield f"- {self.name(standing.subject)}: claims {standing.claim}, {standing.level} is on record"
        yield from self.hiring(case.hiring(self.catalog))

    def verdict(self, verdict: Verdict) -> Iterator[str]:
        gap = verdict.gap
        why = (
            "weighs less here"
            if verdict.situation_decides
            else "facet and level point the other way"
        )
        levels = f"{gap.facet} {gap.level}, target {gap.target}"
        yield from ("", f"## {self.name(gap.subject)}: {levels}", "")
        yield from (f"**{verdict.route.capitalize()}.** {verdict.rule}", "")
        yield from self.reasons("For", verdict.reasons_for)
        yield from self.reasons("Against", verdict.reasons_against)
        yield from ("", f"Rejected: {verdict.rejected}, {why}.", "")
        yield from self.reasons("For", verdict.rejected_for)
        yield from self.reasons("Against", verdict.rejected_against)
        yield from ("", f"Flip: {flip_words(verdict.flip)}")

    def hiring(self, hiring_verdict: HiringVerdict) -> Iterator[str]:
        yield from ("", "## A certificate, for getting hired?", "")
        yield from (f"**{hiring_verdict.kind.capitalize()}.** {hiring_verdict.headline}", "")
        for credential in hiring_verdict.credentials:
            yield f"- Fits: {credential.title} ({credential.issuer})"
        yield from self.reasons("For", hiring_verdict.reasons_for)
        yield from self.reasons("Against", hiring_verdict.reasons_against)
        yield from ("", f"The training itself: {hiring_verdict.training_note}")
        yield from ("", f"Flip: {hiring_verdict.would_change}")

    def reasons(self, side: str, considerations: tuple[Consideration, ...]) -> Iterator[str]:
        for place, consideration in enumerate(considerations):
            label = side if place < REASONS_SHOWN else f"{side}, more"
            if consideration.id in self.written:
                yield f"- {label}: {consideration.text.partition('. ')[0].rstrip('.')} (see above)"
            else:
                self.written.add(consideration.id)
                source = self.catalog.sources[consideration.source].short
                yield f"- {label}: {consideration.text} ({consideration.basis}, {source})"

    def name(self, subject: str) -> str:
        """The title of a competency or an area."""
        if subject in self.catalog.areas:
            return self.catalog.areas[subject].title
        return self.catalog.competencies[subject].title
