"""Events: what happened, when. The only thing that is stored; all else is a fold of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from pmcoach.catalog.sanitize import strip_unprintable

AnswerKind = Literal["answered", "skipped", "not-applicable"]
ANSWER_KINDS: Mapping[str, AnswerKind] = {
    "answered": "answered",
    "changed": "answered",
    "skipped": "skipped",
    "not-applicable": "not-applicable",
}
"""The kinds of event that settle an item, each with the kind of answer that it leaves."""


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    ``id`` is unique among all files and machines; ``at`` is aware, in UTC. ``fields`` holds what
    else was written, keys of later versions included, so that nothing is lost in a round trip.
    """

    id: str
    at: dt.datetime
    kind: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """The text under ``key`` without control characters, or an empty one if there is none."""
        text = self.fields.get(key)
        return strip_unprintable(text, lines=True) if isinstance(text, str) else ""


@dataclass(frozen=True)
class Answer:
    """Where one item stands after all events: its last answer."""

    item: str
    kind: AnswerKind
    at: dt.datetime
    event: str
    revision: int = 1
    option: str = ""
    """The chosen option of a check (a to d), the chosen rung of a ladder ("0" to "4"), or the marked
    lines of a spot ("2,5")."""
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
    """Items that were dealt with (answered, skipped, disagreed), in the order of the first time; in
    other words than before, a question is a new one."""
    last_event: Event | None = None
    """What undo would take back."""
    area: str = ""
    """The area the user last jumped to, or nothing."""
    began: dt.datetime | None = None
    """When the newest assessment of the chain began."""
    dealt_at: Mapping[str, dt.datetime] = field(default_factory=dict)
    """When each item was last answered, skipped or said not to apply."""
    disagreed_at: Mapping[str, dt.datetime] = field(default_factory=dict)
    """Since when the user disagrees with an item."""
    disagreed_revisions: Mapping[str, int] = field(default_factory=dict)
    """Which wording of an item the user disagrees with."""
    replaced_answers: Mapping[tuple[str, int], Answer] = field(default_factory=dict)
    """The answers whose place one to another wording has taken, by item and wording. Which wording
    counts, the content says: see ``items.fit_to_catalog``."""


def merge_events(*sources: Iterable[Event]) -> list[Event]:
    """All events of all sources, each id once, in the order of their times (then ids).

    The order of the sources does not matter: of two events with one id, which only an edit by hand
    can make, the later one by its time and text counts.
    """
    events_by_id: dict[str, Event] = {}
    for event in chain.from_iterable(sources):
        twin = events_by_id.setdefault(event.id, event)
        if twin is not event and twin != event:
            events_by_id[event.id] = max(
                twin, event, key=lambda version: (version.at, version.kind, repr(version.fields))
            )
    return sorted(events_by_id.values(), key=lambda event: (event.at, event.id))


def fold_assessment(
    events: Iterable[Event],
    aliases: Mapping[str, str] | None = None,
    earlier_state: AssessmentState | None = None,
) -> AssessmentState:
    """The present state. The order in which events come does not matter.

    Args:
        events: What happened; events of unknown kinds are ignored.
        aliases: Former item ids with the present ones.
        earlier_state: What earlier events led to. All of ``events`` have to be later than those,
            and none may undo one of them.
    """
    current_ids = aliases or {}
    ordered_events = merge_events(events)
    undone_ids = {event.text("event") for event in ordered_events if event.kind == "undone"}
    fold = _AssessmentFold(earlier_state or AssessmentState())
    for event in ordered_events:
        if event.id not in undone_ids:
            item_id = event.text("item")
            fold.apply_event(event, current_ids.get(item_id, item_id))
    return fold.make_state()


class _AssessmentFold:
    """A state under construction: it changes with each event that is applied."""

    def __init__(self, start_state: AssessmentState) -> None:
        self.answers = dict(start_state.answers)
        self.disagreed = dict(start_state.disagreed)
        self.order = dict.fromkeys(start_state.order)
        self.dealt_at = dict(start_state.dealt_at)
        self.disagreed_at = dict(start_state.disagreed_at)
        self.disagreed_revisions = dict(start_state.disagreed_revisions)
        self.replaced_answers = dict(start_state.replaced_answers)
        self.last_event, self.area, self.began = (
            start_state.last_event,
            start_state.area,
            start_state.began,
        )

    def apply_event(self, event: Event, item_id: str) -> None:
        """Change the state by one event about an item (empty where it is about none)."""
        if event.kind in ANSWER_KINDS and item_id:
            self._apply_answer(event, item_id)
        elif event.kind == "disagreed" and item_id:
            self._apply_disagreement(event, item_id)
        elif event.kind == "jumped":
            self.area = event.text("area")
        elif event.kind == "started":
            self.area, self.began = "", event.at

    def _apply_answer(self, event: Event, item_id: str) -> None:
        self._place(event, item_id)
        # What is passed over in a recheck keeps the answer from before it.
        if not (event.fields.get("keeps") is True and item_id in self.answers):
            self._replace_answer(_read_answer(event, item_id, self._find_wording(event, item_id)))
        self.dealt_at[item_id] = event.at
        self.last_event = event

    def _replace_answer(self, answer: Answer) -> None:
        former_answer = self.answers.get(answer.item)
        if former_answer and former_answer.revision != answer.revision:
            self.replaced_answers[answer.item, former_answer.revision] = former_answer
        self.replaced_answers.pop((answer.item, answer.revision), None)
        self.answers[answer.item] = answer

    def _find_wording(self, event: Event, item_id: str) -> int:
        """The wording that an event is about: where it doesn't say, as skips once didn't, the one
        that was answered before, or the first."""
        revision, answer = read_revision(event), self.answers.get(item_id)
        if revision is None:
            return answer.revision if answer else 1
        return revision

    def _apply_disagreement(self, event: Event, item_id: str) -> None:
        if event.fields.get("withdrawn") is not True:
            self._place(event, item_id)
            self.disagreed[item_id] = event.text("note")
            self.disagreed_at[item_id] = event.at
            self.disagreed_revisions[item_id] = self._find_wording(event, item_id)
        else:
            self.disagreed.pop(item_id, None)
            self.disagreed_at.pop(item_id, None)
            self.disagreed_revisions.pop(item_id, None)
            if item_id not in self.answers:
                self.order.pop(item_id, None)
        self.last_event = event

    def _place(self, event: Event, item_id: str) -> None:
        """Give an item its place in the order."""
        answer, revision = self.answers.get(item_id), read_revision(event)
        past_revisions = {None, self.disagreed_revisions.get(item_id)}
        past_revisions.add(answer.revision if answer else None)
        if revision not in past_revisions:
            self.order.pop(item_id, None)
        self.order.setdefault(item_id)

    def make_state(self) -> AssessmentState:
        """The state after all events that were applied."""
        return AssessmentState(
            answers=self.answers,
            disagreed=self.disagreed,
            order=tuple(self.order),
            last_event=self.last_event,
            area=self.area,
            began=self.began,
            dealt_at=self.dealt_at,
            disagreed_at=self.disagreed_at,
            disagreed_revisions=self.disagreed_revisions,
            replaced_answers=self.replaced_answers,
        )


def read_revision(event: Event) -> int | None:
    """The wording that an event says it is about; None where it doesn't say, or not in a number."""
    revision = event.fields.get("revision")
    return revision if isinstance(revision, int) else None


def _read_answer(event: Event, item_id: str, revision: int) -> Answer:
    return Answer(
        item=item_id,
        kind=ANSWER_KINDS[event.kind],
        at=event.at,
        event=event.id,
        revision=revision,
        option=event.text("option"),
        best=event.text("best"),
        worst=event.text("worst"),
        sure=event.text("sure"),
        provable=event.fields.get("provable") is True,
    )
