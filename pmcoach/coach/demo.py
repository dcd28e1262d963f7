"""A fictional, half-finished profile for trying the app, its pictures and its benchmarks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pmcoach.assessment.forms import FormKind
from pmcoach.assessment.item_selection import find_item_kind
from pmcoach.coach.assessment import finish_assessment, save_answer, start_assessment
from pmcoach.coach.home import save_home
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target, set_situation
from pmcoach.report.questions import present_item

QUICK_ANSWERS = 6


def make_demo(home: Path, now: dt.datetime | None = None) -> None:
    """Fill ``home`` with a profile that has a first sketch and half a quick assessment.

    The same content gives the same answers each time. Raises StoreError and ContentError.
    """
    moment = [now or dt.datetime.now(dt.UTC) - dt.timedelta(minutes=20)]
    count = [0]

    def clock() -> dt.datetime:
        return moment[0]

    def ident() -> str:
        moment[0] += dt.timedelta(seconds=21)
        count[0] += 1
        return f"{count[0]:08x}"

    session = open_session(home=home, now=clock, new_id=ident)
    try:
        choose_target(session, "generalist", "entry")
        for field, value in (
            ("experience", "new"),
            ("access", "job"),
            ("hours_per_week", 4.0),
            ("budget", 150.0),
            ("employer_pays", "yes"),
        ):
            set_situation(session, field, value)
        _go_through(session, "sketch", most=100)
        finish_assessment(session)
        _go_through(session, "quick", most=QUICK_ANSWERS)
        save_home(session)
    finally:
        session.close()


def _go_through(session: Session, kind: FormKind, most: int) -> None:
    start_assessment(session, kind)
    for number in range(most):
        item = present_item(session.profile)
        if item is None:
            return
        _answer(session, item, number)


def _answer(session: Session, item: str, number: int) -> None:
    """Mostly right, sometimes wrong or guessed, as people are."""
    catalog = session.catalog
    kind = find_item_kind(catalog, item)
    if kind == "ladder":
        save_answer(
            session, item, option=str((1, 2, 0, 2, 1)[number % 5]), provable=number % 3 == 1
        )
    elif kind == "check":
        check = catalog.checks[item]
        wrong = next(o.id for o in check.option if o.id != check.key)
        right = number % 3 != 2
        save_answer(
            session,
            item,
            option=check.key if right else wrong,
            sure="sure" if right else "think-so",
        )
    else:
        ranked = sorted(catalog.scenarios[item].action, key=lambda a: a.effect)
        save_answer(session, item, best=ranked[3].id, worst=ranked[1].id)
