"""Going through an assessment: the present question, answering it, moving about, finishing.

An assessment's first event is "began". Each answer is durable before any of these return.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from pmcoach.assessment.events import Answer, Event
from pmcoach.assessment.forms import FORM_TITLES, LENGTHS, FormKind, compose
from pmcoach.assessment.item_selection import (
    Progress,
    asked_since,
    competency_of_item,
    item_kind,
    items_asked,
    next_item,
    progress,
)
from pmcoach.coach.session import Session
from pmcoach.coach.snapshot import snapshot_table
from pmcoach.store.atomic_io import StoreError

Sure = Literal["sure", "think-so", "guessing"]


@dataclass(frozen=True)
class AnswerChoice:
    """One thing to choose: ``key`` is what is stored, ``label`` the digit that chooses it."""

    key: str
    label: str
    text: str


@dataclass(frozen=True)
class Question:
    """Everything a front end needs to ask one item."""

    item: str
    kind: Literal["ladder", "check", "scenario"]
    area: str
    subject: str
    """The competency's title, or the scenario's own."""
    ask: str
    hint: str
    choices: tuple[AnswerChoice, ...]
    probes: tuple[str, ...]
    revision: int
    given: Answer | None
    """The answer it has now, where one goes back to it."""
    disagreed: bool
    form: str
    progress: Progress


def question(session: Session, item: str) -> Question:
    """The question for an item of the content. Raises KeyError for an unknown one."""
    return replace(
        _bare_question(session, item), form=form_title(session), progress=progress_now(session)
    )


def _bare_question(session: Session, item: str) -> Question:
    """A question without the form it stands in and how far along that is, which takes longer to
    find out than to save an answer."""
    catalog = session.catalog
    kind = item_kind(catalog, item)
    if kind is None:
        raise KeyError(item)
    if kind == "check":
        check = catalog.checks[item]
        subject = catalog.competencies[check.competency].title
        ask, hint = check.ask, "Choose one, then say how sure you are."
        choices = tuple(AnswerChoice(o.id, str(n), o.text) for n, o in enumerate(check.option, 1))
        probes: tuple[str, ...] = ()
        revision = check.revision
    elif kind == "ladder":
        competency = catalog.competencies[competency_of_item(catalog, item)]
        ladder = competency.ladder
        subject, ask = competency.title, ladder.ask
        hint = "Choose the highest that is true of you."
        choices = tuple(AnswerChoice(str(n), str(n), text) for n, text in enumerate(ladder.anchors))
        probes, revision = ladder.probes, ladder.revision
    else:
        scenario = catalog.scenarios[item]
        subject, ask = scenario.title, scenario.situation
        hint = "What would work best here, and what worst?"
        choices = tuple(
            AnswerChoice(a.id, str(n), a.text) for n, a in enumerate(scenario.action, 1)
        )
        probes, revision = (), scenario.revision
    return Question(
        item,
        kind,
        catalog.areas[session.area_of(item)].title,
        subject,
        ask,
        hint,
        choices,
        probes,
        revision,
        _given(session, item),
        item in session.state.disagreed,
        "",
        Progress(0, 0, 0.0),
    )


def _given(session: Session, item: str) -> Answer | None:
    """The answer to show; a recheck hides what was answered before it began."""
    if (
        session.form_kind == "recheck"
        and session.in_progress
        and not asked_since(session.state, item)
    ):
        return None
    return session.state.answers.get(item)


def form_title(session: Session) -> str:
    """What the present assessment is called."""
    kind = session.form_kind
    return FORM_TITLES[kind] if kind else ""


def progress_now(session: Session) -> Progress:
    """How far along the present form is."""
    form = session.form
    if form is None:
        return Progress(0, 0, 0.0)
    return progress(session.catalog, form, session.state, session.pace)


def choose_target(
    session: Session, role: str, stage: str, weights: dict[str, float] | None = None
) -> None:
    """Set what results are held against. Raises StoreError."""
    session.tell_journal("target-chosen", role=role, stage=stage, weights=weights)


def start(session: Session, kind: FormKind, *, blind: bool = False) -> None:
    """Begin an assessment, continuing the last; or, ``blind``, anew: older answers stay where they
    are but are not shown or counted, and items that were not asked yet come first. Raises
    StoreError."""
    session.begin(kind, session.event("began"), blind=blind)


def next_form(session: Session) -> FormKind | None:
    """The next longer form with something left to ask, or None when all was asked."""
    kind = session.form_kind
    later = LENGTHS[LENGTHS.index(kind) + 1 :] if kind in LENGTHS else LENGTHS
    for one in later:
        form = compose(session.catalog, session.target, one)
        if next_item(session.catalog, form, session.state) is not None:
            return one
    return None


def form_minutes(session: Session, kind: FormKind) -> int:
    """About how long a form takes from where the user stands."""
    form = compose(session.catalog, session.target, kind)
    return progress(session.catalog, form, session.state, session.pace).minutes_left


def present_item(session: Session) -> str | None:
    """The item to ask now, or None when the form is through (or none was begun)."""
    form = session.form
    if form is None or not session.in_progress:
        return None
    return next_item(session.catalog, form, session.state, session.state.area, session.seen_items)


def answer(
    session: Session,
    item: str,
    *,
    option: str | None = None,
    best: str | None = None,
    worst: str | None = None,
    sure: Sure | None = None,
    provable: bool | None = None,
) -> None:
    """Record an answer durably; a second answer to an item is a change. Raises StoreError, and
    ValueError for an answer that does not fit the item."""
    asked = _bare_question(session, item)
    keys = {choice.key for choice in asked.choices}
    given = {best, worst} if asked.kind == "scenario" else {option}
    if not given <= keys or (asked.kind == "scenario" and best == worst):
        raise ValueError(f"not an answer to {item}")
    _tell(
        session,
        session.event(
            "changed" if asked.given else "answered",
            item=item,
            revision=asked.revision,
            option=option,
            best=best,
            worst=worst,
            sure=sure,
            provable=provable or None,
        ),
    )


def skip(session: Session, item: str) -> None:
    """Leave a question out for now. It counts for nothing; in a recheck, what was answered before
    it still does. Raises StoreError."""
    before = session.state.answers.get(item)
    keeps = before is not None and before.kind == "answered" and _given(session, item) is None
    _tell(session, session.event("skipped", item=item, keeps=keeps or None))


def not_applicable(session: Session, item: str) -> None:
    """Say that a question does not apply. It counts for nothing. Raises StoreError."""
    _tell(session, session.event("not-applicable", item=item))


def disagree(session: Session, item: str, note: str = "") -> None:
    """Drop a question from the level, or take that back. Raises StoreError."""
    if item in session.state.disagreed:
        _tell(session, session.event("disagreed", item=item, withdrawn=True))
    else:
        _tell(session, session.event("disagreed", item=item, note=note or None))


def _tell(session: Session, event: Event) -> None:
    """Write an event into the assessment; a change to a finished one begins and at once finishes
    a file that continues it, so that the finished one stays as it is."""
    if session.in_progress:
        session.tell_assessment(event)
    else:
        session.begin(session.form_kind or "full", event)
        finish(session)


def undo(session: Session) -> str | None:
    """Take back the last answer; returns its item, or None where there is nothing to undo.

    Raises StoreError. Works across restarts: what is undone stays in the file.
    """
    last = session.state.last_event
    if last is None:
        return None
    event = session.event("undone", event=last.id)
    if session.in_progress:
        session.tell_assessment(event)
    else:
        session.begin(session.form_kind or "full", event)
    return last.text("item")


def previous_item(session: Session, item: str | None) -> str | None:
    """The question before ``item`` in the form, or None at its beginning."""
    form = session.form
    if form is None:
        return None
    asked = items_asked(session.catalog, form, session.state)
    if item in asked:
        at = asked.index(item)
        return asked[at - 1] if at else None
    answered = [one for one in session.state.order if one in asked]
    return answered[-1] if answered else None


def following_item(session: Session, item: str) -> str | None:
    """The question after ``item`` among those dealt with, else the next one to ask."""
    form = session.form
    if form is not None:
        asked = items_asked(session.catalog, form, session.state)
        if item in asked and item != asked[-1]:
            return asked[asked.index(item) + 1]
    return present_item(session)


def jump(session: Session, area: str) -> None:
    """Go on with the questions of an area; the others follow after it. Raises StoreError."""
    session.tell_assessment(session.event("jumped", area=area))


def areas_left(session: Session) -> list[tuple[str, str, int]]:
    """Each area of the form: id, title, and how many items at least are left in it."""
    form = session.form
    found: list[tuple[str, str, int]] = []
    for area in session.catalog.areas.values():
        if form is None:
            continue
        parts = tuple(part for part in form.parts if part.area == area.id)
        here = type(form)(form.kind, parts, form.checks_each)
        done = progress(session.catalog, here, session.state)
        found.append((area.id, area.title, done.total - done.done))
    return found


def finish(session: Session) -> None:
    """Close the assessment: levels and content version are written beside its events. Raises
    StoreError, which says that the answers are saved all the same."""
    if not session.in_progress:
        return
    try:
        session.store.finish_assessment(snapshot_table(session))
    except StoreError as error:
        raise StoreError(f"Your answers are saved, but not that you finished. {error}") from error
