"""What the assessments before the newest one add up to, kept so that opening need not read them.

The file can be deleted at any time. It is believed only while every file that it was made from is
as it was, and gives the very state that reading all of them would give.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from pmcoach.assessment.events import Answer, AssessmentState, Event, fold_assessment, merge_events
from pmcoach.assessment.lineage import Link
from pmcoach.store import event_file
from pmcoach.store.atomic_io import read_bytes, write_derived
from pmcoach.store.errors import StoreError
from pmcoach.store.event_file import DamagedError, Document
from pmcoach.store.paths import ProfilePaths

VERSION = 1
RECENT = 200
"""How many of the last events are kept by themselves, to tell the user's pace."""
MAX_INDEX = 4_000_000
"""Bytes of an index to be read; one has an entry for each item, not for each answer."""


@dataclass(frozen=True)
class EarlierAssessments:
    """Everything that counts in the assessments before the newest."""

    aliases: Mapping[str, str]
    """Former item ids with the present ones, as the content had them."""
    state: AssessmentState
    recent: tuple[Event, ...]
    """The last events, without what they hold but their item."""
    latest: dt.datetime | None
    """When the last of them happened."""
    items: frozenset[str]
    """Every item that one of them names, by the name it had then."""
    left_behind: frozenset[str]
    """Every item that was asked in an assessment that a blind retake left behind."""

    def leads_to(self, events: Sequence[Event]) -> bool:
        """Whether later events can be folded onto the state: none is earlier, and none undoes
        one of the past."""
        ids = {event.id for event in events}
        return all(
            (self.latest is None or event.at > self.latest)
            and (event.kind != "undone" or event.text("event") in ids)
            for event in events
        )

    def extended(self, events: Sequence[Event]) -> EarlierAssessments:
        """The past with the events of one more assessment, which it has to lead to."""
        return replace(
            self,
            state=fold_assessment(events, self.aliases, self.state),
            recent=recent_events([*self.recent, *events]),
            latest=max((event.at for event in events), default=self.latest),
            items=self.items | item_ids(events),
        )


def summarize_earlier(
    events: Sequence[Event], left_behind: Iterable[Event], aliases: Mapping[str, str]
) -> EarlierAssessments:
    """The past that a list of counting events makes, and of those that a blind retake left."""
    return EarlierAssessments(
        dict(aliases),
        fold_assessment(events, aliases),
        recent_events(events),
        max((event.at for event in events), default=None),
        item_ids(events),
        item_ids(left_behind),
    )


def item_ids(events: Iterable[Event]) -> frozenset[str]:
    """Every item that the events name."""
    return frozenset(item for event in events if (item := event.text("item")))


def recent_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """The last events, without what they hold but their item."""
    return tuple(
        Event(event.id, event.at, event.kind, {"item": event.text("item")})
        for event in merge_events(events)[-RECENT:]
    )


@dataclass(frozen=True)
class Index:
    """The past, with what it was made from."""

    state: str
    """The fingerprint of all assessments but the newest."""
    newest: str
    link: Link
    """How the newest goes on from those before it, which decides what counts."""
    ends: tuple[str, ...]
    """The ends of all runs."""
    past: EarlierAssessments


def read_index(paths: ProfilePaths) -> Index | None:
    """The index, or None where there is none that can be read."""
    try:
        check, _, text = read_bytes(paths.index, MAX_INDEX).partition(b"\n")
        if check != _check(text):
            return None
        table = json.loads(text)
        if table["version"] != VERSION:
            return None
        return Index(
            str(table["state"]),
            str(table["newest"]),
            Link(
                table["link"]["continues"], table["link"]["before"], tuple(table["link"]["joins"])
            ),
            tuple(table["ends"]),
            _read_past(table["past"]),
        )
    except (
        StoreError, DamagedError, ValueError, TypeError, KeyError, AttributeError, RecursionError
    ):  # fmt: skip
        return None


def write_index(paths: ProfilePaths, index: Index) -> None:
    """Keep the index. It need not be durable, and a failure to write it harms nothing."""
    past, state = index.past, index.past.state
    table = {
        "version": VERSION,
        "state": index.state,
        "newest": index.newest,
        "link": asdict(index.link),
        "ends": index.ends,
        "past": {
            "aliases": dict(past.aliases),
            "recent": [[e.id, _time(e.at), e.kind, e.text("item")] for e in past.recent],
            "latest": _time(past.latest),
            "items": sorted(past.items),
            "left_behind": sorted(past.left_behind),
            "state": {
                "answers": [asdict(answer) for answer in state.answers.values()],
                "disagreed": state.disagreed,
                "order": state.order,
                "last_event": event_file.format_event(state.last_event) if state.last_event else "",
                "area": state.area,
                "began": _time(state.began),
                "dealt_at": {item: _time(at) for item, at in state.dealt_at.items()},
            },
        },
    }
    text = json.dumps(table, default=_time).encode("ascii")
    if len(text) < MAX_INDEX:
        write_derived(paths.index, _check(text) + b"\n" + text)


def _check(text: bytes) -> bytes:
    return b"%08x" % zlib.crc32(text)


def _time(moment: object) -> str | None:
    return moment.isoformat() if isinstance(moment, dt.datetime) else None


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text is not None else None


def _at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _read_past(table: Mapping[str, Any]) -> EarlierAssessments:
    state = table["state"]
    text = state["last_event"]
    last = event_file.append_text(Document({}), text).events[0] if text else None
    answers = [Answer(**{**answer, "at": _at(answer["at"])}) for answer in state["answers"]]
    return EarlierAssessments(
        dict(table["aliases"]),
        AssessmentState(
            {answer.item: answer for answer in answers},
            dict(state["disagreed"]),
            tuple(state["order"]),
            last,
            state["area"],
            _moment(state["began"]),
            {item: _at(at) for item, at in state["dealt_at"].items()},
        ),
        tuple(
            Event(ident, _at(at), kind, {"item": item}) for ident, at, kind, item in table["recent"]
        ),
        _moment(table["latest"]),
        frozenset(table["items"]),
        frozenset(table["left_behind"]),
    )
