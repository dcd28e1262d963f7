"""What several rules of the linters share. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

Complaint = tuple[str, str]
"""The TOML key within an entry, and what is wrong there."""


def find_unknown(
    toml_key: str, entry_kind: str, referenced_ids: Iterable[str], known_ids: Collection[str]
) -> Iterator[Complaint]:
    """A complaint at ``toml_key`` for each of the ids that no entry of a kind has."""
    return (
        (toml_key, f"no {entry_kind} {unknown_id!r}")
        for unknown_id in referenced_ids
        if unknown_id not in known_ids
    )


def find_repeated(texts: Iterable[str]) -> list[str]:
    """The texts that come more than once."""
    return [text for text, count in Counter(texts).items() if count > 1]
