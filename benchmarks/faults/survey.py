"""Which events lie on disk and which the program shows, worked out apart from the program's code.

Reading is as lenient as can be: an event counts as readable where its own table can be parsed and
its check fits, whatever the rest of the file looks like.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import tomllib
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from benchmarks.faults.program import Ended, Place, finish, start_program
from pmcoach.assessment.events import Event
from pmcoach.coach.session import open_session
from pmcoach.store.profile import ProfileStore

DAMAGED = re.compile(r"(?P<name>.+)\.damaged-\d+")
EVENT = re.compile(r"(?m)^(?=\[\[event\]\])")
MARKER = re.compile(r"(?m)^(<{7}|={7}|>{7}|\|{7}).*$")
NOT_OURS = (".lock", ".json", ".theme")
Kinds = Mapping[str, str]
"""The kind of each event, by its id."""


@dataclass
class Survey:
    """The events of one profile's files."""

    current: dict[str, str] = field(default_factory=dict)
    """In the journal, the assessments, copies beside them and damaged files that were set aside:
    what a fresh opening has to show, or to speak of."""
    in_place: dict[str, str] = field(default_factory=dict)
    """Of these, the ones that are not set aside."""
    everywhere: dict[str, str] = field(default_factory=dict)
    """In any file at all, set aside or backed up."""
    behind_blind: set[str] = field(default_factory=set)
    """In assessments that a blind one set apart on purpose."""


def survey(home: Path) -> dict[str, Survey]:
    """The events on disk, by profile."""
    profiles = home / "profiles"
    if not profiles.is_dir():
        return {}
    return {
        folder.name: survey_profile(folder, home / "backups" / folder.name)
        for folder in sorted(profiles.iterdir())
        if folder.is_dir()
    }


def survey_profile(folder: Path, backups: Path) -> Survey:
    """The events of one profile."""
    seen = Survey()
    headers: dict[str, tuple[Mapping[str, object], set[str]]] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.endswith(NOT_OURS) or path.parent.name == "drafts":
            continue
        if ".pmcoach-tmp-" in path.name:
            continue  # half-written: nothing in it was acknowledged, and the next start removes it
        header, events = read_events(path.read_bytes())
        seen.everywhere |= events
        inside = path.relative_to(folder)
        if inside.parts[0] == "set-aside":
            is_current = len(inside.parts) == 2 and bool(DAMAGED.fullmatch(path.name))
        else:
            is_current = True
            headers[path.name.removesuffix(".toml")] = (header, set(events))
            seen.in_place |= events
        if is_current:
            seen.current |= events
    for path in sorted(backups.glob("*.zip")) if backups.is_dir() else []:
        seen.everywhere |= backed_up(path)
    seen.behind_blind = behind_blind(headers)
    return seen


def behind_blind(headers: Mapping[str, tuple[Mapping[str, object], set[str]]]) -> set[str]:
    """The events of every file that a blind assessment, or one before such, comes after."""
    hidden: set[str] = set()
    done: set[object] = set()
    todo = [header.get("before") for header, _ in headers.values()]
    while todo:
        stem = todo.pop()
        if stem in done or not isinstance(stem, str) or stem not in headers:
            continue
        done.add(stem)
        header, events = headers[stem]
        hidden |= events
        todo += [header.get("continues"), header.get("before")]
    return hidden


def backed_up(path: Path) -> dict[str, str]:
    """The events in a backup, by id; none where it is no whole zip."""
    return _unpacked(path.read_bytes())


@lru_cache(maxsize=512)
def _unpacked(content: bytes) -> dict[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if name.endswith(".toml")]
            return {k: v for name in names for k, v in read_events(archive.read(name))[1].items()}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError):
        return {}


@lru_cache(maxsize=4096)
def read_events(content: bytes) -> tuple[Mapping[str, object], dict[str, str]]:
    """The header, and the kind of every readable event by its id."""
    text = as_text(content)
    # Where NULs were cut out, the rest may be TOML again, and yet not what was written.
    table = parsed(text) if "\0" not in decoded(content) else None
    if table is not None and not MARKER.search(text):
        raw = table.pop("event", [])
        if table.get("schema") == 0:
            return table, old_answers(table)
        tables = raw if isinstance(raw, list) else []
        return table, intact(tables)
    head, *blocks = EVENT.split(MARKER.sub("", text))
    events: dict[str, str] = {}
    for block in blocks:
        # Up to the next table, and then ever shorter: what follows may be damaged.
        lines = block.split("\n\n")[0].split("\n")
        for size in range(len(lines), 0, -1):
            table = parsed("\n".join(lines[:size]))
            if table is not None:
                raw = table.get("event", [])
                events |= intact(raw if isinstance(raw, list) else [], checked=True)
                break
    return parsed(head) or {}, events


def as_text(content: bytes) -> str:
    """The text of a file, whatever editor or shell wrote it."""
    return decoded(content).replace("\r\n", "\n").replace("\0", "")


def decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    return content.decode(encoding, "replace")


def parsed(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def intact(tables: list[object], *, checked: bool = False) -> dict[str, str]:
    """Kinds by id of those tables that are events, and whose check fits (or, unless ``checked``,
    that have none)."""
    events: dict[str, str] = {}
    for table in tables:
        if not isinstance(table, dict):
            continue
        ident, kind = table.get("id"), table.get("kind")
        fits = table.get("check") == check_of(table) if "check" in table else not checked
        if isinstance(ident, str) and ident and isinstance(kind, str) and fits:
            events[ident] = kind
    return events


def check_of(table: Mapping[str, object]) -> str:
    """The check that the format gives a table: CRC-32 of its other keys as sorted JSON."""
    rest = {key: content for key, content in table.items() if key != "check"}
    text = json.dumps(rest, sort_keys=True, default=_canonical, ensure_ascii=True)
    return f"{zlib.crc32(text.encode('ascii')):08x}"


def _canonical(content: object) -> str:
    if isinstance(content, dt.datetime) and content.tzinfo is not None:
        return content.astimezone(dt.UTC).isoformat()
    return str(content)


def old_answers(table: Mapping[str, object]) -> dict[str, str]:
    """What a file of schema 0 holds, under the ids that it gets when it is brought up to date."""
    saved = table.get("saved")
    if not isinstance(saved, dt.datetime):
        return {}
    stem = f"schema0-{saved:%Y%m%d%H%M%S}"
    answers = table.get("answers")
    count = len(answers) if isinstance(answers, dict) else 0
    events = {f"{stem}-{number:04}": "answered" for number in range(count)}
    return events | ({f"{stem}-target": "target-chosen"} if "target" in table else {})


@dataclass(frozen=True)
class View:
    """What a fresh opening of a profile counts."""

    shown: Kinds
    set_apart: Kinds | None
    """What the store itself says that a blind start set apart; None where it cannot say."""
    ended: Ended

    @property
    def kinds(self) -> Counter[str]:
        return Counter(self.shown.values())


def view(place: Place, profile: str) -> View:
    """Open a profile in a process of its own, for reading, and see which events it counts."""
    ended = finish(start_program(place, lambda: _print_view(profile)))
    try:
        table = json.loads(ended.output)
    except ValueError:
        table = {"shown": {}, "set_apart": None}
    return View(table["shown"], table["set_apart"], ended)


def _print_view(profile: str) -> None:
    shown, set_apart = counted_events(open_session(profile=profile, write=False).store)
    print(
        json.dumps(
            {
                "shown": {event.id: event.kind for event in shown},
                "set_apart": None
                if set_apart is None
                else {event.id: event.kind for event in set_apart},
            }
        )
    )


def counted_events(store: ProfileStore) -> tuple[list[Event], list[Event] | None]:
    """The events that an opened profile counts, and those that it says a blind start set apart;
    None for these where it has no words for them."""
    superseded: Callable[[], list[Event]] | None = getattr(store, "left_behind_events", None)
    shown = [*store.journal_events(), *store.assessment_events()]
    return shown, None if superseded is None else list(superseded())


def behind_blind_start(on_disk: Survey, set_apart: Collection[str] | None) -> set[str]:
    """The events that need not show: what the store says a blind start set apart, if the files
    speak of one at all; or all that came before one, where the store cannot say."""
    if set_apart is None:
        return on_disk.behind_blind
    return set(set_apart) if on_disk.behind_blind else set()
