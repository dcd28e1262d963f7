"""The fold of a profile's journal: target, context, what became of steps. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import TypeGuard

from pmcoach.advice.context import Context
from pmcoach.assessment.events import Event, union
from pmcoach.catalog.sanitize import plain
from pmcoach.catalog.vocabulary import CONDITIONS
from pmcoach.state.job_ads import SavedAd, fold_ad

MOST = {"hours_per_week": 168.0, "budget": 1_000_000.0}
"""The numbers of a context, and the most that each can be."""


@dataclass(frozen=True)
class AcceptedPlan:
    """A plan as it was accepted: its steps in order, and by when each was to be done."""

    on: dt.date
    steps: tuple[str, ...]
    ends: Mapping[str, dt.date] = field(default_factory=dict)


@dataclass(frozen=True)
class Journal:
    """What a profile has chosen and told so far."""

    role: str = ""
    stage: str = ""
    own_weights: Mapping[str, float] = field(default_factory=dict)
    context: Context = field(default_factory=Context)
    steps: Mapping[str, str] = field(default_factory=dict)
    """The state of each step that was ever given one: planned, doing, done, dropped."""
    pinned: frozenset[str] = frozenset()
    """Steps that the user wants in the plan whatever it weighs."""
    order: tuple[str, ...] = ()
    """The order in which the user put the steps."""
    postponed: Mapping[str, dt.date] = field(default_factory=dict)
    """Steps that are not to begin before a day."""
    if_then: Mapping[str, str] = field(default_factory=dict)
    """The if-then sentence of a step in the user's own words."""
    kept: AcceptedPlan | None = None
    """The plan that the user accepted last."""
    keys_seen: Mapping[str, dt.datetime] = field(default_factory=dict)
    """Items whose key was shown in the review, and when first."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """The user's notes by item."""
    ads: Mapping[str, SavedAd] = field(default_factory=dict)
    """The job ads that the profile keeps, by id, the oldest first."""
    ad: str = ""
    """The ad that is the target, or nothing where it is a role."""

    @property
    def has_target(self) -> bool:
        return bool(self.role)


def fold_journal(events: Iterable[Event], aliases: Mapping[str, str] | None = None) -> Journal:
    """The present state of a journal; what it does not understand is passed over. ``aliases`` maps
    former ids of steps and items to present ones."""
    renamed = aliases or {}
    role, stage = "", ""
    own: dict[str, float] = {}
    told: dict[str, object] = {}
    steps: dict[str, str] = {}
    pinned: set[str] = set()
    order: tuple[str, ...] = ()
    postponed: dict[str, dt.date] = {}
    if_then: dict[str, str] = {}
    kept: AcceptedPlan | None = None
    seen: dict[str, dt.datetime] = {}
    notes: dict[str, str] = {}
    ads: dict[str, SavedAd] = {}
    ad = ""
    for event in union(events):
        step, item = (renamed.get(one, one) for one in (event.text("step"), event.text("item")))
        if event.kind == "target-chosen":
            role, stage = event.text("role"), event.text("stage")
            own = _weights(event.data.get("weights"))
            ad = event.text("ad")
        elif event.kind == "context-told":
            told[event.text("field")] = _told(event)
        elif event.kind == "step-marked":
            steps[step] = event.text("state")
        elif event.kind == "step-pinned":
            (pinned.add if event.data.get("pinned") is True else pinned.discard)(step)
        elif event.kind == "plan-ordered":
            order = _texts(event.data.get("steps"))
        elif event.kind == "step-postponed":
            until = event.data.get("until")
            postponed.pop(step, None)
            if _is_day(until):
                postponed[step] = until
        elif event.kind == "step-worded":
            if_then[step] = event.text("if_then")
        elif event.kind == "plan-kept":
            kept = _kept_plan(event)
        elif event.kind == "key-seen":
            seen.setdefault(item, event.at)
        elif event.kind == "note-kept":
            notes[item] = event.text("text")
        elif event.kind.startswith("ad-"):
            fold_ad(ads, event, renamed)
    # While an ad is the target, what it says of the employer holds, not what was told before.
    told |= ads[ad].facts() if ad in ads else {}
    return Journal(
        role,
        stage,
        own,
        _context(told),
        steps,
        frozenset(pinned),
        order,
        postponed,
        {step: text for step, text in if_then.items() if text},
        kept,
        seen,
        {item: text for item, text in notes.items() if text},
        ads,
        ad if ad in ads else "",
    )


def _told(event: Event) -> object:
    value = event.data.get("value")
    return plain(value) if isinstance(value, str) else value


def _weights(given: object) -> dict[str, float]:
    if not isinstance(given, dict):
        return {}
    return {str(k): float(v) for k, v in given.items() if isinstance(v, int | float)}


def _texts(given: object) -> tuple[str, ...]:
    return tuple(str(one) for one in given) if isinstance(given, list) else ()


def _is_day(value: object) -> TypeGuard[dt.date]:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _kept_plan(event: Event) -> AcceptedPlan | None:
    ends, steps = event.data.get("ends"), _texts(event.data.get("steps"))
    days = {str(k): v for k, v in ends.items() if _is_day(v)} if isinstance(ends, dict) else {}
    return AcceptedPlan(event.at.date(), steps, days) if steps else None


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
        return (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and 0 <= value <= MOST[name]
        )
    if name == "finish_by":
        return _is_day(value)
    return name == "domain" and isinstance(value, str) and 0 < len(value) <= 200
