"""The plan as an iCalendar file: each step an event of whole days, and the review."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pmcoach.export.escaping import strip_unprintable
from pmcoach.report.model import Report, StepLine

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//pmcoach//development plan//EN"
REVIEW_UID = "review@pmcoach"
DAY = dt.timedelta(days=1)


def to_ics(report: Report) -> str:
    """The plan as one calendar, lines ended as the format asks (CRLF)."""
    # Loaded here: most commands write no calendar.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Development plan")
    stamp = dt.datetime.combine(report.made_on, dt.time(), dt.UTC)
    for step in report.plan.steps:
        calendar.add_component(
            _event(
                # From the step alone: a later export moves the event and does not double it.
                f"{strip_unprintable(step.id)}@pmcoach",
                stamp,
                step.start,
                step.end,
                step.title,
                _about(step),
            )
        )
    # A calendar must hold something, and the day to measure again belongs in it anyway.
    calendar.add_component(
        _event(
            REVIEW_UID,
            stamp,
            report.review_on,
            report.review_on,
            "Review the development plan",
            f"Measure again and see what has changed. Target: {report.target}",
        )
    )
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _event(
    uid: str, stamp: dt.datetime, first: dt.date, last: dt.date, title: str, about: str
) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", first)
    event.add("dtend", last + DAY)  # the first day after it, by RFC 5545
    event.add("summary", strip_unprintable(title))
    event.add("description", strip_unprintable(about, lines=True))
    event.add("transp", "TRANSPARENT")  # a step of two hours does not fill the days it lies on
    return event


def _about(step: StepLine) -> str:
    return (
        f"{step.do}\n\nIf-then: {step.if_then}\n\nProof: {step.proof}\n\n"
        f"Who can confirm it: {step.confirm}"
    )
