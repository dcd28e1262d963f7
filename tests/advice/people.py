"""The golden people: whom they are, and what two coaches advised them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.advised_people import Advisee, read_people

GOLDEN = Path(__file__).parent / "golden_people.toml"


@dataclass(frozen=True)
class GoldenPerson:
    """Someone whom two coaches advised, each alone."""

    advisee: Advisee
    gaps: tuple[tuple[str, ...], ...]
    """The gap's key, and the route that each coach chose for it; "either" where both would do."""
    certificate: tuple[str, ...]
    """Each coach's word: yes, no, ask-first or has-the-job."""
    must: frozenset[str]
    """What both want in the plan."""
    must_not: frozenset[str]
    argued: str
    """Why the advice differs from what both said; nothing where it doesn't."""


def _read(table: dict[str, Any]) -> GoldenPerson:
    return GoldenPerson(
        Advisee(
            table["id"],
            table["role"],
            table["stage"],
            table["situation"],
            table["levels"],
            table.get("claims", {}),
            table.get("weeks"),
        ),
        tuple(tuple(table[name]) for name in ("gap_a", "gap_b") if name in table),
        tuple(table["certificate"]),
        frozenset(table["must"]),
        frozenset(table["must_not"]),
        table.get("argued", ""),
    )


PEOPLE = tuple(map(_read, read_people(GOLDEN)))
