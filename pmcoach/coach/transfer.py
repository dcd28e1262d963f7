"""A whole profile as one JSON file for another machine: exported, previewed, merged by event."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, BaseModel, Field

from pmcoach.assessment.events import Event
from pmcoach.coach.session import Session
from pmcoach.store import atomic_io, event_file
from pmcoach.store.errors import StoreError
from pmcoach.store.event_file import DamagedError, Document, NewerError
from pmcoach.store.listing import is_profile_file, list_profile

MAX_IMPORT = 64_000_000
"""Bytes of a file to import."""


class ImportedEvent(BaseModel, extra="allow"):
    """One event; whatever else it has stays as it is."""

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
class IncomingFile:
    """One file to import and what it would do on this machine."""

    name: str
    what: str
    """new, merged or the same"""
    fresh: int
    """Events that this profile does not have yet."""
    document: Document


def dump_profile(session: Session) -> dict[str, Any]:
    """Everything of a profile that can be read, as JSON values, for another machine. What cannot
    be read is named under "unreadable"; of a damaged file, what is intact is included."""
    listing = list_profile(session.store.paths)
    files: dict[str, Any] = {}
    unreadable = {
        name: f"it was damaged and lies in {copy.name}" for name, copy in listing.unsettled
    }
    for name in listing.files:
        document: Document | None = None
        try:
            content = atomic_io.read_bytes(session.store.paths.folder / name)
            document = event_file.parse_document(content)
        except DamagedError as error:
            unreadable[name] = str(error)
            document = event_file.salvage_document(content)
        except (StoreError, NewerError) as error:
            unreadable[name] = str(error)
        if document is not None:
            files[name] = _encode(
                {
                    "header": document.header,
                    "events": [
                        {"id": event.id, "at": event.at, "kind": event.kind, **event.fields}
                        for event in document.events
                    ],
                    "finished": document.finished,
                }
            )
    return {"files": files, "escaped": True, "unreadable": unreadable}


def _encode(node: object) -> Any:
    """Anything of a document as JSON values. Days and times become texts that begin with "@"; a
    text that begins with "@" gets another one, so that it is not taken for a day."""
    match node:
        case str():
            return f"@{node}" if node.startswith("@") else node
        case dt.date():  # or a datetime, which is one
            return f"@{node.isoformat()}"
        case Mapping():
            return {key: _encode(child) for key, child in node.items()}
        case list():
            return [_encode(child) for child in node]
        case int() | float() | None:
            return node
    return str(node)


def _decode(node: object, is_escaped: bool) -> Any:
    """The reverse of _encode; None is left out of tables, as TOML has no such thing."""
    match node:
        case str() if is_escaped and node.startswith("@@"):
            return node[1:]
        case str() if node.startswith("@"):
            for kind in (dt.date, dt.datetime):
                with contextlib.suppress(ValueError):
                    return kind.fromisoformat(node[1:])
        case dict():
            return {
                key: _decode(child, is_escaped) for key, child in node.items() if child is not None
            }
        case list():
            return [_decode(child, is_escaped) for child in node if child is not None]
    return node


def preview_import(session: Session, path: Path) -> list[IncomingFile]:
    """What importing a file would bring, file by file. Raises StoreError where it is not a whole
    profile."""
    content = atomic_io.read_bytes(path.expanduser(), MAX_IMPORT)
    try:
        report_table = json.loads(content)
        profile = report_table.get("profile") if isinstance(report_table, dict) else None
        if profile is None:
            raise StoreError(
                f"{path} holds no whole profile. Make one on the other machine with: "
                "pmcoach export --format json --include all --output FILE"
            )
        is_escaped = isinstance(profile, dict) and profile.get("escaped") is True
        imported = Imported.model_validate(_decode(profile, is_escaped))
    except (ValueError, RecursionError) as error:
        raise StoreError(
            f"{path} cannot be imported: it is not a profile that pmcoach "
            "exported, or it is damaged."
        ) from error
    incoming: list[IncomingFile] = []
    for name, file in imported.files.items():
        if not is_profile_file(name):
            raise StoreError(f"{path} cannot be imported: it holds a file that no profile has.")
        try:
            incoming.append(_preview_file(session, name, file))
        except (DamagedError, NewerError, OverflowError) as error:
            raise StoreError(f"{path} cannot be imported: in {name}, {error}.") from error
    return incoming


def _preview_file(session: Session, name: str, file: ImportedFile) -> IncomingFile:
    events = tuple(
        Event(event.id, event.at.astimezone(dt.UTC), event.kind, event.model_extra or {})
        for event in file.events
    )
    # Read back as it would be written, so that nothing comes in that could not be read.
    imported = event_file.reformat_document(Document(file.header, events, file.finished))
    if name not in list_profile(session.store.paths).files:
        return IncomingFile(name, "new", len(imported.ids), imported)
    try:
        present = event_file.parse_document(atomic_io.read_bytes(session.store.paths.folder / name))
    except (DamagedError, NewerError) as error:
        raise StoreError(
            f"{name} in your own profile is {error}: run pmcoach doctor before you import."
        ) from error
    merged = event_file.merge_documents([present, imported])
    outcome = "the same" if merged.has_same_content(present) else "merged"
    return IncomingFile(name, outcome, len(imported.ids - present.ids), merged)


def apply_import(session: Session, incoming: list[IncomingFile]) -> int:
    """Merge what was looked at; what is replaced is saved as it was. Returns the number of new
    events. The session must be opened anew after this. Raises StoreError."""
    session.store.require_writable()
    paths = session.store.paths
    changed_files = [file for file in incoming if file.what != "the same"]
    for file in changed_files:
        target = paths.folder / file.name
        if target.exists():
            atomic_io.copy_aside(
                target, atomic_io.read_bytes(target), paths.set_aside, "before-import"
            )
        atomic_io.make_folder(target.parent)
        atomic_io.write_atomic(target, file.document.text.encode("utf-8"))
    return sum(file.fresh for file in changed_files)
