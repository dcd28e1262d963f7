"""What is known, held against the target; and the clear ending after an assessment."""

from __future__ import annotations

from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console
from pmcoach.plain.pages import say_page
from pmcoach.plain.prompts import choose
from pmcoach.plain.situation import ask_first_questions, choose_setting
from pmcoach.report import wording
from pmcoach.report.asking import ended_early
from pmcoach.report.credentials import all_credential_lines
from pmcoach.report.review import sure_but_wrong_words
from pmcoach.report.verdicts import SETTLES, hiring_line, verdict_line


def show_results(io: Console, session: Session) -> None:
    """All results, the largest gaps first."""
    say_page(io, "results", report=make_report(session))


def show_ending(io: Console, session: Session, form_title: str) -> None:
    """After the last question: everything that one can take away from an assessment."""
    kind = session.profile.form_kind
    if not session.read_only:
        ask_first_questions(io, session)
    say_page(
        io,
        "assessment_summary",
        report=make_report(session),
        ended_early=kind is not None and ended_early(session.profile, kind),
        form_title=form_title,
        sure_but_wrong=sure_but_wrong_words(session.profile),
    )


def show_hiring(io: Console, session: Session) -> None:
    """The one hiring verdict of the target."""
    credentials = all_credential_lines(session.catalog)
    say_page(io, "hiring", hiring=hiring_line(session.profile), credentials=credentials)


def show_advice(io: Console, session: Session) -> None:
    """Each gap, and the whole argument for the one that is chosen."""
    while True:
        profile = session.profile
        verdicts = {
            gap.key: verdict_line(profile, profile.verdict(gap)) for gap in profile.findings.gaps
        }
        options = [
            (gap_key, wording.gap_with_route(verdict)) for gap_key, verdict in verdicts.items()
        ]
        io.heading("Advice")
        if not verdicts:
            io.say(wording.no_verdict(make_report(session)))
            return
        gap_key = choose(io, "Which gap? The one with the highest weight comes first.", options)
        if gap_key is None:
            return
        verdict = verdicts[gap_key]
        say_page(io, "verdict", verdict=verdict)
        if verdict.question and not session.read_only:
            io.say(SETTLES)
            choose_setting(io, session, verdict.question_field)
