"""Which answers are to questions that have changed since, and what they were about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmcoach.assessment.events import Answer, AssessmentState
from pmcoach.assessment.outdated import (
    find_former_answers,
    find_outdated_answers,
    find_outdated_levels,
)
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import Facet
from tests.assessment import packs
from tests.assessment.answering import claim, judge, know, make_state
from tests.support import START


def former(item: str, revision: int = 1, **fields: str) -> Answer:
    """An answer from before."""
    return Answer(item, "answered", START, item, revision, **fields)  # type: ignore[arg-type]


RETIRED = (
    *(
        "left-a.gone",
        "left-b.gone",
        "right.gone",
        "was-left.gone",
        "gone.k1",
        "gone.ladder",
        "gone",
    ),
    *("left-a.x", "left-a.y", "left-b.x", "right.x", "right.y"),
)


def two_areas() -> Catalog:
    """The pack of that name, which once asked `RETIRED`."""
    catalog = packs.two_areas()
    return replace(catalog, pack=catalog.pack.model_copy(update={"retired": RETIRED}))


def in_order(*answers: Answer) -> AssessmentState:
    return replace(make_state(*answers), order=tuple(answer.item for answer in answers))


@pytest.fixture
def reworded() -> Catalog:
    """`two_areas` with one question of each kind in its second wording."""
    catalog = two_areas()
    competency = catalog.competencies["left-a"]
    ladder = competency.ladder.model_copy(update={"revision": 2})
    checks, spots, scenarios = catalog.checks, catalog.spots, catalog.scenarios
    second = {"revision": 2}
    return replace(
        catalog,
        competencies={
            **catalog.competencies,
            "left-a": competency.model_copy(update={"ladder": ladder}),
        },
        checks={**checks, "left-a.k1": checks["left-a.k1"].model_copy(update=second)},
        spots={**spots, "left-b.s": spots["left-b.s"].model_copy(update=second)},
        scenarios={**scenarios, "right.s1": scenarios["right.s1"].model_copy(update=second)},
    )


def test_answers_to_what_is_asked_now_are_not_outdated() -> None:
    catalog = two_areas()
    state = in_order(
        know(catalog, "left-a.k1"), claim(catalog, "left-a", 2), judge(catalog, "left.s1")
    )
    assert find_outdated_answers(catalog, state) == []
    assert find_outdated_levels(catalog, state) == []


def test_answers_to_replaced_and_reworded_questions_are_in_the_order_they_were_given(
    reworded: Catalog,
) -> None:
    outdated = [
        former("right.s1", best="d", worst="a"),
        former("left-b.gone", option="a", sure="sure"),
        former("left-a.ladder", option="4"),
    ]
    state = in_order(outdated[0], know(reworded, "left-a.k2a"), *outdated[1:])
    assert find_outdated_answers(reworded, state) == outdated


def test_an_answer_stays_readable_once_its_reworded_question_was_answered_again(
    reworded: Catalog,
) -> None:
    before, now = former("left-a.ladder", option="2"), former("left-a.ladder", 2, option="3")
    gone = former("left-b.gone", option="a")
    state = replace(in_order(gone, now), replaced_answers={("left-a.ladder", 1): before})
    assert find_outdated_answers(reworded, state) == [gone]
    assert find_former_answers(reworded, state) == [gone, before]


def test_of_several_older_wordings_the_newest_is_read(reworded: Catalog) -> None:
    reworded_twice = replace(
        reworded,
        competencies={
            key: competency.model_copy(
                update={"ladder": competency.ladder.model_copy(update={"revision": 3})}
            )
            for key, competency in reworded.competencies.items()
        },
    )
    answers = [former("left-a.ladder", revision, option="1") for revision in (1, 2, 3)]
    state = replace(
        in_order(answers[2]),
        replaced_answers={("left-a.ladder", answer.revision): answer for answer in answers[:2]},
    )
    assert find_former_answers(reworded_twice, state) == [answers[1]]


def test_what_the_pack_never_asked_was_replaced_by_nothing() -> None:
    """The answers were given with another pack."""
    state = in_order(former("left-a.elsewhere"), former("elsewhere.ladder"))
    assert find_outdated_answers(two_areas(), state) == []
    assert find_outdated_levels(two_areas(), state) == []


def test_the_ladder_of_a_competency_that_is_gone_went_with_it() -> None:
    catalog = two_areas()
    pack = catalog.pack.model_copy(update={"retired": ("gone",)})
    state = in_order(former("gone.ladder"))
    assert len(find_outdated_answers(replace(catalog, pack=pack), state)) == 1


@pytest.mark.parametrize("item", ["right.s1", "left-a.ladder", "left-a.k1", "left-b.s"])
def test_an_answer_to_a_newer_wording_is_not_outdated(reworded: Catalog, item: str) -> None:
    """It was given with newer content: on another computer, say."""
    state = in_order(former(item, 3))
    assert find_outdated_answers(reworded, state) == []
    assert find_outdated_levels(reworded, state) == []


@pytest.mark.parametrize("kind", ["skipped", "not-applicable"])
def test_what_was_passed_over_is_no_answer(kind: str) -> None:
    answer = replace(former("left-a.gone"), kind=kind)  # type: ignore[arg-type]
    assert find_outdated_answers(two_areas(), in_order(answer)) == []


@pytest.mark.parametrize(
    ("item", "level"),
    [
        ("left-a.gone", ("knowledge", "left-a")),
        ("right.gone", ("ability", "right")),
        ("left-a.ladder", ("skill", "left-a")),
        ("left-a.k1", ("knowledge", "left-a")),
        ("left-b.s", ("knowledge", "left-b")),
        ("right.s1", ("ability", "right")),
    ],
)
def test_a_level_is_found_for_what_is_gone_and_for_what_was_reworded(
    reworded: Catalog, item: str, level: tuple[Facet, str]
) -> None:
    assert find_outdated_levels(reworded, in_order(former(item))) == [level]


@pytest.mark.parametrize("item", ["gone.k1", "gone.ladder", "gone"])
def test_of_a_subject_that_is_gone_there_is_no_level(item: str) -> None:
    state = in_order(former(item))
    assert len(find_outdated_answers(two_areas(), state)) == 1
    assert find_outdated_levels(two_areas(), state) == []


@pytest.mark.parametrize(
    ("item", "level"), [("was-left.gone", "left-a"), ("was-left.ladder", "left-a")]
)
def test_a_competency_is_known_by_its_former_id(reworded: Catalog, item: str, level: str) -> None:
    renamed = reworded.competencies["left-a"].model_copy(update={"was": ("was-left",)})
    catalog = replace(reworded, competencies={**reworded.competencies, "left-a": renamed})
    item = catalog.aliases.get(item, item)  # as events are folded
    [(_, subject)] = find_outdated_levels(catalog, in_order(former(item)))
    assert subject == level


def test_what_a_reworded_question_is_about_its_content_says_and_not_its_id() -> None:
    catalog = two_areas()
    moved = catalog.checks["left-a.k1"].model_copy(update={"revision": 2, "competency": "right-b"})
    catalog = replace(catalog, checks={**catalog.checks, "left-a.k1": moved})
    state = in_order(former("left-a.k1"))
    assert find_outdated_levels(catalog, state) == [("knowledge", "right-b")]


def test_an_id_with_dots_is_known_by_its_longest_part() -> None:
    catalog = two_areas()
    dotted = catalog.competencies["left-a"].model_copy(update={"id": "left.a", "was": ("old.a",)})
    pack = catalog.pack.model_copy(
        update={"retired": ("left.a.k1", "left.s1x", "old.a.b.c", "q17", "left")}
    )
    catalog = replace(catalog, pack=pack, competencies={"left.a": dotted})
    state = in_order(*map(former, pack.retired))
    assert len(find_outdated_answers(catalog, state)) == 5
    assert find_outdated_levels(catalog, state) == [("knowledge", "left.a"), ("ability", "left")]


def test_each_level_comes_once() -> None:
    state = in_order(*map(former, ("left-a.x", "right.x", "left-a.y", "left-b.x", "right.y")))
    assert find_outdated_levels(two_areas(), state) == [
        ("knowledge", "left-a"),
        ("ability", "right"),
        ("knowledge", "left-b"),
    ]
