"""The answers with their keys and reasons, and stopping an assessment early to see them."""

from __future__ import annotations

from textwrap import shorten

from pmcoach.coach.assessment import finish_assessment
from pmcoach.coach.evidence import record_keys_seen
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console
from pmcoach.plain.pages import say_page
from pmcoach.plain.prompts import agree, choose, saving
from pmcoach.report.asking import moved_item_words
from pmcoach.report.home import ANSWERS_TITLE
from pmcoach.report.questions import bare_question
from pmcoach.report.review import (
    ANSWER_FIRST,
    NOTHING_ANSWERED,
    REVIEW_LEAD,
    ReviewedItem,
    explain_item,
    key_hidden_words,
    marks_words,
    not_asked_words,
    review_sections,
    stop_offer,
    sureness_words,
)

MOST_LIST_CHARACTERS = 120
"""How much of a question the list of answers shows: two lines at most."""


def show_answers(io: Console, session: Session) -> None:
    """Every answer with its key; an assessment under way is stopped first, if the user wants to."""
    if not session.profile.in_progress or stop_assessment(io, session):
        show_review(io, session)


def stop_assessment(io: Console, session: Session) -> bool:
    """Ask whether to finish the assessment as it is; says whether it was finished."""
    offer = stop_offer(session.profile)
    if offer is None:
        io.say(ANSWER_FIRST)
    elif agree(io, f"{offer.question} {offer.about}", offer.stop, offer.go_on):
        with saving(io):
            finish_assessment(session)
            return True
    return False


def show_review(io: Console, session: Session) -> None:
    """The answers under their headings; each is read by its number. Raises UserLeft."""
    while True:
        profile = session.profile
        sections = review_sections(profile)
        io.heading(ANSWERS_TITLE)
        if not sections:
            io.say(f"{NOTHING_ANSWERED} {ANSWER_FIRST}")
            return
        io.say(REVIEW_LEAD)
        reviewed_items: list[ReviewedItem] = []
        for section in sections:
            io.heading(section.title)
            for item in section.items:
                reviewed_items.append(item)
                io.say(_list_words(item), lead=f"{len(reviewed_items)}. ")
        if not_asked := not_asked_words(profile):
            io.heading(not_asked)
        options = [(item.item, f"{item.mark}: {_list_words(item)}") for item in reviewed_items]
        chosen_item = choose(io, "Which one? Type its number.", options, is_listed=False)
        if chosen_item is None:
            return
        _read_on(io, session, [item.item for item in reviewed_items], chosen_item)


def _list_words(item: ReviewedItem) -> str:
    """What a question is about and how it begins: the whole of it is read by its number."""
    return shorten(f"{item.subject}: {item.ask}", MOST_LIST_CHARACTERS, placeholder="...")


def _read_on(io: Console, session: Session, items: list[str], first_item: str) -> None:
    """Show an item with its key and reasons, and those after it as long as the user wants."""
    for item in items[items.index(first_item) :]:
        _say_item(io, session, item)
        is_last = item == items[-1]
        options = [] if is_last else [("next", "The next answer")]
        if choose(io, "", options, back_label="Back to the list") is None:
            return


def _say_item(io: Console, session: Session, item: str) -> None:
    profile = session.profile
    question = bare_question(profile, item)
    say_page(
        io,
        "answer_review",
        question=question,
        sureness=sureness_words(question.answer),
        marks=marks_words(profile, item),
        moved=moved_item_words(profile, item),
        options=explain_item(profile, item),
        key_hidden=key_hidden_words(profile, item),
        note=profile.journal.notes.get(item),
    )
    if not session.read_only:
        with saving(io):
            record_keys_seen(session, item)
