"""The menu: where you are, and everything that can be done, by number."""

from __future__ import annotations

from collections.abc import Callable

from pmcoach.assessment.forms import FORM_TITLES, FormKind
from pmcoach.coach.assessment import change_length, start_assessment, undo_answer
from pmcoach.coach.home import make_home
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console, UserLeft
from pmcoach.plain.evidence import show_evidence
from pmcoach.plain.export import show_export
from pmcoach.plain.job_ad import show_ad
from pmcoach.plain.plan import show_plan
from pmcoach.plain.prompts import choose, saving
from pmcoach.plain.questions import ask_all, ask_once
from pmcoach.plain.results import show_advice, show_ending, show_hiring, show_results
from pmcoach.plain.review import show_answers
from pmcoach.plain.situation import show_situation
from pmcoach.plain.target import ask_target
from pmcoach.report.asking import UNASKED_SHOWN, list_unasked
from pmcoach.report.home import (
    ANSWERS_ABOUT,
    LENGTHS_TITLE,
    NOTHING_LEFT,
    UNASKED_HEADING,
    answers_title,
    outdated_words,
    what_next,
)
from pmcoach.report.lengths import LENGTHS_LEAD, WHICH_LENGTH, list_lengths, other_lengths_words
from pmcoach.report.questions import (
    find_undoable_item,
    form_title,
    has_items_left,
    next_move,
    undone_words,
)
from pmcoach.report.target import target_words
from pmcoach.report.wording import CERTIFICATE_QUESTION

Action = Callable[[Console, Session], None]
MENU: dict[str, Action] = {
    "Results: levels and gaps": show_results,
    "Advice for each gap, with reasons": show_advice,
    CERTIFICATE_QUESTION: show_hiring,
    "Plan: steps in order, with dates": show_plan,
    "Your situation: time, money, access": show_situation,
    "Evidence: write down what you did, so that it counts": show_evidence,
    "Target: the role and stage you aim at": ask_target,
    "Export: the development plan as a file": show_export,
    "A job ad: what it asks for, and how far you are": show_ad,
}
"""What can be done besides going on, by the words that the menu has for it."""
QUIT = "Quit: everything is already saved"
LENGTHS = "l"
UNASKED = "i"
UNDO = ("u", "Undo the last answer and ask it again")


def run_menu(io: Console, session: Session) -> None:
    """Show the menu and do what is chosen, until the user leaves. Raises UserLeft."""
    while True:
        io.heading("Menu")
        home = make_home(session)
        io.say(f"Target: {target_words(session.profile)}.")
        if home.outdated:
            io.say(outdated_words(home.outdated))
        title = answers_title(is_under_way=session.profile.in_progress)
        actions: dict[str, Action] = {
            what_next(home).words: go_on,
            f"{title}: {ANSWERS_ABOUT}": show_answers,
            **MENU,
        }
        options = [(title, title) for title in (*actions, QUIT)]
        chosen_title = choose(
            io, "", options, back_label="", letter_options=_letter_options(session)
        )
        if chosen_title is None or chosen_title == QUIT:
            raise UserLeft
        action = {**actions, **BY_LETTER}[chosen_title]
        if session.read_only and action in {go_on, ask_target}:
            io.say(f"Nothing can be saved: {session.read_only}")
        else:
            action(io, session)


def _letter_options(session: Session) -> list[tuple[str, str]]:
    """What can be done by a letter now; nothing where nothing can be saved."""
    profile = session.profile
    if session.read_only:
        return []
    options: list[tuple[str, str]] = []
    if other_lengths := other_lengths_words(profile):
        options.append((LENGTHS, f"{LENGTHS_TITLE}: {other_lengths}"))
    if profile.state.answers and (unasked := list_unasked(profile)):
        options.append((UNASKED, f"{UNASKED_HEADING}: {unasked[0].words}"))
    return [*options, UNDO] if find_undoable_item(profile) else options


def choose_length(io: Console, session: Session) -> None:
    """Ask how long an assessment to take, and go through it. A target comes before it."""
    if not session.profile.journal.has_target:
        ask_target(io, session)
    if not session.profile.journal.has_target:
        return
    options = [(length.kind, length.words) for length in list_lengths(session.profile)]
    kind = choose(io, f"{WHICH_LENGTH} {LENGTHS_LEAD}", options)
    if kind is None:
        return
    if not has_items_left(session.profile, kind):
        io.say(f"{FORM_TITLES[kind]}: {NOTHING_LEFT}.")
        return
    with saving(io):
        change_length(session, kind)
        _ask(io, session)


def ask_unasked(io: Console, session: Session) -> None:
    """What matters most and was not asked yet; each is asked by its number. Raises UserLeft."""
    while unasked := list_unasked(session.profile)[:UNASKED_SHOWN]:
        io.heading(UNASKED_HEADING)
        item = choose(
            io, "Which one do you want to answer?", [(level.item, level.words) for level in unasked]
        )
        if item is None:
            return
        ask_once(io, session, item)


def go_on(io: Console, session: Session) -> None:
    """Go on where one stopped, or with the next longer form; else show the results. A target comes
    before all of it."""
    if next_move(session.profile) == "target":
        ask_target(io, session)
    match next_move(session.profile):
        case "target":
            return
        case "question":
            _ask(io, session)
        case "results":
            show_results(io, session)
        case form_kind:
            _begin(io, session, form_kind)


def go_through(io: Console, session: Session, form_kind: FormKind) -> None:
    """Ask a form that was wished for; what is under way comes before it."""
    if session.profile.in_progress:
        if session.profile.form_kind != form_kind:
            io.say(f"The {form_title(session.profile).lower()} is under way: it comes first.")
        if not _ask(io, session):
            return
    if has_items_left(session.profile, form_kind):
        _begin(io, session, form_kind)
    elif session.profile.form_kind != form_kind:
        io.say(f"The {FORM_TITLES[form_kind].lower()} has nothing left to ask.")


def undo(io: Console, session: Session) -> None:
    """Take back the last answer and ask it again."""
    with saving(io):
        item = undo_answer(session)
        io.say(undone_words(item))
        if item:
            _ask(io, session, item)


BY_LETTER: dict[str, Action] = {LENGTHS: choose_length, UNASKED: ask_unasked, UNDO[0]: undo}


def _begin(io: Console, session: Session, form_kind: FormKind) -> None:
    with saving(io):
        start_assessment(session, form_kind)
        _ask(io, session)


def _ask(io: Console, session: Session, item: str | None = None) -> bool:
    """Ask on; says whether the form is through, and then shows the ending."""
    is_through = ask_all(io, session, item)
    if is_through:
        show_ending(io, session, form_title(session.profile))
    return is_through
