"""The review: how each item stands, the reasons behind its key, and what a search finds."""

from __future__ import annotations

import pytest

from pmcoach.catalog.parse import ladder_id
from pmcoach.coach.assessment import (
    finish_assessment,
    mark_not_applicable,
    save_answer,
    skip_question,
    start_assessment,
    toggle_disagreement,
)
from pmcoach.coach.demo import choose_wrong_answer
from pmcoach.coach.evidence import record_keys_seen, save_note
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.report.questions import Sure
from pmcoach.report.review import (
    KEY_HIDDEN,
    NONE_COUNTS,
    explain_item,
    key_hidden_words,
    not_asked_words,
    review_items,
    review_sections,
    stop_offer,
    sure_but_wrong_words,
)
from pmcoach.report.search import SearchHit, search_profile
from tests.support import (
    answer_badly,
    answer_well,
    list_checks,
    list_knowledge_items,
    save_former_answer,
)

ONE, CHECK = "lau-plan", "lau-plan.o-ferry.1"


@pytest.fixture
def begun(session: Session) -> Session:
    choose_target(session, "generalist", "senior")
    start_assessment(session, "full")
    return session


def marks(session: Session) -> dict[str, str]:
    return {one.item: one.mark for one in review_items(session.profile)}


def test_the_review_tells_apart_all_that_can_become_of_a_question(begun: Session) -> None:
    right, wrong, skipped, not_applicable, disagreed, *_ = list_knowledge_items(begun.catalog, ONE)
    answer_well(begun, right)
    answer_badly(begun, wrong)
    answer_well(begun, ladder_id(ONE))
    scene = begun.catalog.scenarios_of["lau"][0].id
    answer_badly(begun, scene)
    skip_question(begun, skipped)
    mark_not_applicable(begun, not_applicable)
    answer_well(begun, disagreed)
    toggle_disagreement(begun, disagreed, "Two keys.")
    found = marks(begun)
    assert {item: found.pop(item) for item in list(found) if found[item] != "not asked"} == {
        right: "right",
        wrong: "wrong",
        ladder_id(ONE): "answered",
        scene: "answered",
        skipped: "skipped",
        not_applicable: "does not apply",
        disagreed: "disagreed",
    }


def test_the_review_holds_every_question_of_the_content_once(session: Session) -> None:
    found = [one.item for one in review_items(session.profile)]
    catalog = session.catalog
    ladders = list(map(ladder_id, catalog.competencies))
    assert sorted(found) == sorted([*ladders, *catalog.knowledge_items, *catalog.scenarios])
    assert set(marks(session).values()) == {"not asked"}


def test_a_check_is_explained_with_its_key_the_choice_and_every_reason(begun: Session) -> None:
    answer_badly(begun, CHECK)
    finish_assessment(begun)
    chosen, key, *others = explain_item(begun.profile, CHECK)
    check = begun.catalog.checks[CHECK]
    reasons = {option.text: option.why for option in check.option}
    assert {option.text: option.why for option in (chosen, key, *others)} == reasons
    assert (chosen.label, chosen.glyph) == ("Your answer", "✗")
    assert (key.label, key.glyph) == ("The key", "✓")
    assert key.text == next(option.text for option in check.option if option.id == check.key)
    assert {(option.label, option.glyph) for option in others} == {("Another option", "·")}


def test_a_right_answer_has_its_reason(begun: Session) -> None:
    answer_well(begun, CHECK)
    finish_assessment(begun)
    chosen = explain_item(begun.profile, CHECK)[0]
    check = begun.catalog.checks[CHECK]
    assert (chosen.label, chosen.glyph) == ("The key, your answer", "✓")
    assert chosen.why == next(option.why for option in check.option if option.id == check.key)


@pytest.mark.parametrize("standing", ["under way", "not asked", "skipped", "disagreed unanswered"])
def test_nothing_of_a_key_is_shown_before_it_was_answered_and_the_assessment_is_over(
    begun: Session, standing: str
) -> None:
    if standing == "under way":
        answer_badly(begun, CHECK)
    elif standing == "skipped":
        skip_question(begun, CHECK)
    elif standing == "disagreed unanswered":
        toggle_disagreement(begun, CHECK)
    if standing != "under way":
        finish_assessment(begun)
    assert explain_item(begun.profile, CHECK) == []
    assert key_hidden_words(begun.profile, CHECK) == KEY_HIDDEN


def test_the_review_begins_with_what_there_is_most_to_learn_from(begun: Session) -> None:
    wrong_sure, wrong_think, wrong_guess, right_guess, right_think, left_out = list_knowledge_items(
        begun.catalog, ONE
    )
    save_knowledge(begun, right_think, "think-so", is_right=True)
    save_knowledge(begun, right_guess, "guessing", is_right=True)
    save_knowledge(begun, wrong_guess, "guessing", is_right=False)
    save_knowledge(begun, wrong_think, "think-so", is_right=False)
    save_knowledge(begun, wrong_sure, "sure", is_right=False)
    skip_question(begun, left_out)
    answer_well(begun, ladder_id(ONE))
    best, worst, *_ = (scenario.id for scenario in begun.catalog.scenarios_of["lau"])
    answer_well(begun, best)
    answer_badly(begun, worst)
    assert review_sections(begun.profile) == [], "the order would tell the keys"
    finish_assessment(begun)
    sections = review_sections(begun.profile)
    assert [(section.title, [item.item for item in section.items]) for section in sections] == [
        ("Wrong, and you were sure", [wrong_sure]),
        ("Wrong, and you thought you were right", [wrong_think]),
        ("Wrong, and you guessed", [wrong_guess]),
        ("Right, but you guessed", [right_guess]),
        ("Scenarios, furthest from the best answer first", [worst, best]),
        ("Right", [right_think]),
        ("Not answered", [left_out]),
        ("Skill: your own claims, no right or wrong", [ladder_id(ONE)]),
    ]
    asked_count = sum(len(section.items) for section in sections)
    not_asked_count = len(review_items(begun.profile)) - asked_count
    assert not_asked_words(begun.profile).startswith(f"Not asked yet: {not_asked_count} questions.")


def test_what_the_user_disagrees_with_is_not_held_against_them(begun: Session) -> None:
    answer_badly(begun, CHECK)
    toggle_disagreement(begun, CHECK)
    finish_assessment(begun)
    assert [section.title for section in review_sections(begun.profile)] == [
        "You disagree, so it doesn't count"
    ]
    assert sure_but_wrong_words(begun.profile) == ""


def save_knowledge(session: Session, item: str, sure: Sure, *, is_right: bool) -> None:
    """Answer a check or spot with its key or not, with a degree of sureness."""
    knowledge_item = session.catalog.knowledge_items[item]
    option = knowledge_item.key if is_right else choose_wrong_answer(knowledge_item)
    save_answer(session, item, option=option, sure=sure)


def test_stopping_is_offered_once_something_was_answered_and_says_what_it_means(
    begun: Session,
) -> None:
    skip_question(begun, CHECK)
    assert stop_offer(begun.profile) is None
    answer_badly(begun, CHECK)
    offer = stop_offer(begun.profile)
    assert offer is not None
    assert offer.question == "Stop the full assessment here, and see your answers?"
    assert offer.about.startswith("Your levels are based on the 1 answer you've given so far.")
    finish_assessment(begun)
    assert stop_offer(begun.profile) is None


def test_answers_to_questions_that_have_changed_are_not_said_to_make_a_level(
    begun: Session,
) -> None:
    """But they can be read, and so one may stop to see them."""
    save_former_answer(begun, begun.catalog.pack.retired[0], option="a", sure="sure")
    offer = stop_offer(begun.profile)
    assert offer is not None
    assert offer.about.startswith(NONE_COUNTS)
    answer_badly(begun, CHECK)
    offer = stop_offer(begun.profile)
    assert offer is not None
    assert offer.about.startswith("Your levels are based on the 1 answer you've given so far.")


def test_how_many_answers_were_sure_and_wrong(begun: Session) -> None:
    right, wrong, guessed, *_ = list_checks(begun.catalog, ONE)
    assert sure_but_wrong_words(begun.profile) == ""
    save_knowledge(begun, right, "sure", is_right=True)
    assert sure_but_wrong_words(begun.profile) == "You were sure of 1 answer, and none was wrong."
    save_knowledge(begun, wrong, "sure", is_right=False)
    save_knowledge(begun, guessed, "guessing", is_right=False)
    assert sure_but_wrong_words(begun.profile) == (
        "You were sure of 2 answers, and 1 was wrong. It comes first in your answers."
    )


def test_a_scenario_is_explained_with_best_and_worst(begun: Session) -> None:
    scene = begun.catalog.scenarios_of["lau"][0].id
    answer_well(begun, scene)
    finish_assessment(begun)
    found = explain_item(begun.profile, scene)
    assert {one.tags for one in found} == {"best · your best", "worst · your worst", ""}
    assert all(one.why for one in found)


def test_a_ladder_has_no_key_to_explain(begun: Session) -> None:
    answer_well(begun, ladder_id(ONE))
    finish_assessment(begun)
    assert explain_item(begun.profile, ladder_id(ONE)) == []
    assert key_hidden_words(begun.profile, ladder_id(ONE)) == ""
    record_keys_seen(begun, ladder_id(ONE))
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
