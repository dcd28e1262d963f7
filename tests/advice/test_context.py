"""What is not told counts for nothing: no argument may rest on it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.advice.context import Context, consideration_applies
from pmcoach.catalog.models import Consideration


def reason(**when: tuple[str, ...]) -> Consideration:
    return Consideration(
        id="x",
        route="training",
        stance="for",
        text="So.",
        strength=1,
        basis="stated",
        source="s",
        when=when,
    )


@pytest.mark.parametrize(
    ("when", "facts", "so"),
    [
        ({}, {}, True),
        ({"access": ("job",)}, {}, False),
        ({"access": ("job",)}, {"access": "job"}, True),
        ({"access": ("job",)}, {"access": "nothing"}, False),
        ({"access": ("job", "pm-job")}, {"access": "pm-job"}, True),
        ({"access": ("job",), "evidence": ("none",)}, {"access": "job"}, False),
        ({"access": ("job",), "evidence": ("none",)}, {"access": "job", "evidence": "none"}, True),
        ({"access": ("job",), "evidence": ("none",)}, {"access": "job", "evidence": "some"}, False),
        ({"weather": ("fine",)}, {"access": "job"}, False),
    ],
)
def test_all_conditions_must_be_met_by_what_was_told(
    when: dict[str, tuple[str, ...]], facts: dict[str, str], so: bool
) -> None:
    assert consideration_applies(reason(**when), facts) is so


def test_only_what_was_told_is_a_fact() -> None:
    assert Context().facts() == {}
    told = Context(access="job", hours_per_week=3.0, budget=0.0, finish_by=dt.date(2026, 6, 1))
    assert told.facts() == {"access": "job"}
    assert set(told.known()) == {"access", "hours_per_week", "budget", "finish_by"}


def test_who_did_not_say_is_taken_to_have_nothing_to_practise_on() -> None:
    assert Context().highest_access == "nothing"
    assert Context(access="pm-job").highest_access == "pm-job"


FACTS = st.dictionaries(
    st.sampled_from(["access", "evidence", "stage"]), st.sampled_from(["a", "b"])
)
WHENS = st.dictionaries(
    st.sampled_from(["access", "evidence", "stage"]), st.sampled_from([("a",), ("b",), ("a", "b")])
)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(WHENS, FACTS, FACTS)
def test_telling_more_never_undoes_an_argument_that_holds(
    when: dict[str, tuple[str, ...]], facts: dict[str, str], more: dict[str, str]
) -> None:
    one = reason(**when)
    if consideration_applies(one, facts):
        assert consideration_applies(one, more | facts)
