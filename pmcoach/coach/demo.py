"""A fictional, half-finished profile for trying the app, its pictures and its benchmarks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pmcoach.assessment.forms import FormKind
from pmcoach.catalog.models import Check, KnowledgeItem
from pmcoach.coach.assessment import finish_assessment, save_answer, start_assessment
from pmcoach.coach.home import save_home
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target, set_situation
from pmcoach.report.marked_lines import join_marks
from pmcoach.report.questions import present_item

QUICK_ANSWERS = 6
ANSWER_TIME = dt.timedelta(seconds=21)
SITUATION = {
    "experience": "new",
    "access": "elsewhere",
    "hours_per_week": 4.0,
    "budget": 150.0,
    "employer_pays": "yes",
}


def make_demo(home: Path, now: dt.datetime | None = None) -> None:
    """Fill ``home`` with a profile that has a first sketch and half a quick assessment.

    The same content gives the same answers each time. Raises StoreError and ContentError.
    """
    start_time = now or dt.datetime.now(dt.UTC) - dt.timedelta(minutes=20)
    issued_ids: list[str] = []

    def new_id() -> str:
        issued_ids.append(f"{len(issued_ids) + 1:08x}")
        return issued_ids[-1]

    # The clock moves on with each event, so that answers lie some seconds apart.
    session = open_session(
        home=home, now=lambda: start_time + ANSWER_TIME * len(issued_ids), new_id=new_id
    )
    try:
        choose_target(session, "generalist", "entry")
        for field, setting in SITUATION.items():
            set_situation(session, field, setting)
        _go_through(session, "sketch")
        finish_assessment(session)
        _go_through(session, "quick", most_items=QUICK_ANSWERS)
        save_home(session)
    finally:
        session.close()


def _go_through(session: Session, form_kind: FormKind, most_items: int = 100) -> None:
    start_assessment(session, form_kind)
    for number in range(most_items):
        item = present_item(session.profile)
        if item is not None:
            _answer(session, item, number)


def choose_wrong_answer(item: KnowledgeItem) -> str:
    """An answer to a check or spot that is not the key, as it is stored."""
    if isinstance(item, Check):
        return next(option.id for option in item.option if option.id != item.key)
    harmless_lines = [n for n in range(1, len(item.line) + 1) if n not in item.marks]
    return join_marks(harmless_lines[: len(item.marks)])


def _answer(session: Session, item: str, number: int) -> None:
    """Mostly right, sometimes wrong or guessed, as people are."""
    catalog = session.catalog
    if knowledge_item := catalog.knowledge_items.get(item):
        is_right = number % 3 != 2
        save_answer(
            session,
            item,
            option=knowledge_item.key if is_right else choose_wrong_answer(knowledge_item),
            sure="sure" if is_right else "think-so",
        )
    elif scenario := catalog.scenarios.get(item):
        ranked_actions = sorted(scenario.action, key=lambda action: action.effect)
        save_answer(session, item, best=ranked_actions[3].id, worst=ranked_actions[1].id)
    else:
        save_answer(
            session, item, option=("1", "2", "0", "2", "1")[number % 5], provable=number % 3 == 1
        )
