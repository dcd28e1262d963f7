"""What the assessments before the newest one add up to, kept so that opening need not read them.

The file can be deleted at any time. It is believed only while every file that it was made from is
as it was, and gives the very state that reading all of them would give.
"""

from __future__ import annotations

import contextlib
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

VERSION = 4
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
    """What the assessments before the newest add up to, with what that was made from."""

    state: str
    """The fingerprint of all assessments but the newest."""
    newest: str
    link: Link
    """How the newest goes on from those before it, which decides what counts."""
    ends: tuple[str, ...]
    """The ends of all runs."""
    earlier: EarlierAssessments


def read_index(paths: ProfilePaths) -> Index | None:
    """The index, or None where there is none that can be read."""
    with contextlib.suppress(
        StoreError, DamagedError, ValueError, TypeError, KeyError, AttributeError, RecursionError
    ):
        check, _, text = read_bytes(paths.index, MAX_INDEX).partition(b"\n")
        table = json.loads(text)
        if check == _compute_check(text) and table["version"] == VERSION:
            link = table["link"]
            return Index(
                str(table["state"]),
                str(table["newest"]),
                Link(link["continues"], link["before"], tuple(link["joins"])),
                tuple(table["ends"]),
                _read_earlier(table["past"]),
            )
    return None


def write_index(paths: ProfilePaths, index: Index) -> None:
    """Save the index. It need not be durable, and a failure to write it harms nothing."""
    earlier, state = index.earlier, index.earlier.state
    table = {
        "version": VERSION,
        "state": index.state,
        "newest": index.newest,
        "link": asdict(index.link),
        "ends": index.ends,
        "past": {
            "aliases": dict(earlier.aliases),
            "recent": [[e.id, e.at, e.kind, e.text("item")] for e in earlier.recent],
            "latest": earlier.latest,
            "items": sorted(earlier.items),
            "left_behind": sorted(earlier.left_behind),
            "state": {
                "answers": [asdict(answer) for answer in state.answers.values()],
                "disagreed": state.disagreed,
                "order": state.order,
                "last_event": event_file.format_event(state.last_event) if state.last_event else "",
                "area": state.area,
                "began": state.began,
                "dealt_at": dict(state.dealt_at),
                "disagreed_at": dict(state.disagreed_at),
                "disagreed_revisions": dict(state.disagreed_revisions),
                "replaced_answers": [asdict(answer) for answer in state.replaced_answers.values()],
            },
        },
    }
    index_text = json.dumps(table, default=dt.datetime.isoformat).encode("ascii")
    if len(index_text) < MAX_INDEX:
        write_derived(paths.index, _compute_check(index_text) + b"\n" + index_text)


def _compute_check(text: bytes) -> bytes:
    return b"%08x" % zlib.crc32(text)


def _read_earlier(table: Mapping[str, Any]) -> EarlierAssessments:
    state_table, time_of = table["state"], dt.datetime.fromisoformat
    last_event_text = state_table["last_event"]
    last_event = (
        event_file.append_text(Document({}), last_event_text).events[0] if last_event_text else None
    )
    answers, replaced_answers = (
        [Answer(**{**answer, "at": time_of(answer["at"])}) for answer in state_table[key]]
        for key in ("answers", "replaced_answers")
    )
    return EarlierAssessments(
        dict(table["aliases"]),
        AssessmentState(
            {answer.item: answer for answer in answers},
            dict(state_table["disagreed"]),
            tuple(state_table["order"]),
            last_event,
            state_table["area"],
            time_of(state_table["began"]) if state_table["began"] else None,
            {item: time_of(at) for item, at in state_table["dealt_at"].items()},
            {item: time_of(at) for item, at in state_table["disagreed_at"].items()},
            dict(state_table["disagreed_revisions"]),
            {(answer.item, answer.revision): answer for answer in replaced_answers},
        ),
        tuple(
            Event(ident, time_of(at), kind, {"item": item})
            for ident, at, kind, item in table["recent"]
        ),
        time_of(table["latest"]) if table["latest"] else None,
        frozenset(table["items"]),
        frozenset(table["left_behind"]),
    )
