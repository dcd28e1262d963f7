"""How sure a level is, in words, and what moved it."""

from __future__ import annotations

import pytest

from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.report.asking import answered_words, find_unasked, moved_item_words, moved_words
from pmcoach.report.levels import CONFIDENCE_LEAD
from pmcoach.report.verdicts import verdict_line
from pmcoach.report.wording import sure_gap, sure_level_words
from tests.support import answer_badly, answer_well, go_through


@pytest.fixture
def session(session: Session) -> Session:
    """Someone who answered everything badly but the first area's questions."""
    choose_target(session, "generalist", "entry")
    start_assessment(session, "full")
    return session


def test_the_sentence_explains_every_word() -> None:
    for word in ("Firm", "Likely", "unsure"):
        assert word in CONFIDENCE_LEAD
    assert "A skill without a record is never firm." in CONFIDENCE_LEAD


def test_a_gap_says_how_sure_its_level_is(session: Session) -> None:
    go_through(session, answer_badly, 20)
    profile = session.profile
    for gap in profile.findings.gaps:
        verdict = verdict_line(profile, profile.verdict(gap))
        [standing] = [s for s in profile.result.standings() if s.key == gap.key]
        assert verdict.confidence == standing.confidence
        assert verdict.moved == standing.moved
        assert sure_level_words(verdict) == f"{gap.level} ({standing.confidence})"
        assert sure_gap(verdict).endswith(f"({standing.confidence}), target {gap.target}")


def test_after_a_single_answer_its_level_is_said(session: Session) -> None:
    answer_well(session, "stk-map.ladder")
    standing = session.profile.result.skill["stk-map"]
    assert answered_words(session.profile, "stk-map.ladder") == (
        f"Map the stakeholders, skill: {standing.level} of {standing.target}, "
        f"{standing.confidence}."
    )


def test_the_items_of_a_level_say_by_how_much_other_answers_moved_it(session: Session) -> None:
    items = session.catalog.checks
    for number, item in enumerate(items):
        # One competency unlike all the others.
        (answer_badly if number < 3 else answer_well)(session, item)
    profile = session.profile
    moved = [standing for standing in profile.result.knowledge.values() if standing.moved]
    assert moved
    for standing in moved:
        item = session.catalog.checks_of[standing.subject][0].id
        words = moved_item_words(profile, item)
        assert words.startswith(answered_words(profile, item))
        assert words.endswith(moved_words(standing.moved))
    unmoved = next(s for s in profile.result.knowledge.values() if not s.moved)
    assert moved_item_words(profile, session.catalog.checks_of[unmoved.subject][0].id) == ""


def test_of_a_competency_the_level_that_is_not_measured_is_asked_about(session: Session) -> None:
    unasked = find_unasked(session.profile, "stk-map")
    assert unasked is not None
    assert unasked.key == "stk-map.knowledge"
    for check in session.catalog.checks_of["stk-map"]:
        answer_badly(session, check.id)
    unasked = find_unasked(session.profile, "stk-map")
    assert unasked is not None
    assert unasked.item == "stk-map.ladder"
    answer_badly(session, "stk-map.ladder")
    assert find_unasked(session.profile, "stk-map") is None


def test_ability_is_asked_about_by_its_area(session: Session) -> None:
    [area, *_] = session.catalog.areas
    unasked = find_unasked(session.profile, area)
    assert unasked is not None
    assert unasked.facet == "ability"
    finish_assessment(session)
    assert find_unasked(session.profile, "nothing-of-this-name") is None
