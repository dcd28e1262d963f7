"""The whole advice for the cases of the three articles stands in golden files, to be read.

Where advice is meant to change, write them anew and read what changed:
``PMCOACH_GOLDEN=write pytest tests/advice/test_cases.py``.
"""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import pytest

from pmcoach.advice.context import Context
from pmcoach.advice.hiring import UNCONFIRMED_FRAMEWORKS, argue_certificate
from pmcoach.advice.verdicts import FLIP_ORDER, SituationChange, decide_route
from pmcoach.assessment.target import make_target
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import CONDITION_VALUES
from tests.advice.cases import CASES, Case, page
from tests.advice.making import told

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_advice_for_a_case_is_what_was_read_and_found_good(
    catalog: Catalog, case: Case
) -> None:
    kept = GOLDEN / f"{case.name}.md"
    if os.environ.get("PMCOACH_GOLDEN") == "write":
        kept.write_text(page(catalog, case), encoding="utf-8")
    assert page(catalog, case) == kept.read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_case() -> None:
    assert sorted(kept.stem for kept in GOLDEN.glob("*.md")) == sorted(c.name for c in CASES)


HIRING = {"scaled-confirmed": "exception", "ad-demands": "demanded"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_certificate_is_advised_in_the_two_cases_that_earn_it_and_in_no_other(
    catalog: Catalog, case: Case
) -> None:
    found = case.hiring(catalog)
    assert found.kind == HIRING.get(case.name, "no")
    assert bool(found.credentials) == (found.kind == "exception")
    first = found.reasons_for[0]
    if found.kind == "exception":
        assert (first.basis, first.source) == ("stated", "certs-and-jobs")
    if found.kind == "demanded":
        assert first.source == "own-judgement"
        assert "ours" in first.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_training_is_praised_for_what_it_teaches_above_all_when_an_employer_pays(
    catalog: Catalog, case: Case
) -> None:
    note = case.hiring(catalog).training_note
    assert ("Your employer pays" in note) == (case.context.employer_pays == "yes")
    assert ("You would pay" in note) == (
        case.context.employer_pays == "no" and case.context.experience == "new"
    )
    if case.context.experience == "practising":
        assert "gap in knowledge" in note


@pytest.mark.parametrize("role", ["generalist", "technical", "scaled-framework"])
def test_a_framework_that_was_not_told_counts_as_one_that_is_not_confirmed(
    catalog: Catalog, role: str
) -> None:
    target = make_target(catalog, role, "entry")

    def against(context: Context) -> set[str]:
        return {one.id for one in argue_certificate(catalog, target, context).reasons_against}

    each = [against(told(experience="new", framework=one)) for one in UNCONFIRMED_FRAMEWORKS]
    untold = against(told(experience="new"))
    assert untold == set.intersection(*each)
    assert "cert-narrow-lanes" in untold
    # The rule does not speak against its own exception.
    confirmed = against(told(experience="new", framework="scaled-confirmed"))
    assert "cert-narrow-lanes" not in confirmed
    assert ("cert-framework-other-target" in confirmed) == (role != "scaled-framework")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nobody_is_told_to_give_something_up_where_another_change_would_do(
    catalog: Catalog, case: Case
) -> None:
    target = case.target(catalog)
    for verdict in case.verdicts(catalog):
        if not any(gives_up(case.context, change) for change in verdict.flip):
            continue
        for names in combinations(FLIP_ORDER, len(verdict.flip)):
            for changes in product(
                *(
                    [SituationChange(name, value) for value in CONDITION_VALUES[name]]
                    for name in names
                )
            ):
                if not any(gives_up(case.context, change) for change in changes):
                    other = case.context
                    for change in changes:
                        other = replace(other, **{change.field: change.value})  # type: ignore[arg-type]
                    assert decide_route(catalog, target, other, verdict.gap) == verdict.route


def gives_up(context: Context, change: SituationChange) -> bool:
    """Less access, experience, knowledge of the field or evidence than told; another past."""
    now, values = getattr(context, change.field), CONDITION_VALUES[change.field]
    if change.field == "background":
        return now is not None and change.value != now
    return (
        change.field in {"access", "experience", "domain_knowledge", "evidence"}
        and now is not None
        and values.index(change.value) < values.index(now)
    )
