"""Records of evidence: when they are whole, when they are fresh, and what they count for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pmcoach.assessment.events import Event
from pmcoach.assessment.evidence import FRESH_DAYS, Evidence, count_records, fold_evidence
from tests.support import START

TODAY = START.date()
WHOLE = Evidence(
    "r1",
    "lau-plan",
    "It burned.",
    "I put it out.",
    "Nobody was hurt.",
    TODAY,
    link="https://example.org/fire",
)
AREAS = {"lau-plan": "lau", "lau-learn": "lau", "rdm-deliver": "rdm"}


def kept(ident: str, after: int = 0, **data: object) -> Event:
    """A record that is written ``after`` seconds."""
    at = START + dt.timedelta(seconds=after)
    return Event(f"{ident}-{after}", at, "evidence-saved", {"evidence": ident, **data})


def test_a_record_with_a_link_is_complete() -> None:
    assert WHOLE.complete


def test_someone_who_can_confirm_it_does_instead_of_a_link() -> None:
    assert replace(WHOLE, link="", confirm="The fire chief").complete


@pytest.mark.parametrize("name", ["situation", "did", "result", "date"])
def test_each_part_has_to_be_there(name: str) -> None:
    lacking = replace(WHOLE, **{name: None if name == "date" else ""})  # type: ignore[arg-type]  # as named
    assert lacking.missing == (name,)
    assert not lacking.complete


def test_without_a_link_and_without_a_witness_nobody_could_check_it() -> None:
    assert replace(WHOLE, link="").missing == ("confirm",)


def test_an_empty_record_lacks_everything_in_the_order_of_the_form() -> None:
    assert Evidence("r", "lau-plan").missing == ("situation", "did", "result", "date", "confirm")


@pytest.mark.parametrize(
    ("days", "fresh"),
    [
        (0, True),
        (FRESH_DAYS, True),
        (FRESH_DAYS + 1, False),
        (-1, True),
    ],
)
def test_a_record_is_fresh_for_three_years(days: int, fresh: bool) -> None:
    assert replace(WHOLE, date=TODAY - dt.timedelta(days=days)).fresh(TODAY) is fresh


def test_a_record_without_a_date_is_never_fresh() -> None:
    assert not replace(WHOLE, date=None).fresh(TODAY)


def test_a_record_written_anew_replaces_the_first_and_keeps_its_place() -> None:
    events = [
        kept("r1", 0, competency="lau-plan", did="first"),
        kept("r2", 1, competency="lau-plan", did="other"),
        kept("r1", 2, competency="lau-plan", did="second"),
    ]
    found = fold_evidence(reversed(events), {})
    assert [(one.id, one.did) for one in found.values()] == [("r1", "second"), ("r2", "other")]


def test_a_withdrawn_record_is_gone_and_can_be_written_again() -> None:
    gone = Event("w", START + dt.timedelta(seconds=1), "evidence-withdrawn", {"evidence": "r1"})
    first = kept("r1", 0, competency="lau-plan")
    assert fold_evidence([first, gone], {}) == {}
    assert list(fold_evidence([first, gone, kept("r1", 2, competency="lau-plan")], {})) == ["r1"]


def test_a_record_follows_its_competency_to_a_new_id() -> None:
    found = fold_evidence([kept("r1", competency="lau-old")], {"lau-old": "lau-plan"})
    assert found["r1"].competency == "lau-plan"


@pytest.mark.parametrize("date", ["2026-03-02", 20260302, True, START])
def test_what_is_no_day_in_the_file_is_no_date(date: object) -> None:
    assert fold_evidence([kept("r1", competency="lau-plan", date=date)], {})["r1"].date is None


def test_only_complete_records_are_counted() -> None:
    counted = count_records([WHOLE, replace(WHOLE, id="r2", result="")], AREAS, TODAY)
    assert counted.by_competency == {"lau-plan": 1}


def test_an_old_record_counts_but_not_as_recent() -> None:
    old = replace(WHOLE, date=TODAY - dt.timedelta(days=FRESH_DAYS + 1))
    counted = count_records([old], AREAS, TODAY)
    assert dict(counted.by_competency) == {"lau-plan": 1}
    assert dict(counted.recent) == {"lau-plan": 0}, "no entry would count as all of them"


def test_incidents_are_counted_by_area_and_only_where_complete() -> None:
    incident = replace(WHOLE, incident=True)
    counted = count_records(
        [
            WHOLE,
            incident,
            replace(incident, competency="lau-learn"),
            replace(incident, competency="rdm-deliver", did=""),
            replace(incident, competency="nobody"),
        ],
        AREAS,
        TODAY,
    )
    assert counted.incidents == {"lau": 2}
