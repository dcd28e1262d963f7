"""Bringing a whole profile from another machine: look first, then merge, event by event."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from pmcoach.assessment.events import Event
from pmcoach.coach.session import Session
from pmcoach.store import atomic_io, event_file
from pmcoach.store.errors import StoreError
from pmcoach.store.event_file import DamagedError, Document, NewerError
from pmcoach.store.listing import is_profile_file, list_profile

MAX_IMPORT = 64_000_000
"""Bytes of a file to import."""


class ImportedEvent(BaseModel):
    """One event; what else it has is kept as it is."""

    model_config = ConfigDict(extra="allow")

    id: str = Field(min_length=1, max_length=200)
    at: AwareDatetime
    kind: str = Field(max_length=100)


class ImportedFile(BaseModel):
    """One file of a profile."""

    header: dict[str, Any] = {}
    events: list[ImportedEvent] = Field(default=[], max_length=event_file.MAX_EVENTS)
    finished: dict[str, Any] | None = None


class Imported(BaseModel):
    """What `pmcoach export --format json --include all` puts under "profile"."""

    files: dict[str, ImportedFile]


@dataclass(frozen=True)
class Incoming:
    """One file to import and what it would do here."""

    name: str
    what: str
    """new, merged or the same"""
    fresh: int
    """Events that are not here yet."""
    document: Document


def whole_profile(session: Session) -> dict[str, Any]:
    """Everything of a profile that can be read, as JSON values, for another machine. What cannot
    be read is named under "unreadable"; of a damaged file, what is intact is there."""
    files: dict[str, Any] = {}
    unreadable: dict[str, str] = {}
    listing = list_profile(session.store.paths)
    for name in listing.files:
        readable: Document | None = None
        try:
            data = atomic_io.read_bytes(session.store.paths.folder / name)
            try:
                readable = event_file.parse_document(data)
            except DamagedError as error:
                unreadable[name] = str(error)
                readable = event_file.salvage_document(data)
        except (StoreError, NewerError) as error:
            unreadable[name] = str(error)
        if readable is not None:
            files[name] = _file_table(readable)
    for name, copy in listing.unsettled:
        unreadable[name] = f"it was damaged and lies in {copy.name}"
    table = {"files": files, "escaped": True, "unreadable": unreadable}
    values: dict[str, Any] = json.loads(json.dumps(table, default=_jsonable))
    return values


def _file_table(readable: Document) -> dict[str, Any]:
    return {
        "header": _escaped(readable.header),
        "events": [
            {"id": e.id, "at": e.at, "kind": e.kind, **_escaped(e.data)} for e in readable.events
        ],
        "finished": _escaped(readable.finished) if readable.finished is not None else None,
    }


def _escaped(value: Any) -> Any:
    """Texts that begin with "@" get another one, so that none is taken for a day or time."""
    if isinstance(value, str):
        return f"@{value}" if value.startswith("@") else value
    if isinstance(value, Mapping):
        return {key: _escaped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_escaped(inner) for inner in value]
    return value


def _jsonable(value: object) -> str:
    """Days and times, told apart from text so that they come back as what they were."""
    if isinstance(value, dt.datetime | dt.date):
        return f"@{value.isoformat()}"
    return str(value)


def _restored(value: object, escaped: bool) -> Any:
    """The reverse of _jsonable and _escaped; None is left out of tables, as TOML has no such
    value."""
    if isinstance(value, str) and value.startswith("@"):
        if escaped and value.startswith("@@"):
            return value[1:]
        for kind in (dt.date, dt.datetime):
            try:
                return kind.fromisoformat(value[1:])
            except ValueError:
                continue
        return value
    if isinstance(value, dict):
        return {k: _restored(v, escaped) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_restored(inner, escaped) for inner in value if inner is not None]
    return value


def preview_import(session: Session, path: Path) -> list[Incoming]:
    """What importing a file would bring, file by file. Raises StoreError where it is not a whole
    profile."""
    data = atomic_io.read_bytes(path.expanduser(), MAX_IMPORT)
    try:
        table = json.loads(data)
        raw = table.get("profile") if isinstance(table, dict) else None
        if raw is None:
            raise StoreError(
                f"{path} holds no whole profile. Make one on the other machine with: "
                "pmcoach export --format json --include all --output FILE"
            )
        escaped = isinstance(raw, dict) and raw.get("escaped") is True
        imported = TypeAdapter(Imported).validate_python(_restored(raw, escaped))
    except (ValueError, RecursionError, ValidationError) as error:
        raise StoreError(
            f"{path} cannot be imported: it is not a profile that pmcoach "
            "exported, or it is damaged."
        ) from error
    incoming: list[Incoming] = []
    for name, file in imported.files.items():
        if not is_profile_file(name):
            raise StoreError(f"{path} cannot be imported: it holds a file that no profile has.")
        try:
            incoming.append(_incoming(session, name, file))
        except (DamagedError, NewerError, OverflowError) as error:
            raise StoreError(f"{path} cannot be imported: in {name}, {error}.") from error
    return incoming


def _incoming(session: Session, name: str, file: ImportedFile) -> Incoming:
    events = tuple(
        Event(e.id, e.at.astimezone(dt.UTC), e.kind, e.model_extra or {}) for e in file.events
    )
    # Read back as it would be written, so that nothing comes in that could not be read.
    theirs = event_file.reformat_document(Document(file.header, events, file.finished))
    if name not in list_profile(session.store.paths).files:
        return Incoming(name, "new", len(theirs.ids), theirs)
    try:
        present = event_file.parse_document(atomic_io.read_bytes(session.store.paths.folder / name))
    except (DamagedError, NewerError) as error:
        raise StoreError(
            f"{name} in your own profile is {error}: run pmcoach doctor before you import."
        ) from error
    fresh = len(theirs.ids - present.ids)
    joined = event_file.merge_documents([present, theirs])
    return Incoming(
        name, "the same" if joined.has_same_content(present) else "merged", fresh, joined
    )


def apply_import(session: Session, incoming: list[Incoming]) -> int:
    """Merge what was looked at; what is replaced is kept as it was. Returns the number of new
    events. The session must be opened anew after this. Raises StoreError."""
    session.store.require_writable()
    paths = session.store.paths
    count = 0
    for file in incoming:
        if file.what == "the same":
            continue
        target = paths.folder / file.name
        if target.exists():
            atomic_io.copy_aside(
                target, atomic_io.read_bytes(target), paths.set_aside, "before-import"
            )
        atomic_io.make_folder(target.parent)
        atomic_io.write_atomic(target, file.document.text.encode("utf-8"))
        count += file.fresh
    return count
