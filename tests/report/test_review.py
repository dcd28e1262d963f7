"""The review: how each item stands, the reasons behind its key, and what a search finds."""

from __future__ import annotations

import pytest

from pmcoach.catalog.parse import ladder_id
from pmcoach.coach.assessment import (
    mark_not_applicable,
    skip_question,
    start_assessment,
    toggle_disagreement,
)
from pmcoach.coach.evidence import record_key_seen, save_note
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.report.review import SearchHit, explain_item, review_items, search_profile
from tests.support import answer_badly, answer_well

ONE, CHECK = "lau-plan", "lau-plan.k2a"


@pytest.fixture
def begun(session: Session) -> Session:
    choose_target(session, "generalist", "senior")
    start_assessment(session, "full")
    return session


def marks(session: Session) -> dict[str, str]:
    return {one.item: one.mark for one in review_items(session.profile)}


def test_the_review_tells_apart_all_that_can_become_of_a_question(begun: Session) -> None:
    answer_well(begun, "lau-plan.k2a")
    answer_badly(begun, "lau-plan.k2b")
    answer_well(begun, ladder_id(ONE))
    scene = begun.catalog.scenarios_of["lau"][0].id
    answer_badly(begun, scene)
    skip_question(begun, "lau-plan.k3a")
    mark_not_applicable(begun, "lau-plan.k3b")
    answer_well(begun, "lau-plan.k4")
    toggle_disagreement(begun, "lau-plan.k4", "Two keys.")
    found = marks(begun)
    assert {item: found.pop(item) for item in list(found) if found[item] != "not asked"} == {
        "lau-plan.k2a": "right",
        "lau-plan.k2b": "wrong",
        ladder_id(ONE): "answered",
        scene: "answered",
        "lau-plan.k3a": "skipped",
        "lau-plan.k3b": "does not apply",
        "lau-plan.k4": "disagreed",
    }


def test_the_review_holds_every_question_of_the_content_once(session: Session) -> None:
    found = [one.item for one in review_items(session.profile)]
    assert len(found) == len(set(found)) == 24 + 144 + 32
    assert set(marks(session).values()) == {"not asked"}


def test_a_check_is_explained_with_its_key_the_choice_and_every_reason(begun: Session) -> None:
    answer_badly(begun, CHECK)
    found = explain_item(begun.profile, CHECK)
    check = begun.catalog.checks[CHECK]
    assert [(one.text, one.why) for one in found] == [(o.text, o.why) for o in check.option]
    assert [
        o.id for o, one in zip(check.option, found, strict=True) if one.verdict == "the key"
    ] == [check.key]
    assert [one.verdict for one in found if one.chosen == "your answer"] == [""]


def test_a_scenario_is_explained_with_best_and_worst(begun: Session) -> None:
    scene = begun.catalog.scenarios_of["lau"][0].id
    answer_well(begun, scene)
    found = explain_item(begun.profile, scene)
    assert {(one.chosen, one.verdict) for one in found} == {
        ("your best", "best"),
        ("your worst", "worst"),
        ("", ""),
    }
    assert all(one.why for one in found)


def test_a_ladder_has_no_key_to_explain(begun: Session) -> None:
    assert explain_item(begun.profile, ladder_id(ONE)) == []
    record_key_seen(begun, ladder_id(ONE))
    assert begun.profile.journal.keys_seen == {}


def kinds(hits: list[SearchHit]) -> set[tuple[str, str]]:
    return {(one.kind, one.id) for one in hits}


def test_search_finds_notes_competencies_and_questions_dealt_with(begun: Session) -> None:
    title = begun.catalog.competencies[ONE].title
    assert kinds(search_profile(begun.profile, "lau-plan")) == set(), "an id is nothing to look for"
    assert ("competency", ONE) in kinds(search_profile(begun.profile, title))
    answer_well(begun, CHECK)
    assert ("question", CHECK) in kinds(search_profile(begun.profile, title.upper()))
    save_note(begun, CHECK, "Zebras cross here.")
    assert kinds(search_profile(begun.profile, "cross ZEBRA")) == {("note", CHECK)}
    assert search_profile(begun.profile, "zebra giraffe") == []


@pytest.mark.parametrize("words", ["", "   "])
def test_searching_for_nothing_finds_nothing(begun: Session, words: str) -> None:
    assert search_profile(begun.profile, words) == []


def test_search_never_holds_what_stands_only_in_a_key_or_its_reasons(begun: Session) -> None:
    answer_well(begun, CHECK)
    check = begun.catalog.checks[CHECK]
    for option in check.option:
        assert not [
            hit for hit in search_profile(begun.profile, option.why) if hit.kind == "question"
        ]
        assert all(option.why not in hit.text for hit in search_profile(begun.profile, check.ask))
