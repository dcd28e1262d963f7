"""The form of a record: what it begins with, what it makes, and what it says is still missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmcoach.assessment.evidence import FRESH_DAYS, Evidence
from pmcoach.catalog.parse import ladder_id
from pmcoach.coach.assessment import save_answer, start_assessment
from pmcoach.coach.evidence import save_evidence, withdraw_evidence
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.report.evidence_form import (
    EVIDENCE_FORM,
    FIRST_DAY,
    NOT_A_PAST_DAY,
    NOTHING_WRITTEN,
    awaiting_record,
    draft_name,
    field_text,
    filled_record,
    missing_words,
    present_record,
    read_date,
    record_fault,
    record_lines,
    saved_words,
)
from tests.support import START

TODAY = START.date()
ONE = "lau-plan"
EMPTY_FORM = dict.fromkeys(EVIDENCE_FORM, "")
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


def test_i_can_prove_this_is_remembered_until_there_is_a_record(begun: Session) -> None:
    save_answer(begun, ladder_id(ONE), option="3", provable=True)
    save_answer(begun, ladder_id("stk-map"), option="3")
    assert awaiting_record(begun.profile) == [ONE]
    save_evidence(begun, RECORD)
    (ident,) = begun.profile.evidence
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


@given(
    st.builds(
        Evidence,
        id=st.text(),
        competency=st.text(),
        situation=st.text(),
        did=st.text(),
        result=st.text(),
        date=st.none() | st.dates(FIRST_DAY, TODAY),
        link=st.text(),
        confirm=st.text(),
        incident=st.booleans(),
        step=st.text(),
    )
)
def test_a_form_that_nobody_changed_makes_the_record_that_it_shows(record: Evidence) -> None:
    texts = {field: field_text(record, field) for field in EVIDENCE_FORM}
    assert filled_record(record, texts, TODAY, incident=record.incident) == record


def test_the_form_begins_with_the_record_or_with_the_step_that_it_proves(begun: Session) -> None:
    save_evidence(begun, RECORD)
    (saved_record,) = begun.profile.evidence.values()
    assert present_record(begun.profile, ONE, saved_record.id, "") == saved_record
    step = next(iter(begun.catalog.steps.values()))
    assert present_record(begun.profile, ONE, "", step.id) == Evidence(
        "", ONE, did=step.title, step=step.id
    )
    assert present_record(begun.profile, ONE, "", "") == Evidence("", ONE)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({}, ("situation", NOTHING_WRITTEN)),
        ({"link": "a.example"}, ("", "")),
        ({"date": "2026-03"}, ("", "")),
        ({"date": "2027-01-01", "did": "x"}, ("date", NOT_A_PAST_DAY)),
        ({"date": "last week"}, ("date", NOT_A_PAST_DAY)),
    ],
)
def test_a_form_is_refused_for_its_date_or_for_holding_nothing(
    typed: dict[str, str], fault: tuple[str, str]
) -> None:
    assert record_fault({**EMPTY_FORM, **typed}, TODAY) == fault


def test_what_is_said_after_saving_is_whether_it_counts() -> None:
    assert saved_words(RECORD) == "Saved: it counts from now on."
    assert saved_words(replace(RECORD, result="")) == "Saved. To count, it still needs: result."


@pytest.mark.parametrize(
    ("record", "when"),
    [
        (RECORD, "2026-03-02"),
        (replace(RECORD, date=None), "no date, incomplete"),
        (replace(RECORD, did=""), "2026-03-02, incomplete"),
        (
            replace(RECORD, date=TODAY - dt.timedelta(days=FRESH_DAYS + 1)),
            "2023-03-02, too old to make a level firm",
        ),
    ],
)
def test_a_line_says_what_keeps_a_record_from_counting_in_full(
    begun: Session, record: Evidence, when: str
) -> None:
    save_evidence(begun, record)
    (line,) = record_lines(begun.profile)
    assert line.when == when
    assert line.text == f"{begun.profile.title_of(ONE)}: It went out."


def test_each_form_has_drafts_of_its_own() -> None:
    names = {
        draft_name("record", "step", ONE, "did"),
        draft_name("", "step", ONE, "did"),
        draft_name("", "", ONE, "did"),
        draft_name("", "", ONE, "result"),
    }
    assert len(names) == 4
