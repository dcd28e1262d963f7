"""The fields of the situation: any typed text is a setting or a fault, and every setting has words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmcoach.advice.context import Context
from pmcoach.report.situation import (
    FIRST_QUESTIONS,
    NOT_TOLD,
    SITUATION,
    first_questions_lead,
    list_first_questions,
    read_number,
    read_setting,
    setting_words,
    typed_text,
)
from pmcoach.state.journal import SITUATION_FIELDS, is_acceptable

TODAY = dt.date(2026, 3, 2)
TYPED_FIELDS = sorted(name for name, field in SITUATION.items() if not field.choices)
CHOICES = [(name, choice) for name, field in SITUATION.items() for choice in field.choices]
ANY_TEXT = (
    st.text()
    | st.from_regex(r"[-$+]?[0-9,.eE_]{1,12}")
    | st.floats(0, 200).map(str)
    | st.dates().map(str)
)


def test_every_field_of_a_situation_can_be_asked_and_no_other() -> None:
    assert set(SITUATION) == SITUATION_FIELDS == set(vars(Context()))
    assert TYPED_FIELDS == ["budget", "domain", "employer_budget", "finish_by", "hours_per_week"]
    assert all(SITUATION[name].example for name in TYPED_FIELDS)


@given(st.sampled_from(TYPED_FIELDS), ANY_TEXT)
def test_any_text_is_a_setting_that_fits_or_a_fault(name: str, text: str) -> None:
    setting, fault = read_setting(name, text, TODAY)
    assert (setting is None) == bool(fault)
    if setting is not None:
        assert is_acceptable(name, setting)
        assert read_setting(name, typed_text(setting), TODAY) == (setting, "")
        assert setting_words(name, setting)


@pytest.mark.parametrize(
    ("name", "text", "setting"),
    [
        ("hours_per_week", "4", 4.0),
        ("hours_per_week", "2.5", 2.5),
        ("hours_per_week", "168", 168.0),
        ("budget", "$1,200", 1200.0),
        ("budget", "1000000", 1_000_000.0),
        ("budget", "0", 0.0),
        ("employer_budget", "$2,000", 2000.0),
        ("domain", "health software", "health software"),
        ("finish_by", "2026-03-03", dt.date(2026, 3, 3)),
    ],
)
def test_what_fits_is_read(name: str, text: str, setting: object) -> None:
    assert read_setting(name, text, TODAY) == (setting, "")


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("hours_per_week", "169", "That does not fit"),
        ("hours_per_week", "-1", "That does not fit"),
        ("hours_per_week", "four", "That does not fit"),
        ("hours_per_week", "", "That does not fit"),
        ("budget", "1e9", "That does not fit"),
        ("employer_budget", "1000001", "That does not fit"),
        ("budget", "nan", "That does not fit"),
        ("budget", "inf", "That does not fit"),
        ("domain", "", "That does not fit"),
        ("domain", "x" * 201, "That does not fit"),
        ("finish_by", "2026-02-30", "That does not fit"),
        ("finish_by", "soon", "That does not fit"),
        ("finish_by", "2026-03-02", "That day is past"),
        ("finish_by", "2025-12-31", "That day is past"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(name: str, text: str, fault: str) -> None:
    assert read_setting(name, text, TODAY) == (None, fault)


@given(st.text())
def test_a_number_is_never_below_0_and_never_endless(text: str) -> None:
    number = read_number(text)
    assert number is None or 0 <= number < float("inf")


@pytest.mark.parametrize(("name", "choice"), CHOICES)
def test_every_choice_is_a_setting_and_has_words(name: str, choice: str) -> None:
    assert is_acceptable(name, choice)
    assert setting_words(name, choice) == SITUATION[name].choices[choice]


@pytest.mark.parametrize(
    ("name", "setting", "words"),
    [
        ("access", None, NOT_TOLD),
        ("budget", 1200.0, "$1,200"),
        ("employer_budget", 2000.0, "$2,000"),
        ("hours_per_week", 2.5, "2.5 hours a week"),
        ("finish_by", dt.date(2027, 6, 30), "2027-06-30"),
        ("domain", "health software", "health software"),
    ],
)
def test_a_setting_is_worded_as_one_would_say_it(name: str, setting: object, words: str) -> None:
    assert setting_words(name, setting) == words


def test_the_first_questions_are_asked_where_none_of_them_is_known() -> None:
    assert list_first_questions(Context()) == list(FIRST_QUESTIONS)
    assert list_first_questions(Context(domain="health software")) == list(FIRST_QUESTIONS)


@pytest.mark.parametrize("known", FIRST_QUESTIONS)
def test_once_one_of_the_first_questions_is_known_none_is_asked(known: str) -> None:
    setting = next(iter(SITUATION[known].choices), 0.0)
    assert list_first_questions(Context(**{known: setting})) == []  # type: ignore[arg-type]  # it fits


def test_each_first_question_says_how_far_one_is() -> None:
    leads = [first_questions_lead(field) for field in FIRST_QUESTIONS]
    assert [lead[-17:] for lead in leads] == [
        f" Question {number} of {len(FIRST_QUESTIONS)}." for number in range(1, 5)
    ]
    assert leads[0].startswith("Four quick questions before your result")
