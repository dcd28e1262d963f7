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
from pmcoach.coach.errors import StoreError
from pmcoach.coach.evidence import save_note
from pmcoach.coach.session import Session
from pmcoach.plain.answer_input import (
    KEEP,
    LETTERS,
    ONCE,
    EnteredAnswer,
    given_words,
    hint,
    read_entry,
)
from pmcoach.plain.console import Console
from pmcoach.plain.prompts import choose, words
from pmcoach.report.questions import (
    Question,
    areas_left,
    following_item,
    make_question,
    present_item,
    previous_item,
)

FACETS = {"ladder": "skill", "check": "knowledge", "scenario": "ability"}
"""What each kind of question measures."""


def ask_all(io: Console, session: Session, item: str | None = None) -> bool:
    """Ask from ``item`` on, or from where one stopped, until the form is through; False where the
    user went to the menu before. Raises UserLeft."""
    item = item or present_item(session.profile)
    while item is not None:
        asked = make_question(session.profile, item)
        show(io, session, asked)
        entry = read_entry(io, asked, tuple(LETTERS))
        if entry == "m":
            return False
        try:
            item = _act(io, session, asked, entry)
        except StoreError as error:
            io.say(str(error))
    try:
        finish_assessment(session)
    except StoreError as error:
        io.say(str(error))
        return False
    return True


def ask_once(io: Console, session: Session, item: str) -> None:
    """Ask one question alone, to change its answer. Raises UserLeft."""
    while True:
        asked = make_question(session.profile, item)
        show(io, session, asked)
        entry = read_entry(io, asked, ONCE)
        if entry in {"m", KEEP}:
            return
        try:
            if entry in {"c", "r"}:
                _about(io, session, asked, str(entry))
                continue
            _deal(io, session, asked, entry)
            return
        except StoreError as error:
            io.say(str(error))


def show(io: Console, session: Session, asked: Question) -> None:
    """The question with its possible answers, and what is known of it."""
    progress = asked.progress
    left = f", about {progress.minutes_left} min left" if progress.minutes_left else ""
    io.heading(
        f"Question {asked.number} of {progress.total}, {_inside(asked.area)}, "
        f"{FACETS[asked.kind]}{left}"
    )
    io.say(f"{asked.subject}\n{asked.ask}")
    for choice in asked.choices:
        io.say(choice.text, lead=f"{choice.label}. ")
    for probe in asked.probes:
        io.say(probe, lead="- ")
    if asked.disagreed:
        io.say("You disagree with this question: it does not count.")
    if asked.answer is not None and (so_far := given_words(asked, asked.answer)):
        io.say(so_far)
    if asked.answer is not None or asked.disagreed:
        io.say("Enter alone leaves it so and goes on.")
    if note := session.profile.journal.notes.get(asked.item):
        io.say(note, lead="Your note: ")
    io.say(hint(asked))


def _inside(title: str) -> str:
    """A title as it stands within a sentence."""
    return title if title[1:2].isupper() else f"{title[:1].lower()}{title[1:]}"


def _act(io: Console, session: Session, asked: Question, entry: EnteredAnswer | str) -> str | None:
    """Do what was typed; returns the question to ask next, or None when all was asked. Raises
    StoreError."""
    if entry == "u":
        undone = undo_answer(session)
        io.say("Taken back." if undone else "There is nothing to undo.")
        return undone or asked.item
    if entry == "b":
        before = previous_item(session.profile, asked.item)
        if before is None:
            io.say("This is the first question.")
        return before or asked.item
    if entry == "a":
        return _jump(io, session, asked)
    if entry in {"c", "r"}:
        _about(io, session, asked, str(entry))
        return asked.item
    if entry == KEEP:
        return following_item(session.profile, asked.item)
    return _after(session, asked) if _deal(io, session, asked, entry) else asked.item


def _deal(io: Console, session: Session, asked: Question, entry: EnteredAnswer | str) -> bool:
    """Save an answer, or that there is none; False where the question is asked again."""
    if isinstance(entry, EnteredAnswer):
        save_answer(
            session,
            asked.item,
            option=entry.option,
            best=entry.best,
            worst=entry.worst,
            sure=entry.sure,
            provable=entry.provable,
        )
    elif entry == "s":
        skip_question(session, asked.item)
    elif entry == "n":
        mark_not_applicable(session, asked.item)
    elif asked.disagreed:
        toggle_disagreement(session, asked.item)
        io.say("It counts again.")
        return False
    else:
        return _disagree(io, session, asked)
    return True


def _after(session: Session, asked: Question) -> str | None:
    """The question after the one just dealt with."""
    if asked.answer is not None:
        return following_item(session.profile, asked.item)
    return present_item(session.profile)


def _disagree(io: Console, session: Session, asked: Question) -> bool:
    """Drop the question from the level, with a line on why; False where one thinks better."""
    form = f"disagree-{asked.item}"
    note = words(
        io,
        "What is wrong with this question? It will not count, and your words go into "
        "the export. They may stay empty; b alone goes back.",
        read_draft(session, form),
    )
    if note is None:
        return False
    toggle_disagreement(session, asked.item, note)
    save_draft(session, form, "")
    return True


def _about(io: Console, session: Session, asked: Question, entry: str) -> None:
    """Write a note; the other letter only has the question read again."""
    if entry == "c":
        form = f"note-{asked.item}"
        present = read_draft(session, form) or session.profile.journal.notes.get(asked.item, "")
        note = words(
            io,
            "Your note, in one line. It stays with you unless you include it in an export.",
            present,
        )
        if note is not None:
            save_note(session, asked.item, note)
            save_draft(session, form, "")


def _jump(io: Console, session: Session, asked: Question) -> str | None:
    """Go on with the questions of an area; the others follow after it."""
    options = [
        (area.id, f"{area.title}, about {area.items_left} to go")
        for area in areas_left(session.profile)
        if area.items_left
    ]
    area = choose(io, "Go on with which area? The others follow after it.", options)
    if area is None:
        return asked.item
    jump_to_area(session, area)
    return present_item(session.profile)
