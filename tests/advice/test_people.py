"""What 48 people are advised, beside what two coaches advised them before they saw any of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pmcoach.advice.verdicts import argue_gap
from pmcoach.catalog.parse import Catalog
from pmcoach.state.plan import WORKPLACES, DatedStep, Plan, propose_plan
from tests.advice.people import PEOPLE, GoldenPerson

LONG_WEEKS = 12
WORDS = {
    "exception": "yes",
    "demanded": "yes",
    "ask": "ask-first",
    "hired": "has-the-job",
    "no": "no",
}
"""A coach's word for each verdict on certificates."""
by_name = pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.advisee.id)


@by_name
def test_the_route_for_a_gap_is_one_that_a_coach_chose(
    catalog: Catalog, person: GoldenPerson
) -> None:
    basis = person.advisee.basis(catalog)
    gaps = {gap.key: gap for gap in basis.gaps}
    for key, *routes in person.gaps:
        verdict = argue_gap(catalog, basis.measured.target, basis.context, gaps[key])
        assert {verdict.route, "either"} & set(routes)


@by_name
def test_a_certificate_is_advised_where_a_coach_would(
    catalog: Catalog, person: GoldenPerson
) -> None:
    word = WORDS[person.advisee.basis(catalog).hiring.kind]
    assert word in person.certificate or person.argued


@by_name
def test_a_plan_holds_what_both_coaches_want_and_nothing_they_forbid(
    catalog: Catalog, person: GoldenPerson
) -> None:
    plan = propose_plan(person.advisee.basis(catalog))
    held = set(list_traits(plan))
    differs = bool(person.must - held or person.must_not & held)
    word = WORDS[person.advisee.basis(catalog).hiring.kind]
    differs |= word not in person.certificate
    assert differs == bool(person.argued), (person.must - held, person.must_not & held)


def list_traits(plan: Plan) -> Iterator[str]:
    """What a plan holds, in the words the coaches chose from."""
    for dated in plan.steps:
        yield from _list_step_traits(dated)


def _list_step_traits(dated: DatedStep) -> Iterator[str]:
    step, kind = dated.step, dated.step.kind
    by_kind = {
        "access": "open-door",
        "drill": "learn-words",
        "project": "project",
        "evidence": "write-evidence",
        "measure": "measure-more",
        "question": "ask-employer",
        "job-search": "job-search",
        "onboarding": "onboarding",
        "exercise": "exercises",
    }
    if kind in by_kind:
        yield by_kind[kind]
    if step.id == "hunt.evidence-records":
        yield "write-evidence"
    if step.setting and dated.planned.access in WORKPLACES:
        yield "use-job"
    if kind == "course" and not step.cost[0]:
        yield "free-course"
    if kind == "course" and step.cost[0]:
        yield "paid-course-employer" if dated.planned.payer == "employer" else "paid-course-own"
    if step.credential and "employer_pays" not in step.when:
        yield "certificate"
    if any(lift.facet == "ability" for lift in step.lifts):
        yield "real-incidents"
    if step.weeks >= LONG_WEEKS:
        yield "long-work"
