"""A certificate for the job hunt: no, but for one narrow case, and for an ad that demands it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.advice.context import Context
from pmcoach.advice.hiring import (
    HIRING_HEADLINES,
    UNCONFIRMED_FRAMEWORKS,
    HiringVerdict,
    argue_certificate,
)
from pmcoach.assessment.target import make_target
from pmcoach.catalog.parse import Catalog
from tests.advice.making import ROLES, STAGES, contexts, told

RULE = settings(derandomize=True, max_examples=200, deadline=None)
CERTIFIED = "scaled-framework"
OTHER = "generalist"


def verdict(
    catalog: Catalog, context: Context, role: str = CERTIFIED, demanded: tuple[str, ...] = ()
) -> HiringVerdict:
    return argue_certificate(catalog, make_target(catalog, role, "entry"), context, demanded)


@pytest.mark.parametrize(
    ("role", "situation", "kind"),
    [
        (CERTIFIED, {"framework": "scaled-confirmed"}, "exception"),
        (CERTIFIED, {"framework": "scaled-confirmed", "ad_certificate": "demanded"}, "exception"),
        (CERTIFIED, {"framework": "scaled-unconfirmed"}, "ask"),
        (CERTIFIED, {"framework": "scaled-unconfirmed", "ad_certificate": "demanded"}, "demanded"),
        (CERTIFIED, {"framework": "team-agile"}, "no"),
        (CERTIFIED, {"framework": "none"}, "no"),
        (CERTIFIED, {}, "no"),
        (OTHER, {"framework": "scaled-confirmed"}, "no"),
        (OTHER, {"framework": "scaled-unconfirmed"}, "no"),
        (OTHER, {"ad_certificate": "demanded"}, "demanded"),
        (OTHER, {"ad_certificate": "preferred"}, "no"),
        (OTHER, {"ad_certificate": "none"}, "no"),
        (OTHER, {"employer_pays": "yes"}, "no"),
        (OTHER, {"job_search": "hired"}, "hired"),
        (OTHER, {"experience": "hired"}, "hired"),
        (OTHER, {"experience": "hired", "job_search": "hunting"}, "no"),
        (CERTIFIED, {"framework": "scaled-confirmed", "job_search": "hired"}, "hired"),
        (OTHER, {"ad_certificate": "demanded", "job_search": "hired"}, "hired"),
        (OTHER, {"experience": "practising"}, "no"),
    ],
)
def test_the_rule_table(catalog: Catalog, role: str, situation: dict[str, Any], kind: str) -> None:
    assert verdict(catalog, told(**situation), role).kind == kind


def test_the_exception_names_the_certificates_of_the_framework(catalog: Catalog) -> None:
    exception = verdict(catalog, told(framework="scaled-confirmed"))
    assert "won't get you the job" in exception.headline
    assert exception.credentials
    for credential in exception.credentials:
        assert credential.framework is not None
        assert CERTIFIED in credential.roles


def test_a_demanded_certificate_is_named_as_the_ad_names_it(catalog: Catalog) -> None:
    context = told(ad_certificate="demanded")
    named = verdict(catalog, context, OTHER, ("cspo", "unknown"))
    assert [credential.id for credential in named.credentials] == ["cspo"]
    assert verdict(catalog, context, OTHER).credentials == ()
    assert verdict(catalog, told(), OTHER, ("cspo",)).credentials == ()
    assert "ours" in named.headline
    assert "Ask first" in named.headline


@RULE
@given(context=contexts, role=st.sampled_from(ROLES), stage=st.sampled_from(STAGES))
def test_in_any_situation_there_are_reasons_on_both_sides(
    catalog: Catalog, context: Context, role: str, stage: str
) -> None:
    hiring_verdict = argue_certificate(catalog, make_target(catalog, role, stage), context)
    assert hiring_verdict.headline == HIRING_HEADLINES[hiring_verdict.kind]
    assert hiring_verdict.is_yes == (hiring_verdict.kind in {"exception", "demanded"})
    assert hiring_verdict.reasons_for
    assert hiring_verdict.reasons_against
    assert all(
        reason.route == "certification"
        for reason in hiring_verdict.reasons_for + hiring_verdict.reasons_against
    )
    assert hiring_verdict.training_note
    assert hiring_verdict.would_change


@pytest.mark.parametrize(
    ("situation", "words"),
    [
        ({"employer_pays": "yes"}, "worth taking"),
        ({"experience": "new"}, "working knowledge"),
        ({"experience": "new", "employer_pays": "no"}, "free ways"),
        ({"training_taken": "course"}, "another one would mostly repeat it"),
        ({"experience": "practising"}, "not for the certificate"),
    ],
)
def test_the_course_is_judged_for_what_it_teaches(
    catalog: Catalog, situation: dict[str, Any], words: str
) -> None:
    assert words.lower() in verdict(catalog, told(**situation)).training_note.lower()


@pytest.mark.parametrize("role", [OTHER, "technical", CERTIFIED])
def test_a_framework_that_was_not_told_counts_as_one_that_is_not_confirmed(
    catalog: Catalog, role: str
) -> None:
    target = make_target(catalog, role, "entry")

    def against(context: Context) -> set[str]:
        return {reason.id for reason in argue_certificate(catalog, target, context).reasons_against}

    each = [
        against(told(experience="new", framework=framework)) for framework in UNCONFIRMED_FRAMEWORKS
    ]
    untold = against(told(experience="new"))
    assert untold == set.intersection(*each)
    assert "cert-narrow-lanes" in untold
    # The rule does not speak against its own exception.
    confirmed = against(told(experience="new", framework="scaled-confirmed"))
    assert "cert-narrow-lanes" not in confirmed
    assert ("cert-framework-other-target" in confirmed) == (role != CERTIFIED)
