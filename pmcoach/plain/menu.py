"""The menu: where you are, and everything that can be done, by number."""

from __future__ import annotations

from collections.abc import Callable

from pmcoach.assessment.forms import FORM_TITLES, FormKind
from pmcoach.coach.assessment import start_assessment, undo_answer
from pmcoach.coach.home import make_home
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console, UserLeft
from pmcoach.plain.evidence import show_evidence
from pmcoach.plain.export import show_export
from pmcoach.plain.job_ad import show_ad
from pmcoach.plain.plan import show_plan
from pmcoach.plain.prompts import choose
from pmcoach.plain.questions import ask_all
from pmcoach.plain.results import show_advice, show_ending, show_hiring, show_results
from pmcoach.plain.saving import saving
from pmcoach.plain.situation import show_situation
from pmcoach.plain.target import ask_target
from pmcoach.report.home import what_next
from pmcoach.report.questions import (
    form_title,
    has_items_left,
    next_form,
)
from pmcoach.report.target import target_words

ACTIONS: dict[str, Callable[[Console, Session], None]] = {
    "results": show_results,
    "advice": show_advice,
    "hiring": show_hiring,
    "plan": show_plan,
    "situation": show_situation,
    "evidence": show_evidence,
    "target": ask_target,
    "ad": show_ad,
    "export": show_export,
}
TITLES = (
    ("results", "Results: levels and gaps"),
    ("advice", "Advice for each gap, with reasons"),
    ("hiring", "Is a certificate worth it?"),
    ("plan", "Plan: steps in order, with dates"),
    ("situation", "Your situation: time, money, access"),
    ("evidence", "Evidence: write down what you did, so that it counts"),
    ("target", "Target: the role and stage you aim at"),
    ("export", "Export: the development plan as a file"),
    ("ad", "A job ad: what it weighs, and how far you are"),
    ("quit", "Quit: everything is saved already"),
)
ASKING = frozenset({"go", "u", "target"})
"""What can only be done where answers can be saved."""


def run_menu(io: Console, session: Session) -> None:
    """Show the menu and do what is chosen, until the user leaves. Raises UserLeft."""
    while True:
        io.heading("Menu")
        io.say(f"Target: {target_words(session.profile)}.")
        options = [("go", what_next(make_home(session)).words), *TITLES]
        letters = (
            {"u": "Undo: take back the last answer and ask it again"}
            if session.profile.state.last_event and not session.read_only
            else {}
        )
        chosen = choose(io, "", options, back="", letters=letters)
        if chosen == "quit":
            raise UserLeft
        if session.read_only and chosen in ASKING:
            io.say(f"Nothing can be saved: {session.read_only}")
        elif chosen == "go":
            go_on(io, session)
        elif chosen == "u":
            _undo(io, session)
        elif chosen is not None:
            ACTIONS[chosen](io, session)


def go_on(io: Console, session: Session) -> None:
    """Go on where one stopped, or with the next longer form; else show the results. A target comes
    before all of it."""
    if not session.profile.journal.has_target:
        ask_target(io, session)
        if not session.profile.journal.has_target:
            return
    if session.profile.in_progress:
        _ask(io, session)
        return
    kind = next_form(session.profile)
    if kind is None:
        show_results(io, session)
    else:
        _begin(io, session, kind)


def go_through(io: Console, session: Session, kind: FormKind) -> None:
    """Ask a form that was wished for; what is under way comes before it."""
    if session.profile.in_progress:
        if session.profile.form_kind != kind:
            io.say(f"The {form_title(session.profile).lower()} is under way: it comes first.")
        if not _ask(io, session):
            return
    if has_items_left(session.profile, kind):
        _begin(io, session, kind)
    elif session.profile.form_kind != kind:
        io.say(f"The {FORM_TITLES[kind].lower()} has nothing left to ask.")


def _begin(io: Console, session: Session, kind: FormKind) -> None:
    with saving(io):
        start_assessment(session, kind)
        _ask(io, session)


def _ask(io: Console, session: Session, item: str | None = None) -> bool:
    """Ask on; says whether the form is through, and then shows the ending."""
    through = ask_all(io, session, item)
    if through:
        show_ending(io, session, form_title(session.profile))
    return through


def _undo(io: Console, session: Session) -> None:
    with saving(io):
        item = undo_answer(session)
        io.say("Taken back." if item else "There is nothing to undo.")
        if item:
            _ask(io, session, item)
