"""Verdicts, reasons and steps as lines of text, worded as on the screens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pmcoach.plain.console import Console
from pmcoach.report import wording
from pmcoach.report.model import HiringLine, Reason, StepLine, VerdictLine


def day(when: dt.date) -> str:
    """A day as one says it."""
    return f"{when.day} {when:%B %Y}"


def facts(step: StepLine) -> str:
    """How, when, how long and for how much."""
    return (
        f"{wording.route(step.route)}, {day(step.start)} to {day(step.end)}, "
        f"{wording.hours(step.hours)}, {wording.money(step.cost)}"
    )


def gap_line(v: VerdictLine) -> str:
    """A gap in a few words."""
    return f"{v.title}: {v.facet} {v.level}, target {v.target}"


def reason_lines(io: Console, pros: Iterable[Reason], cons: Iterable[Reason]) -> None:
    """The reasons on both sides, each with where it comes from."""
    for lead, many in (("For: ", pros), ("Against: ", cons)):
        for one in many:
            io.say(f"{one.text} ({one.basis}; {one.source})", lead=lead)


def verdict_short(io: Console, v: VerdictLine, lead: str = "") -> None:
    """A gap, what closes it, the strongest reason on each side, and what would change that."""
    io.say(f"{gap_line(v)}. {wording.route(v.route)}.", lead=lead)
    reason_lines(io, v.reasons_for[:1], v.reasons_against[:1])
    io.say(v.would_change, lead="What would change this: ")


def verdict_long(io: Console, v: VerdictLine) -> None:
    """The whole argument for one gap."""
    route = wording.route(v.route)
    io.heading(gap_line(v))
    io.say(f"{route}. {v.rule}")
    if v.reasons_for or v.reasons_against:
        io.say(f"For and against {route.lower()}:")
        reason_lines(io, v.reasons_for, v.reasons_against)
    io.say(v.would_change, lead="What would change this: ")
    io.say(f"Rejected: {v.rejected}. {v.rejected_why}")
    reason_lines(io, v.rejected_for, v.rejected_against)


def hiring_short(io: Console, h: HiringLine) -> None:
    """Whether a certificate helps to get hired, in a sentence."""
    io.say(h.headline, lead="For getting hired: ")


def hiring_long(io: Console, h: HiringLine) -> None:
    """The hiring verdict with all its reasons."""
    io.heading("Is a certificate worth it?")
    io.say(h.headline)
    for line in h.credentials:
        io.say(line, lead="Fits here: ")
    io.say("For and against a certificate:")
    reason_lines(io, h.reasons_for, h.reasons_against)
    io.say(h.training_note, lead="The training itself: ")
    io.say(h.would_change, lead="What would change this: ")


def step_long(io: Console, step: StepLine) -> None:
    """One step so that a stranger could do it."""
    io.heading(step.title)
    io.say(f"{facts(step)}.")
    io.say(step.do)
    io.say(step.if_then, lead="If-then: ")
    io.say(step.proof, lead="Proof: ")
    io.say(step.confirm, lead="Who can confirm it: ")
    for line in step.closes:
        io.say(f"{line}.", lead="Lifts: ")
    if not step.closes:
        io.say("Opens the way to steps that you cannot reach yet.")
    io.say(f"When it is done: pmcoach done {step.id}")
