"""The ids of a pack's steps, for completion: quickly, and without checking the pack as a whole."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.store.bundled_content import find_shipped_pack

MOST_FILES = 200
MOST_BYTES = 2_000_000
STEP_HEADER = "[[step]]"
SAFE_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


def list_steps(pack: Path | None) -> list[tuple[str, str]]:
    """Id and title of every step of a pack (the one that ships for None), sorted; none where there
    is no pack."""
    folder = pack or find_shipped_pack()
    return sorted(read_steps(folder)) if folder else []


def read_steps(pack: Path) -> Iterator[tuple[str, str]]:
    """Id and title of every step in a pack; a file that cannot be read or parsed has none.

    Only files with steps are parsed: between two keys there is no time for more.
    """
    for path in sorted(pack.rglob("*.toml"))[:MOST_FILES]:
        if any(part.startswith(("_", ".")) for part in path.relative_to(pack).parts):
            continue
        try:
            if not path.is_file() or path.stat().st_size > MOST_BYTES:
                continue
            text = path.read_text(encoding="utf-8")
            table = tomllib.loads(text) if STEP_HEADER in text else {}
        except (OSError, ValueError, RecursionError):
            continue
        steps = table.get("step", [])
        for step in steps if isinstance(steps, list) else []:
            match step:
                case {"id": str(ident), "title": str(title)} if SAFE_ID.fullmatch(ident):
                    yield ident, strip_unprintable(title)
