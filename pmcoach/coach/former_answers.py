"""Answers to questions that have changed, with what was asked then."""

from __future__ import annotations

from pmcoach.catalog.parse import ContentError
from pmcoach.coach.session import Session
from pmcoach.report.former_answers import FormerAnswer, list_former_answers
from pmcoach.store.content import load_former_questions


def read_former_answers(session: Session) -> tuple[FormerAnswer, ...]:
    """Every answer to a question that has changed since, in the order in which the questions first came.
    Where the pack's former questions can't be read, the answers come without their questions."""
    if not session.profile.former_answers:
        return ()
    if session.former_questions is None:
        try:
            session.former_questions = load_former_questions(session.content)
        except ContentError:
            session.former_questions = {}
    return list_former_answers(session.profile, session.former_questions)
