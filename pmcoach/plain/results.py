"""What is known, held against the target; and the clear ending after an assessment."""

from __future__ import annotations

from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.plain.argument import (
    day,
    gap_line,
    hiring_long,
    hiring_short,
    verdict_long,
    verdict_short,
)
from pmcoach.plain.console import Console
from pmcoach.plain.plan import say_plan
from pmcoach.plain.prompts import choose
from pmcoach.report import wording
from pmcoach.report.build import hiring_line, verdict_line
from pmcoach.report.model import AreaLine, CompetencyLine, FacetLine, Report

BACKED = {"thin": "thinly backed", "solid": "solidly backed"}


def show_results(io: Console, session: Session) -> None:
    """All results, the largest gaps first."""
    found = make_report(session)
    io.heading("Results")
    io.say(f"Target: {found.target}.")
    io.say(found.readable_state)
    _levels(io, found)


def show_ending(io: Console, session: Session, form: str) -> None:
    """After the last question: everything that one can take away from an assessment."""
    found = make_report(session)
    io.heading(f"{form}: done. Everything is saved.")
    io.say(f"Target: {found.target}.")
    io.say(found.readable_state)
    _levels(io, found, gaps=False)
    io.heading("What closes the largest gaps")
    for number, one in enumerate(found.verdicts, 1):
        verdict_short(io, one, lead=f"{number}. ")
    if not found.verdicts:
        io.say(wording.no_verdict(found))
    io.heading("A certificate?")
    hiring_short(io, found.hiring)
    for step in found.plan.steps[:1]:
        io.heading("Your first step")
        io.say(
            f"{step.title} ({wording.hours(step.hours)}, by {day(step.end)}). The plan tells how."
        )
    say_plan(io, session)


def _levels(io: Console, found: Report, *, gaps: bool = True) -> None:
    """How ready one is, the gaps, and each area."""
    io.say(found.disclaimer)
    io.say(found.readiness)
    for line in found.deciding:
        io.say(f"{line}.", lead="- ")
    if gaps:
        _gaps(io, found)
    for area in found.areas:
        _area(io, area)
    if found.calibration:
        io.heading("How sure, and how right")
        for one in found.calibration:
            figure = f"{one.right} of {one.answers} right" if one.answers else "none so far"
            io.say(f"{one.sure}: {figure}")
        io.say(found.calibration_words)
    if found.ask_next:
        io.heading("Ask next: heavy and not known")
        for line in found.ask_next:
            io.say(line, lead="- ")


def _gaps(io: Console, found: Report) -> None:
    io.heading("The largest gaps" if found.verdicts else "Gaps")
    for number, one in enumerate(found.verdicts, 1):
        io.say(f"{gap_line(one)}. {wording.route(one.route)}.", lead=f"{number}. ")
    if not found.verdicts:
        io.say(wording.no_verdict(found))
    for line in found.unwritten:
        io.say(f"{line}.", lead="Write it down, 15 minutes: ")
    io.say(
        "a certificate helps here." if found.hiring.certificate else "no certificate needed.",
        lead="For getting hired: ",
    )


def _area(io: Console, area: AreaLine) -> None:
    """An area, its competencies of which something is known, and its ability."""
    met = (
        "not known"
        if area.met_percent is None
        else f"{area.met_percent}% of the target met, as far as known"
    )
    io.heading(f"{area.title}: {met}. {area.known} of {area.possible} levels known.")
    known = [
        one
        for one in area.competencies
        if one.knowledge.level is not None or one.skill.level is not None
    ]
    for one in known:
        _competency(io, one)
    if area.ability.level is not None:
        io.say(f"Ability in hard moments: {facet_words(area.ability)}.", lead="- ")
    unknown = len(area.competencies) - len(known)
    if unknown and known:
        io.say(f"Nothing is known yet of {unknown} more.")


def _competency(io: Console, one: CompetencyLine) -> None:
    facets = [
        f"{line.facet} {facet_words(line)}"
        for line in (one.knowledge, one.skill)
        if line.level is not None
    ]
    io.say(f"{one.title}: {'; '.join(facets)}.", lead="- ")
    if one.disagreement:
        io.say(one.disagreement, lead="Claim and check: ")


def facet_words(line: FacetLine) -> str:
    """A known level against its target, and how well it is backed."""
    details = [line.level_name, BACKED.get(line.support, ""), line.note]
    said = ", ".join(one for one in details if one)
    return f"{line.level}, target {line.target} ({said})"


def show_hiring(io: Console, session: Session) -> None:
    """The one hiring verdict of the target."""
    hiring_long(io, hiring_line(session.profile))


def show_advice(io: Console, session: Session) -> None:
    """Each gap, and the whole argument for the one that is chosen."""
    while True:
        gaps = session.profile.findings.gaps
        lines = [verdict_line(session.profile, session.profile.verdict(gap)) for gap in gaps]
        io.heading("Advice")
        if not lines:
            io.say(wording.no_verdict(make_report(session)))
            return
        options = [(one.key, f"{gap_line(one)}. {wording.route(one.route)}.") for one in lines]
        key = choose(io, "Which gap? The heaviest stands first.", options)
        if key is None:
            return
        verdict_long(io, next(one for one in lines if one.key == key))
