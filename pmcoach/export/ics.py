"""The plan as an iCalendar file: each step an event of whole days, and the review."""

from __future__ import annotations

import datetime as dt

from pmcoach.export.escaping import strip_unprintable
from pmcoach.report.model import Report, StepLine

PRODUCT = "-//pmcoach//development plan//EN"
REVIEW_UID = "review@pmcoach"
DAY = dt.timedelta(days=1)


def to_ics(report: Report) -> str:
    """The plan as one calendar, lines ended as the format asks (CRLF)."""
    # Loaded here: most commands write no calendar.
    from icalendar import Calendar, Event

    calendar = Calendar()
    for name, text in (
        ("prodid", PRODUCT),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("x-wr-calname", "Development plan"),
    ):
        calendar.add(name, text)
    about_review = f"Measure again and see what has changed. Target: {report.target}"
    for uid, first_day, last_day, title, description in (
        # From the step alone: a later export moves the event and does not double it.
        *(
            (
                f"{strip_unprintable(step.id)}@pmcoach",
                step.start,
                step.end,
                step.title,
                _about(step),
            )
            for step in report.plan.steps
        ),
        # A calendar must hold something, and the day to measure again belongs in it anyway.
        (
            REVIEW_UID,
            report.review_on,
            report.review_on,
            "Review the development plan",
            about_review,
        ),
    ):
        calendar_event = Event()
        calendar_event.add("uid", uid)
        calendar_event.add("dtstamp", dt.datetime.combine(report.made_on, dt.time(), dt.UTC))
        calendar_event.add("dtstart", first_day)
        calendar_event.add("dtend", last_day + DAY)  # the first day after it, by RFC 5545
        calendar_event.add("summary", strip_unprintable(title))
        calendar_event.add("description", strip_unprintable(description, lines=True))
        calendar_event.add(
            "transp", "TRANSPARENT"
        )  # two hours do not fill the days that a step lies on
        calendar.add_component(calendar_event)
    encoded: bytes = calendar.to_ical()
    return encoded.decode("utf-8")


def _about(step: StepLine) -> str:
    where = f"Where: {step.where}\n\n" if step.where else ""
    return (
        f"{step.do}\n\n{where}If-then: {step.if_then}\n\nProof: {step.proof}\n\n"
        f"Who can confirm it: {step.confirm}"
    )
