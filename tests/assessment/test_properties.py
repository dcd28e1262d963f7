"""What must hold of any answers at all: over a small pack, where they meet, and what ships."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.assessment.assumptions import BASE, PUBLISHED, Assumptions
from pmcoach.assessment.events import Answer, AssessmentState
from pmcoach.assessment.items import find_item_kind
from pmcoach.assessment.level_model import find_median
from pmcoach.assessment.levels import ABILITY_CAP, SKILL_CAP
from pmcoach.assessment.measurement import (
    FIRM_SCENARIOS,
    LIKELY_SHARE,
    Confidence,
    MeasuredLevel,
    MeasuredLevels,
    Records,
    Showings,
    infer_chances,
    measure_levels,
    read_answers,
)
from pmcoach.assessment.results import measure
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import FACETS, Facet
from tests.assessment.answering import (
    MOVES,
    Answers,
    answer_by_move,
    draw_answers,
    list_answers,
    list_items,
)
from tests.assessment.packs import two_areas
from tests.conftest import shipped_catalog
from tests.support import START

RULE = settings(max_examples=100)

BEFORE = START - dt.timedelta(days=1)
FACET_OF: Mapping[str | None, Facet] = {
    "check": "knowledge",
    "spot": "knowledge",
    "ladder": "skill",
    "scenario": "ability",
}


@dataclass(frozen=True)
class Case:
    """Someone's answers, records, and the keys they saw before they answered."""

    catalog: Catalog
    answers: Answers
    records: Records
    keys_seen_at: Mapping[str, dt.datetime]

    def measure(self, answers: Answers | None = None) -> MeasuredLevels:
        """The levels, from other answers where there are any."""
        state = AssessmentState(self.answers if answers is None else answers)
        return measure_levels(self.catalog, state, self.records, self.keys_seen_at)

    def read(self, answers: Answers | None = None) -> Showings:
        state = AssessmentState(self.answers if answers is None else answers)
        return read_answers(self.catalog, state, self.keys_seen_at)

    def select(self, facet: Facet, subject: str) -> Answers:
        """The answers about one level."""
        items = {showing.item for showing in self.read()[facet].get(subject, ())}
        return {item: answer for item, answer in self.answers.items() if item in items}


@st.composite
def draw_case(draw: st.DrawFn) -> Case:
    """Any answers to the small pack or to what ships, with any records."""
    catalog = draw(st.sampled_from([two_areas, shipped_catalog]))()
    competencies, areas = list(catalog.competencies), list(catalog.areas)
    counts = draw(st.dictionaries(st.sampled_from(competencies), st.integers(1, 3), max_size=4))
    recent = {competency: draw(st.integers(0, count)) for competency, count in counts.items()}
    incidents = draw(st.dictionaries(st.sampled_from(areas), st.integers(0, 3), max_size=1))
    items = list_items(catalog)
    if catalog is shipped_catalog():
        # Of two competencies and an area, so that answers meet.
        subjects = [
            *draw(st.lists(st.sampled_from(competencies), min_size=1, max_size=3)),
            areas[0],
        ]
        items = [item for item in items if item.startswith(tuple(f"{each}." for each in subjects))]
    answers = draw(draw_answers(catalog, items))
    seen = draw(st.lists(st.sampled_from(sorted(answers)), max_size=3)) if answers else []
    return Case(catalog, answers, Records(counts, recent, incidents), dict.fromkeys(seen, BEFORE))


cases = draw_case()
nonempty_cases = cases.filter(lambda case: bool(case.answers))


def reckon_level(
    case: Case, facet: Facet, subject: str, assumptions: Assumptions, answers: Answers
) -> int | None:
    """The level by the rules as docs/measurement.md words them, from the model's medians."""
    incidents = case.records.incidents.get(subject, 0)
    if facet == "ability" and incidents:
        return ABILITY_CAP[min(incidents, 2)]
    showings = case.read(answers)
    shown = showings[facet].get(subject)
    if not shown:
        return None
    cap = SKILL_CAP[min(case.records.by_competency.get(subject, 0), 2)]
    if facet == "skill" and assumptions is BASE:
        assert isinstance(shown[0].shows, int)
        return min(shown[0].shows, cap)
    median = find_median(infer_chances(case.catalog, facet, showings, assumptions)[subject])
    alone: Showings = {**{key: {} for key in FACETS}, facet: {subject: shown}}
    by_itself = find_median(infer_chances(case.catalog, facet, alone, assumptions)[subject])
    level = max(by_itself - 1, min(by_itself + 1, median))
    if facet == "knowledge":
        passes = [showing.level for showing in shown if showing.shows == "pass"]
        return min(level, max([1, *passes]))
    return min(level, cap if facet == "skill" else ABILITY_CAP[0])


def list_levels(levels: MeasuredLevels) -> list[MeasuredLevel]:
    return [measured for by_subject in levels.values() for measured in by_subject.values()]


@RULE
@given(case=cases)
def test_levels_are_those_of_the_rules(case: Case) -> None:
    for measured in list_levels(case.measure()):
        expected = reckon_level(case, measured.facet, measured.subject, BASE, case.answers)
        assert measured.level == expected


@RULE
@given(case=cases)
def test_confidence_is_agreement_of_the_published_sets(case: Case) -> None:
    showings = case.read()
    for measured in list_levels(case.measure()):
        facet, subject, level = measured.facet, measured.subject, measured.level
        if level is None:
            assert measured.confidence is None
            continue
        agreeing = sum(
            reckon_level(case, facet, subject, assumptions, case.answers) == level
            for assumptions in PUBLISHED
        )
        by_sets: Confidence = "likely" if agreeing >= LIKELY_SHARE * len(PUBLISHED) else "unsure"
        if facet == "skill":
            recent = case.records.recent.get(subject, 0)
            is_firm = recent >= (2 if level == 4 else 1)
        else:
            is_firm = agreeing == len(PUBLISHED)
        if facet == "ability" and not case.records.incidents.get(subject, 0):
            is_firm &= len(showings[facet][subject]) >= FIRM_SCENARIOS
        if facet == "knowledge":
            levels_asked = {showing.level for showing in showings[facet][subject]}
            is_firm &= max(level, 1) in levels_asked and min(level + 1, 3) in levels_asked
            is_firm &= not measured.key_seen
        if measured.key_seen:
            by_sets = "unsure"
        assert measured.confidence == ("firm" if is_firm else by_sets)


@RULE
@given(case=cases)
def test_nothing_that_was_not_asked_has_a_level(case: Case) -> None:
    showings = case.read()
    for measured in list_levels(case.measure()):
        is_known = measured.subject in showings[measured.facet] or (
            measured.facet == "ability" and case.records.incidents.get(measured.subject, 0) > 0
        )
        assert (measured.level is not None) == is_known
        assert (measured.confidence is not None) == is_known


@RULE
@given(case=cases)
def test_answers_elsewhere_move_a_level_by_one_at_most_and_it_is_said(case: Case) -> None:
    for measured in list_levels(case.measure()):
        if measured.level is None:
            assert measured.moved == 0
            continue
        alone = case.measure(case.select(measured.facet, measured.subject))
        by_itself = alone[measured.facet][measured.subject]
        assert by_itself.level is not None
        assert measured.moved == measured.level - by_itself.level
        assert abs(measured.moved) <= 1
        assert by_itself.moved == 0


@RULE
@given(case=cases)
def test_no_level_is_above_what_was_proven(case: Case) -> None:
    showings = case.read()
    for measured in list_levels(case.measure()):
        level, subject = measured.level, measured.subject
        if level is None:
            continue
        shown = showings[measured.facet].get(subject, ())
        if measured.facet == "knowledge":
            assert level <= max([1, *(each.level for each in shown if each.shows == "pass")])
        elif measured.facet == "skill":
            assert measured.claim is not None
            assert level <= min(
                measured.claim, SKILL_CAP[min(case.records.by_competency.get(subject, 0), 2)]
            )
        else:
            assert level <= ABILITY_CAP[min(case.records.incidents.get(subject, 0), 2)]


@RULE
@given(case=cases, data=st.data())
def test_the_order_of_answers_does_not_matter(case: Case, data: st.DataObject) -> None:
    """To the last bit: not even the probabilities differ."""
    shuffled = data.draw(st.permutations(list(case.answers.items())))
    assert case.measure(dict(shuffled)) == case.measure()


def take_facet(case: Case, facet: Facet) -> Answers:
    """The answers to items of one facet."""
    return {
        item: answer
        for item, answer in case.answers.items()
        if FACET_OF[find_item_kind(case.catalog, item)] == facet
    }


@RULE
@given(case=cases)
def test_each_facet_is_measured_by_its_own_answers_alone(case: Case) -> None:
    """No claim moves what was checked, no scenario a skill, whatever they say and wherever."""
    levels = case.measure()
    for facet in FACETS:
        assert case.measure(take_facet(case, facet))[facet] == levels[facet]


@RULE
@given(case=cases)
def test_records_move_no_knowledge_and_incidents_no_skill(case: Case) -> None:
    levels = case.measure()
    bare = replace(case, records=Records()).measure()
    assert bare["knowledge"] == levels["knowledge"]
    without_incidents = replace(case, records=replace(case.records, incidents={})).measure()
    assert without_incidents["skill"] == levels["skill"]
    without_records = replace(case, records=Records(incidents=case.records.incidents)).measure()
    assert without_records["ability"] == levels["ability"]


@pytest.mark.slow
@RULE
@given(case=nonempty_cases, data=st.data())
def test_a_better_answer_never_lowers_a_level_under_any_set(
    case: Case, data: st.DataObject
) -> None:
    """Neither its own nor another one of the facet."""
    item = data.draw(st.sampled_from(sorted(case.answers)))
    ranked = list_answers(case.catalog, item)
    place = data.draw(st.integers(0, len(ranked) - 2))
    better_place = data.draw(st.integers(place + 1, len(ranked) - 1))
    worse, better = ({**case.answers, item: ranked[rank][0]} for rank in (place, better_place))
    facet = FACET_OF[find_item_kind(case.catalog, item)]
    before, after = case.measure(worse), case.measure(better)
    for subject, measured in before[facet].items():
        assert _as_number(measured.level) <= _as_number(after[facet][subject].level)
        for assumptions in PUBLISHED:
            low, high = (
                reckon_level(case, facet, subject, assumptions, answers)
                for answers in (worse, better)
            )
            assert _as_number(low) <= _as_number(high)


def _as_number(level: int | None) -> int:
    return -1 if level is None else level


@RULE
@given(case=nonempty_cases, data=st.data())
def test_what_was_passed_over_disputed_or_reworded_shows_nothing(
    case: Case, data: st.DataObject
) -> None:
    items = data.draw(st.lists(st.sampled_from(sorted(case.answers)), unique=True, min_size=1))
    spoiled, disagreed = dict(case.answers), dict[str, str]()
    for item in items:
        how = data.draw(st.sampled_from(["skipped", "not-applicable", "disagreed", "reworded"]))
        if how == "disagreed":
            disagreed[item] = "No."
        elif how == "reworded":
            spoiled[item] = replace(spoiled[item], revision=99)
        else:
            spoiled[item] = replace(spoiled[item], kind=how)  # type: ignore[arg-type]  # one of two literals
    state = AssessmentState(spoiled, disagreed)
    rest = {item: answer for item, answer in case.answers.items() if item not in items}
    measured = measure_levels(case.catalog, state, case.records, case.keys_seen_at)
    assert measured == case.measure(rest)


@st.composite
def draw_target(draw: st.DrawFn, catalog: Catalog) -> Target:
    """Any role and stage, or a job ad's weights."""
    weights = draw(
        st.dictionaries(st.sampled_from(list(catalog.competencies)), st.floats(0, 1), max_size=6)
    )
    return make_target(
        catalog,
        draw(st.sampled_from(list(catalog.roles))),
        draw(st.sampled_from(list(catalog.stages))),
        competencies=weights if draw(st.booleans()) else None,
        title="An ad",
    )


@RULE
@given(case=cases, data=st.data())
def test_no_target_changes_a_level_its_confidence_or_its_probabilities(
    case: Case, data: st.DataObject
) -> None:
    """Neither role nor stage nor a job ad: it changes what is asked for, not what was measured."""
    levels = case.measure()
    target = data.draw(draw_target(case.catalog))
    state = AssessmentState(case.answers)
    result = measure(case.catalog, target, state, case.records, case.keys_seen_at)
    assert len(result.standings()) == len(list_levels(levels))
    for standing in result.standings():
        measured = levels[standing.facet][standing.subject]
        assert (standing.level, standing.confidence, standing.claim) == (
            measured.level,
            measured.confidence,
            measured.claim,
        )
        assert (standing.chances, standing.moved, standing.key_seen) == (
            measured.chances,
            measured.moved,
            measured.key_seen,
        )
        assert standing.target == target.levels[standing.facet]


@RULE
@given(case=cases, data=st.data())
def test_further_records_never_lower_a_level(case: Case, data: st.DataObject) -> None:
    competency = data.draw(st.sampled_from(list(case.catalog.competencies)))
    counts = case.records.by_competency
    richer = replace(
        case.records, by_competency={**counts, competency: counts.get(competency, 0) + 1}
    )
    before, after = case.measure(), replace(case, records=richer).measure()
    for subject, measured in before["skill"].items():
        assert _as_number(measured.level) <= _as_number(after["skill"][subject].level)


@pytest.mark.parametrize("competency", ["stk-map", "rdm-define"])
def test_any_moves_give_a_state_that_can_be_measured(catalog: Catalog, competency: str) -> None:
    """Every kind of answer to every kind of item."""
    for before, after in pairwise([*MOVES, MOVES[0]]):
        answers: dict[str, Answer] = {}
        for place, item in enumerate(list_items(catalog)):
            if item.startswith(competency):
                answers[item] = answer_by_move(catalog, item, (before, after)[place % 2])
        for measured in list_levels(measure_levels(catalog, AssessmentState(answers))):
            assert sum(measured.chances) == pytest.approx(1)
