"""Training or hands-on: facet and level first, then the situation, with all its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.advice.context import Context, consideration_applies
from pmcoach.advice.gaps import Gap
from pmcoach.advice.verdicts import (
    FLIP_ORDER,
    RULE_TEXTS,
    SituationChange,
    argue_gap,
    collect_facts,
    decide_route,
    rule_for_gap,
    sum_strengths,
)
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import CONDITION_VALUES
from tests.advice.making import ROLES, SITUATION, STAGES, SUBJECTS, contexts, gap, gaps, told
from tests.catalog.minimal import minimal, parsed

RULE = settings(derandomize=True, max_examples=150, deadline=None)
SLOW = settings(derandomize=True, max_examples=80, deadline=None)
roles, stages = st.sampled_from(ROLES), st.sampled_from(STAGES)


@pytest.fixture(scope="module")
def target(catalog: Catalog) -> Target:
    return make_target(catalog, "generalist", "entry")


def changed(context: Context, *changes: SituationChange) -> Context:
    return replace(context, **{c.field: c.value for c in changes})  # type: ignore[arg-type]


def others(context: Context, *names: str) -> Iterator[tuple[SituationChange, ...]]:
    """Every way of giving all the named fields another value than they have."""
    choices = [
        [
            SituationChange(name, value)
            for value in CONDITION_VALUES[name]
            if value != getattr(context, name)
        ]
        for name in names
    ]
    yield from product(*choices)


@RULE
@given(one=gaps, context=contexts, role=roles, stage=stages)
def test_facet_and_level_decide_whatever_the_situation(
    catalog: Catalog, one: Gap, context: Context, role: str, stage: str
) -> None:
    target = make_target(catalog, role, stage)
    route = decide_route(catalog, target, context, one)
    if one.facet == "knowledge":
        assert route == "training"
    elif one.facet == "ability" or one.level >= 1:
        assert route == "hands-on"
    verdict = argue_gap(catalog, target, context, one)
    assert verdict.route == route
    assert {verdict.route, verdict.rejected} == {"training", "hands-on"}
    assert verdict.situation_decides == (one.facet == "skill" and one.level == 0)
    assert verdict.rule == RULE_TEXTS[rule_for_gap(one)]


@RULE
@given(one=gaps, context=contexts, role=roles, stage=stages)
def test_both_routes_always_have_a_reason_for_and_one_against(
    catalog: Catalog, one: Gap, context: Context, role: str, stage: str
) -> None:
    verdict = argue_gap(catalog, make_target(catalog, role, stage), context, one)
    assert verdict.reasons_for
    assert verdict.reasons_against
    assert verdict.rejected_for
    assert verdict.rejected_against


@RULE
@given(one=gaps, context=contexts, role=roles, stage=stages)
def test_reasons_hold_in_the_situation_and_the_strongest_come_first(
    catalog: Catalog, one: Gap, context: Context, role: str, stage: str
) -> None:
    target = make_target(catalog, role, stage)
    verdict = argue_gap(catalog, target, context, one)
    facts = collect_facts(catalog, target, context, one)
    sides = {
        (verdict.route, "for"): verdict.reasons_for,
        (verdict.route, "against"): verdict.reasons_against,
        (verdict.rejected, "for"): verdict.rejected_for,
        (verdict.rejected, "against"): verdict.rejected_against,
    }
    for (route, stance), reasons in sides.items():
        assert all((r.route, r.stance) == (route, stance) for r in reasons)
        assert all(consideration_applies(r, facts) for r in reasons)
        strengths = [r.strength for r in reasons]
        assert strengths == sorted(strengths, reverse=True)


@RULE
@given(subject=st.sampled_from(SUBJECTS), context=contexts, role=roles)
def test_a_first_skill_goes_where_the_arguments_weigh_more_and_evens_go_to_work(
    catalog: Catalog, subject: str, context: Context, role: str
) -> None:
    target = make_target(catalog, role, "entry")
    one = gap("skill", subject, 0, 2)
    facts = collect_facts(catalog, target, context, one)
    training, work = (sum_strengths(catalog, facts, route) for route in ("training", "hands-on"))
    assert decide_route(catalog, target, context, one) == (
        "training" if training > work else "hands-on"
    )


@pytest.mark.parametrize(
    ("context", "route"),
    [
        (told(access="job"), "hands-on"),
        (told(access="nothing", employer_pays="yes"), "training"),
        (told(access="job", employer_pays="no"), "hands-on"),
    ],
)
def test_for_a_first_skill_the_situation_turns_the_verdict(
    catalog: Catalog, target: Target, context: Context, route: str
) -> None:
    assert decide_route(catalog, target, context, gap("skill", "lau-plan", 0, 2)) == route


@SLOW
@given(subject=st.sampled_from(SUBJECTS), context=contexts, role=roles)
def test_the_smallest_change_flips_the_verdict_and_no_smaller_one_does(
    catalog: Catalog, subject: str, context: Context, role: str
) -> None:
    target = make_target(catalog, role, "entry")
    one = gap("skill", subject, 0, 2)
    verdict = argue_gap(catalog, target, context, one)
    flip = verdict.flip

    def flips(changes: tuple[SituationChange, ...]) -> bool:
        return decide_route(catalog, target, changed(context, *changes), one) != verdict.route

    for change in flip:
        assert getattr(context, change.field) != change.value
        assert change.value in CONDITION_VALUES[change.field]
    # Tried by brute force, over every field that any argument can ask about.
    singles = [c for name in SITUATION for c in others(context, name) if flips(c)]
    if flip:
        assert flips(flip)
        assert len(flip) == (1 if singles else 2)
    else:
        pairs = combinations(FLIP_ORDER, 2)
        assert singles == []
        assert not any(flips(c) for names in pairs for c in others(context, *names))


def test_of_several_single_changes_the_first_in_the_documented_order_is_named(
    catalog: Catalog, target: Target
) -> None:
    one, context = gap("skill", "lau-plan", 0, 2), Context()
    route = decide_route(catalog, target, context, one)
    expected = next(
        change
        for name in FLIP_ORDER
        for change in others(context, name)
        if decide_route(catalog, target, changed(context, *change), one) != route
    )
    assert argue_gap(catalog, target, context, one).flip == expected


@RULE
@given(one=gaps.filter(lambda g: rule_for_gap(g) != "first-skill"), context=contexts)
def test_what_facet_and_level_decide_no_situation_flips(
    catalog: Catalog, target: Target, one: Gap, context: Context
) -> None:
    verdict = argue_gap(catalog, target, context, one)
    assert verdict.flip == ()
    for name in SITUATION:
        for change in others(context, name):
            assert decide_route(catalog, target, changed(context, *change), one) == verdict.route


def weighed(*reasons: tuple[str, str, int, dict[str, list[str]]]) -> Catalog:
    """A small catalog that holds just these arguments: route, stance, strength, when."""
    pack = minimal()
    pack["pack.toml"]["consideration"] = [
        {
            "id": f"r{n}",
            "route": route,
            "stance": stance,
            "text": "So.",
            "strength": strength,
            "basis": "stated",
            "source": "source",
            "when": when,
        }
        for n, (route, stance, strength, when) in enumerate(reasons)
    ]
    return parsed(pack)


FIRST = Gap("skill", "one", "area", 0, 1, 0.5)


@pytest.mark.parametrize(
    ("training", "work", "against", "route"),
    [
        (1, 1, 0, "hands-on"),
        (2, 1, 0, "training"),
        (1, 2, 0, "hands-on"),
        (3, 1, 2, "hands-on"),
    ],
)
def test_strengths_for_and_against_are_summed_and_evens_go_to_work(
    training: int, work: int, against: int, route: str
) -> None:
    reasons: list[tuple[str, str, int, dict[str, list[str]]]] = [
        ("training", "for", training, {}),
        ("hands-on", "for", work, {}),
    ]
    if against:
        reasons.append(("training", "against", against, {}))
    catalog = weighed(*reasons)
    assert decide_route(catalog, make_target(catalog, "", ""), Context(), FIRST) == route


@pytest.mark.parametrize("field", FLIP_ORDER)
def test_whichever_field_alone_would_flip_it_is_found(field: str) -> None:
    value = CONDITION_VALUES[field][-1]
    catalog = weighed(("training", "for", 1, {field: [value]}))
    target = make_target(catalog, "", "")
    assert argue_gap(catalog, target, Context(), FIRST).flip == (SituationChange(field, value),)
    assert argue_gap(catalog, target, told(**{field: value}), FIRST).route == "training"


def test_every_field_that_an_argument_about_a_first_skill_asks_for_is_tried(
    catalog: Catalog,
) -> None:
    asked = {
        name
        for one in catalog.considerations.values()
        if one.route != "certification"
        for name in one.when
    }
    assert asked & set(SITUATION) <= set(FLIP_ORDER)


def test_two_fields_are_named_where_only_both_together_flip_it() -> None:
    catalog = weighed(("training", "for", 1, {"access": ["job"], "evidence": ["some"]}))
    flip = argue_gap(catalog, make_target(catalog, "", ""), Context(), FIRST).flip
    assert flip == (SituationChange("access", "job"), SituationChange("evidence", "some"))


@pytest.mark.parametrize("field", ["access", "experience", "evidence", "domain_knowledge"])
def test_giving_up_what_was_hard_to_get_is_the_last_change_named(field: str) -> None:
    lowest, *_, highest = CONDITION_VALUES[field]
    strength = CONDITION_VALUES["pm_strength"][0]
    training = ("training", "for", 1, {field: [highest]})
    work = ("hands-on", "for", 1, {"pm_strength": [strength]})
    context = told(**{field: highest})

    def smallest_change(*arguments: tuple[str, str, int, dict[str, list[str]]]) -> SituationChange:
        catalog = weighed(*arguments)
        (change,) = argue_gap(catalog, make_target(catalog, "", ""), context, FIRST).flip
        return change

    assert smallest_change(training) == SituationChange(field, lowest)
    assert smallest_change(training, work) == SituationChange("pm_strength", strength)


def test_where_nothing_told_would_change_it_nothing_is_named() -> None:
    catalog = weighed(("hands-on", "for", 3, {}), ("training", "for", 1, {"access": ["job"]}))
    assert argue_gap(catalog, make_target(catalog, "", ""), Context(), FIRST).flip == ()


def test_hours_money_and_dates_never_enter_an_argument(catalog: Catalog, target: Target) -> None:
    rich = told(hours_per_week=40.0, budget=90_000.0, domain="banking")
    for subject in SUBJECTS:
        one = gap("skill", subject, 0, 2)
        assert argue_gap(catalog, target, rich, one) == argue_gap(catalog, target, Context(), one)
