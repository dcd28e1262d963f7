"""The plan as a calendar that real calendars open: by RFC 5545, as two parsers read it."""

from __future__ import annotations

import datetime as dt

import icalendar
from hypothesis import given, settings
from ical.calendar_stream import IcsCalendarStream

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.export.ics import REVIEW_UID, to_ics
from tests.export.samples import ANY_TEXT, DAY, answered, everything, filled, with_steps


def events(written: str) -> dict[str, icalendar.Event]:
    """Each event by its UID, read back."""
    calendar = icalendar.Calendar.from_ical(written)
    assert isinstance(calendar, icalendar.Calendar)
    found = {str(one["uid"]): one for one in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT")), "a UID stands twice"
    return found  # type: ignore[return-value]  # walk gives what was asked for


def check_form(written: str) -> None:
    """The rules on lines and on what must be there."""
    raw = written.encode("utf-8")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    lines = raw.split(b"\r\n")
    assert not [line for line in lines if b"\r" in line or b"\n" in line]
    assert max(map(len, lines)) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert {b"VERSION:2.0"} <= set(lines)
    assert sum(line.startswith(b"PRODID:") for line in lines) == 1
    for line in lines:
        line.decode("utf-8")  # no character is cut in two
    for event in events(written).values():
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"} <= set(event)
    (calendar,) = IcsCalendarStream.from_ics(written).calendars
    assert len(calendar.events) == len(events(written))


def test_each_step_is_an_event_from_its_first_day_to_its_last(session: Session) -> None:
    made = answered(session, "sketch", "quick")
    written = to_ics(made)
    check_form(written)
    found = events(written)
    assert len(found) == len(made.plan.steps) + 1
    for step in made.plan.steps:
        event = found[f"{step.id}@pmcoach"]
        assert str(event["summary"]) == step.title
        assert event.decoded("dtstart") == step.start
        assert event.decoded("dtend") == step.end + dt.timedelta(days=1), "the day after, by RFC"
        assert event["dtstart"].params["VALUE"] == "DATE"
        for said in (step.do, step.where, step.if_then, step.proof, step.confirm):
            assert said in str(event["description"])
        assert event.decoded("dtstamp") == dt.datetime.combine(made.made_on, dt.time(), dt.UTC)


def test_the_review_stands_in_every_calendar_even_without_a_step(session: Session) -> None:
    made = make_report(session)
    written = to_ics(made)
    check_form(written)
    found = events(written)
    assert set(found) == {REVIEW_UID}
    assert found[REVIEW_UID].decoded("dtstart") == made.made_on + dt.timedelta(days=90)


def test_a_later_export_moves_an_event_and_does_not_double_it() -> None:
    made, later = everything("a"), DAY + dt.timedelta(days=30)
    before = events(to_ics(made))
    moved = with_steps(made, filled("a", start=later, end=later)).model_copy(
        update={"made_on": later, "target": "another profile"}
    )
    after = events(to_ics(moved))
    assert set(before) == set(after)
    assert before["a@pmcoach"].decoded("dtstart") < after["a@pmcoach"].decoded("dtstart")
    assert before["a@pmcoach"].decoded("dtstamp") < after["a@pmcoach"].decoded("dtstamp")


def test_a_step_does_not_make_its_days_look_taken() -> None:
    assert all(one["transp"] == "TRANSPARENT" for one in events(to_ics(everything("a"))).values())


@settings(derandomize=True, max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    made = with_steps(everything("a"), filled("a", title=f"x{text}x", do=f"x{text}x"))
    written = to_ics(made)
    check_form(written)
    event = events(written)["a@pmcoach"]
    assert str(event["summary"]) == strip_unprintable(f"x{text}x")
    assert str(event["description"]).startswith(
        strip_unprintable(f"x{text}x\n\nWhere: a\n\nIf-then: a", lines=True)
    )


def test_a_step_that_is_done_anywhere_says_nothing_of_where() -> None:
    event = events(to_ics(with_steps(everything("a"), filled("a", where=""))))["a@pmcoach"]
    assert str(event["description"]).startswith("a\n\nIf-then: a\n\nProof: a")


@settings(derandomize=True, max_examples=50, deadline=None)
@given(ANY_TEXT)
def test_with_any_text_everywhere_the_form_holds(text: str) -> None:
    check_form(to_ics(everything(text)))
