"""Why a question is asked, what matters most and wasn't asked, and why an assessment ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

import pytest

from pmcoach.assessment.forms import SCENARIOS_PER_AREA, FormKind
from pmcoach.assessment.item_selection import Reason
from pmcoach.catalog.parse import ladder_id
from pmcoach.catalog.steps import Step
from pmcoach.coach.assessment import (
    finish_assessment,
    save_answer,
    skip_question,
    start_assessment,
    toggle_disagreement,
)
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.report.asking import (
    RECALL_LEAD,
    UnaskedLevel,
    ended_early,
    level_moved_question,
    list_unasked,
    moved_words,
    question_after,
    why_words,
)
from pmcoach.report.questions import present_item
from tests.support import answer_badly, answer_well, go_through, list_checks, save_former_answer

CHECK, SCENARIO = "stk-map.o-depot.1", "stk.t-layout.1"
LADDER = ladder_id("stk-map")


@pytest.fixture
def session(session: Session) -> Session:
    """A new profile with a target."""
    choose_target(session, "generalist", "entry")
    return session


def go_to(session: Session, reason: Reason, answer: Callable[[Session, str], None]) -> str:
    """Answer until a question is asked for a reason, which is none before, and return its item."""
    while (choice := session.profile.next_choice) is not None:
        if choice.reason == reason:
            return choice.item
        answer(session, choice.item)
    pytest.fail(f"nothing is asked because of {reason}")


REASON_WORDS: Mapping[Reason, str] = {
    "may-matter": "It isn't measured yet, so it could be one of your first three gaps.",
    "unsettled": "It isn't certain yet, and this answer could change which gaps come first.",
    "judgment": (
        f"The quick assessment asks at least {SCENARIOS_PER_AREA} scenarios about this area, "
        "because no other kind of question measures judgment."
    ),
    "complete": (
        "A full assessment asks about everything, until another answer is unlikely to change a "
        "level."
    ),
    "recheck": "A recheck asks one question about each of the competencies that weigh most.",
    "outdated": "The questions that you answered about it have changed, so it's asked again.",
}


def test_there_are_words_for_every_reason() -> None:
    assert set(REASON_WORDS) == set(get_args(Reason))


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ("sketch", "may-matter"),
        ("standard", "unsettled"),
        ("quick", "judgment"),
        ("full", "complete"),
        ("recheck", "recheck"),
        ("update", "outdated"),
    ],
)
def test_a_question_says_for_which_reason_it_is_asked(
    session: Session, form: FormKind, reason: Reason
) -> None:
    start_assessment(session, form)
    if reason == "outdated":
        save_former_answer(session, "stk-map.k1", option="a", sure="sure")
    item = go_to(session, reason, answer_badly)
    profile = session.profile
    choice = profile.next_choice
    assert choice is not None
    by_subject = getattr(profile.result, choice.facet)
    percent = round(by_subject[choice.subject].weight * 100)
    assert why_words(profile, item)[0] == (
        f"{profile.title_of(choice.subject)}: {choice.facet}, {percent}% of your target. "
        f"{REASON_WORDS[reason]}"
    )


@pytest.mark.parametrize(
    ("item", "measures"),
    [
        (CHECK, "Map the stakeholders: knowledge, 4% of your target."),
        (LADDER, "Map the stakeholders: skill, 4% of your target."),
        (SCENARIO, "Stakeholder management: ability, 4% of your target."),
    ],
)
def test_a_question_that_the_assessment_does_not_ask_now_says_what_it_measures(
    session: Session, item: str, measures: str
) -> None:
    assert why_words(session.profile, item)[0] == f"{measures} You chose it."
    start_assessment(session, "full")
    answer_badly(session, item)
    assert why_words(session.profile, item)[0] == f"{measures} You've answered this one."
    skip_question(session, item)
    assert why_words(session.profile, item)[0] == f"{measures} You left this one out."


def test_an_answer_to_an_older_wording_does_not_make_a_question_an_answered_one(
    session: Session,
) -> None:
    start_assessment(session, "full")
    save_former_answer(session, LADDER, option="2")
    finish_assessment(session)
    assert why_words(session.profile, LADDER)[0].endswith(" You chose it.")


def test_a_question_that_was_to_come_next_is_one_of_your_choice_once_it_is_finished(
    session: Session,
) -> None:
    start_assessment(session, "sketch")
    item = str(present_item(session.profile))
    finish_assessment(session)
    assert why_words(session.profile, item)[0].endswith(" You chose it.")


def test_a_ladder_says_what_helps_to_recall_and_nothing_else_does(session: Session) -> None:
    probes = session.catalog.competencies["stk-map"].ladder.probes
    assert probes
    assert why_words(session.profile, LADDER)[1:] == [
        RECALL_LEAD,
        *(f"· {probe}" for probe in probes),
    ]
    assert len(why_words(session.profile, CHECK)) == 1
    assert len(why_words(session.profile, SCENARIO)) == 1


def test_an_unknown_question_has_no_reason(session: Session) -> None:
    with pytest.raises(KeyError):
        why_words(session.profile, "nobody.k2")


# What wasn't asked


def test_before_anything_was_asked_every_level_that_weighs_is_unasked(session: Session) -> None:
    unasked = list_unasked(session.profile)
    standings = session.profile.result.standings()
    assert {level.key for level in unasked} == {s.key for s in standings if s.weight}
    weights = [level.weight_percent for level in unasked]
    assert weights == sorted(weights, reverse=True)
    assert all(level.level is None for level in unasked)
    assert unasked[0].words == (
        f"{unasked[0].title}: {unasked[0].facet}, {weights[0]}% of your target"
    )


def test_the_question_of_an_unasked_level_is_about_it(session: Session) -> None:
    start_assessment(session, "full")
    for level in list_unasked(session.profile)[:8]:
        assert level.item not in session.profile.state.answers
        assert why_words(session.profile, level.item)[0].startswith(level.name)
        answer_well(session, level.item)
        [standing] = [s for s in session.profile.result.standings() if s.key == level.key]
        assert standing.level is not None


def test_a_level_that_was_met_or_is_a_gap_is_not_offered_again(session: Session) -> None:
    start_assessment(session, "full")
    go_through(session, answer_badly)
    assert len(session.profile.findings.gaps) > 3
    assert list_unasked(session.profile) == []


def test_a_level_of_which_too_little_is_known_is_offered_with_what_is_known(
    session: Session,
) -> None:
    start_assessment(session, "full")
    lower, *_, higher = list_checks(session.catalog, "stk-map")
    answer_well(session, lower)
    key = session.catalog.checks[higher].key
    save_answer(session, higher, option=key, sure="guessing")
    [level] = [level for level in list_unasked(session.profile) if level.key == "stk-map.knowledge"]
    assert level.level == 1
    assert level.words == "Map the stakeholders: knowledge, 4% of your target, not enough to tell"


@pytest.mark.parametrize("pass_over", [skip_question, toggle_disagreement])
def test_a_level_whose_questions_are_used_up_is_left_out(
    session: Session, pass_over: Callable[[Session, str], None]
) -> None:
    start_assessment(session, "full")
    pass_over(session, LADDER)
    assert session.profile.result.skill["stk-map"].level is None
    keys = {level.key for level in list_unasked(session.profile)}
    assert "stk-map.skill" not in keys
    assert "stk-map.knowledge" in keys


def test_what_is_known_but_not_enough_is_told_from_what_is_not_known() -> None:
    level = UnaskedLevel("a.skill", "Plan a launch", "skill", 7, None, "a.ladder")
    assert level.words == "Plan a launch: skill, 7% of your target"


# Why it ends


def test_an_assessment_that_runs_out_of_questions_worth_asking_ended_early(
    session: Session,
) -> None:
    start_assessment(session, "standard")
    go_through(session, answer_well)
    assert ended_early(session.profile, "standard")


def test_one_that_took_its_time_did_not_end_early(session: Session) -> None:
    start_assessment(session, "sketch")
    go_through(session, answer_well)
    assert not ended_early(session.profile, "sketch")


def test_one_that_the_user_stopped_did_not_end_early(session: Session) -> None:
    start_assessment(session, "standard")
    go_through(session, answer_well, 2)
    finish_assessment(session)
    assert not ended_early(session.profile, "standard")


@pytest.mark.parametrize("form", ["full", "recheck"])
def test_what_has_no_time_limit_never_ends_early(session: Session, form: FormKind) -> None:
    start_assessment(session, form)
    go_through(session, answer_well)
    assert not ended_early(session.profile, form)


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        (0, ""),
        (1, "Your answers to related questions moved this up by 1 level."),
        (-1, "Your answers to related questions moved this down by 1 level."),
    ],
)
def test_a_level_says_by_how_much_other_answers_moved_it(moved: int, words: str) -> None:
    assert moved_words(moved) == words


def find_step(session: Session, facet: str) -> Step:
    """A step that lifts some facet of a competency before anything else."""
    return next(
        step
        for step in session.catalog.steps.values()
        if step.lifts and step.lifts[0].facet == facet
    )


def test_after_a_step_for_a_skill_its_ladder_shows_whether_the_level_moved(
    session: Session,
) -> None:
    step = find_step(session, "skill")
    start_assessment(session, "quick")
    go_through(session, answer_badly)
    item = question_after(session.profile, step.id)
    assert item == ladder_id(step.lifts[0].competency or "")
    title = session.profile.title_of(step.lifts[0].competency or "")
    assert f'skill in "{title}"' in level_moved_question(session.profile, item)


def test_after_training_a_question_is_asked_that_was_not_seen_until_none_is_left(
    session: Session,
) -> None:
    step = find_step(session, "knowledge")
    start_assessment(session, "full")
    item_ids = set()
    while (item := question_after(session.profile, step.id)) is not None:
        assert item in session.catalog.knowledge_items
        assert item not in item_ids
        item_ids.add(item)
        answer_badly(session, item)
    assert len(item_ids) > 1


def test_after_a_step_that_lifts_nothing_there_is_nothing_to_ask(session: Session) -> None:
    step = next(step for step in session.catalog.steps.values() if not step.lifts)
    assert question_after(session.profile, step.id) is None
