"""Files of events: TOML text that a person can read, to Document and back. No disk.

A document is a header, any number of ``[[event]]`` tables and, once it is finished, a
``[finished]`` table. Adding to a document appends text and leaves what stands there as it is, so
that comments, and keys of later versions, survive. Each table carries a ``check`` over its other
keys, so that a flipped bit is noticed; a table without one is accepted.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import tomli_w

from pmcoach.assessment.events import Event, union
from pmcoach.store.migrate import SCHEMA, upgrade

MAX_EVENTS = 100_000
MOST_CUT = 30
"""Lines that are cut from the end of a damaged stretch in search of what is whole before them."""


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
    schema: int = SCHEMA
    """The schema it was written in; an older one was brought up to date in memory."""


def checksum(table: Mapping[str, object]) -> str:
    """Eight hex digits over everything in a table but its ``check``."""
    whole = {key: value for key, value in table.items() if key != "check"}
    text = json.dumps(whole, sort_keys=True, default=_canonical, ensure_ascii=True)
    return f"{zlib.crc32(text.encode('ascii')):08x}"


def _canonical(value: object) -> str:
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.astimezone(dt.UTC).isoformat()
    return str(value)


def _sealed(table: Mapping[str, object]) -> dict[str, object]:
    return {**table, "check": checksum(table)}


def header_text(header: Mapping[str, object]) -> str:
    """The beginning of a new document."""
    return tomli_w.dumps(_sealed({"schema": SCHEMA, **header}))


def event_text(event: Event) -> str:
    """One ``[[event]]`` table."""
    table = {"id": event.id, "at": event.at, "kind": event.kind, **event.data}
    text = tomli_w.dumps({"event": _sealed(table)})
    return "\n" + text.replace("[event]\n", "[[event]]\n", 1)


def finished_text(finished: Mapping[str, object]) -> str:
    """The ``[finished]`` table that closes a document."""
    return "\n" + tomli_w.dumps({"finished": _sealed(finished)})


def write(document: Document) -> str:
    """The text of a document from its parts."""
    closing = finished_text(document.finished) if document.finished is not None else ""
    events = "".join(map(event_text, document.events))
    return header_text(document.header) + events + closing


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
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 0:
        raise DamagedError("no schema number: not a file of pmcoach's")
    if schema > SCHEMA:
        raise NewerError(
            f"written by a newer pmcoach (schema {schema}; this one reads up to {SCHEMA})"
        )
    if schema < SCHEMA:
        try:
            table = upgrade(table, schema)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise DamagedError(f"of the old schema {schema}, and not complete") from error
        # What an older version wrote is from now on held as this version writes it.
        fresh = _document(table, "")
        return replace(fresh, text=write(fresh), schema=schema)
    return _document(table, text)


def _document(table: Mapping[str, object], text: str) -> Document:
    raw = table.get("event", [])
    if not isinstance(raw, list) or len(raw) > MAX_EVENTS:
        raise DamagedError("its events are not a list, or too many")
    finished = table.get("finished")
    if finished is not None:
        finished = dict(_checked(finished, "its end"))
    head = {k: v for k, v in table.items() if k not in {"event", "finished"}}
    header = {k: v for k, v in _checked(head, "its header").items() if k != "schema"}
    events = tuple(_event(one, f"event {number}") for number, one in enumerate(raw, 1))
    return Document(header, events, finished, text)


def _checked(table: object, what: str) -> dict[str, object]:
    """The table without its ``check``. Raises DamagedError where that does not fit."""
    if not isinstance(table, dict):
        raise DamagedError(f"{what} is not a table")
    try:
        right = "check" not in table or table["check"] == checksum(table)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise DamagedError(f"{what} cannot be checked") from error
    if not right:
        raise DamagedError(f"{what} was altered: its check does not fit")
    return {key: value for key, value in table.items() if key != "check"}


def _event(table: object, what: str) -> Event:
    whole = _checked(table, what)
    ident, at, kind = whole.pop("id", None), whole.pop("at", None), whole.pop("kind", None)
    if not (
        isinstance(ident, str) and ident and isinstance(kind, str) and isinstance(at, dt.datetime)
    ):
        raise DamagedError(f"{what} lacks an id, a time or a kind")
    try:
        aware = (at if at.tzinfo else at.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except OverflowError as error:
        raise DamagedError(f"{what} has an impossible time") from error
    return Event(ident, aware, kind, whole)


def added(document: Document, chunk: str) -> Document:
    """``document`` with ``chunk`` (an event or finished table) written at its end.

    Reads the chunk alone, so that adding takes no longer as a file grows. Raises DamagedError.
    """
    try:
        table = tomllib.loads(chunk)
    except ValueError as error:
        raise DamagedError(f"not TOML: {str(error)[:120]}") from error
    events = tuple(_event(one, "the event") for one in table.get("event", ()))
    finished = table.get("finished")
    return replace(
        document,
        text=document.text + ("" if document.text.endswith("\n") else "\n") + chunk,
        events=(*document.events, *events),
        finished=_checked(finished, "the end") if finished is not None else document.finished,
    )


def merged(documents: Iterable[Document]) -> Document:
    """One document with the events of all, none dropped. The first one's header holds; keys that
    only others have are added. It is finished where any of them is."""
    many = list(documents)
    header = {k: v for one in reversed(many) for k, v in one.header.items()}
    finished = next((one.finished for one in many if one.finished is not None), None)
    whole = Document(header, tuple(union(*(one.events for one in many))), finished)
    return replace(whole, text=write(whole))


CONFLICT = re.compile(
    r"^<{7}[^\n]*\n(?P<ours>.*?)(?:^\|{7}[^\n]*\n.*?)?^={7}\n(?P<theirs>.*?)^>{7}[^\n]*\n?",
    re.MULTILINE | re.DOTALL,
)


def conflict_sides(data: bytes) -> tuple[bytes, bytes] | None:
    """The two sides of a file that git left with conflict markers, or None without any."""
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
    if not CONFLICT.search(text):
        return None
    return (
        CONFLICT.sub(lambda found: found["ours"], text).encode(),
        CONFLICT.sub(lambda found: found["theirs"], text).encode(),
    )


def salvage(data: bytes) -> Document | None:
    """What is intact in a damaged file: its header if that is whole, and every event that can be
    read and whose check fits. None where nothing is."""
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\0", "")
    parts = re.split(r"(?m)^(?=\[\[event\]\]|\[finished\])", text)
    events: list[Event] = []
    header: dict[str, object] = {}
    for number, part in enumerate(parts):
        table = _readable(part)
        raw = table.get("event")
        if number == 0:
            try:
                header = _checked(table, "header")
            except DamagedError:
                header = {}
        elif isinstance(raw, list):
            events += _intact(raw)
    if not events:
        return None
    header.pop("schema", None)
    return Document(header, tuple(events))


def _readable(part: str) -> dict[str, object]:
    """A stretch of a damaged file as a table; lines are cut from its end until it can be read."""
    lines = part.split("\n")
    for keep in range(len(lines), max(0, len(lines) - MOST_CUT), -1):
        try:
            return tomllib.loads("\n".join(lines[:keep]))
        except (ValueError, RecursionError):
            continue
    return {}


def _intact(raw: list[object]) -> Iterator[Event]:
    for table in raw:
        # Without a check there is no knowing that an event of a damaged file is what was written.
        if isinstance(table, dict) and "check" in table:
            try:
                yield _event(table, "event")
            except DamagedError:
                continue
