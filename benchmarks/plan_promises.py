"""Does every plan keep what it promises? Made-up people, planned and looked through.

Run: python -m benchmarks.plan_promises [-n PEOPLE]
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.advised_people import Advisee, make_advisee
from pmcoach.advice.context import conditions_met
from pmcoach.advice.gaps import Gap
from pmcoach.advice.verdicts import decide_route
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import access_reaches
from pmcoach.planning.draft import PlanDraft
from pmcoach.planning.objective import SHORT_STEP_HOURS, mean_hours
from pmcoach.state.plan import HEAVY_AREA, WORKPLACES, Plan, PlanBasis, propose_plan
from pmcoach.store.content import load_catalog

PEOPLE = 2000
STEPS_FOR_AREAS = 3
"""Each heavy area has a step where the hours allow so many for each."""
REHEARSAL_SHARE = 0.2
WORKPLACE_SHARE = 0.5
SLACK = 1e-6


def find_broken(catalog: Catalog, person: Advisee) -> Iterator[str]:
    """What the plan of a person doesn't keep; nothing where all is well."""
    basis = person.basis(catalog)
    plan = propose_plan(basis)
    yield from _find_against_verdicts(basis, plan)
    yield from _find_impossible(basis, plan)
    yield from _find_not_allowed(basis, plan)
    yield from _find_out_of_balance(basis, plan)
    yield from _find_unused_employer(catalog, person)


def _find_against_verdicts(basis: PlanBasis, plan: Plan) -> Iterator[str]:
    gaps = {gap.key: gap for gap in basis.gaps}
    for dated in plan.steps:
        for closing in dated.planned.closes:
            for level in range(closing.start, closing.to):
                gap = replace(gaps[closing.key], level=level)
                target = basis.measured.target
                if decide_route(basis.catalog, target, basis.context, gap) != dated.step.route:
                    yield f"route: {dated.step.id} against the verdict on {closing.key}"
        is_certificate = dated.step.credential and "employer_pays" not in dated.step.when
        if is_certificate and not basis.hiring.is_yes:
            yield f"certificate: {dated.step.id} against the verdict on certificates"


def _find_impossible(basis: PlanBasis, plan: Plan) -> Iterator[str]:
    limits = basis.limits
    hours = sum(mean_hours(dated.step) for dated in plan.steps)
    if hours > limits.hours_per_week * limits.weeks + SLACK:
        yield f"hours: {hours} of {limits.hours_per_week * limits.weeks}"
    for dated in plan.steps:
        weeks = dated.planned.end_week - dated.planned.start_week + 1
        if weeks < dated.step.weeks or dated.planned.end_week >= limits.weeks:
            yield f"dates: {dated.step.id} in {weeks} weeks"
        if mean_hours(dated.step) > weeks * limits.hours_per_week + SLACK:
            yield f"dates: {dated.step.id} takes more hours than its weeks have"
    if plan.cost("you")[1] > limits.money + SLACK:
        yield f"money: {plan.cost('you')} of {limits.money}"
    if plan.cost("employer")[1] > limits.employer_money + SLACK:
        yield f"employer's money: {plan.cost('employer')} of {limits.employer_money}"
    if plan.steps and plan.steps[0].step.hours[1] > SHORT_STEP_HOURS:
        yield f"first step: {plan.steps[0].step.id} takes {plan.steps[0].step.hours[1]} hours"


def _find_not_allowed(basis: PlanBasis, plan: Plan) -> Iterator[str]:
    for dated in plan.steps:
        if not conditions_met(dated.step.when, basis.facts):
            yield f"eligibility: {dated.step.id}"
        opened = [
            door.step.grants
            for door in plan.steps
            if door.step.grants and door.planned.end_week <= dated.planned.start_week
        ]
        if not any(
            access_reaches(access, dated.step.access) for access in (basis.limits.access, *opened)
        ):
            yield f"access: {dated.step.id}"


def _find_out_of_balance(basis: PlanBasis, plan: Plan) -> Iterator[str]:
    hours_by_kind: dict[str, float] = defaultdict(float)
    real_work = at_work = 0.0
    for dated in plan.steps:
        hours_by_kind[dated.step.kind] += mean_hours(dated.step)
        if dated.step.kind in {"work", "project"}:
            real_work += mean_hours(dated.step)
            is_at_work = dated.planned.access in WORKPLACES and dated.step.setting
            at_work += mean_hours(dated.step) if is_at_work else 0.0
    if hours_by_kind["rehearsal"] > REHEARSAL_SHARE * sum(hours_by_kind.values()) + SLACK:
        yield "rehearsal: more than a fifth of the hours"
    if basis.limits.access in WORKPLACES and at_work < WORKPLACE_SHARE * real_work - SLACK:
        yield f"workplace: {at_work} of {real_work} hours of real work"
    lifted = {closing.key for dated in plan.steps for closing in dated.planned.closes}
    weights = basis.measured.target.area_weights
    heavy_areas = [
        area
        for area, weight in weights.items()
        if weight >= HEAVY_AREA and any(gap.area == area for gap in basis.gaps)
    ]
    for area in heavy_areas:
        gaps = [gap for gap in basis.gaps if gap.area == area]
        is_left_out = not any(gap.key in lifted for gap in gaps)
        if is_left_out and _has_room(basis, gaps, len(heavy_areas)):
            yield f"area: {area} has gaps and no step"


def _has_room(basis: PlanBasis, gaps: Sequence[Gap], areas: int) -> bool:
    """Whether a step for one of the gaps fits where each of so many areas gets three such steps, and
    doesn't have to begin in the first week."""
    request = basis.request
    share = request.limits.hours_per_week * request.limits.weeks / (STEPS_FOR_AREAS * areas)
    return any(
        mean_hours(step) <= share
        and step.weeks < request.limits.weeks
        and PlanDraft(request).take(step)
        for gap in gaps
        for step in request.closing_steps[gap.key]
        if gap.level in request.closings[step.id][gap.key]
    )


def _find_unused_employer(catalog: Catalog, person: Advisee) -> Iterator[str]:
    """An employer who pays changes the plan wherever that puts a course in reach."""
    paid, own = (
        propose_plan(person.told(employer_pays=answer).basis(catalog)) for answer in ("yes", "no")
    )
    has_course = any(
        dated.step.kind == "course" and dated.planned.payer == "employer" for dated in paid.steps
    )
    steps, own_steps = (
        [(dated.step.id, dated.planned.payer) for dated in plan.steps] for plan in (paid, own)
    )
    if has_course and steps == own_steps:
        yield "employer: pays, and changes nothing"


def main() -> None:
    """Count the broken promises; exit with an error if there is one."""
    parser = argparse.ArgumentParser(description="does every plan keep what it promises?")
    parser.add_argument("-n", type=int, default=PEOPLE, metavar="PEOPLE")
    count = parser.parse_args().n
    catalog = load_catalog()
    broken: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for number in range(count):
        for message in find_broken(catalog, make_advisee(catalog, str(number))):
            kind = message.partition(":")[0]
            broken[kind] += 1
            examples.setdefault(kind, f"person {number}: {message}")
    print(f"{count} people, {sum(broken.values())} broken promises")
    for kind, times in broken.most_common():
        print(f"  {kind}: {times}, such as {examples[kind]}")
    if broken:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
