"""Training or hands-on: limits first, then the situation, with all its reasons and how close it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.advice.context import Context, consideration_applies
from pmcoach.advice.gaps import Gap
from pmcoach.advice.verdicts import (
    CHANGEABLE,
    OPEN_RULES,
    QUESTION_FIELDS,
    RULE_TEXTS,
    SituationChange,
    Verdict,
    argue_gap,
    collect_facts,
    decide_route,
    rule_for_gap,
    score_specificity,
)
from pmcoach.assessment.target import make_target
from pmcoach.catalog.models import Consideration
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import CONDITION_VALUES
from tests.advice.making import ROLES, SITUATION, STAGES, SUBJECTS, contexts, gap, gaps, shown, told
from tests.catalog.minimal import minimal, parsed

RULE = settings(derandomize=True, max_examples=150, deadline=None)
roles, stages = st.sampled_from(ROLES), st.sampled_from(STAGES)
open_gaps = st.one_of(
    st.builds(gap, st.just("skill"), st.sampled_from(SUBJECTS), knowledge=shown),
    st.builds(
        gap, st.just("knowledge"), st.sampled_from(SUBJECTS), st.just(2), knowledge=st.just(2)
    ),
)
Argument = tuple[str, str, int, dict[str, list[str]]]
FIRST = Gap("skill", "one", "area", 0, 1, 0.5)


def weighed(*arguments: Argument) -> Catalog:
    """A small catalog that holds just these arguments: route, stance, strength, when."""
    pack = minimal()
    pack["pack.toml"]["consideration"] = [
        {
            "id": f"r{number}",
            "route": route,
            "stance": stance,
            "text": f"Reason {number}.",
            "strength": strength,
            "basis": "stated",
            "source": "source",
            "when": when,
        }
        for number, (route, stance, strength, when) in enumerate(arguments)
    ]
    return parsed(pack)


def argued(context: Context, *arguments: Argument, gap: Gap = FIRST) -> Verdict:
    catalog = weighed(*arguments)
    return argue_gap(catalog, make_target(catalog, "", ""), context, gap)


def ids(reasons: tuple[Consideration, ...]) -> list[str]:
    return [reason.id for reason in reasons]


# Limits


@RULE
@given(drawn_gap=gaps, context=contexts, role=roles, stage=stages)
def test_limits_decide_whatever_the_situation(
    catalog: Catalog, drawn_gap: Gap, context: Context, role: str, stage: str
) -> None:
    verdict = argue_gap(catalog, make_target(catalog, role, stage), context, drawn_gap)
    rule = rule_for_gap(drawn_gap)
    limits = {"words": "training", "skill": "hands-on", "ability": "hands-on"}
    assert verdict.route == limits.get(rule, verdict.route)
    assert {verdict.route, verdict.rejected} == {"training", "hands-on"}
    assert verdict.situation_decides == (rule in OPEN_RULES)
    assert verdict.rule == RULE_TEXTS[rule]
    if not verdict.situation_decides:
        assert (verdict.decisive, verdict.question, verdict.flip) == ((), "", ())


@pytest.mark.parametrize(
    ("facet", "level", "rule"),
    [
        ("knowledge", 0, "words"),
        ("knowledge", 1, "words"),
        ("knowledge", 2, "limits-of-methods"),
        ("skill", 0, "first-skill"),
        ("skill", 1, "skill"),
        ("skill", 3, "skill"),
        ("ability", 0, "ability"),
    ],
)
def test_what_lies_between_the_limits_is_the_first_skill_and_knowledge_from_2_on(
    facet: str, level: int, rule: str
) -> None:
    assert rule_for_gap(Gap(facet, "one", "area", level, 4, 0.1)) == rule  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", RULE_TEXTS)
def test_a_limit_says_that_it_is_one(rule: str) -> None:
    assert ("This is a limit" in RULE_TEXTS[rule]) == (rule not in OPEN_RULES)  # type: ignore[index]


# Reasons


@RULE
@given(drawn_gap=gaps, context=contexts, role=roles, stage=stages)
def test_both_routes_always_have_a_reason_for_and_one_against(
    catalog: Catalog, drawn_gap: Gap, context: Context, role: str, stage: str
) -> None:
    verdict = argue_gap(catalog, make_target(catalog, role, stage), context, drawn_gap)
    assert verdict.reasons_for
    assert verdict.reasons_against
    assert verdict.rejected_for
    assert verdict.rejected_against


@RULE
@given(drawn_gap=gaps, context=contexts, role=roles, stage=stages)
def test_reasons_apply_and_those_about_this_gap_and_person_come_first(
    catalog: Catalog, drawn_gap: Gap, context: Context, role: str, stage: str
) -> None:
    target = make_target(catalog, role, stage)
    verdict = argue_gap(catalog, target, context, drawn_gap)
    facts = collect_facts(catalog, target, context, drawn_gap)
    sides = {
        (verdict.route, "for"): verdict.reasons_for,
        (verdict.route, "against"): verdict.reasons_against,
        (verdict.rejected, "for"): verdict.rejected_for,
        (verdict.rejected, "against"): verdict.rejected_against,
    }
    for (route, stance), reasons in sides.items():
        assert all((reason.route, reason.stance) == (route, stance) for reason in reasons)
        assert all(consideration_applies(reason, facts) for reason in reasons)
        is_general = [not score_specificity(reason) for reason in reasons]
        assert is_general == sorted(is_general)


# Weighing


@pytest.mark.parametrize(
    ("training", "work", "against", "route"),
    [
        (1, 1, 0, "hands-on"),
        (2, 1, 0, "training"),
        (1, 2, 0, "hands-on"),
        (3, 1, 2, "hands-on"),
    ],
)
def test_strengths_are_summed_and_a_tie_goes_to_work(
    training: int, work: int, against: int, route: str
) -> None:
    arguments: list[Argument] = [
        ("training", "for", training, {}),
        ("hands-on", "for", work, {}),
    ]
    if against:
        arguments.append(("training", "against", against, {}))
    assert argued(Context(), *arguments).route == route


@pytest.mark.parametrize(
    ("context", "knowledge", "route"),
    [
        (told(access="job", experience="new"), 1, "hands-on"),
        (told(access="nothing", experience="new"), 0, "training"),
        (told(access="nothing", experience="new", training_taken="certificate"), 2, "hands-on"),
        (told(access="pm-job", experience="practising"), 1, "hands-on"),
    ],
)
def test_what_one_has_done_and_shown_turns_the_verdict(
    catalog: Catalog, context: Context, knowledge: int, route: str
) -> None:
    target = make_target(catalog, "generalist", "entry")
    first_skill = gap("skill", "lau-plan", 0, 2, knowledge=knowledge)
    assert decide_route(catalog, target, context, first_skill) == route


def test_hours_money_and_dates_never_enter_an_argument(catalog: Catalog) -> None:
    target = make_target(catalog, "generalist", "entry")
    rich = told(hours_per_week=40.0, budget=90_000.0, domain="banking")
    for subject in SUBJECTS:
        first_skill = gap("skill", subject, 0, 2)
        verdicts = [
            argue_gap(catalog, target, context, first_skill) for context in (rich, Context())
        ]
        assert verdicts[0] == verdicts[1]


# How close it was


def test_a_verdict_is_clear_where_no_single_reason_left_out_turns_it() -> None:
    clear = argued(Context(), ("training", "for", 2, {}), ("training", "for", 2, {}))
    assert clear.is_clear
    assert clear.route == "training"
    leaning = argued(Context(), ("training", "for", 2, {}), ("hands-on", "for", 1, {}))
    assert not leaning.is_clear
    assert ids(leaning.decisive) == ["r0"]


@RULE
@given(drawn_gap=open_gaps, context=contexts, role=roles, stage=stages)
def test_each_decisive_reason_left_out_alone_turns_it_and_no_other_does(
    catalog: Catalog, drawn_gap: Gap, context: Context, role: str, stage: str
) -> None:
    target = make_target(catalog, role, stage)
    verdict = argue_gap(catalog, target, context, drawn_gap)
    facts = collect_facts(catalog, target, context, drawn_gap)
    arguments = [
        reason
        for reason in catalog.considerations.values()
        if reason.route != "certification" and consideration_applies(reason, facts)
    ]

    def route(reasons: list[Consideration]) -> str:
        balance = sum(
            reason.strength
            * (1 if (reason.route == "training") == (reason.stance == "for") else -1)
            for reason in reasons
        )
        return "training" if balance > 0 else "hands-on"

    turning = {
        left_out.id
        for left_out in arguments
        if route([reason for reason in arguments if reason is not left_out]) != verdict.route
    }
    assert route(arguments) == verdict.route
    assert set(ids(verdict.decisive)) == turning


def test_where_an_unanswered_question_would_settle_it_that_one_is_named() -> None:
    arguments: list[Argument] = [
        ("training", "for", 2, {}),
        ("training", "for", 3, {"employer_pays": ["yes"]}),
        ("hands-on", "for", 3, {"employer_pays": ["no"]}),
    ]
    leaning = argued(Context(), *arguments)
    assert (leaning.route, leaning.question) == ("training", "employer_pays")
    assert argued(told(employer_pays="yes"), *arguments).question == ""
    assert argued(told(employer_pays="no"), *arguments).question == ""


def test_a_clear_verdict_asks_nothing() -> None:
    clear = argued(Context(), *[("training", "for", 2, dict[str, list[str]]())] * 3)
    assert clear.question == ""


@RULE
@given(drawn_gap=open_gaps, context=contexts)
def test_a_question_is_one_that_was_not_answered(
    catalog: Catalog, drawn_gap: Gap, context: Context
) -> None:
    target = make_target(catalog, "generalist", "entry")
    verdict = argue_gap(catalog, target, context, drawn_gap)
    if verdict.question:
        assert getattr(context, verdict.question) is None
        assert verdict.decisive


# What would turn it


@RULE
@given(drawn_gap=open_gaps, context=contexts, role=roles)
def test_a_flip_is_something_one_can_work_on_and_turns_the_verdict(
    catalog: Catalog, drawn_gap: Gap, context: Context, role: str
) -> None:
    target = make_target(catalog, role, "entry")
    verdict = argue_gap(catalog, target, context, drawn_gap)
    facts = collect_facts(catalog, target, context, drawn_gap)
    for change in verdict.flip:
        assert change.answer in CHANGEABLE[change.field]
        answers = CONDITION_VALUES[change.field]
        is_better = answers.index(change.answer) > answers.index(facts[change.field])
        assert is_better or change == SituationChange("employer_pays", "yes")
    if verdict.flip:
        changed = {change.field: change.answer for change in verdict.flip}
        knowledge = changed.pop("knowledge_shown", None)
        turned = gap(
            drawn_gap.facet,
            drawn_gap.subject,
            drawn_gap.level,
            knowledge=drawn_gap.knowledge if knowledge is None else int(knowledge),
        )
        changed_context = told(**{**context.known(), **changed})
        assert decide_route(catalog, target, changed_context, turned) != verdict.route


@pytest.mark.parametrize("field", [field for field in CHANGEABLE if field != "knowledge_shown"])
def test_whichever_change_alone_would_flip_it_is_found(field: str) -> None:
    answer, lowest = CHANGEABLE[field][-1], CONDITION_VALUES[field][0]
    now = "no" if field == "employer_pays" else lowest
    argument: Argument = ("training", "for", 1, {field: [answer]})
    assert argued(told(**{field: now}), argument).flip == (SituationChange(field, answer),)
    assert argued(Context(), argument).flip == (), "what was never answered is a question"


@pytest.mark.parametrize(
    ("field", "now"),
    [
        ("access", "job"),
        ("employer_pays", "yes"),
        ("experience", "practising"),
        ("evidence", "some"),
    ],
)
def test_nobody_is_told_to_give_something_up(field: str, now: str) -> None:
    others = [answer for answer in CONDITION_VALUES[field] if answer != now]
    lower = [answer for answer in others if answer not in CHANGEABLE.get(field, ())[1:]]
    flip = argued(told(**{field: now}), ("training", "for", 1, {field: lower})).flip
    assert flip == ()


def test_two_changes_are_named_where_only_both_together_flip_it() -> None:
    both: Argument = ("training", "for", 1, {"access": ["job"], "evidence": ["some"]})
    flip = argued(told(access="nothing", evidence="none"), both).flip
    assert flip == (SituationChange("access", "job"), SituationChange("evidence", "some"))


def test_every_field_that_an_argument_asks_for_is_asked_or_can_be_changed(
    catalog: Catalog,
) -> None:
    conditions = {
        name
        for consideration in catalog.considerations.values()
        if consideration.route != "certification"
        for name in consideration.when
    }
    assert conditions & set(SITUATION) <= {*QUESTION_FIELDS, *CHANGEABLE}
