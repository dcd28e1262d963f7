"""Bigger packs of content for benchmarks: the shipped one several times over, under new ids."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w

from pmcoach.store.content import read_pack_texts, shipped_folder

COPIED = (
    "competency",
    "check",
    "option_set",
    "spot",
    "scenario",
    "scenario_set",
    "consideration",
    "step",
    "lexicon",
)
"""Kinds that a bigger pack has more of; areas, roles, stages and sources stay as they are."""


def build_pack(folder: Path, times: int) -> int:
    """Write a pack of ``times`` the size into ``folder``; returns its bytes."""
    tables = {name: tomllib.loads(text) for name, text in read_pack_texts(shipped_folder()).items()}
    known = {
        entry["id"]
        for table in tables.values()
        for kind in COPIED
        for entry in table.get(kind, ())
        if "id" in entry
    }
    size = 0
    for name, table in tables.items():
        bigger = {
            kind: [one for copy in range(times) for one in copied(entries, known, copy)]
            if kind in COPIED
            else entries
            for kind, entries in table.items()
        }
        data = tomli_w.dumps(bigger).encode("utf-8")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        size += len(data)
    return size


def copied(entries: list[dict[str, Any]], known: set[str], copy: int) -> list[dict[str, Any]]:
    """The entries with every id of a copied kind renamed; as they are for the first copy."""
    return entries if copy == 0 else [renamed(entry, known, f"-copy{copy}") for entry in entries]


def renamed(value: Any, known: set[str], ending: str) -> Any:
    """A value of a pack with ``ending`` after each of the ``known`` ids in it."""
    if isinstance(value, str):
        return f"{value}{ending}" if value in known else value
    if isinstance(value, list):
        return [renamed(one, known, ending) for one in value]
    if isinstance(value, Mapping):
        # Former ids are not copied: two entries cannot have been called the same.
        return {key: renamed(one, known, ending) for key, one in value.items() if key != "was"}
    return value
