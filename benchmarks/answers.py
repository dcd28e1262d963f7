"""Some answer to any question, saved through the use case that the screens call."""

from __future__ import annotations

from pmcoach.coach.assessment import save_answer
from pmcoach.coach.session import Session
from pmcoach.report.marked_lines import join_marks
from pmcoach.report.questions import Question

ANY_ANSWER = "123\r"
"""The keys that answer any question on the screens: of a ladder or a check the last digit counts, of
a scenario the first is the best and the last the worst, and of a spot a line too many is refused."""


def give_answer(session: Session, question: Question, pick: int) -> None:
    """Answer with the ``pick``-th choice; of a scenario the next one is the worst, and of a spot as
    many lines are marked from there on as it asks for."""
    keys = [choice.key for choice in question.choices]
    first, second = keys[pick % len(keys)], keys[(pick + 1) % len(keys)]
    if question.kind == "scenario":
        save_answer(session, question.item, best=first, worst=second)
    elif question.kind == "spot":
        lines = [(pick + offset) % len(keys) + 1 for offset in range(question.mark_count)]
        save_answer(session, question.item, option=join_marks(lines), sure="sure")
    else:
        save_answer(
            session, question.item, option=first, sure="sure" if question.asks_sureness else None
        )
