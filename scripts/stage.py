"""The app on a stage: made-up people, a clock that stands still, and a screen that holds still, so
that the same content and code give the same picture. Used by the pictures and the snapshot tests.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from pmcoach.assessment.evidence import Evidence
from pmcoach.assessment.items import ItemKind, find_item_kind
from pmcoach.coach import clock
from pmcoach.coach import session as sessions
from pmcoach.coach.assessment import finish_assessment, save_answer, start_assessment, undo_answer
from pmcoach.coach.demo import choose_wrong_answer, make_demo
from pmcoach.coach.evidence import save_evidence, save_note
from pmcoach.coach.job_ad import read_ad_text, save_ad
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target
from pmcoach.report.questions import present_item
from pmcoach.store.content import load_former_questions
from pmcoach.tui.app import CoachApp
from pmcoach.tui.registry import SCREENS

DAY = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)
"""When the profiles are made: so early that it is the same date in nearly every time zone."""
NOW = DAY + dt.timedelta(minutes=30)
"""When the app is opened on them."""
AD = """Product Manager, payments

Responsibilities
- Own the roadmap and decide what we build next
- Interview customers every week and write down what they need
- Work with engineers and designers through discovery and delivery
- Define metrics, run experiments and report the outcome to stakeholders

Requirements
- 2 years as a product manager
- SQL and product analytics
"""
REMOTE_FONT = re.compile(r',\s*url\("https:[^;]*')
"""Looking at a picture must not fetch anything; without the font the viewer's own is used."""


class StagedApp(CoachApp):
    """The app, with pictures that fetch nothing."""

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        return REMOTE_FONT.sub("", super().export_screenshot(title=title, simplify=simplify))


@contextmanager
def frozen() -> Iterator[None]:
    """Within it the app reads NOW from its clock and numbers its ids from the beginning."""
    numbers = itertools.count(1)

    def opened(**given: object) -> Session:
        return open_session(
            **{
                "now": lambda: NOW,  # type: ignore[arg-type]  # as the app gave
                "new_id": lambda: f"{next(numbers):08x}",
                **given,
            }
        )

    with (
        mock.patch.object(clock, "system_now", return_value=NOW),
        mock.patch.object(sessions, "open_session", opened),
    ):
        yield


def still(app: App[int]) -> None:
    """No cursor blinks, and no path of this machine shows."""
    for field in (*app.screen.query(Input), *app.screen.query(TextArea)):
        field.cursor_blink = False
    for path in app.screen.query("#path").results(Input):
        path.value = Path(path.value).name


async def settled(pilot: Pilot[int]) -> None:
    """Wait until what a key led to is there, painted, and holds still; before the first key, until
    the profile is open."""
    while isinstance(pilot.app, CoachApp) and pilot.app.session is None:
        await pilot.pause(0.01)
    for _ in range(3):
        await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    still(pilot.app)
    await pilot.pause()


# The people


def opened(home: Path) -> Session:
    """A profile that is made by hand, on DAY, with ids that are the same each time."""
    ticks, numbers = itertools.count(1), itertools.count(1)
    return open_session(
        home=home,
        now=lambda: DAY + dt.timedelta(seconds=next(ticks)),
        new_id=lambda: f"{next(numbers):08x}",
    )


def nobody(_home: Path) -> None:
    """The very first start."""


def demo(home: Path) -> None:
    """The demo profile: a first sketch, and half a quick assessment."""
    make_demo(home, DAY)


def beginner(home: Path) -> None:
    """Someone who stands at the first ladder of the first sketch."""
    _begun(home, "ladder")


def before_check(home: Path) -> None:
    """Someone who stands at the first check of the first sketch."""
    _begun(home, "check")


def before_scenario(home: Path) -> None:
    """Someone who stands at a scenario."""
    _begun(home, "scenario")


def at_the_end(home: Path) -> None:
    """Someone with one question left of the first sketch."""
    session = opened(home)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "sketch")
    _go_through(session)
    undo_answer(session)
    session.close()


def finished(home: Path) -> None:
    """Someone who has finished a quick assessment."""
    _finish_quick(home, _go_through)


def finished_before(home: Path) -> None:
    """Someone who finished an assessment before one of its questions was replaced."""
    _finish_quick(home, _answer_former)


def well_filled(home: Path) -> None:
    """The demo's person, later: a finished assessment, half a longer one, records, a note, an ad,
    and an answer to a question that has been replaced since."""
    make_demo(home)
    session = open_session(home=home)
    _go_through(session)
    finish_assessment(session)
    for competency in list(session.catalog.competencies)[:3]:
        save_evidence(
            session,
            Evidence(
                "",
                competency,
                "Two teams were in each other's way",
                "Interviewed both and drew one roadmap",
                "One release fewer a quarter, and no rework",
                session.today,
                confirm="my manager",
            ),
        )
    save_note(session, session.profile.state.order[0], "Ask Sam how they do this.")
    save_ad(session, read_ad_text(session, AD))
    start_assessment(session, "standard")
    _go_through(session, most=8)
    _answer_former(session)
    session.close()


def _finish_quick(home: Path, answer: Callable[[Session], None]) -> None:
    session = opened(home)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "quick")
    answer(session)
    finish_assessment(session)
    session.close()


def _go_through(session: Session, most: int = 1000) -> None:
    for number in range(most):
        if present_item(session.profile) is None:
            return
        _answer(session, number)


def screen_arguments(session: Session) -> dict[str, tuple[object, ...]]:
    """Every screen but home by its id, with what it can be opened with on a well-filled profile."""
    profile = session.profile
    item, competency = profile.state.order[0], profile.competencies[0].id
    arguments: dict[str, tuple[object, ...]] = {
        "verdict": (profile.findings.gaps[0].key,),
        "values": ("access",),
        "number": ("domain",),
        "confirm": ("Begin anew?", "Begin anew", "Not now"),
        "help": ("plan",),
        "item": (item,),
        "former": (profile.outdated_answers[0].item,),
        "note": (item,),
        "record": (competency,),
        "ifthen": (profile.plan.ids[0],),
        "fit": (next(iter(profile.journal.ads)),),
        "pick": (
            "Which one?",
            [(competency.id, competency.title) for competency in profile.competencies],
        ),
        "ask": ("What shall this ad be called?", "Payments", "The employer, say."),
    }
    return {ident: arguments.get(ident, ()) for ident in SCREENS if ident != "home"}


def _begun(home: Path, kind: ItemKind) -> None:
    session = opened(home)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "quick" if kind == "scenario" else "sketch")
    number = 0
    while (item := present_item(session.profile)) and find_item_kind(session.catalog, item) != kind:
        _answer(session, number)
        number += 1
    session.close()


def _answer_former(session: Session) -> None:
    """An answer from before the questions were replaced."""
    question = next(
        question for question in load_former_questions().values() if question.kind == "check"
    )
    event = session.make_event(
        "answered", item=question.id, revision=question.revision, option="b", sure="sure"
    )
    session.append_to_assessment(event)


def _answer(session: Session, number: int) -> None:
    """Some things done, most questions right, some wrong."""
    item = present_item(session.profile)
    assert item is not None
    kind = find_item_kind(session.catalog, item)
    if kind == "ladder":
        save_answer(session, item, option="0121"[number % 4], provable=number % 4 == 2)
    elif kind in {"check", "spot"}:
        asked = session.catalog.knowledge_items[item]
        answer = choose_wrong_answer(asked) if number % 3 == 2 else asked.key
        save_answer(session, item, option=answer, sure="sure")
    else:
        ranked = sorted(session.catalog.scenarios[item].action, key=lambda one: one.effect)
        save_answer(session, item, best=ranked[-1].id, worst=ranked[1].id)


Person = Callable[[Path], None]
