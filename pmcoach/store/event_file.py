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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import tomli_w

from pmcoach.assessment.events import Event, merge_events
from pmcoach.store.listing import LAST_YEAR
from pmcoach.store.migrate import SCHEMA, current_kind, upgrade

MAX_EVENTS = 100_000
MAX_TEXT = 100_000
"""Characters that one text of an event may have: a note, a proof, what was done."""
MAX_WRITTEN = 8_000_000
"""Bytes that a file may grow to. Reading takes twice that (`atomic_io.MAX_FILE`), so that two files that
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
    """The schema of its text. What an older one holds was brought up to date in memory."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all events."""
        return frozenset(event.id for event in self.events)

    def has_same_content(self, document: Document) -> bool:
        """Whether another document has the same header, events and end."""
        return (dict(self.header), merge_events(self.events), self.finished) == (
            dict(document.header), merge_events(document.events), document.finished
        )  # fmt: skip


def compute_check(table: Mapping[str, object]) -> str:
    """Eight hex digits over everything in a table but its ``check``."""
    unsealed = {key: entry for key, entry in table.items() if key != "check"}
    text = json.dumps(unsealed, sort_keys=True, default=_canonical_text, ensure_ascii=True)
    return f"{zlib.crc32(text.encode('ascii')):08x}"


def _canonical_text(toml_value: object) -> str:
    if isinstance(toml_value, dt.datetime) and toml_value.tzinfo is not None:
        return toml_value.astimezone(dt.UTC).isoformat()
    return str(toml_value)


def _seal(table: Mapping[str, object]) -> dict[str, object]:
    return {**table, "check": compute_check(table)}


def format_event(event: Event) -> str:
    """One ``[[event]]`` table."""
    table = {"id": event.id, "at": event.at, "kind": current_kind(event.kind), **event.fields}
    return "\n" + tomli_w.dumps({"event": _seal(table)}).replace("[event]\n", "[[event]]\n", 1)


def format_end(finished: Mapping[str, object]) -> str:
    """The ``[finished]`` table that closes a document."""
    return "\n" + tomli_w.dumps({"finished": _seal(finished)})


def format_document(document: Document) -> str:
    """The text of a document from its parts."""
    parts = [
        tomli_w.dumps(_seal({"schema": SCHEMA, **document.header})),
        *map(format_event, document.events),
        format_end(document.finished) if document.finished is not None else "",
    ]
    return "".join(parts)


def parse_document(content: bytes) -> Document:
    """The document in the bytes of a file. Raises DamagedError or NewerError, whatever they are."""
    try:
        text = content.decode("utf-8-sig")  # some editors put a mark before the first byte
    except UnicodeDecodeError as error:
        raise DamagedError(f"not UTF-8 text (byte {error.start})") from error
    if not text.strip():
        raise DamagedError("empty")
    table = _parse_toml(text)
    schema = table.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 0:
        raise DamagedError("no schema number: not a file of pmcoach's")
    if schema > SCHEMA:
        raise NewerError(
            f"written by a newer pmcoach (schema {schema}; this one reads up to {SCHEMA})"
        )
    try:
        table = upgrade(table, schema)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise DamagedError(f"of the old schema {schema}, and not complete") from error
    return replace(_document(table, text), schema=schema)


def parse_or_none(content: bytes) -> Document | None:
    """The document in the bytes of a file, or None where they are damaged or newer."""
    with contextlib.suppress(DamagedError, NewerError):
        return parse_document(content)
    return None


def parse_or_salvage(content: bytes) -> Document | None:
    """The document in the bytes of a file, or what is intact in them. None where nothing is, or
    where they are newer."""
    try:
        return parse_document(content)
    except DamagedError:
        return salvage_document(content)
    except NewerError:
        return None


def find_damage(content: bytes) -> str:
    """Why the bytes of a file cannot be used by any version, or nothing."""
    try:
        parse_document(content)
    except DamagedError as error:
        return str(error)
    except NewerError:
        return ""
    return ""


def _parse_toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"not TOML: {str(error)[:120]}") from error


def _document(table: Mapping[str, object], text: str) -> Document:
    event_tables = table.get("event", [])
    if not isinstance(event_tables, list) or len(event_tables) > MAX_EVENTS:
        raise DamagedError("its events are not a list, or too many")
    finished_table = table.get("finished")
    header = _unseal(
        {key: entry for key, entry in table.items() if key not in {"event", "finished"}},
        "its header",
    )
    del header["schema"]
    return Document(
        header,
        tuple(_event(table, f"event {number}") for number, table in enumerate(event_tables, 1)),
        _unseal(finished_table, "its end") if finished_table is not None else None,
        text,
    )


def _unseal(table: object, part: str) -> dict[str, object]:
    """The table without its ``check``. Raises DamagedError where that does not fit; ``part`` says
    what of the file it is."""
    if not isinstance(table, dict):
        raise DamagedError(f"{part} is not a table")
    try:
        check_fits = "check" not in table or table["check"] == compute_check(table)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise DamagedError(f"{part} cannot be checked") from error
    if not check_fits:
        raise DamagedError(f"{part} was altered: its check does not fit")
    return {key: entry for key, entry in table.items() if key != "check"}


def _event(table: object, part: str) -> Event:
    fields = _unseal(table, part)
    ident, at, kind = fields.pop("id", None), fields.pop("at", None), fields.pop("kind", None)
    if not (
        isinstance(ident, str) and ident and isinstance(kind, str) and isinstance(at, dt.datetime)
    ):
        raise DamagedError(f"{part} lacks an id, a time or a kind")
    try:
        utc = (at if at.tzinfo else at.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except OverflowError:
        utc = dt.datetime.max.replace(tzinfo=dt.UTC)
    if utc.year >= LAST_YEAR:
        raise DamagedError(f"{part} has an impossible time")
    return Event(ident, utc, current_kind(kind), fields)


def append_text(document: Document, chunk: str) -> Document:
    """``document`` with ``chunk`` (tables of events, or the finished one) written at its end.

    Reads the chunk alone, so that adding takes no longer as a file grows. The text of a document
    of an older schema, or of one that has none yet, is written anew.

    Raises:
        DamagedError: What would be written could not be read again.
    """
    chunk_table = _parse_toml(chunk)
    finished_table = chunk_table.get("finished")
    current_document = (
        document if document.text and document.schema == SCHEMA else reformat_document(document)
    )
    grown_document = replace(
        current_document,
        text=current_document.text + ("" if current_document.text.endswith("\n") else "\n") + chunk,
        events=(
            *current_document.events,
            *(_event(event_table, "the event") for event_table in chunk_table.get("event", ())),
        ),
        finished=_unseal(finished_table, "the end")
        if finished_table is not None
        else current_document.finished,
    )
    _check_size(grown_document, MAX_WRITTEN)
    return grown_document


def reformat_document(document: Document, limit: int = 2 * MAX_WRITTEN) -> Document:
    """A document as its parts would be written, read back: the one check on whatever is to be
    written as a whole.

    Raises:
        DamagedError: It could not be read again, or is too large.
    """
    try:
        reread_document = parse_document(format_document(document).encode("utf-8"))
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise DamagedError(f"it cannot be written: {str(error)[:120]}") from error
    except NewerError as error:
        raise DamagedError("its header has keys that are not a header's") from error
    if reread_document.ids != document.ids:
        raise DamagedError("some of its events would be lost")
    _check_size(reread_document, limit)
    return reread_document


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
    ordered_documents = sorted(documents, key=lambda document: _sort_key(document.header))
    header = {
        key: entry for document in ordered_documents for key, entry in document.header.items()
    }
    events = tuple(merge_events(*(document.events for document in ordered_documents)))
    finished = max(
        (document.finished for document in ordered_documents if document.finished is not None),
        key=_sort_key,
        default=None,
    )
    return reformat_document(Document(dict(sorted(header.items())), events, finished))


def _sort_key(table: Mapping[str, object]) -> tuple[str, str]:
    """The order of tables: by the time they name, then by all they hold."""
    at = table.get("at")
    return (
        _canonical_text(at) if isinstance(at, dt.datetime) else "",
        json.dumps(table, sort_keys=True, default=_canonical_text),
    )


def split_git_conflict(content: bytes) -> tuple[bytes, bytes] | None:
    """The two sides of a file that git left with conflict markers, or None without any."""
    text = content.decode("utf-8", errors="replace").replace("\r\n", "\n")
    our_lines: list[str] = []
    their_lines: list[str] = []
    lines_by_section = {
        "both": (our_lines, their_lines),
        "ours": (our_lines,),
        "base": (),
        "theirs": (their_lines,),
    }
    section, conflict_count = "both", 0
    for line in text.splitlines(keepends=True):
        marker = line[:7]
        if marker == "<<<<<<<":
            section = "ours"
        elif marker == "|||||||" and section == "ours":
            section = "base"
        elif marker == "=======" and section != "both":
            section = "theirs"
        elif marker == ">>>>>>>" and section != "both":
            section, conflict_count = "both", conflict_count + 1
        else:
            for side_lines in lines_by_section[section]:
                side_lines.append(line)
    if not conflict_count or section != "both":
        return None
    return "".join(our_lines).encode(), "".join(their_lines).encode()


def salvage_document(content: bytes) -> Document | None:
    """What is intact in a damaged file: every event and end that can be read and whose check fits,
    and of its header what can be told. None where no event is.

    The header says what the file goes on from, so it is read key by key where its check does not
    fit: a wrong link is harmless, as every assessment counts that is not left behind.
    """
    is_utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = content.decode("utf-16" if is_utf_16 else "utf-8-sig", errors="replace")
    text = text.replace("\r\n", "\n").replace("\0", "")
    parts = re.split(r"(?m)^(?=\[\[event\]\]|\[finished\])", text, maxsplit=MAX_EVENTS)
    events: list[Event] = []
    finished_table: dict[str, object] | None = None
    for part in parts[1:]:
        table = _salvage_table(part)
        event_tables, end_table = table.get("event"), table.get("finished")
        # Without a check there is no knowing that a table of a damaged file is what was written.
        for event_table in event_tables if isinstance(event_tables, list) else ():
            if isinstance(event_table, dict) and "check" in event_table:
                with contextlib.suppress(DamagedError):
                    events.append(_event(event_table, "event"))
        if isinstance(end_table, dict) and "check" in end_table:
            with contextlib.suppress(DamagedError):
                finished_table = _unseal(end_table, "its end")
    return Document(_salvage_header(parts[0]), tuple(events), finished_table) if events else None


def _salvage_header(part: str) -> dict[str, object]:
    try:
        header = _unseal(_parse_toml(part), "its header")
    except DamagedError:
        header = dict(HEADER_LINE.findall(part[:10_000]))
        for key, texts in HEADER_LIST.findall(part[:10_000]):
            header[key] = re.findall(r'"([^"\n]*)"', texts)
    header.pop("schema", None)
    return header


HEADER_LINE = re.compile(
    r'(?m)^(about|form|pack|content|continues|before)[ \t]*=[ \t]*"([^"\\\n]{0,200})"[ \t]*$'
)
HEADER_LIST = re.compile(r"(?m)^(joins)[ \t]*=[ \t]*\[([^\]]{0,5000})\]")


def _salvage_table(part: str) -> dict[str, Any]:
    """A stretch of a damaged file as a table. What follows the table is left off: it ends with an
    empty line, or else lines are cut from its end until it can be read."""
    lines = part.split("\n\n")[0].split("\n")
    shortened_texts = ("\n".join(lines[:count]) for count in range(len(lines), 0, -1)[:MOST_CUT])
    for candidate_text in (part, *shortened_texts):
        with contextlib.suppress(DamagedError):
            return _parse_toml(candidate_text)
    return {}
