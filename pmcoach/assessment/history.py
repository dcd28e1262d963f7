"""Comparing finished assessments: the trend, and what has really changed. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pmcoach.assessment.results import met_share
from pmcoach.assessment.target import Target
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import Facet

Cause = Literal["new answers", "new evidence", "changed content", "key seen"]


@dataclass(frozen=True)
class Snapshot:
    """What a finished assessment wrote down: its levels, and what they came from."""

    at: dt.datetime
    form: str
    content: str
    role: str
    stage: str
    levels: Mapping[str, int]
    """By "subject.facet"."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """The answers behind each level, a word for each: "item:revision:option:sure"."""
    records: Mapping[str, int] = field(default_factory=dict)
    """Complete records behind each level."""
    seen: tuple[str, ...] = ()
    """Levels that rest on checks whose key had been seen."""


@dataclass(frozen=True)
class LevelChange:
    """One level that is not what it was."""

    key: str
    before: int | None
    after: int | None
    cause: Cause


@dataclass(frozen=True)
class LevelDifference:
    """Two dates compared."""

    moved: tuple[LevelChange, ...]
    """Real change first: new evidence, new answers; then what only looks like it."""
    target_changed: bool
    content_changed: bool

    @property
    def real(self) -> tuple[LevelChange, ...]:
        return tuple(m for m in self.moved if m.cause in {"new answers", "new evidence"})


def read_snapshot(
    finished: Mapping[str, object], form: str, aliases: Mapping[str, str] | None = None
) -> Snapshot | None:
    """What a ``[finished]`` table holds, or None where it is not complete. ``aliases`` maps the
    ids that the content had then to those that it has now."""
    renamed = aliases or {}
    at = finished.get("at")
    levels = finished.get("levels")
    if not isinstance(at, dt.datetime) or not isinstance(levels, dict):
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=dt.UTC)
    seen = finished.get("seen")
    return Snapshot(
        at=aware,
        form=form,
        content=str(finished.get("content", "")),
        role=str(finished.get("role", "")),
        stage=str(finished.get("stage", "")),
        levels=_numbers(levels, renamed),
        answers=_answers(finished.get("answers"), renamed),
        records=_numbers(finished.get("records"), renamed),
        seen=tuple(_key(one, renamed) for one in seen) if isinstance(seen, list) else (),
    )


def _key(key: object, renamed: Mapping[str, str]) -> str:
    """ "subject.facet" with the id that the subject has now."""
    subject, dot, facet = str(key).rpartition(".")
    return f"{renamed.get(subject, subject)}{dot}{facet}"


def _numbers(table: object, renamed: Mapping[str, str]) -> dict[str, int]:
    if not isinstance(table, dict):
        return {}
    return {_key(k, renamed): v for k, v in table.items() if isinstance(v, int)}


def _answers(table: object, renamed: Mapping[str, str]) -> dict[str, str]:
    if not isinstance(table, dict):
        return {}
    found: dict[str, str] = {}
    for key, words in table.items():
        parts = [word.partition(":") for word in str(words).split()]
        found[_key(key, renamed)] = " ".join(
            f"{renamed.get(item, item)}{colon}{rest}" for item, colon, rest in parts
        )
    return found


def compare_snapshots(before: Snapshot, after: Snapshot) -> LevelDifference:
    """What moved between two finished assessments, and why. A level that appears or vanishes
    counts as new answers; one that rests on a seen key never counts as real change."""
    moved: list[LevelChange] = []
    for key in sorted({*before.levels, *after.levels}):
        was, now = before.levels.get(key), after.levels.get(key)
        if was == now:
            continue
        moved.append(LevelChange(key, was, now, _cause(before, after, key)))
    order = ("new evidence", "new answers", "changed content", "key seen")
    moved.sort(key=lambda one: (order.index(one.cause), one.key))
    return LevelDifference(
        tuple(moved),
        target_changed=(before.role, before.stage) != (after.role, after.stage),
        content_changed=before.content != after.content,
    )


def _cause(before: Snapshot, after: Snapshot, key: str) -> Cause:
    if key in after.seen:
        return "key seen"
    other_content = before.content != after.content
    then = set(before.answers.get(key, "").split())
    now = set(after.answers.get(key, "").split())
    # An answer that is gone says nothing of the user where its question may be gone.
    if now - then or (then - now and not other_content):
        return "new answers"
    if before.records.get(key, 0) != after.records.get(key, 0):
        return "new evidence"
    return "changed content" if other_content else "new answers"


def compute_area_trend(
    catalog: Catalog, target: Target, snapshots: Sequence[Snapshot]
) -> dict[str, list[float | None]]:
    """For each area the share (0 to 1) of the target met in each snapshot, among what was known
    then, or None where nothing was. The present target is held against all of them, so that only
    levels move the line."""
    return {area: [_met(catalog, target, one, area) for one in snapshots] for area in catalog.areas}


def _met(catalog: Catalog, target: Target, snapshot: Snapshot, area: str) -> float | None:
    return met_share(
        (weight, snapshot.levels.get(key), target.levels[facet])
        for key, weight, facet in _keys(catalog, target, area)
    )


def _keys(catalog: Catalog, target: Target, area: str) -> Iterable[tuple[str, float, Facet]]:
    for one in catalog.competencies_of[area]:
        yield f"{one.id}.knowledge", target.weights[one.id], "knowledge"
        yield f"{one.id}.skill", target.weights[one.id], "skill"
    heaviest = max((target.weights[c.id] for c in catalog.competencies_of[area]), default=0.0)
    yield f"{area}.ability", heaviest, "ability"
