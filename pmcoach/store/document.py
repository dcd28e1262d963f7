"""Files of events: TOML text that a person can read, to Document and back. No disk.

A document is a header, any number of ``[[event]]`` tables and, once it is finished, a
``[finished]`` table. Adding to a document appends text and leaves what stands there as it is, so
that comments, and keys of later versions, survive.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import tomli_w

from pmcoach.assessment.events import Event

SCHEMA = 1
MAX_EVENTS = 100_000


class DamagedError(Exception):
    """Text that is not a document; says why."""


class NewerError(Exception):
    """A document of a later version of this program."""


@dataclass(frozen=True)
class Document:
    """A parsed file of events."""

    header: Mapping[str, object]
    events: tuple[Event, ...] = ()
    finished: Mapping[str, object] | None = None
    text: str = field(default="", repr=False)


def header_text(header: Mapping[str, object]) -> str:
    """The beginning of a new document."""
    return tomli_w.dumps({"schema": SCHEMA, **header})


def event_text(event: Event) -> str:
    """One ``[[event]]`` table."""
    table = {"id": event.id, "at": event.at, "kind": event.kind, **event.data}
    text = tomli_w.dumps({"event": table})
    return "\n" + text.replace("[event]\n", "[[event]]\n", 1)


def finished_text(finished: Mapping[str, object]) -> str:
    """The ``[finished]`` table that closes a document."""
    return "\n" + tomli_w.dumps({"finished": finished})


def parse(data: bytes) -> Document:
    """The document in ``data``. Raises DamagedError or NewerError, whatever the bytes."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DamagedError(f"not UTF-8 text (byte {error.start})") from error
    if not text.strip():
        raise DamagedError("empty")
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"not TOML: {str(error)[:120]}") from error
    schema = table.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise DamagedError("no schema number: not a file of pmcoach's")
    if schema > SCHEMA:
        raise NewerError(
            f"written by a newer pmcoach (schema {schema}; this one reads up to {SCHEMA})"
        )
    raw = table.get("event", [])
    if not isinstance(raw, list) or len(raw) > MAX_EVENTS:
        raise DamagedError("its events are not a list, or too many")
    finished = table.get("finished")
    if finished is not None and not isinstance(finished, dict):
        raise DamagedError("its finished table is not one")
    header = {k: v for k, v in table.items() if k not in {"event", "finished", "schema"}}
    return Document(header, tuple(_events(raw)), finished, text)


def added(document: Document, chunk: str) -> Document:
    """``document`` with ``chunk`` (an event or finished table) written at its end.

    Reads the chunk alone, so that adding takes no longer as a file grows. Raises DamagedError.
    """
    try:
        table = tomllib.loads(chunk)
    except ValueError as error:
        raise DamagedError(f"not TOML: {str(error)[:120]}") from error
    text = document.text + ("" if document.text.endswith("\n") else "\n") + chunk
    events = (*document.events, *_events(table.get("event", [])))
    return replace(document, text=text, events=events,
                   finished=table.get("finished", document.finished))


def _events(raw: list[object]) -> Iterable[Event]:
    for number, table in enumerate(raw, 1):
        if not isinstance(table, dict):
            raise DamagedError(f"event {number} is not a table")
        ident, at, kind = table.get("id"), table.get("at"), table.get("kind")
        if not (isinstance(ident, str) and ident and isinstance(kind, str)
                and isinstance(at, dt.datetime)):
            raise DamagedError(f"event {number} lacks an id, a time or a kind")
        aware = at if at.tzinfo else at.replace(tzinfo=dt.UTC)
        rest = {k: v for k, v in table.items() if k not in {"id", "at", "kind"}}
        try:
            yield Event(ident, aware.astimezone(dt.UTC), kind, rest)
        except OverflowError as error:
            raise DamagedError(f"event {number} has an impossible time") from error
