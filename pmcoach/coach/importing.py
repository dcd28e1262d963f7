"""Bringing a whole profile from another machine: look first, then merge, event by event."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from pmcoach.assessment.events import Event
from pmcoach.coach.session import Session
from pmcoach.store import backup, disk, document
from pmcoach.store.disk import StoreError
from pmcoach.store.document import Document

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
    events: list[ImportedEvent] = Field(default=[], max_length=document.MAX_EVENTS)
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
    """Everything of a profile as JSON values, for another machine."""
    files: dict[str, Any] = {}
    for name, path in backup.profile_files(session.store.paths).items():
        one = document.parse(disk.read_bytes(path))
        files[name] = {
            "header": dict(one.header),
            "events": [{"id": e.id, "at": e.at, "kind": e.kind, **e.data} for e in one.events],
            "finished": dict(one.finished) if one.finished is not None else None,
        }
    plain: dict[str, Any] = json.loads(json.dumps({"files": files}, default=_jsonable))
    return plain


def _jsonable(value: object) -> str:
    """Days and times, told apart from text so that they come back as what they were."""
    if isinstance(value, dt.datetime):
        return f"@{value.isoformat()}"
    if isinstance(value, dt.date):
        return f"@{value.isoformat()}"
    return str(value)


def _restored(value: object) -> Any:
    """The reverse of _jsonable; None is left out of tables, as TOML has no such value."""
    if isinstance(value, str) and value.startswith("@"):
        for kind in (dt.date, dt.datetime):
            try:
                return kind.fromisoformat(value[1:])
            except ValueError:
                continue
        return value
    if isinstance(value, dict):
        return {k: _restored(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_restored(one) for one in value if one is not None]
    return value


def look(session: Session, path: Path) -> list[Incoming]:
    """What importing a file would bring, file by file. Raises StoreError where it is not a whole
    profile."""
    data = disk.read_bytes(path.expanduser(), MAX_IMPORT)
    try:
        table = json.loads(data)
        raw = table.get("profile") if isinstance(table, dict) else None
        if raw is None:
            raise StoreError(
                f"{path} holds no whole profile. Make one on the other machine with: "
                "pmcoach export --format json --include all --output FILE"
            )
        given = TypeAdapter(Imported).validate_python(_restored(raw))
    except (ValueError, RecursionError, ValidationError) as error:
        raise StoreError(
            f"{path} cannot be imported: it is not a profile that pmcoach "
            "exported, or it is damaged."
        ) from error
    found: list[Incoming] = []
    for name, one in given.files.items():
        if not backup.is_profile_file(name):
            raise StoreError(f"{path} cannot be imported: it holds a file that no profile has.")
        found.append(_incoming(session, name, one))
    return found


def _incoming(session: Session, name: str, one: ImportedFile) -> Incoming:
    events = tuple(
        Event(e.id, e.at.astimezone(dt.UTC), e.kind, e.model_extra or {}) for e in one.events
    )
    theirs = Document(one.header, events, one.finished)
    here = session.store.paths.folder / name
    if not here.exists():
        return Incoming(name, "new", len(events), theirs)
    present = document.parse(disk.read_bytes(here))
    known = {event.id for event in present.events}
    fresh = sum(event.id not in known for event in events)
    finishes = theirs.finished is not None and present.finished is None
    what = "merged" if fresh or finishes else "the same"
    return Incoming(name, what, fresh, document.merged([present, theirs]))


def bring_in(session: Session, incoming: list[Incoming]) -> int:
    """Merge what was looked at; what is replaced is kept as it was. Returns the number of new
    events. The session must be opened anew after this. Raises StoreError."""
    session.store.must_write()
    paths = session.store.paths
    count = 0
    for one in incoming:
        if one.what == "the same":
            continue
        target = paths.folder / one.name
        if target.exists():
            disk.copy_aside(target, disk.read_bytes(target), paths.set_aside, "before-import")
        text = document.write(one.document).encode("utf-8")
        document.parse(text)
        disk.make_folder(target.parent)
        disk.write_atomic(target, text)
        count += one.fresh
    return count
