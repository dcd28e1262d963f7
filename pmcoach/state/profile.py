"""Everything that a profile's events add up to, each part computed once.

A profile never changes: when an event is written, another one takes its place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pmcoach.advice.context import Context, conditions_met
from pmcoach.advice.gaps import Findings, Gap, find_gaps
from pmcoach.advice.hiring import HiringVerdict, argue_certificate
from pmcoach.advice.verdicts import Verdict, argue_gap
from pmcoach.assessment.calibration import pace
from pmcoach.assessment.events import Answer, AssessmentState, Event
from pmcoach.assessment.evidence import Evidence, count_records
from pmcoach.assessment.forms import FormKind, compose_form
from pmcoach.assessment.item_selection import Asking, Choice, choose_next
from pmcoach.assessment.items import find_item_area, find_item_kind, is_current
from pmcoach.assessment.measurement import MeasuredLevels, Records, measure_levels
from pmcoach.assessment.outdated import (
    find_former_answers,
    find_outdated_answers,
    find_outdated_levels,
)
from pmcoach.assessment.results import Result, compare_with_target
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.models import Competency
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.steps import Step
from pmcoach.catalog.vocabulary import Facet
from pmcoach.planning.distance import Distance
from pmcoach.planning.sensitivity import Sensitivity
from pmcoach.state.job_ads import SavedAd
from pmcoach.state.journal import Journal
from pmcoach.state.plan import (
    Plan,
    PlanBasis,
    current_plan,
    measure_margin,
    measure_way,
    propose_plan,
)

TOP_GAPS = 5
"""How many gaps get a verdict on screen and in exports."""


@dataclass(frozen=True)
class Profile:
    """What one person has answered, chosen and recorded, and what follows from it."""

    catalog: Catalog
    today: dt.date
    """Today where the user is."""
    state: AssessmentState
    journal: Journal
    evidence: Mapping[str, Evidence]
    """All records that were not withdrawn, by id."""
    form_kind: FormKind | None = None
    """The form of the newest assessment, or None before the first."""
    in_progress: bool = False
    """Whether the newest assessment is not finished."""
    finished_on: dt.date | None = None
    """The day on which the newest assessment was finished, if it was."""
    asked_before: frozenset[str] = frozenset()
    """Items that an assessment before a blind one asked."""
    recent_events: Sequence[Event] = ()
    """The last events of the assessments, for the user's own pace."""
    shuffle_seed: str = ""
    """What decides the order of options for this person: the name of their first assessment, which
    a backup, an import and a retake leave as it is."""
    _verdicts: dict[str, Verdict] = field(default_factory=dict, repr=False, compare=False)

    # What it is held against

    @cached_property
    def target(self) -> Target:
        return self.target_with()

    def target_with(self, role: str = "", stage: str = "") -> Target:
        """The target, or what it would be with another role (its weights then replace an ad's)
        or another stage."""
        journal, ad = self.journal, self.target_ad
        present_role = self._present_id(ad.parsed_ad.role if ad else journal.role)
        stage = stage or (ad.parsed_ad.stage if ad else journal.stage)
        if ad is None or role not in {"", present_role}:
            return make_target(self.catalog, role or present_role, stage, journal.own_weights)
        return make_target(
            self.catalog,
            ad.parsed_ad.role,
            stage,
            competencies=ad.parsed_ad.weights,
            title=ad.name,
        )

    @property
    def target_ad(self) -> SavedAd | None:
        """The job ad that is the target, or None where the target is a role."""
        return self.journal.ads.get(self.journal.target_ad)

    def _present_id(self, former_or_present_id: str) -> str:
        return self.catalog.aliases.get(former_or_present_id, former_or_present_id)

    # What was measured

    @cached_property
    def records(self) -> Records:
        area_of = {competency.id: competency.area for competency in self.competencies}
        return count_records(self.evidence.values(), area_of, self.today)

    @cached_property
    def result(self) -> Result:
        return self.result_for(self.target)

    def result_for(self, target: Target) -> Result:
        """The levels held against another target."""
        return compare_with_target(self.catalog, target, self.levels)

    @cached_property
    def levels(self) -> MeasuredLevels:
        """Every level, whatever the target."""
        return measure_levels(self.catalog, self.state, self.records, self.journal.keys_seen)

    @cached_property
    def findings(self) -> Findings:
        """Gaps, claims without a record, and unknowns."""
        return find_gaps(self.catalog, self.result)

    # The assessment

    @cached_property
    def asking(self) -> Asking | None:
        """Where the newest assessment stands, or None before the first."""
        return self.asking_for(self.form_kind) if self.form_kind else None

    def asking_for(self, kind: FormKind) -> Asking:
        """Where an assessment of some length stands, with all answers so far."""
        return Asking(
            self.catalog,
            compose_form(self.catalog, self.target, kind, self.outdated_levels),
            self.target,
            self.state,
            self.seen_items,
            self.journal.keys_seen,
            frozenset(area for area, count in self.records.incidents.items() if count),
            is_under_way=self.in_progress and kind == self.form_kind,
        )

    @cached_property
    def outdated_answers(self) -> list[Answer]:
        """The answers to questions that were replaced or reworded since; they count for nothing."""
        return find_outdated_answers(self.catalog, self.state)

    @cached_property
    def former_answers(self) -> list[Answer]:
        """Those, and the ones to an older wording of questions that were dealt with again since."""
        return find_former_answers(self.catalog, self.state)

    @property
    def current_answer_count(self) -> int:
        """How many answers there are to questions as they stand now."""
        return sum(
            answer.kind == "answered" and is_current(self.catalog, answer)
            for answer in self.state.answers.values()
        )

    @cached_property
    def outdated_levels(self) -> list[tuple[Facet, str]]:
        """The levels that those were about, by facet and subject, whether measured again or not."""
        return find_outdated_levels(self.catalog, self.state) if self.outdated_answers else []

    @cached_property
    def next_choice(self) -> Choice | None:
        """What the newest assessment asks next, or None where it is through."""
        return choose_next(self.asking, self.state.area) if self.asking else None

    @cached_property
    def pace(self) -> float:
        """The user's own time for an item as a multiple of the estimate."""
        return pace(self.catalog, self.recent_events)

    @cached_property
    def seen_items(self) -> frozenset[str]:
        """Items whose key was seen, or that an assessment before a blind one asked."""
        asked_before = frozenset(map(self._present_id, self.asked_before))
        return asked_before | frozenset(self.journal.keys_seen)

    # What is advised

    @property
    def context(self) -> Context:
        """The situation as told; evidence in the app says more than what was told about it."""
        has_record = any(record.complete for record in self.evidence.values())
        return (
            replace(self.journal.context, evidence="some") if has_record else self.journal.context
        )

    def verdict(self, gap: Gap) -> Verdict:
        """The argued verdict for one gap."""
        if gap.key not in self._verdicts:
            self._verdicts[gap.key] = argue_gap(self.catalog, self.target, self.context, gap)
        return self._verdicts[gap.key]

    @property
    def top_verdicts(self) -> list[Verdict]:
        """A verdict for each of the top gaps, heaviest first."""
        return [self.verdict(gap) for gap in self.findings.gaps[:TOP_GAPS]]

    @cached_property
    def hiring(self) -> HiringVerdict:
        """Whether a certificate helps to get hired for the target."""
        ad = self.target_ad
        demanded = ad.parsed_ad.demanded_credentials if ad else ()
        return argue_certificate(self.catalog, self.target, self.context, demanded)

    @cached_property
    def plan(self) -> Plan:
        """The plan to work on: the accepted one rescheduled from today, or a proposal."""
        return current_plan(self._plan_basis)

    @cached_property
    def distance(self) -> Distance | None:
        """How far the target is, as far as it was measured."""
        return measure_way(self._plan_basis)

    @cached_property
    def plan_margin(self) -> Sensitivity:
        """What a little more time or money would add to the plan, and what did not fit."""
        return measure_margin(self._plan_basis, self.plan)

    @cached_property
    def _plan_basis(self) -> PlanBasis:
        return PlanBasis(
            self.catalog, self.journal, self.result, self.context, self.hiring, self.today
        )

    def may_take(self, step: Step) -> bool:
        """Whether the situation allows a step."""
        return conditions_met(step.when, self.facts)

    @property
    def facts(self) -> dict[str, str]:
        """What decides which steps this person may take."""
        return self._plan_basis.facts

    def plan_with(self, changes: Mapping[str, object]) -> Plan:
        """The plan proposed with some fields of the situation, the role or the stage changed."""
        fields = {name: setting for name, setting in changes.items() if name not in TARGET_FIELDS}
        context = replace(self.context, **fields)  # type: ignore[arg-type]  # checked when offered
        target = self.target_with(str(changes.get("role", "")), str(changes.get("stage", "")))
        return propose_plan(
            replace(self._plan_basis, context=context, measured=self.result_for(target))
        )

    # Titles

    def title_of(self, subject: str) -> str:
        """The title of a competency or an area; of one that the content no longer has, its id."""
        titled = self.catalog.competencies.get(subject) or self.catalog.areas.get(subject)
        return titled.title if titled else subject

    def area_of(self, item: str) -> str:
        """The area of an item, or nothing where the content has no such item."""
        return find_item_area(self.catalog, item) if find_item_kind(self.catalog, item) else ""

    @property
    def competencies(self) -> Sequence[Competency]:
        """All competencies, in the order of the content."""
        return list(self.catalog.competencies.values())


TARGET_FIELDS = frozenset({"role", "stage"})
"""What `plan_with` can change besides the fields of the situation."""
