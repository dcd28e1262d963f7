"""Evidence, notes, the review, what was seen of keys, and searching."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pmcoach.assessment.evidence import Evidence
from pmcoach.catalog.parse import ladder_id
from pmcoach.coach import assess, records
from pmcoach.coach.records import SearchHit
from pmcoach.coach.session import Session
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
    assess.choose_target(session, "generalist", "senior")
    assess.start(session, "full")
    return session


def keep(session: Session, **changed: object) -> str:
    """Write a record down; its id."""
    records.keep_evidence(session, replace(RECORD, **changed))  # type: ignore[arg-type]  # as each test says
    return list(session.evidence)[-1]


def skill(session: Session) -> tuple[int | None, str]:
    one = session.result.skill[ONE]
    return one.level, one.support


def ability(session: Session) -> tuple[int | None, str]:
    one = session.result.ability["lau"]
    return one.level, one.support


def test_each_record_lifts_what_can_be_used_of_a_claim(begun: Session) -> None:
    assess.answer(begun, ladder_id(ONE), option="4")
    assert skill(begun) == (2, "none")
    keep(begun)
    assert skill(begun) == (3, "solid")
    keep(begun)
    assert skill(begun) == (4, "solid")


def test_a_record_never_lifts_over_the_claim(begun: Session) -> None:
    assess.answer(begun, ladder_id(ONE), option="1")
    keep(begun)
    keep(begun)
    assert skill(begun) == (1, "solid")


def test_an_incomplete_record_is_kept_and_counts_once_it_is_complete(begun: Session) -> None:
    assess.answer(begun, ladder_id(ONE), option="3")
    ident = keep(begun, result="")
    assert begun.evidence[ident].did == RECORD.did
    assert skill(begun) == (2, "none")
    keep(begun, id=ident)
    assert skill(begun) == (3, "solid")
    assert list(begun.evidence) == [ident]


def test_a_withdrawn_record_counts_no_more_and_stays_in_the_file(begun: Session) -> None:
    assess.answer(begun, ladder_id(ONE), option="3")
    records.withdraw_evidence(begun, keep(begun))
    assert skill(begun) == (2, "none")
    assert begun.evidence == {}
    assert RECORD.did in begun.store.paths.journal.read_text(encoding="utf-8")


def test_after_three_years_a_record_backs_thinly(begun: Session, clock: Clock) -> None:
    assess.answer(begun, ladder_id(ONE), option="3")
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
    assert begun.result.ability["stk"].level is None


def test_records_come_back_after_a_restart(begun: Session, reopen: OpenSession) -> None:
    ident = keep(begun, link="https://example.org", incident=True, step="walk")
    assert reopen().evidence[ident] == replace(
        RECORD, id=ident, link="https://example.org", incident=True, step="walk"
    )


def test_i_can_prove_this_is_remembered_until_there_is_a_record(begun: Session) -> None:
    assess.answer(begun, ladder_id(ONE), option="3", provable=True)
    assess.answer(begun, ladder_id("stk-map"), option="3")
    assert records.promised(begun) == [ONE]
    ident = keep(begun)
    assert records.promised(begun) == []
    records.withdraw_evidence(begun, ident)
    assert records.promised(begun) == [ONE]


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
    assert records.read_date(text, TODAY) == day


def test_an_incomplete_record_says_what_it_lacks() -> None:
    assert records.missing_words(RECORD) == ""
    words = records.missing_words(Evidence("r", ONE, did="I did it."))
    assert words == (
        "to count, it still needs: situation, result, date, a link or someone who can confirm it"
    )


CHECK = "lau-plan.k2a"


def marks(session: Session) -> dict[str, str]:
    return {one.item: one.mark for one in records.review(session)}


def test_the_review_tells_apart_all_that_can_become_of_a_question(begun: Session) -> None:
    answer_well(begun, "lau-plan.k2a")
    answer_badly(begun, "lau-plan.k2b")
    answer_well(begun, ladder_id(ONE))
    scene = begun.catalog.scenarios_of["lau"][0].id
    answer_badly(begun, scene)
    assess.skip(begun, "lau-plan.k3a")
    assess.not_applicable(begun, "lau-plan.k3b")
    answer_well(begun, "lau-plan.k4")
    assess.disagree(begun, "lau-plan.k4", "Two keys.")
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
    found = [one.item for one in records.review(session)]
    assert len(found) == len(set(found)) == 24 + 144 + 32
    assert set(marks(session).values()) == {"not asked"}


def test_a_check_is_explained_with_its_key_the_choice_and_every_reason(begun: Session) -> None:
    answer_badly(begun, CHECK)
    found = records.explain(begun, CHECK)
    check = begun.catalog.checks[CHECK]
    assert [(one.text, one.why) for one in found] == [(o.text, o.why) for o in check.option]
    assert [
        o.id for o, one in zip(check.option, found, strict=True) if one.verdict == "the key"
    ] == [check.key]
    assert [one.verdict for one in found if one.chosen == "your answer"] == [""]


def test_a_scenario_is_explained_with_best_and_worst(begun: Session) -> None:
    scene = begun.catalog.scenarios_of["lau"][0].id
    answer_well(begun, scene)
    found = records.explain(begun, scene)
    assert {(one.chosen, one.verdict) for one in found} == {
        ("your best", "best"),
        ("your worst", "worst"),
        ("", ""),
    }
    assert all(one.why for one in found)


def test_a_ladder_has_no_key_to_explain(begun: Session) -> None:
    assert records.explain(begun, ladder_id(ONE)) == []
    records.see_key(begun, ladder_id(ONE))
    assert begun.journal.keys_seen == {}


def test_a_question_answered_again_after_its_key_was_seen_is_thin(begun: Session) -> None:
    for item in ("lau-plan.k2a", "lau-plan.k2b"):
        answer_well(begun, item)
    answer_badly(begun, "lau-plan.k3a")
    before = begun.result.knowledge[ONE]
    assert (before.level, before.support, before.key_seen) == (2, "solid", False)
    records.see_key(begun, "lau-plan.k3a")
    assert begun.result.knowledge[ONE] == before, "seeing a key takes nothing away"
    answer_well(begun, "lau-plan.k3a")
    after = begun.result.knowledge[ONE]
    assert (after.level, after.support, after.key_seen) == (3, "thin", True)


def test_a_key_is_seen_from_the_first_time_on(begun: Session, reopen: OpenSession) -> None:
    records.see_key(begun, CHECK)
    first = begun.journal.keys_seen[CHECK]
    records.see_key(begun, CHECK)
    assert reopen().journal.keys_seen == {CHECK: first}


def test_a_note_is_kept_changed_and_taken_away(begun: Session, reopen: OpenSession) -> None:
    records.keep_note(begun, CHECK, "  Ask about this. \n")
    assert begun.journal.notes == {CHECK: "Ask about this."}
    records.keep_note(begun, CHECK, "Asked.\nTwo lines.")
    assert reopen().journal.notes == {CHECK: "Asked.\nTwo lines."}
    again = reopen()
    records.keep_note(again, CHECK, " ")
    assert again.journal.notes == {}


def test_a_note_that_did_not_change_is_not_written_again(begun: Session) -> None:
    records.keep_note(begun, CHECK, "Once.")
    count = len(begun.store.journal_events())
    records.keep_note(begun, CHECK, "Once. ")
    assert len(begun.store.journal_events()) == count


def kinds(hits: list[SearchHit]) -> set[tuple[str, str]]:
    return {(one.kind, one.ident) for one in hits}


def test_search_finds_notes_competencies_and_questions_dealt_with(begun: Session) -> None:
    title = begun.catalog.competencies[ONE].title
    assert kinds(records.search(begun, "lau-plan")) == set(), "an id is nothing to look for"
    assert ("competency", ONE) in kinds(records.search(begun, title))
    answer_well(begun, CHECK)
    assert ("question", CHECK) in kinds(records.search(begun, title.upper()))
    records.keep_note(begun, CHECK, "Zebras cross here.")
    assert kinds(records.search(begun, "cross ZEBRA")) == {("note", CHECK)}
    assert records.search(begun, "zebra giraffe") == []


@pytest.mark.parametrize("words", ["", "   "])
def test_searching_for_nothing_finds_nothing(begun: Session, words: str) -> None:
    assert records.search(begun, words) == []


def test_search_never_holds_what_stands_only_in_a_key_or_its_reasons(begun: Session) -> None:
    answer_well(begun, CHECK)
    check = begun.catalog.checks[CHECK]
    for option in check.option:
        assert not [hit for hit in records.search(begun, option.why) if hit.kind == "question"]
        assert all(option.why not in hit.text for hit in records.search(begun, check.ask))
