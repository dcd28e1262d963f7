"""Evidence, notes, the review, what was seen of keys, and searching."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pmcoach.assessment.evidence import Evidence
from pmcoach.catalog.parse import ladder_id
from pmcoach.coach.assessment import (
    mark_not_applicable,
    save_answer,
    skip_question,
    start_assessment,
    toggle_disagreement,
)
from pmcoach.coach.evidence import record_key_seen, save_evidence, save_note, withdraw_evidence
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.report.evidence_form import awaiting_record, missing_words, read_date
from pmcoach.report.review import SearchHit, explain_item, review_items, search_profile
from tests.support import START, Clock, OpenSession, answer_badly, answer_well

TODAY = START.date()
ONE = "lau-plan"
RECORD = Evidence(
    "",
    ONE,
    "A launch stood before us.",
    "I wrote the plan.",
    "It went out.",
    TODAY,
    confirm="A colleague",
)


@pytest.fixture
def begun(session: Session) -> Session:
    choose_target(session, "generalist", "senior")
    start_assessment(session, "full")
    return session


def keep(session: Session, **changed: object) -> str:
    """Write a record down; its id."""
    save_evidence(session, replace(RECORD, **changed))  # type: ignore[arg-type]  # as each test says
    return list(session.profile.evidence)[-1]


def skill(session: Session) -> tuple[int | None, str]:
    one = session.profile.result.skill[ONE]
    return one.level, one.support


def ability(session: Session) -> tuple[int | None, str]:
    one = session.profile.result.ability["lau"]
    return one.level, one.support


def test_each_record_lifts_what_can_be_used_of_a_claim(begun: Session) -> None:
    save_answer(begun, ladder_id(ONE), option="4")
    assert skill(begun) == (2, "none")
    keep(begun)
    assert skill(begun) == (3, "solid")
    keep(begun)
    assert skill(begun) == (4, "solid")


def test_a_record_never_lifts_over_the_claim(begun: Session) -> None:
    save_answer(begun, ladder_id(ONE), option="1")
    keep(begun)
    keep(begun)
    assert skill(begun) == (1, "solid")


def test_an_incomplete_record_is_kept_and_counts_once_it_is_complete(begun: Session) -> None:
    save_answer(begun, ladder_id(ONE), option="3")
    ident = keep(begun, result="")
    assert begun.profile.evidence[ident].did == RECORD.did
    assert skill(begun) == (2, "none")
    keep(begun, id=ident)
    assert skill(begun) == (3, "solid")
    assert list(begun.profile.evidence) == [ident]


def test_a_withdrawn_record_counts_no_more_and_stays_in_the_file(begun: Session) -> None:
    save_answer(begun, ladder_id(ONE), option="3")
    withdraw_evidence(begun, keep(begun))
    assert skill(begun) == (2, "none")
    assert begun.profile.evidence == {}
    assert RECORD.did in begun.store.paths.journal.read_text(encoding="utf-8")


def test_after_three_years_a_record_backs_thinly(begun: Session, clock: Clock) -> None:
    save_answer(begun, ladder_id(ONE), option="3")
    keep(begun)
    clock.moment += dt.timedelta(days=3 * 365 + 2)
    assert skill(begun) == (3, "thin")


def test_real_incidents_make_ability_3_and_4(begun: Session) -> None:
    assert ability(begun) == (None, "none")
    keep(begun)
    assert ability(begun) == (None, "none")
    keep(begun, incident=True)
    assert ability(begun) == (3, "solid")
    keep(begun, incident=True, competency="lau-learn", result="")
    assert ability(begun) == (3, "solid")
    keep(begun, incident=True, competency="lau-learn")
    assert ability(begun) == (4, "solid")
    assert begun.profile.result.ability["stk"].level is None


def test_records_come_back_after_a_restart(begun: Session, reopen: OpenSession) -> None:
    ident = keep(begun, link="https://example.org", incident=True, step="walk")
    assert reopen().profile.evidence[ident] == replace(
        RECORD, id=ident, link="https://example.org", incident=True, step="walk"
    )


def test_i_can_prove_this_is_remembered_until_there_is_a_record(begun: Session) -> None:
    save_answer(begun, ladder_id(ONE), option="3", provable=True)
    save_answer(begun, ladder_id("stk-map"), option="3")
    assert awaiting_record(begun.profile) == [ONE]
    ident = keep(begun)
    assert awaiting_record(begun.profile) == []
    withdraw_evidence(begun, ident)
    assert awaiting_record(begun.profile) == [ONE]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-02", dt.date(2026, 3, 2)),
        (" 2026-03-01 ", dt.date(2026, 3, 1)),
        ("2025-11", dt.date(2025, 11, 1)),
        ("1950-01-01", dt.date(1950, 1, 1)),
        ("2026-03-03", None),
        ("2026-04", None),
        ("1949-12-31", None),
        ("2026-02-30", None),
        ("2026", None),
        ("2.3.2026", None),
        ("yesterday", None),
        ("", None),
        ("2026-13", None),
    ],
)
def test_a_date_is_a_day_or_month_that_has_been(text: str, day: dt.date | None) -> None:
    assert read_date(text, TODAY) == day


def test_an_incomplete_record_says_what_it_lacks() -> None:
    assert missing_words(RECORD) == ""
    words = missing_words(Evidence("r", ONE, did="I did it."))
    assert words == (
        "to count, it still needs: situation, result, date, a link or someone who can confirm it"
    )


CHECK = "lau-plan.k2a"


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


def test_a_question_answered_again_after_its_key_was_seen_is_thin(begun: Session) -> None:
    for item in ("lau-plan.k2a", "lau-plan.k2b"):
        answer_well(begun, item)
    answer_badly(begun, "lau-plan.k3a")
    before = begun.profile.result.knowledge[ONE]
    assert (before.level, before.support, before.key_seen) == (2, "solid", False)
    record_key_seen(begun, "lau-plan.k3a")
    assert begun.profile.result.knowledge[ONE] == before, "seeing a key takes nothing away"
    answer_well(begun, "lau-plan.k3a")
    after = begun.profile.result.knowledge[ONE]
    assert (after.level, after.support, after.key_seen) == (3, "thin", True)


def test_a_key_is_seen_from_the_first_time_on(begun: Session, reopen: OpenSession) -> None:
    record_key_seen(begun, CHECK)
    first = begun.profile.journal.keys_seen[CHECK]
    record_key_seen(begun, CHECK)
    assert reopen().profile.journal.keys_seen == {CHECK: first}


def test_a_note_is_kept_changed_and_taken_away(begun: Session, reopen: OpenSession) -> None:
    save_note(begun, CHECK, "  Ask about this. \n")
    assert begun.profile.journal.notes == {CHECK: "Ask about this."}
    save_note(begun, CHECK, "Asked.\nTwo lines.")
    assert reopen().profile.journal.notes == {CHECK: "Asked.\nTwo lines."}
    again = reopen()
    save_note(again, CHECK, " ")
    assert again.profile.journal.notes == {}


def test_a_note_that_did_not_change_is_not_written_again(begun: Session) -> None:
    save_note(begun, CHECK, "Once.")
    count = len(begun.store.journal_events())
    save_note(begun, CHECK, "Once. ")
    assert len(begun.store.journal_events()) == count


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
