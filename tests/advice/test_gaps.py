"""A gap is a known level below the target; nothing else is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.advice.gaps import find_gaps, gaps_after_steps
from pmcoach.assessment.results import Result, Standing
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.parse import Catalog

SUBJECTS = ("stk-map", "mkt-voice", "lau-plan", "rdm-define")


@pytest.fixture(scope="module")
def target(catalog: Catalog) -> Target:
    return make_target(catalog, "generalist", "entry")


def skill(
    subject: str, level: int | None, target: int = 2, weight: float = 0.1, claim: int | None = None
) -> Standing:
    return Standing("skill", subject, level, "none", target, weight, claim)


def result(
    target: Target, *skills: Standing, ability: Mapping[str, Standing] | None = None
) -> Result:
    return Result(target, {}, {one.subject: one for one in skills}, ability or {})


def test_a_level_that_meets_the_target_is_no_gap(catalog: Catalog, target: Target) -> None:
    found = find_gaps(catalog, result(target, skill("stk-map", 2), skill("mkt-voice", 3)))
    assert (found.gaps, found.unwritten, found.ask_next) == ((), (), ())


def test_an_unknown_level_is_asked_next_and_no_gap(catalog: Catalog, target: Target) -> None:
    light, heavy = skill("stk-map", None, weight=0.1), skill("mkt-voice", None, weight=0.3)
    found = find_gaps(catalog, result(target, light, heavy))
    assert found.gaps == ()
    assert found.ask_next == (heavy, light)


def test_a_claim_without_its_record_is_to_be_written_down_and_no_gap(
    catalog: Catalog, target: Target
) -> None:
    light = skill("stk-map", 2, 3, 0.1, claim=3)
    heavy = skill("mkt-voice", 2, 3, 0.2, claim=4)
    found = find_gaps(catalog, result(target, light, heavy))
    assert found.gaps == ()
    assert found.unwritten == (heavy, light)


def test_gaps_come_by_levels_missing_times_weight(catalog: Catalog, target: Target) -> None:
    found = find_gaps(
        catalog,
        result(
            target,
            skill("stk-map", 1, weight=0.3),
            skill("mkt-voice", 0, weight=0.2),
            skill("lau-plan", 0, weight=0.1),
        ),
    )
    assert [(gap.subject, round(gap.size, 9)) for gap in found.gaps] == [
        ("mkt-voice", 0.4),
        ("stk-map", 0.3),
        ("lau-plan", 0.2),
    ]
    first = found.gaps[0]
    assert (first.key, first.area, first.level, first.target) == ("mkt-voice.skill", "mkt", 0, 2)


def test_a_gap_in_ability_belongs_to_its_area(catalog: Catalog, target: Target) -> None:
    able = Standing("ability", "lau", 0, "thin", 1, 0.1)
    (one,) = find_gaps(catalog, result(target, ability={"lau": able})).gaps
    assert (one.key, one.area) == ("lau.ability", "lau")


levels = st.none() | st.integers(0, 4)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    told=st.lists(
        st.tuples(levels, st.integers(0, 4), levels, st.floats(0, 1)), min_size=4, max_size=4
    )
)
def test_every_standing_is_met_or_in_exactly_one_list(
    catalog: Catalog,
    target: Target,
    told: list[tuple[int | None, int, int | None, float]],
) -> None:
    standings = [
        skill(subject, level, wanted, weight, claim)
        for subject, (level, wanted, claim, weight) in zip(SUBJECTS, told, strict=True)
    ]
    found = find_gaps(catalog, result(target, *standings))
    lists = [
        [one.subject for one in them] for them in (found.gaps, found.unwritten, found.ask_next)
    ]
    for one in standings:
        times = sum(subjects.count(one.subject) for subjects in lists)
        assert times == (0 if one.level is not None and one.level >= one.target else 1)
    assert all(gap.level < gap.target for gap in found.gaps)
    sizes = [gap.size for gap in found.gaps]
    assert sizes == sorted(sizes, reverse=True)


def test_a_plan_goes_on_from_what_a_done_step_lifts(catalog: Catalog, target: Target) -> None:
    first = next(
        one
        for one in catalog.steps.values()
        for lift in one.lifts
        if (lift.competency, lift.facet, lift.start, lift.to) == ("stk-map", "skill", 0, 1)
    )
    [gap] = find_gaps(catalog, result(target, skill("stk-map", 0, target=2))).gaps
    [left] = gaps_after_steps([gap], [first])
    assert (left.key, left.level, left.target) == (gap.key, 1, 2)
    assert gaps_after_steps([replace(gap, target=1)], [first]) == ()
    assert gaps_after_steps([replace(gap, level=1)], [first])[0].level == 1, "it lifts from 0 alone"
    assert gaps_after_steps([replace(gap, subject="mkt-voice")], [first])[0].level == 0
