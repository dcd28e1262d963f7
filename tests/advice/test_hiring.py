"""A certificate for the job hunt: no, but for one narrow case, and for an ad that demands it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.advice.context import Context
from pmcoach.advice.hiring import HIRING_HEADLINES, HiringVerdict, argue_certificate
from pmcoach.assessment.target import make_target
from pmcoach.catalog.parse import Catalog
from tests.advice.making import ROLES, STAGES, contexts, told

RULE = settings(derandomize=True, max_examples=200, deadline=None)
CERTIFIED = "scaled-framework"


def verdict(catalog: Catalog, context: Context, role: str = CERTIFIED) -> HiringVerdict:
    return argue_certificate(catalog, make_target(catalog, role, "entry"), context)


def test_the_exception_is_a_confirmed_framework_and_a_role_that_it_certifies(
    catalog: Catalog,
) -> None:
    found = verdict(catalog, told(framework="scaled-confirmed"))
    assert found.kind == "exception"
    assert "does not get you the job" in found.headline
    assert found.credentials
    for one in found.credentials:
        assert one.framework is not None
        assert CERTIFIED in one.roles


@pytest.mark.parametrize("framework", [None, "none", "team-agile", "scaled-unconfirmed"])
def test_anything_less_than_a_confirmed_framework_is_no_exception(
    catalog: Catalog, framework: str | None
) -> None:
    found = verdict(catalog, told(framework=framework))
    assert (found.kind, found.credentials) == ("no", ())
    assert "confirmed" in found.would_change


@pytest.mark.parametrize("role", [role for role in ROLES if role != CERTIFIED])
def test_a_role_that_no_framework_certifies_is_no_exception(catalog: Catalog, role: str) -> None:
    found = verdict(catalog, told(framework="scaled-confirmed"), role)
    assert (found.kind, found.credentials) == ("no", ())
    assert "a role that the framework defines" in found.would_change


def test_an_ad_that_demands_a_certificate_is_a_reason_of_our_own(catalog: Catalog) -> None:
    found = verdict(catalog, told(ad_certificate="demanded"), "generalist")
    assert found.kind == "demanded"
    assert "ours" in found.headline
    assert found.credentials == ()


@pytest.mark.parametrize("named", [None, "none", "preferred"])
def test_an_ad_that_does_not_demand_one_changes_nothing(
    catalog: Catalog, named: str | None
) -> None:
    assert verdict(catalog, told(ad_certificate=named), "generalist").kind == "no"


@RULE
@given(context=contexts, role=st.sampled_from(ROLES), stage=st.sampled_from(STAGES))
def test_in_any_situation_one_of_three_verdicts_with_reasons_on_both_sides(
    catalog: Catalog, context: Context, role: str, stage: str
) -> None:
    found = argue_certificate(catalog, make_target(catalog, role, stage), context)
    exception = context.framework == "scaled-confirmed" and role == CERTIFIED
    demanded = context.ad_certificate == "demanded"
    assert found.kind == ("exception" if exception else "demanded" if demanded else "no")
    assert found.headline == HIRING_HEADLINES[found.kind]
    assert bool(found.credentials) == exception
    assert found.reasons_for
    assert found.reasons_against
    assert all(one.route == "certification" for one in found.reasons_for + found.reasons_against)
    assert found.training_note
    assert found.would_change


def test_training_behind_a_certificate_is_praised_when_an_employer_pays(catalog: Catalog) -> None:
    assert "worth taking" in verdict(catalog, told(employer_pays="yes")).training_note
    new = verdict(catalog, told(experience="new")).training_note
    assert "working knowledge" in new
    assert "not for the paper" in verdict(catalog, told(experience="practising")).training_note
