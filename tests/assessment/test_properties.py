"""What must hold of any answers at all, over the content that ships."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pmcoach.advice.gaps import find_gaps
from pmcoach.assessment.events import Answer, AssessmentState
from pmcoach.assessment.forms import FormKind, compose_form
from pmcoach.assessment.item_selection import (
    choose_next_check,
    choose_next_item,
    find_item_competency,
    find_item_kind,
)
from pmcoach.assessment.levels import measure_ability, measure_knowledge, measure_skill, score_check
from pmcoach.assessment.results import Records, Result, measure
from pmcoach.assessment.target import make_target
from pmcoach.catalog.models import Check
from pmcoach.catalog.parse import Catalog, ladder_id
from tests.support import START

RULE = settings(derandomize=True, max_examples=150, deadline=None)
LONG = settings(derandomize=True, max_examples=25, deadline=None)

ONE, OTHER = "stk-map", "stk-align"
"""Two competencies of one area, so that its scenarios and the mix of items are in play."""
SUPPORT = {"none": 0, "thin": 1, "solid": 2}
ROLES = ("generalist", "technical", "catch-all")

Answers = dict[str, Answer]


def revision_of(catalog: Catalog, item: str) -> int:
    if find_item_kind(catalog, item) == "ladder":
        return catalog.competencies[item.removesuffix(".ladder")].ladder.revision
    if item in catalog.checks:
        return catalog.checks[item].revision
    return catalog.scenarios[item].revision


def drawn_answer(draw: st.DrawFn, catalog: Catalog, item: str) -> Answer:
    """Any answer to an item that the app would take, skipping it included."""
    kind = draw(st.sampled_from(["answered", "answered", "answered", "skipped", "not-applicable"]))
    given = Answer(item, kind, START, item, revision_of(catalog, item))  # type: ignore[arg-type]  # one of three literals
    if kind != "answered":
        return given
    if find_item_kind(catalog, item) == "ladder":
        return replace(given, option=draw(st.sampled_from("01234")))
    if find_item_kind(catalog, item) == "scenario":
        best, worst = draw(st.permutations("abcd"))[:2]
        return replace(given, best=best, worst=worst)
    key = catalog.checks[item].key
    # Hits are as likely as misses, or most examples would have none.
    right = draw(st.booleans())
    option = key if right else draw(st.sampled_from([one for one in "abcd" if one != key]))
    sure = draw(st.sampled_from(["sure", "think-so", "guessing"]))
    return replace(given, option=option, sure=sure)


def items_of(catalog: Catalog) -> list[str]:
    """All items of the two competencies and of their area's scenarios."""
    checks = [check.id for one in (ONE, OTHER) for check in catalog.checks_of[one]]
    scenes = [scene.id for scene in catalog.scenarios_of["stk"]]
    return [*checks, ladder_id(ONE), ladder_id(OTHER), *scenes]


@st.composite
def told(draw: st.DrawFn, catalog: Catalog) -> Answers:
    """Some of those items, answered in any way, in any order."""
    items = draw(st.lists(st.sampled_from(items_of(catalog)), unique=True, max_size=22))
    return {item: drawn_answer(draw, catalog, item) for item in items}


@st.composite
def evidence(draw: st.DrawFn) -> Records:
    count = draw(st.integers(0, 3))
    return Records(
        {ONE: count}, {ONE: draw(st.integers(0, count))}, {"stk": draw(st.integers(0, 2))}
    )


def measured(
    catalog: Catalog,
    answers: Mapping[str, Answer],
    records: Records | None = None,
    role: str = "generalist",
    stage: str = "independent",
) -> Result:
    return measure(
        catalog, make_target(catalog, role, stage), AssessmentState(answers), records or Records()
    )


def fallen(before: Result, after: Result) -> list[tuple[str, int | None, int | None]]:
    """Every known level that is lower afterwards, or no longer known."""
    late = {(one.facet, one.subject): one.level for one in after.standings()}
    return [
        (one.subject, one.level, late[one.facet, one.subject])
        for one in before.known()
        if (now := late[one.facet, one.subject]) is None or now < (one.level or 0)
    ]


def better(data: st.DataObject, catalog: Catalog, answer: Answer) -> Answer | None:
    """A better answer to the same item, or None where there is no better one."""
    if answer.kind != "answered":
        return None
    kind = find_item_kind(catalog, answer.item)
    if kind == "check":
        check = catalog.checks[answer.item]
        missed = answer.option != check.key
        return replace(answer, option=check.key, sure="sure") if missed else None
    if kind == "ladder":
        higher = [rung for rung in "01234" if rung > answer.option]
        return replace(answer, option=data.draw(st.sampled_from(higher))) if higher else None
    effect: dict[str, int] = {one.id: one.effect for one in catalog.scenarios[answer.item].action}
    picks = [
        (best, worst)
        for best, worst in product("abcd", repeat=2)
        if best != worst
        and (best, worst) != (answer.best, answer.worst)
        and effect[best] >= effect[answer.best]
        and effect[worst] <= effect[answer.worst]
    ]
    if not picks:
        return None
    best, worst = data.draw(st.sampled_from(picks))
    return replace(answer, best=best, worst=worst)


@pytest.mark.slow
@RULE
@given(data=st.data(), records=evidence())
def test_a_better_answer_never_lowers_any_level(
    catalog: Catalog, data: st.DataObject, records: Records
) -> None:
    answers = data.draw(told(catalog))
    assume(answers)
    item = data.draw(st.sampled_from(sorted(answers)))
    improved = better(data, catalog, answers[item])
    assume(improved is not None)
    assert improved is not None
    before = measured(catalog, answers, records)
    assert fallen(before, measured(catalog, {**answers, item: improved}, records)) == []


def level_asked(checks: tuple[Check, ...], marks: str, budget: int) -> int:
    """The level that comes out when these checks are asked as the app asks them and the answer to
    each is known beforehand: + for a pass, - for a miss; -1 for unknown."""
    mark = {check.id: sign for check, sign in zip(checks, marks, strict=True)}
    answers: Answers = {}
    while (check := choose_next_check(checks, AssessmentState(answers), budget)) is not None:
        wrong = "a" if check.key != "a" else "b"
        option = check.key if mark[check.id] == "+" else wrong
        answers[check.id] = Answer(check.id, "answered", START, check.id, check.revision, option)
    level = measure_knowledge(
        (check.level, what)
        for check in checks
        if check.id in answers
        if (what := score_check(check, answers[check.id])) is not None
    ).level
    return -1 if level is None else level


@pytest.mark.parametrize("budget", [1, 2, 3, 6])
def test_knowing_more_never_lowers_the_level_though_other_questions_are_then_asked(
    catalog: Catalog, budget: int
) -> None:
    """All 64 ways to know or not know the checks of a competency, each made better in one."""
    checks = catalog.checks_of[ONE]
    levels = {
        "".join(marks): level_asked(checks, "".join(marks), budget)
        for marks in product("+-", repeat=len(checks))
    }
    worse = [
        (marks, at)
        for marks in levels
        for at, mark in enumerate(marks)
        if mark == "-" and levels[marks[:at] + "+" + marks[at + 1 :]] < levels[marks]
    ]
    assert worse == []
    assert len(set(levels.values())) > 1


@RULE
@given(claim=st.integers(0, 4), recent=st.integers(0, 4), old=st.integers(0, 4))
def test_one_more_recent_record_lowers_neither_skill_nor_its_support(
    claim: int, recent: int, old: int
) -> None:
    before = measure_skill(claim, recent + old, recent)
    after = measure_skill(claim, recent + old + 1, recent + 1)
    assert (after.level or 0) >= (before.level or 0)
    assert SUPPORT[after.support] >= SUPPORT[before.support]


@RULE
@given(claim=st.integers(0, 4), recent=st.integers(0, 4), old=st.integers(0, 4))
def test_one_more_old_record_thins_support_only_by_lifting_the_level_to_4(
    claim: int, recent: int, old: int
) -> None:
    """Level 4 is solid with two recent records: one recent and one old lift to a thin 4."""
    before = measure_skill(claim, recent + old, recent)
    after = measure_skill(claim, recent + old + 1, recent)
    assert (after.level or 0) >= (before.level or 0)
    thinned = SUPPORT[after.support] < SUPPORT[before.support]
    assert thinned == ((claim, recent, old) == (4, 1, 0))


@RULE
@given(scores=st.lists(st.integers(0, 6), max_size=8), incidents=st.integers(0, 3))
def test_one_more_real_incident_lowers_neither_ability_nor_its_support(
    scores: list[int], incidents: int
) -> None:
    before, after = measure_ability(scores, incidents), measure_ability(scores, incidents + 1)
    assert (after.level or 0) >= (before.level or 0)
    assert SUPPORT[after.support] >= SUPPORT[before.support]


@RULE
@given(data=st.data(), records=evidence())
def test_a_result_does_not_depend_on_the_order_of_the_answers(
    catalog: Catalog, data: st.DataObject, records: Records
) -> None:
    answers = data.draw(told(catalog))
    other = dict(data.draw(st.permutations(list(answers.items()))))
    assert measured(catalog, other, records) == measured(catalog, answers, records)


@RULE
@given(data=st.data())
def test_nothing_unanswered_counts_as_low(catalog: Catalog, data: st.DataObject) -> None:
    answers = data.draw(told(catalog))
    result = measured(catalog, answers, stage="senior")
    answered = {item for item, one in answers.items() if one.kind == "answered"}
    grounds = {
        "knowledge": {find_item_competency(catalog, i) for i in answered if i in catalog.checks},
        "skill": {i.removesuffix(".ladder") for i in answered if i.endswith(".ladder")},
        "ability": {"stk"} if answered & set(catalog.scenarios) else set(),
    }
    for one in result.known():
        assert one.subject in grounds[one.facet]
    for gap in find_gaps(catalog, result).gaps:
        assert gap.subject in grounds[gap.facet]
    # Skipping, or saying that it does not apply, is as good as never having been asked.
    silent = {item: answers[item] for item in answers if item in answered}
    assert measured(catalog, silent, stage="senior") == result


@RULE
@given(data=st.data(), records=evidence())
def test_a_guessed_hit_never_changes_a_level(
    catalog: Catalog, data: st.DataObject, records: Records
) -> None:
    answers = data.draw(told(catalog))
    free = [item for item in items_of(catalog) if item in catalog.checks and item not in answers]
    assume(free)
    item = data.draw(st.sampled_from(free))
    guess = Answer(
        item,
        "answered",
        START,
        item,
        revision_of(catalog, item),
        option=catalog.checks[item].key,
        sure="guessing",
    )
    before = measured(catalog, answers, records)
    assert measured(catalog, {**answers, item: guess}, records) == before


WAYS: list[list[FormKind]] = [
    ["sketch", "quick"],
    ["quick", "standard"],
    ["quick", "full"],
    ["sketch", "standard"],
    ["sketch", "quick", "standard", "full"],
]
STARTS = ("", "stk", "mkt", "lau", "rdm")
"""The area that was jumped to, if any."""


def go_through(
    catalog: Catalog,
    kinds: list[FormKind],
    role: str,
    give: Callable[[str], Answer],
    start: str = "",
) -> Answers:
    """Answer one form after another to its end, each item as ``give`` says."""
    answers: Answers = {}
    for kind in kinds:
        form = compose_form(catalog, make_target(catalog, role, "entry"), kind)
        while (
            item := choose_next_item(catalog, form, AssessmentState(answers), start)
        ) is not None:
            answers[item] = give(item)
    return answers


@LONG
@given(
    kinds=st.sampled_from(WAYS),
    role=st.sampled_from(ROLES),
    start=st.sampled_from(STARTS),
    habits=st.lists(st.sampled_from(["+", "+", "-", "?", "skip"]), min_size=5, max_size=17),
)
def test_a_longer_form_after_shorter_ones_gives_what_it_gives_alone(
    catalog: Catalog, kinds: list[FormKind], role: str, start: str, habits: list[str]
) -> None:
    """Whatever shorter forms came before, and in whichever area they began."""
    # Answers by habit: few draws, and yet any item may be known, missed, guessed or skipped.
    places = {
        item: n
        for n, item in enumerate(
            [*catalog.checks, *catalog.scenarios, *(ladder_id(one) for one in catalog.competencies)]
        )
    }

    def give(item: str) -> Answer:
        habit = habits[places[item] * 7 % len(habits)]
        said = Answer(item, "answered", START, item, revision_of(catalog, item))
        if habit == "skip":
            return replace(said, kind="skipped")
        kind = find_item_kind(catalog, item)
        if kind == "ladder":
            return replace(said, option=str(places[item] % 5))
        if kind == "scenario":
            best, worst = ("a", "b") if habit == "+" else ("c", "d")
            return replace(said, best=best, worst=worst)
        key = catalog.checks[item].key
        wrong = "a" if key != "a" else "b"
        return replace(
            said, option=wrong if habit == "-" else key, sure="guessing" if habit == "?" else "sure"
        )

    alone = go_through(catalog, kinds[-1:], role, give)
    after = go_through(catalog, kinds, role, give, start)
    assert after == alone
    assert measured(catalog, after, role=role) == measured(catalog, alone, role=role)
