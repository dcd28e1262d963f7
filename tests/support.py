"""Helpers that tests of several layers use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from pmcoach.assessment.items import find_item_kind
from pmcoach.coach.assessment import save_answer
from pmcoach.coach.demo import choose_wrong_answer
from pmcoach.coach.session import Session
from pmcoach.report.questions import present_item

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)

OpenSession = Callable[[], Session]


class Clock:
    """A clock that the test moves, and that ticks a second each time it is read."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> dt.datetime:
        self.moment += dt.timedelta(seconds=1)
        return self.moment


def answer_well(session: Session, item: str) -> None:
    """Give the best answer there is: the key, the third rung, the best and worst action."""
    catalog = session.catalog
    kind = find_item_kind(catalog, item)
    if kind in {"check", "spot"}:
        save_answer(session, item, option=catalog.knowledge_items[item].key, sure="sure")
    elif kind == "ladder":
        save_answer(session, item, option="3")
    else:
        ranked = sorted(catalog.scenarios[item].action, key=lambda action: action.effect)
        save_answer(session, item, best=ranked[-1].id, worst=ranked[0].id)


def answer_badly(session: Session, item: str) -> None:
    """Give a wrong answer, the lowest rung, or best and worst the wrong way round."""
    catalog = session.catalog
    kind = find_item_kind(catalog, item)
    if kind in {"check", "spot"}:
        wrong = choose_wrong_answer(catalog.knowledge_items[item])
        save_answer(session, item, option=wrong, sure="sure")
    elif kind == "ladder":
        save_answer(session, item, option="0")
    else:
        ranked = sorted(catalog.scenarios[item].action, key=lambda action: action.effect)
        save_answer(session, item, best=ranked[0].id, worst=ranked[-1].id)


def go_through(session: Session, answer: Callable[[Session, str], None], most: int = 1000) -> int:
    """Answer the present form to its end (or ``most`` items) and say how many it took."""
    for count in range(most):
        item = present_item(session.profile)
        if item is None:
            return count
        answer(session, item)
    return most
