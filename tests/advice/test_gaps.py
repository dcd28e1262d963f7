"""A gap is a known level that is surely enough below the target; nothing else is one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.advice.gaps import Gap, find_gaps, gaps_after_steps, is_open
from pmcoach.assessment.results import Result, Standing
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import FACETS, Facet

SUBJECTS = ("stk-map", "mkt-voice", "lau-plan", "rdm-define")


@pytest.fixture(scope="module")
def target(catalog: Catalog) -> Target:
    return make_target(catalog, "generalist", "entry")


def skill(
    subject: str, level: int | None, target: int = 2, weight: float = 0.1, claim: int | None = None
) -> Standing:
    return Standing("skill", subject, level, "unsure", target, weight, claim)


def knowledge(
    subject: str, chances: tuple[float, ...], level: int = 1, weight: float = 0.1
) -> Standing:
    """A level of knowledge against a target of 2."""
    return Standing("knowledge", subject, level, "likely", 2, weight, chances=chances)


def result(target: Target, *standings: Standing) -> Result:
    by_facet: dict[Facet, dict[str, Standing]] = {facet: {} for facet in FACETS}
    for standing in standings:
        by_facet[standing.facet][standing.subject] = standing
    return Result(target, by_facet["knowledge"], by_facet["skill"], by_facet["ability"])


def test_a_level_that_meets_the_target_is_no_gap(catalog: Catalog, target: Target) -> None:
    findings = find_gaps(catalog, result(target, skill("stk-map", 2), skill("mkt-voice", 3)))
    assert (findings.gaps, findings.unwritten, findings.ask_next) == ((), (), ())


def test_an_unknown_level_is_asked_next_and_no_gap(catalog: Catalog, target: Target) -> None:
    light, heavy = skill("stk-map", None, weight=0.1), skill("mkt-voice", None, weight=0.3)
    findings = find_gaps(catalog, result(target, light, heavy))
    assert findings.gaps == ()
    assert findings.ask_next == (heavy, light)


def test_a_claim_without_its_record_is_to_be_written_down_and_no_gap(
    catalog: Catalog, target: Target
) -> None:
    light = skill("stk-map", 2, 3, 0.1, claim=3)
    heavy = skill("mkt-voice", 2, 3, 0.2, claim=4)
    findings = find_gaps(catalog, result(target, light, heavy))
    assert findings.gaps == ()
    assert findings.unwritten == (heavy, light)


def test_gaps_come_by_levels_missing_times_weight(catalog: Catalog, target: Target) -> None:
    findings = find_gaps(
        catalog,
        result(
            target,
            skill("stk-map", 1, weight=0.3),
            skill("mkt-voice", 0, weight=0.2),
            skill("lau-plan", 0, weight=0.1),
        ),
    )
    assert [(gap.subject, round(gap.size, 9)) for gap in findings.gaps] == [
        ("mkt-voice", 0.4),
        ("stk-map", 0.3),
        ("lau-plan", 0.2),
    ]
    first = findings.gaps[0]
    assert (first.key, first.area, first.level, first.target) == ("mkt-voice.skill", "mkt", 0, 2)


def test_a_gap_in_ability_belongs_to_its_area(catalog: Catalog, target: Target) -> None:
    ability = Standing("ability", "lau", 0, "likely", 1, 0.1)
    (gap,) = find_gaps(catalog, result(target, ability)).gaps
    assert (gap.key, gap.area) == ("lau.ability", "lau")


SURE, UNSURE = (0.5, 0.4, 0.1, 0.0), (0.2, 0.4, 0.4, 0.0)
"""Below 2 with .9, and with .6."""


def test_what_is_short_but_not_surely_enough_is_asked_next_and_no_gap(
    catalog: Catalog, target: Target
) -> None:
    sure, unsure = knowledge("stk-map", SURE), knowledge("mkt-voice", UNSURE, weight=0.3)
    findings = find_gaps(catalog, result(target, sure, unsure))
    assert [gap.key for gap in findings.gaps] == ["stk-map.knowledge"]
    assert findings.ask_next == (unsure,)
    assert is_open(unsure)
    assert not is_open(sure)


def test_what_the_target_gives_no_weight_is_neither_a_gap_nor_asked_next(
    catalog: Catalog, target: Target
) -> None:
    weightless = [
        knowledge("stk-map", SURE, weight=0.0),
        knowledge("mkt-voice", UNSURE, weight=0.0),
        skill("stk-map", None, weight=0.0),
    ]
    findings = find_gaps(catalog, result(target, *weightless))
    assert (findings.gaps, findings.ask_next) == ((), ())


def test_gaps_come_by_what_is_expected_to_be_missing(catalog: Catalog, target: Target) -> None:
    """Of two at the same level, the one that is likelier to be lower still comes first."""
    low, high = (0.9, 0.1, 0.0, 0.0), (0.0, 0.9, 0.1, 0.0)
    findings = find_gaps(
        catalog, result(target, knowledge("stk-map", high), knowledge("mkt-voice", low))
    )
    assert [gap.subject for gap in findings.gaps] == ["mkt-voice", "stk-map"]
    sizes = [gap.size for gap in findings.gaps]
    assert sizes == pytest.approx([0.1 * 1.9, 0.1 * 0.9])
    assert [gap.expected_short for gap in findings.gaps] == pytest.approx([1.9, 0.9])


levels = st.none() | st.integers(0, 4)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    drawn_levels=st.lists(
        st.tuples(levels, st.integers(0, 4), levels, st.floats(0, 1)), min_size=4, max_size=4
    )
)
def test_every_standing_is_met_or_in_exactly_one_list(
    catalog: Catalog,
    target: Target,
    drawn_levels: list[tuple[int | None, int, int | None, float]],
) -> None:
    standings = [
        skill(subject, level, wanted, weight, claim)
        for subject, (level, wanted, claim, weight) in zip(SUBJECTS, drawn_levels, strict=True)
    ]
    findings = find_gaps(catalog, result(target, *standings))
    lists = [
        [standing.subject for standing in standings_or_gaps]
        for standings_or_gaps in (findings.gaps, findings.unwritten, findings.ask_next)
    ]
    for standing in standings:
        times = sum(subjects.count(standing.subject) for subjects in lists)
        is_met = standing.level is not None and standing.level >= standing.target
        assert times == (
            0 if is_met or (not standing.weight and not standing.only_unwritten) else 1
        )
    assert all(gap.level < gap.target for gap in findings.gaps)
    sizes = [gap.size for gap in findings.gaps]
    assert sizes == sorted(sizes, reverse=True)


def test_a_plan_goes_on_from_what_a_done_step_lifts(catalog: Catalog, target: Target) -> None:
    first = catalog.steps["stk-map.h-one-change-mapped"]
    [gap] = find_gaps(catalog, result(target, skill("stk-map", 0, target=2))).gaps
    [left] = gaps_after_steps([gap], [first])
    assert (left.key, left.level, left.target) == (gap.key, 1, 2)
    assert gaps_after_steps([replace(gap, target=1)], [first]) == ()
    assert gaps_after_steps([replace(gap, level=1)], [first])[0].level == 1, "it lifts from 0 alone"
    assert gaps_after_steps([replace(gap, subject="mkt-voice")], [first])[0].level == 0


def test_after_a_step_a_gap_counts_by_its_level_and_the_others_as_expected(
    catalog: Catalog,
) -> None:
    """What was expected of the level before it was lifted no longer holds."""
    first = catalog.steps["stk-map.h-one-change-mapped"]
    lifted = Gap("skill", "stk-map", "stk", 0, 3, 0.1, expected_short=2.9)
    untouched = Gap("skill", "mkt-voice", "mkt", 0, 3, 0.1, expected_short=2.5)
    left = {gap.subject: gap for gap in gaps_after_steps([lifted, untouched], [first])}
    assert left["mkt-voice"] == untouched
    assert left["stk-map"].expected_short is None
    assert left["stk-map"].size == pytest.approx((3 - left["stk-map"].level) * 0.1)
    assert list(left) == ["mkt-voice", "stk-map"], "the larger one first"
