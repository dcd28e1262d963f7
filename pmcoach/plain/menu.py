"""The menu: where you are, and everything that can be done, by number."""

from __future__ import annotations

from collections.abc import Callable

from pmcoach.assessment.forms import FORM_TITLES, FormKind, compose
from pmcoach.assessment.item_selection import next_item
from pmcoach.coach import assess
from pmcoach.coach.report import target_words
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console, Leave
from pmcoach.plain.evidence import show_evidence
from pmcoach.plain.export import show_export
from pmcoach.plain.job_ad import show_ad
from pmcoach.plain.plan import show_plan
from pmcoach.plain.prompts import choose
from pmcoach.plain.questions import ask_all
from pmcoach.plain.results import show_advice, show_ending, show_hiring, show_results
from pmcoach.plain.saving import saving
from pmcoach.plain.situation import show_situation
from pmcoach.plain.target import choose_target

ACTIONS: dict[str, Callable[[Console, Session], None]] = {
    "results": show_results,
    "advice": show_advice,
    "hiring": show_hiring,
    "plan": show_plan,
    "situation": show_situation,
    "evidence": show_evidence,
    "target": choose_target,
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
    """Show the menu and do what is chosen, until the user leaves. Raises Leave."""
    while True:
        io.heading("Menu")
        io.say(f"Target: {target_words(session)}.")
        options = [("go", _go_words(session)), *TITLES]
        letters = (
            {"u": "Undo: take back the last answer and ask it again"}
            if session.state.last_event and not session.read_only
            else {}
        )
        chosen = choose(io, "", options, back="", letters=letters)
        if chosen == "quit":
            raise Leave
        if session.read_only and chosen in ASKING:
            io.say(f"Nothing can be saved: {session.read_only}")
        elif chosen == "go":
            go_on(io, session)
        elif chosen == "u":
            _undo(io, session)
        elif chosen is not None:
            ACTIONS[chosen](io, session)


def _go_words(session: Session) -> str:
    """The obvious next thing, and about how long it takes."""
    if session.in_progress:
        at = assess.progress_now(session)
        if at.done >= at.total:
            return f"Finish the {assess.form_title(session).lower()}"
        return (
            f"Go on with the {assess.form_title(session).lower()} (question {at.done + 1} of "
            f"{at.total}, about {at.minutes_left} min left)"
        )
    kind = assess.next_form(session)
    if kind is None:
        return "Every question was asked: see the results"
    minutes = assess.form_minutes(session, kind)
    if not session.state.answers:
        return f"Begin: the {FORM_TITLES[kind].lower()} (about {minutes} min)"
    return f"Go on: the {FORM_TITLES[kind].lower()} (about {minutes} min; nothing is asked twice)"


def go_on(io: Console, session: Session) -> None:
    """Go on where one stopped, or with the next longer form; else show the results. A target comes
    before all of it."""
    if not session.journal.has_target:
        choose_target(io, session)
        if not session.journal.has_target:
            return
    if session.in_progress:
        _ask(io, session)
        return
    kind = assess.next_form(session)
    if kind is None:
        show_results(io, session)
    else:
        _begin(io, session, kind)


def go_through(io: Console, session: Session, kind: FormKind) -> None:
    """Ask a form that was wished for; what is under way comes before it."""
    if session.in_progress:
        if session.form_kind != kind:
            io.say(f"The {assess.form_title(session).lower()} is under way: it comes first.")
        if not _ask(io, session):
            return
    form = compose(session.catalog, session.target, kind)
    if next_item(session.catalog, form, session.state) is not None:
        _begin(io, session, kind)
    elif session.form_kind != kind:
        io.say(f"The {FORM_TITLES[kind].lower()} has nothing left to ask.")


def _begin(io: Console, session: Session, kind: FormKind) -> None:
    with saving(io):
        assess.start(session, kind)
        _ask(io, session)


def _ask(io: Console, session: Session, item: str | None = None) -> bool:
    """Ask on; says whether the form is through, and then shows the ending."""
    through = ask_all(io, session, item)
    if through:
        show_ending(io, session, assess.form_title(session))
    return through


def _undo(io: Console, session: Session) -> None:
    with saving(io):
        item = assess.undo(session)
        io.say("Taken back." if item else "There is nothing to undo.")
        if item:
            _ask(io, session, item)
