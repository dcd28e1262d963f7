"""The fold of a profile's journal: target, context, what became of steps. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from pmcoach.advice.context import Context
from pmcoach.assessment.events import Event, union
from pmcoach.catalog.clean import plain
from pmcoach.catalog.words import CONDITIONS

MOST = {"hours_per_week": 168.0, "budget": 1_000_000.0}
"""The numbers of a context, and the most that each can be."""


@dataclass(frozen=True)
class Journal:
    """What a profile has chosen and told so far."""

    role: str = ""
    stage: str = ""
    own_weights: Mapping[str, float] = field(default_factory=dict)
    context: Context = field(default_factory=Context)
    steps: Mapping[str, str] = field(default_factory=dict)
    """The state of each step that was ever given one: planned, doing, done, dropped."""
    keys_seen: Mapping[str, dt.datetime] = field(default_factory=dict)
    """Items whose key was shown in the review, and when first."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """The user's notes by item."""

    @property
    def has_target(self) -> bool:
        return bool(self.role)


def fold_journal(events: Iterable[Event]) -> Journal:
    """The present state of a journal; what it does not understand is passed over."""
    role, stage = "", ""
    own: dict[str, float] = {}
    told: dict[str, object] = {}
    steps: dict[str, str] = {}
    seen: dict[str, dt.datetime] = {}
    notes: dict[str, str] = {}
    for event in union(events):
        if event.kind == "target-chosen":
            role, stage = event.text("role"), event.text("stage")
            given = event.data.get("weights")
            own = {}
            if isinstance(given, dict):
                own = {str(k): float(v) for k, v in given.items() if isinstance(v, int | float)}
        elif event.kind == "context-told":
            name = event.text("field")
            value = event.data.get("value")
            told[name] = plain(value) if isinstance(value, str) else value
        elif event.kind == "step-marked":
            steps[event.text("step")] = event.text("state")
        elif event.kind == "key-seen":
            seen.setdefault(event.text("item"), event.at)
        elif event.kind == "note-kept":
            notes[event.text("item")] = event.text("text")
    kept = {item: text for item, text in notes.items() if text}
    return Journal(role, stage, own, _context(told), steps, seen, kept)


def _context(told: Mapping[str, object]) -> Context:
    values: dict[str, object] = {}
    for name in (f.name for f in fields(Context)):
        value = told.get(name)
        if acceptable(name, value):
            values[name] = float(value) if isinstance(value, int) else value
    return Context(**values)  # type: ignore[arg-type]  # each value was checked for its field


def acceptable(name: str, value: object) -> bool:
    """Whether ``value`` may stand in the field ``name`` of a context."""
    if name in CONDITIONS:
        return value in CONDITIONS[name]
    if name in MOST:
        return isinstance(value, int | float) and not isinstance(value, bool) \
            and 0 <= value <= MOST[name]
    if name == "finish_by":
        return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return name == "domain" and isinstance(value, str) and 0 < len(value) <= 200
