"""One honest word on readiness; and claim beside check, in words about the task."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.assessment.events import AssessmentState
from pmcoach.assessment.readiness import HEAVIEST_COUNT, READINESS_WORDS, disagreement, readiness
from pmcoach.assessment.results import Result, Standing, measure
from pmcoach.assessment.target import make_target
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import Facet, max_level

PERSON = re.compile(
    r"over-?confiden|over-?estimat|exaggerat|honest|weak|poor|lack|fail|wrong|bad|"
    r"you should|you must|your (?:level|ability|skill)",
    re.IGNORECASE,
)
"""What would judge the person and not the task."""


@pytest.fixture
def empty(catalog: Catalog) -> Result:
    """Nothing known, at a stage that asks 3 of knowledge and skill."""
    return measure(catalog, make_target(catalog, "generalist", "independent"), AssessmentState())


def known(result: Result, levels: dict[tuple[int, Facet], int]) -> Result:
    """``result`` with levels for (place among the heaviest, facet)."""
    ids = result.target.heaviest()
    found: dict[Facet, dict[str, Standing]] = {
        "knowledge": dict(result.knowledge),
        "skill": dict(result.skill),
    }
    for (place, facet), level in levels.items():
        found[facet][ids[place]] = replace(found[facet][ids[place]], level=level)
    return replace(result, knowledge=found["knowledge"], skill=found["skill"])


def all_at(result: Result, level: int, **changed: int) -> Result:
    """Everything of the heaviest five at ``level`` or the highest of its facet; ``changed`` by facet
    for the very heaviest."""
    facets: tuple[Facet, ...] = ("knowledge", "skill")
    levels = {
        (place, facet): min(level, max_level(facet))
        for place in range(HEAVIEST_COUNT)
        for facet in facets
    }
    return known(
        result, levels | {(0, facet): changed[facet] for facet in facets if facet in changed}
    )


def test_the_target_asks_3_here(empty: Result) -> None:
    assert (empty.target.levels["knowledge"], empty.target.levels["skill"]) == (3, 3)


@pytest.mark.parametrize(
    ("levels", "word"),
    [
        ({}, "not known"),
        ({(n, "knowledge"): 3 for n in range(4)}, "not known"),
        ({(n, "knowledge"): 0 for n in range(4)}, "not known"),
        ({(n, "knowledge"): 3 for n in range(5)}, "ready"),
        ({(n, "knowledge"): 2 for n in range(5)}, "within reach"),
        ({**{(n, "knowledge"): 3 for n in range(4)}, (4, "skill"): 1}, "not yet"),
        ({(n, "knowledge"): 3 for n in range(5, 20)}, "not known"),
    ],
)
def test_the_word_by_what_is_known(
    empty: Result, levels: dict[tuple[int, Facet], int], word: str
) -> None:
    assert readiness(known(empty, levels)).word == word


@pytest.mark.parametrize(
    ("level", "changed", "word"),
    [
        (3, {}, "ready"),
        (4, {}, "ready"),
        (3, {"skill": 2}, "within reach"),
        (2, {}, "within reach"),
        (3, {"skill": 1}, "not yet"),
        (4, {"knowledge": 0}, "not yet"),
    ],
)
def test_the_word_by_the_largest_gap(
    empty: Result, level: int, changed: dict[str, int], word: str
) -> None:
    assert readiness(all_at(empty, level, **changed)).word == word


def test_lighter_competencies_do_not_decide(empty: Result) -> None:
    light = known(all_at(empty, 3), {(HEAVIEST_COUNT, "skill"): 0, (23, "knowledge"): 0})
    assert readiness(light).word == "ready"


def test_what_decides_is_named_the_largest_gap_first(empty: Result) -> None:
    found = readiness(all_at(empty, 2, skill=0))
    assert found.deciding[0].subject == empty.target.heaviest()[0]
    assert found.deciding[0].facet == "skill"
    assert [one.short for one in found.deciding] == [3, 1, 1]


def test_while_not_known_it_names_what_to_ask(empty: Result) -> None:
    found = readiness(empty)
    assert (found.known, found.possible) == (0, 2 * HEAVIEST_COUNT)
    assert {one.level for one in found.deciding} == {None}


def test_ready_has_nothing_to_name_and_every_word_has_its_sentence(empty: Result) -> None:
    assert readiness(all_at(empty, 3)).deciding == ()
    assert all(text.casefold().startswith(word) for word, text in READINESS_WORDS.items())


def pair(level: int | None, claim: int | None) -> tuple[Standing, Standing]:
    """What checks show and what is claimed of one competency."""
    return (
        Standing("knowledge", "stk-map", level, "likely", 3, 0.1),
        Standing(
            "skill", "stk-map", None if claim is None else min(claim, 2), "unsure", 3, 0.1, claim
        ),
    )


@pytest.mark.parametrize(
    ("level", "claim", "said"),
    [
        (0, 2, "You say that you do more"),
        (2, 4, "You say that you do more"),
        (2, 0, "seldom been done"),
        (3, 1, "seldom been done"),
        (2, 3, ""),
        (3, 2, ""),
        (2, 2, ""),
        (None, 4, ""),
        (3, None, ""),
    ],
)
def test_claim_and_check_are_set_side_by_side_where_far_apart(
    level: int | None, claim: int | None, said: str
) -> None:
    words = disagreement(*pair(level, claim))
    assert (said in words) if said else words == ""


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.none() | st.integers(0, 3), st.none() | st.integers(0, 4))
def test_it_speaks_of_the_task_and_never_of_the_person(
    level: int | None, claim: int | None
) -> None:
    words = disagreement(*pair(level, claim))
    assert not PERSON.search(words)
    far = level is not None and claim is not None and abs(level - claim) >= 2
    assert bool(words) == far
