"""Files of events: TOML text that a person can read, to Document and back. No disk.

A document is a header, any number of ``[[event]]`` tables and, once it is finished, a
``[finished]`` table. Adding to a document appends text and leaves what stands there as it is, so
that comments, and keys of later versions, survive. Each table carries a ``check`` over its other
keys, so that a flipped bit is noticed; a table without one is accepted.
"""

from __future__ import annotations

import codecs
import contextlib
import datetime as dt
import json
import re
import tomllib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import tomli_w

from pmcoach.assessment.events import Event, merge_events
from pmcoach.store.listing import LAST_YEAR
from pmcoach.store.migrate import SCHEMA, upgrade

MAX_EVENTS = 100_000
MAX_TEXT = 100_000
"""Characters that one text of an event may have: a note, a proof, what was done."""
MAX_WRITTEN = 8_000_000
"""Bytes that a file may grow to. Reading takes twice that (`disk.MAX_FILE`), so that two files that
were written can always be merged into one that can be read."""
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

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all events."""
        return frozenset(event.id for event in self.events)

    def has_same_content(self, other: Document) -> bool:
        """Whether another document has the same header, events and end."""
        return (dict(self.header), merge_events(self.events), self.finished) == (
            dict(other.header), merge_events(other.events), other.finished
        )  # fmt: skip


def compute_check(table: Mapping[str, object]) -> str:
    """Eight hex digits over everything in a table but its ``check``."""
    whole = {key: value for key, value in table.items() if key != "check"}
    text = json.dumps(whole, sort_keys=True, default=_canonical, ensure_ascii=True)
    return f"{zlib.crc32(text.encode('ascii')):08x}"


def _canonical(value: object) -> str:
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.astimezone(dt.UTC).isoformat()
    return str(value)


def _sealed(table: Mapping[str, object]) -> dict[str, object]:
    return {**table, "check": compute_check(table)}


def format_header(header: Mapping[str, object]) -> str:
    """The beginning of a new document."""
    return tomli_w.dumps(_sealed({"schema": SCHEMA, **header}))


def format_event(event: Event) -> str:
    """One ``[[event]]`` table."""
    table = {"id": event.id, "at": event.at, "kind": event.kind, **event.data}
    text = tomli_w.dumps({"event": _sealed(table)})
    return "\n" + text.replace("[event]\n", "[[event]]\n", 1)


def format_end(finished: Mapping[str, object]) -> str:
    """The ``[finished]`` table that closes a document."""
    return "\n" + tomli_w.dumps({"finished": _sealed(finished)})


def format_document(document: Document) -> str:
    """The text of a document from its parts."""
    closing = format_end(document.finished) if document.finished is not None else ""
    events = "".join(map(format_event, document.events))
    return format_header(document.header) + events + closing


def parse_document(data: bytes) -> Document:
    """The document in ``data``. Raises DamagedError or NewerError, whatever the bytes."""
    try:
        text = data.decode("utf-8-sig")  # some editors put a mark before the first byte
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
        return replace(fresh, text=format_document(fresh), schema=schema)
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
        right = "check" not in table or table["check"] == compute_check(table)
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
    if aware.year >= LAST_YEAR:
        raise DamagedError(f"{what} has an impossible time")
    return Event(ident, aware, kind, whole)


def append_text(document: Document, chunk: str) -> Document:
    """``document`` with ``chunk`` (an event or finished table) written at its end.

    Reads the chunk alone, so that adding takes no longer as a file grows.

    Raises:
        DamagedError: What would be written could not be read again.
    """
    try:
        table = tomllib.loads(chunk)
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"not TOML: {str(error)[:120]}") from error
    events = tuple(_event(event, "the event") for event in table.get("event", ()))
    finished = table.get("finished")
    grown = replace(
        document,
        text=document.text + ("" if document.text.endswith("\n") else "\n") + chunk,
        events=(*document.events, *events),
        finished=_checked(finished, "the end") if finished is not None else document.finished,
    )
    _check_size(grown, MAX_WRITTEN)
    return grown


def new_document(header: Mapping[str, object], events: Iterable[Event]) -> Document:
    """A new document. Raises DamagedError where what would be written could not be read again."""
    return reformat_document(Document(header, tuple(events)), MAX_WRITTEN)


def reformat_document(document: Document, limit: int = 2 * MAX_WRITTEN) -> Document:
    """A document as its parts would be written, read back: the one check on whatever is to be
    written as a whole.

    Raises:
        DamagedError: It could not be read again, or is too large.
    """
    try:
        encoded = format_document(document).encode("utf-8")
        back = parse_document(encoded)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise DamagedError(f"it cannot be written: {str(error)[:120]}") from error
    except NewerError as error:
        raise DamagedError("its header has keys that are not a header's") from error
    if back.ids != document.ids:
        raise DamagedError("some of its events would be lost")
    _check_size(back, limit)
    return back


def _check_size(document: Document, limit: int) -> None:
    if len(document.events) > MAX_EVENTS or len(document.text.encode("utf-8")) > limit:
        raise DamagedError(f"it would be larger than {limit:,} bytes or {MAX_EVENTS:,} entries")


def merge_documents(documents: Iterable[Document]) -> Document:
    """One document with the events of all, none dropped, the same in whatever order they come: of
    two headers or ends that differ, the later one by its text counts, and keys of either stay. It
    is finished where any of them is.

    Raises:
        DamagedError: All together are too large to be read again.
    """
    many = sorted(documents, key=lambda document: _sort_key(document.header))
    header = dict(sorted({k: v for document in many for k, v in document.header.items()}.items()))
    ends = [document.finished for document in many if document.finished is not None]
    events = tuple(merge_events(*(document.events for document in many)))
    return reformat_document(Document(header, events, max(ends, key=_sort_key, default=None)))


def _sort_key(table: Mapping[str, object]) -> tuple[str, str]:
    """The order of tables: by the time they name, then by all they hold."""
    moment = table.get("at")
    return (
        _canonical(moment) if isinstance(moment, dt.datetime) else "",
        json.dumps(table, sort_keys=True, default=_canonical),
    )


def split_git_conflict(data: bytes) -> tuple[bytes, bytes] | None:
    """The two sides of a file that git left with conflict markers, or None without any."""
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
    if not text.startswith("<<<<<<<") and "\n<<<<<<<" not in text:
        return None
    ours: list[str] = []
    theirs: list[str] = []
    into: tuple[list[str], ...] = (ours, theirs)
    conflicts = 0
    for line in text.splitlines(keepends=True):
        mark = line[:7]
        if mark == "<<<<<<<":
            into = (ours,)
        elif mark == "|||||||" and into == (ours,):
            into = ()  # what both sides began from
        elif mark == "=======" and len(into) < 2:
            into = (theirs,)
        elif mark == ">>>>>>>" and len(into) < 2:
            into = (ours, theirs)
            conflicts += 1
        else:
            for side in into:
                side.append(line)
    if not conflicts or len(into) < 2:
        return None
    return "".join(ours).encode(), "".join(theirs).encode()


def salvage_document(data: bytes) -> Document | None:
    """What is intact in a damaged file: every event and end that can be read and whose check fits,
    and of its header what can be told. None where no event is.

    The header says what the file goes on from, so it is read key by key where its check does not
    fit: a wrong link is harmless, as every assessment counts that is not left behind.
    """
    text = _decoded(data).replace("\r\n", "\n").replace("\0", "")
    parts = re.split(r"(?m)^(?=\[\[event\]\]|\[finished\])", text, maxsplit=MAX_EVENTS)
    events: list[Event] = []
    finished: dict[str, object] | None = None
    for part in parts[1:]:
        table = _readable(part)
        raw, end = table.get("event"), table.get("finished")
        if isinstance(raw, list):
            events += _intact(raw)
        elif isinstance(end, dict) and "check" in end:
            with contextlib.suppress(DamagedError):
                finished = _checked(end, "its end")
    return Document(_salvaged_header(parts[0]), tuple(events), finished) if events else None


def _decoded(data: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    return data.decode("utf-8-sig", errors="replace")


def _salvaged_header(part: str) -> dict[str, object]:
    try:
        header = _checked(tomllib.loads(part), "its header")
    except (ValueError, RecursionError, DamagedError):
        header = dict(HEADER_LINE.findall(part[:10_000]))
        for key, texts in HEADER_LIST.findall(part[:10_000]):
            header[key] = re.findall(r'"([^"\n]*)"', texts)
    header.pop("schema", None)
    return header


HEADER_LINE = re.compile(
    r'(?m)^(about|form|pack|content|continues|before)[ \t]*=[ \t]*"([^"\\\n]{0,200})"[ \t]*$'
)
HEADER_LIST = re.compile(r"(?m)^(joins)[ \t]*=[ \t]*\[([^\]]{0,5000})\]")


def _readable(part: str) -> dict[str, object]:
    """A stretch of a damaged file as a table. What follows the table is left off: it ends with an
    empty line, or else lines are cut from its end until it can be read."""
    lines = part.split("\n")
    table_lines = part.split("\n\n")[0].split("\n")
    shorter = (table_lines[:keep] for keep in range(len(table_lines), 0, -1)[:MOST_CUT])
    for candidate in (lines, *shorter):
        try:
            return tomllib.loads("\n".join(candidate))
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
