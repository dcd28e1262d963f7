"""Bringing files of older versions up to date, one schema at a time. No disk.

To change the schema: raise SCHEMA, add to STEPS a function that turns a table of the schema
before into one of the new, and store a sample of the old in tests/store/samples.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

SCHEMA = 2

FORMER_KINDS: Mapping[str, str] = {
    "began": "started",
    "context-told": "situation-set",
    "step-worded": "if-then-written",
    "plan-kept": "plan-accepted",
    "note-kept": "note-saved",
    "evidence-kept": "evidence-saved",
    "ad-kept": "ad-saved",
    "ad-dropped": "ad-removed",
    "ad-weighed": "ad-weight-set",
    "ad-named": "ad-renamed",
    "ad-role": "ad-role-set",
    "ad-stage": "ad-stage-set",
    "ad-told": "ad-detail-set",
}
"""Kinds of events that schema 1 had under other names. None of these may be used anew."""

Table = dict[str, Any]


def from_0(table: Table) -> Table:
    """Schema 0 held the last answer of each item in one table, with one time for all of them."""
    saved_at = table["saved"]
    if not isinstance(saved_at, dt.datetime):
        raise TypeError("saved is not a time")
    events: list[Table] = [
        {
            "id": f"schema0-{saved_at:%Y%m%d%H%M%S}-{number:04}",
            "at": saved_at + dt.timedelta(microseconds=number),
            "kind": "answered",
            "item": str(item),
            "revision": 1,
            "option": str(option),
        }
        for number, (item, option) in enumerate(table.get("answers", {}).items())
    ]
    target_table = table.get("target")
    if isinstance(target_table, dict):
        events.append(
            {
                "id": f"schema0-{saved_at:%Y%m%d%H%M%S}-target",
                "at": saved_at,
                "kind": "target-chosen",
                "role": str(target_table["role"]),
                "stage": str(target_table["stage"]),
            }
        )
    dropped_keys = {"saved", "answers", "target", "schema"}
    unchanged_fields = {key: entry for key, entry in table.items() if key not in dropped_keys}
    return {"form": "full", **unchanged_fields, "schema": 1, "event": events}


def from_1(table: Table) -> Table:
    """Schema 1 had other names for kinds of events.

    They become the present ones as each event is read or written, by `current_kind`: events also
    come without a file that names its schema, out of an import, a damaged file, or a file that git
    put together from both schemas.
    """
    return table


STEPS: Mapping[int, Callable[[Table], Table]] = {0: from_0, 1: from_1}


def current_kind(kind: str) -> str:
    """The present name of a kind of event."""
    return FORMER_KINDS.get(kind, kind)


def upgrade(table: Table, schema: int) -> Table:
    """A table of an older ``schema`` as one of the present. Raises ValueError, TypeError or
    KeyError where it is not complete."""
    for step in range(schema, SCHEMA):
        table = STEPS[step](table)
    return table
