"""Bringing files of older versions up to date, one schema at a time. No disk.

To change the schema: raise SCHEMA, add to STEPS a function that turns a table of the schema
before into one of the new, and store a sample of the old in tests/store/samples.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

SCHEMA = 1

Table = dict[str, Any]


def from_0(table: Table) -> Table:
    """Schema 0 held the last answer of each item in one table, with one time for all of them."""
    saved = table["saved"]
    if not isinstance(saved, dt.datetime):
        raise TypeError("saved is not a time")
    events: list[Table] = []
    for number, (item, option) in enumerate(table.get("answers", {}).items()):
        events.append(
            {
                "id": f"schema0-{saved:%Y%m%d%H%M%S}-{number:04}",
                "at": saved + dt.timedelta(microseconds=number),
                "kind": "answered",
                "item": str(item),
                "revision": 1,
                "option": str(option),
            }
        )
    target = table.get("target")
    if isinstance(target, dict):
        events.append(
            {
                "id": f"schema0-{saved:%Y%m%d%H%M%S}-target",
                "at": saved,
                "kind": "target-chosen",
                "role": str(target["role"]),
                "stage": str(target["stage"]),
            }
        )
    kept = {k: v for k, v in table.items() if k not in {"saved", "answers", "target", "schema"}}
    return {"schema": 1, "form": "full", **kept, "event": events}


STEPS: Mapping[int, Callable[[Table], Table]] = {0: from_0}


def upgrade(table: Table, schema: int) -> Table:
    """A table of an older ``schema`` as one of the present. Raises ValueError, TypeError or
    KeyError where it is not complete."""
    while schema < SCHEMA:
        table = STEPS[schema](table)
        schema += 1
    return table
