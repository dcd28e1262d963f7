"""Helpers that tests of several layers use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from pmcoach.assessment.forms import FormKind
from pmcoach.assessment.items import ItemKind, find_item_kind
from pmcoach.catalog.parse import Catalog
from pmcoach.coach.assessment import save_answer, start_assessment, undo_answer
from pmcoach.coach.demo import choose_wrong_answer
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
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


def pick_items(
    catalog: Catalog, competency: str, *levels: int, kind: ItemKind | None = None
) -> list[str]:
    """A check or spot of a competency for each of these levels, each another one; none that is
    reserved for measuring again."""
    picked_ids: list[str] = []
    for level in levels:
        picked_ids += [
            item.id
            for item in catalog.knowledge_items_of[competency]
            if item.level == level
            and not item.reserved
            and item.id not in picked_ids
            and kind in {None, find_item_kind(catalog, item.id)}
        ][:1]
    assert len(picked_ids) == len(levels), f"{competency} has not enough items for {levels}"
    return picked_ids


def list_checks(catalog: Catalog, competency: str) -> list[str]:
    """A competency's checks, by level, without those that are saved for measuring again."""
    return [check.id for check in catalog.checks_of[competency] if not check.reserved]


def list_knowledge_items(catalog: Catalog, competency: str) -> list[str]:
    """A competency's checks and spots, by level, without those that are saved for measuring again."""
    return [item.id for item in catalog.knowledge_items_of[competency] if not item.reserved]


def save_former_answer(session: Session, item: str, revision: int = 1, **fields: str) -> None:
    """Write an answer to a question that the content no longer asks, or not in these words."""
    event = session.make_event("answered", item=item, revision=revision, **fields)
    session.append_to_assessment(event)


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


def begin(session: Session, form: FormKind) -> str:
    """Aim at the first role, begin a form, and say which item is asked first."""
    choose_target(session, "generalist", "entry")
    start_assessment(session, form)
    return find_present(session)


def find_present(session: Session) -> str:
    """The item that is asked now; there has to be one."""
    item = present_item(session.profile)
    assert item is not None, "nothing is asked any more"
    return item


def begin_at(session: Session, kind: ItemKind) -> str:
    """Begin a quick assessment and answer well until a question of a kind is asked; its item."""
    item = begin(session, "quick")
    while find_item_kind(session.catalog, item) != kind:
        answer_well(session, item)
        item = find_present(session)
    return item


def leave_last(
    session: Session, form: FormKind, answer: Callable[[Session, str], None] = answer_badly
) -> str:
    """Begin a form and answer until only its last question is left; its item."""
    item = begin(session, form)
    while True:
        answer(session, item)
        following = present_item(session.profile)
        if following is None:
            break
        item = following
    undo_answer(session)
    return item
