"""Going through an assessment, a question at a time. Each answer is on disk before the next."""

from __future__ import annotations

from pmcoach.coach.assessment import (
    finish_assessment,
    jump_to_area,
    mark_not_applicable,
    save_answer,
    skip_question,
    toggle_disagreement,
    undo_answer,
)
from pmcoach.coach.drafts import read_draft, save_draft
from pmcoach.coach.evidence import save_note
from pmcoach.coach.session import Session
from pmcoach.plain.answer_input import (
    LETTER_HELP,
    SINGLE_QUESTION_LETTERS,
    EnteredAnswer,
    hint,
    read_entry,
)
from pmcoach.plain.console import Console
from pmcoach.plain.pages import say_page
from pmcoach.plain.prompts import choose, saving, words
from pmcoach.plain.review import show_review, stop_assessment
from pmcoach.report.asking import answered_words, why_words
from pmcoach.report.questions import (
    AREAS_LEAD,
    DISAGREE_LEAD,
    FIRST_QUESTION,
    NOTE_LEAD,
    Question,
    areas_left,
    bare_question,
    following_item,
    make_question,
    present_item,
    previous_item,
    undone_words,
)

ONE_LINE = "Type it in one line; b alone goes back."
MENU_LETTER = "m"
WHY_LETTER = "w"
STOP_LETTER = "v"


def ask_all(io: Console, session: Session, item: str | None = None) -> bool:
    """Ask from ``item`` on, or from where one stopped, until the form is through; False where the
    user went to the menu before, or stopped for the answers. Raises UserLeft."""
    item = item or present_item(session.profile)
    while item is not None:
        question = make_question(session.profile, item)
        entry = _ask(io, session, question, tuple(LETTER_HELP))
        if entry == MENU_LETTER:
            return False
        if entry == STOP_LETTER:
            if stop_assessment(io, session):
                show_review(io, session)
                return False
            continue
        with saving(io):
            item = _act(io, session, question, entry)
    with saving(io):
        finish_assessment(session)
        return True
    return False


def ask_once(io: Console, session: Session, item: str) -> None:
    """Ask one question alone, to change its answer. Raises UserLeft."""
    next_item: str | None = item
    while next_item == item:
        question = bare_question(session.profile, item)
        entry = _ask(io, session, question, SINGLE_QUESTION_LETTERS)
        with saving(io):
            next_item = None if entry == MENU_LETTER else _act(io, session, question, entry)
            if entry != MENU_LETTER and next_item != item:
                io.say(answered_words(session.profile, item))


def _ask(
    io: Console, session: Session, question: Question, letters: tuple[str, ...]
) -> EnteredAnswer | str:
    """Show the question with its possible answers, and read what is typed."""
    say_page(
        io,
        "question",
        question=question,
        note=session.profile.journal.notes.get(question.item),
        hint=hint(question),
    )
    while (entry := read_entry(io, question, letters)) == WHY_LETTER:
        for line in why_words(session.profile, question.item):
            io.say(line)
        io.say(hint(question))
    return entry


def _act(
    io: Console, session: Session, question: Question, entry: EnteredAnswer | str
) -> str | None:
    """Do what was typed; returns the question to ask next, or None when all was asked. Raises
    StoreError."""
    item = question.item
    match entry:
        case EnteredAnswer():
            save_answer(
                session,
                item,
                option=entry.option_key,
                best=entry.best_key,
                worst=entry.worst_key,
                sure=entry.sureness,
                provable=entry.is_provable,
            )
        case "s":
            skip_question(session, item)
        case "n":
            mark_not_applicable(session, item)
        case "d" if question.disagreed:
            toggle_disagreement(session, item)
            io.say("It counts again.")
            return item
        case "d":
            if not _disagree(io, session, item):
                return item
        case "u":
            undone_item = undo_answer(session)
            io.say(undone_words(undone_item))
            return undone_item or item
        case "b":
            earlier_item = previous_item(session.profile, item)
            if earlier_item is None:
                io.say(FIRST_QUESTION)
            return earlier_item or item
        case "a":
            return _jump(io, session, item)
        case "c":
            _write_note(io, session, item)
            return item
        case "r":
            return item
        case _:  # enter alone: the answer stays as it is
            return following_item(session.profile, item)
    if question.answer is not None:
        return following_item(session.profile, item)
    return present_item(session.profile)


def _disagree(io: Console, session: Session, item: str) -> bool:
    """Drop the question from the level, with a line on why; False where one thinks better."""
    draft_name = f"disagree-{item}"
    note = words(io, f"{DISAGREE_LEAD} {ONE_LINE}", read_draft(session, draft_name))
    if note is not None:
        toggle_disagreement(session, item, note)
        save_draft(session, draft_name, "")
    return note is not None


def _write_note(io: Console, session: Session, item: str) -> None:
    draft_name = f"note-{item}"
    present_note = read_draft(session, draft_name) or session.profile.journal.notes.get(item, "")
    note = words(io, f"{NOTE_LEAD} {ONE_LINE}", present_note)
    if note is not None:
        save_note(session, item, note)
        save_draft(session, draft_name, "")


def _jump(io: Console, session: Session, item: str) -> str | None:
    """Go on with the questions of an area; the present question again where one goes back."""
    options = [
        (area.id, f"{area.title}, {area.left_words}")
        for area in areas_left(session.profile)
        if area.levels_left
    ]
    area_id = choose(io, f"Which area do you want to go on with? {AREAS_LEAD}", options)
    if area_id is None:
        return item
    jump_to_area(session, area_id)
    return present_item(session.profile)
