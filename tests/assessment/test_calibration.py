"""How sure against how right, and one's own pace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from pmcoach.assessment.calibration import (
    MIN_ANSWERS,
    MIN_INTERVALS,
    Sureness,
    calibrate,
    calibration_words,
    pace,
)
from pmcoach.assessment.events import Answer, AssessmentState, Event
from pmcoach.assessment.items import estimate_seconds
from pmcoach.catalog.parse import Catalog
from tests.support import START


def answers(
    catalog: Catalog, count: int, sure: str = "sure", right: bool = True, skip: int = 0
) -> dict[str, Answer]:
    """``count`` answered checks, after the first ``skip`` ones of the content."""
    found = {}
    for check in list(catalog.checks.values())[skip : skip + count]:
        wrong = next(option.id for option in check.option if option.id != check.key)
        found[check.id] = Answer(
            check.id,
            "answered",
            START,
            "e",
            check.revision,
            option=check.key if right else wrong,
            sure=sure,
        )
    return found


def test_it_is_shown_from_20_answers_on(catalog: Catalog) -> None:
    assert MIN_ANSWERS == 20
    assert calibrate(catalog, AssessmentState(answers(catalog, 19))) is None
    assert calibrate(catalog, AssessmentState(answers(catalog, 20))) is not None


def test_each_degree_of_sureness_has_its_own_share_of_right_answers(catalog: Catalog) -> None:
    given = {
        **answers(catalog, 9),
        **answers(catalog, 3, right=False, skip=9),
        **answers(catalog, 6, "think-so", skip=12),
        **answers(catalog, 2, "guessing", right=False, skip=18),
    }
    assert calibrate(catalog, AssessmentState(given)) == [
        Sureness("sure", 12, 9),
        Sureness("think-so", 6, 6),
        Sureness("guessing", 2, 0),
    ]


def without_sureness(answer: Answer) -> Answer:
    return Answer(answer.item, "answered", START, "e", answer.revision, answer.option)


def skipped(answer: Answer) -> Answer:
    return Answer(answer.item, "skipped", START, "e")


def of_another_wording(answer: Answer) -> Answer:
    return Answer(answer.item, "answered", START, "e", 99, answer.option, sure="sure")


@pytest.mark.parametrize("spoil", [without_sureness, skipped, of_another_wording])
def test_what_is_no_answer_to_the_present_question_does_not_count(
    catalog: Catalog, spoil: Callable[[Answer], Answer]
) -> None:
    given = answers(catalog, 20)
    last = list(given)[-1]
    given[last] = spoil(given[last])
    assert calibrate(catalog, AssessmentState(given)) is None


def test_a_question_one_disagrees_with_does_not_count(catalog: Catalog) -> None:
    given = answers(catalog, 20)
    assert calibrate(catalog, AssessmentState(given, {next(iter(given)): ""})) is None


@pytest.mark.parametrize(
    ("sure", "think_so", "said"),
    [
        (None, (20, 20), "nothing to compare"),
        ((20, 13), (0, 0), "65% were right. Checking a source"),
        ((20, 14), (0, 0), "can be trusted"),
        ((10, 9), (10, 9), "relied on more"),
        ((10, 9), (10, 8), "can be trusted"),
    ],
)
def test_the_words_are_about_the_answers(
    sure: tuple[int, int] | None, think_so: tuple[int, int], said: str
) -> None:
    words = calibration_words(
        [
            Sureness("sure", *(sure or (0, 0))),
            Sureness("think-so", *think_so),
            Sureness("guessing", 0, 0),
        ]
    )
    assert said in words
    assert "you" not in words.casefold().split()


def answered(catalog: Catalog, factors: list[float]) -> list[Event]:
    """Checks answered one after another, each in so many times its own estimate; the first event is
    a beginning."""
    at, events = START, [Event("started", START, "started")]
    for item_id, factor in zip(catalog.checks, factors, strict=False):
        at += dt.timedelta(seconds=factor * estimate_seconds(catalog, item_id))
        events.append(Event(item_id, at, "answered", {"item": item_id}))
    return events


def test_the_pace_is_the_makers_until_enough_was_answered(catalog: Catalog) -> None:
    slow = [2.0] * MIN_INTERVALS
    assert pace(catalog, answered(catalog, slow[1:])) == 1.0
    assert pace(catalog, answered(catalog, slow)) == pytest.approx(2.0)


def test_each_item_is_held_against_its_own_estimate(catalog: Catalog) -> None:
    """A long question that takes long makes nobody slow."""
    estimates = [estimate_seconds(catalog, item_id) for item_id in catalog.checks]
    assert min(estimates[:20]) < max(estimates[:20])
    assert pace(catalog, answered(catalog, [1.5] * 20)) == pytest.approx(1.5)


def test_someone_who_was_away_was_not_reading(catalog: Catalog) -> None:
    times = [1.0] * MIN_INTERVALS + [100.0] * (MIN_INTERVALS + 1)
    assert pace(catalog, answered(catalog, times)) == pytest.approx(1.0)
    assert pace(catalog, answered(catalog, [100.0] * 20)) == 1.0


@pytest.mark.parametrize(("factor", "expected"), [(0.1, 0.4), (7.0, 3.0)])
def test_the_pace_stays_within_reason(catalog: Catalog, factor: float, expected: float) -> None:
    assert pace(catalog, answered(catalog, [factor] * 20)) == expected


def test_events_about_unknown_items_say_nothing_of_the_pace(catalog: Catalog) -> None:
    events = [
        Event(f"e{n}", START + dt.timedelta(seconds=60 * n), "answered", {"item": "gone"})
        for n in range(20)
    ]
    assert pace(catalog, events) == 1.0
