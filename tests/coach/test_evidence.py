"""Evidence, notes, the review, what was seen of keys, and searching."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pmcoach.assessment.evidence import Evidence
from pmcoach.catalog.parse import Catalog, ladder_id
from pmcoach.coach.assessment import (
    finish_assessment,
    save_answer,
    skip_question,
    start_assessment,
)
from pmcoach.coach.evidence import record_keys_seen, save_evidence, save_note, withdraw_evidence
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from tests.support import START, Clock, OpenSession, answer_badly, answer_well, pick_items

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


def skill(session: Session) -> tuple[int | None, str | None]:
    one = session.profile.result.skill[ONE]
    return one.level, one.confidence


def ability(session: Session) -> tuple[int | None, str | None]:
    one = session.profile.result.ability["lau"]
    return one.level, one.confidence


def test_each_record_lifts_what_can_be_used_of_a_claim(begun: Session) -> None:
    save_answer(begun, ladder_id(ONE), option="4")
    assert skill(begun) == (2, "likely")
    keep(begun)
    assert skill(begun) == (3, "firm")
    keep(begun)
    assert skill(begun) == (4, "firm")


def test_a_record_never_lifts_over_the_claim(begun: Session) -> None:
    save_answer(begun, ladder_id(ONE), option="1")
    keep(begun)
    keep(begun)
    assert skill(begun) == (1, "firm")


def test_an_incomplete_record_is_kept_and_counts_once_it_is_complete(begun: Session) -> None:
    save_answer(begun, ladder_id(ONE), option="3")
    ident = keep(begun, result="")
    assert begun.profile.evidence[ident].did == RECORD.did
    assert skill(begun) == (2, "likely")
    keep(begun, id=ident)
    assert skill(begun) == (3, "firm")
    assert list(begun.profile.evidence) == [ident]


def test_a_withdrawn_record_counts_no_more_and_stays_in_the_file(begun: Session) -> None:
    save_answer(begun, ladder_id(ONE), option="3")
    withdraw_evidence(begun, keep(begun))
    assert skill(begun) == (2, "likely")
    assert begun.profile.evidence == {}
    assert RECORD.did in begun.store.paths.journal.read_text(encoding="utf-8")


def test_after_three_years_a_record_makes_no_level_firm(begun: Session, clock: Clock) -> None:
    save_answer(begun, ladder_id(ONE), option="3")
    keep(begun)
    assert skill(begun) == (3, "firm")
    clock.moment += dt.timedelta(days=3 * 365 + 2)
    assert skill(begun) == (3, "unsure")


def test_real_incidents_make_ability_3_and_4(begun: Session) -> None:
    assert ability(begun) == (None, None)
    keep(begun)
    assert ability(begun) == (None, None)
    keep(begun, incident=True)
    assert ability(begun) == (3, "firm")
    keep(begun, incident=True, competency="lau-learn", result="")
    assert ability(begun) == (3, "firm")
    keep(begun, incident=True, competency="lau-learn")
    assert ability(begun) == (4, "firm")
    assert begun.profile.result.ability["stk"].level is None


def test_records_come_back_after_a_restart(begun: Session, reopen: OpenSession) -> None:
    ident = keep(begun, link="https://example.org", incident=True, step="walk")
    assert reopen().profile.evidence[ident] == replace(
        RECORD, id=ident, link="https://example.org", incident=True, step="walk"
    )


@pytest.fixture
def check(catalog: Catalog) -> str:
    """A check of the competency."""
    return pick_items(catalog, ONE, 2, kind="check")[0]


def test_a_question_answered_again_after_its_key_was_seen_is_unsure(begun: Session) -> None:
    *right_items, wrong_item = pick_items(begun.catalog, ONE, 2, 2, 3)
    for item in right_items:
        answer_well(begun, item)
    answer_badly(begun, wrong_item)
    finish_assessment(begun)
    before = begun.profile.result.knowledge[ONE]
    assert (before.level, before.confidence, before.key_seen) == (2, "firm", False)
    record_keys_seen(begun, wrong_item)
    assert begun.profile.result.knowledge[ONE] == before, "seeing a key takes nothing away"
    answer_well(begun, wrong_item)
    after = begun.profile.result.knowledge[ONE]
    assert (after.level, after.confidence, after.key_seen) == (3, "unsure", True)


@pytest.mark.parametrize("standing", ["under way", "not asked", "skipped", "ladder"])
def test_a_key_that_is_not_shown_is_never_seen(begun: Session, check: str, standing: str) -> None:
    item = ladder_id(ONE) if standing == "ladder" else check
    if standing == "skipped":
        skip_question(begun, item)
    elif standing != "not asked":
        answer_badly(begun, item)
    if standing != "under way":
        finish_assessment(begun)
    record_keys_seen(begun, item)
    assert begun.profile.journal.keys_seen == {}


def test_a_key_is_seen_from_the_first_time_on(
    begun: Session, check: str, reopen: OpenSession
) -> None:
    answer_badly(begun, check)
    finish_assessment(begun)
    record_keys_seen(begun, check)
    first = begun.profile.journal.keys_seen[check]
    record_keys_seen(begun, check)
    assert reopen().profile.journal.keys_seen == {check: first}


def test_a_note_is_kept_changed_and_taken_away(
    begun: Session, check: str, reopen: OpenSession
) -> None:
    save_note(begun, check, "  Ask about this. \n")
    assert begun.profile.journal.notes == {check: "Ask about this."}
    save_note(begun, check, "Asked.\nTwo lines.")
    assert reopen().profile.journal.notes == {check: "Asked.\nTwo lines."}
    again = reopen()
    save_note(again, check, " ")
    assert again.profile.journal.notes == {}


def test_a_note_that_did_not_change_is_not_written_again(begun: Session, check: str) -> None:
    save_note(begun, check, "Once.")
    count = len(begun.store.journal_events())
    save_note(begun, check, "Once. ")
    assert len(begun.store.journal_events()) == count
