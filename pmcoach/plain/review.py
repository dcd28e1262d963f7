"""The answers with their keys and reasons, and stopping an assessment early to see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from textwrap import shorten

from pmcoach.coach.assessment import finish_assessment
from pmcoach.coach.evidence import record_keys_seen
from pmcoach.coach.former_answers import read_former_answers
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console
from pmcoach.plain.pages import say_page
from pmcoach.plain.prompts import agree, choose, saving
from pmcoach.report.asking import moved_item_words
from pmcoach.report.former_answers import FORMER_TITLE, FormerAnswer
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
        sections, former_answers = review_sections(profile), read_former_answers(session)
        io.heading(ANSWERS_TITLE)
        if not sections and not former_answers:
            io.say(f"{NOTHING_ANSWERED} {ANSWER_FIRST}")
            return
        if sections:
            io.say(REVIEW_LEAD)
        pages: Pages = {}
        for title, section_pages in [
            *((section.title, _item_pages(io, session, section.items)) for section in sections),
            (FORMER_TITLE, _former_pages(io, session, former_answers)),
        ]:
            if section_pages:
                io.heading(title)
            for page_id, page in section_pages.items():
                pages[page_id] = page
                io.say(page[0], lead=f"{len(pages)}. ")
        if not_asked := not_asked_words(profile):
            io.heading(not_asked)
        options = [(page_id, words) for page_id, (words, _) in pages.items()]
        chosen_id = choose(io, "Which one? Type its number.", options, is_listed=False)
        if chosen_id is None:
            return
        page_ids = list(pages)
        _read_on(io, [pages[page_id][1] for page_id in page_ids[page_ids.index(chosen_id) :]])


Pages = dict[str, tuple[str, Callable[[], None]]]
"""By an id, how a question is listed, and what shows it."""


def _item_pages(io: Console, session: Session, items: Sequence[ReviewedItem]) -> Pages:
    return {
        item.item: (
            _list_words(f"{item.subject}: {item.ask}"),
            partial(_say_item, io, session, item.item),
        )
        for item in items
    }


def _former_pages(io: Console, session: Session, answers: Sequence[FormerAnswer]) -> Pages:
    notes = session.profile.journal.notes
    return {
        f"former {answer.item}": (
            _list_words(answer.words),
            partial(say_page, io, "former_answer", answer=answer, note=notes.get(answer.item)),
        )
        for answer in answers
    }


def _list_words(words: str) -> str:
    """What a question is about and how it begins: the whole of it is read by its number."""
    return shorten(words, MOST_LIST_CHARACTERS, placeholder="...")


def _read_on(io: Console, pages: Sequence[Callable[[], None]]) -> None:
    """Show an answer, and those after it as long as the user wants."""
    for number, say in enumerate(pages, 1):
        say()
        options = [] if number == len(pages) else [("next", "The next answer")]
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
