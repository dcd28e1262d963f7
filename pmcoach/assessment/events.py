"""Events: what happened, when. The only thing that is stored; all else is a fold of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pmcoach.catalog.sanitize import plain

AnswerKind = Literal["answered", "skipped", "not-applicable"]
ANSWER_KINDS = ("answered", "changed", "skipped", "not-applicable")


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    ``id`` is unique among all files and machines; ``at`` is aware, in UTC. ``data`` holds what
    else was written, keys of later versions included, so that nothing is lost in a round trip.
    """

    id: str
    at: dt.datetime
    kind: str
    data: Mapping[str, object] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """The text under ``key`` without control characters, or an empty one if there is none."""
        value = self.data.get(key)
        return plain(value, lines=True) if isinstance(value, str) else ""


@dataclass(frozen=True)
class Answer:
    """Where one item stands after all events: its last answer."""

    item: str
    kind: AnswerKind
    at: dt.datetime
    event: str
    revision: int = 1
    option: str = ""
    """The chosen option of a check (a to d), or the chosen rung of a ladder ("0" to "4")."""
    best: str = ""
    worst: str = ""
    sure: str = ""
    """sure, think-so or guessing; empty where it was not asked."""
    provable: bool = False


@dataclass(frozen=True)
class AssessmentState:
    """The fold of a chain of assessments."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    disagreed: Mapping[str, str] = field(default_factory=dict)
    """Items that the user disagrees with, each with their note (maybe empty)."""
    order: tuple[str, ...] = ()
    """Items that were dealt with (answered, skipped, disagreed), in the order of the first time."""
    last_event: Event | None = None
    """What undo would take back."""
    area: str = ""
    """The area the user last jumped to, or nothing."""
    began: dt.datetime | None = None
    """When the newest assessment of the chain began."""
    dealt_at: Mapping[str, dt.datetime] = field(default_factory=dict)
    """When each item was last answered, skipped or said not to apply."""


def merge_events(*many: Iterable[Event]) -> list[Event]:
    """All events of all sources, each id once, in the order of their times (then ids).

    The order of the sources does not matter: of two events with one id, which only an edit by hand
    can make, the later one by its time and text counts.
    """
    by_id: dict[str, Event] = {}
    for events in many:
        for event in events:
            known = by_id.setdefault(event.id, event)
            if known is not event and known != event:
                by_id[event.id] = max(known, event, key=lambda e: (e.at, e.kind, repr(e.data)))
    return sorted(by_id.values(), key=lambda e: (e.at, e.id))


def fold_assessment(
    events: Iterable[Event],
    aliases: Mapping[str, str] | None = None,
    onto: AssessmentState | None = None,
) -> AssessmentState:
    """The present state. The order in which events are given does not matter.

    Args:
        events: What happened; events of unknown kinds are ignored.
        aliases: Former item ids with the present ones.
        onto: The state that earlier events led to. All of ``events`` have to be later than those,
            and none may undo one of them.
    """
    renamed = aliases or {}
    ordered = merge_events(events)
    undone = {event.text("event") for event in ordered if event.kind == "undone"}
    start = onto or AssessmentState()
    answers = dict(start.answers)
    disagreed = dict(start.disagreed)
    order = dict.fromkeys(start.order)
    dealt_at = dict(start.dealt_at)
    last, area, began = start.last_event, start.area, start.began
    for event in ordered:
        if event.id in undone:
            continue
        item = event.text("item")
        item = renamed.get(item, item)
        if event.kind in ANSWER_KINDS and item:
            # What is passed over in a recheck keeps the answer from before it.
            if not (event.data.get("keeps") is True and item in answers):
                answers[item] = _answer(event, item)
            dealt_at[item] = event.at
            order.setdefault(item)
            last = event
        elif event.kind == "disagreed" and item:
            if event.data.get("withdrawn") is True:
                disagreed.pop(item, None)
                if item not in answers:
                    order.pop(item, None)
            else:
                disagreed[item] = event.text("note")
                order.setdefault(item)
            last = event
        elif event.kind == "jumped":
            area = event.text("area")
        elif event.kind == "began":
            area, began = "", event.at
    return AssessmentState(answers, disagreed, tuple(order), last, area, began, dealt_at)


def _answer(event: Event, item: str) -> Answer:
    kind: AnswerKind = "answered"
    if event.kind == "skipped":
        kind = "skipped"
    elif event.kind == "not-applicable":
        kind = "not-applicable"
    revision = event.data.get("revision")
    return Answer(
        item=item,
        kind=kind,
        at=event.at,
        event=event.id,
        revision=revision if isinstance(revision, int) else 1,
        option=event.text("option"),
        best=event.text("best"),
        worst=event.text("worst"),
        sure=event.text("sure"),
        provable=event.data.get("provable") is True,
    )
