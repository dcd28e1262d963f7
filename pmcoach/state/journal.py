"""The fold of a profile's journal: target, situation, what became of steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TypeGuard

from pmcoach.advice.context import Context
from pmcoach.assessment.events import Event, merge_events
from pmcoach.catalog.vocabulary import CONDITION_VALUES
from pmcoach.state.job_ads import ParsedAds, SavedAd, clean_texts, fold_ad, present_id

SITUATION_FIELDS = frozenset(setting.name for setting in fields(Context))
LARGEST_NUMBERS = {"hours_per_week": 168.0, "budget": 1_000_000.0, "employer_budget": 1_000_000.0}
"""The numbers of a situation, and the largest that each can be."""


@dataclass(frozen=True)
class AcceptedPlan:
    """A plan as it was accepted: its steps in order, and by when each was to be done."""

    accepted_on: dt.date
    steps: tuple[str, ...]
    ends: Mapping[str, dt.date] = field(default_factory=dict)


@dataclass(frozen=True)
class DoneMark:
    """That a step was marked as done."""

    day: dt.date
    marked_as: str
    """The id it had then; another one than today's where the content has changed since."""


@dataclass
class Journal:
    """What a profile has chosen and recorded so far. Only the fold changes it."""

    role: str = ""
    stage: str = ""
    own_weights: Mapping[str, float] = field(default_factory=dict)
    situation: dict[str, object] = field(default_factory=dict)
    """Fields of the situation as they were last set, whatever they hold."""
    steps: dict[str, str] = field(default_factory=dict)
    """The state of each step that was ever given one: planned, doing, done, dropped."""
    done_on: dict[str, DoneMark] = field(default_factory=dict)
    """When each step that was ever marked as done was, the last time."""
    pinned: set[str] = field(default_factory=set)
    """Steps that the user wants in the plan whatever it weighs."""
    order: tuple[str, ...] = ()
    """The order in which the user put the steps."""
    postponed: dict[str, dt.date] = field(default_factory=dict)
    """Steps that are not to begin before a day."""
    if_then: dict[str, str] = field(default_factory=dict)
    """The if-then sentence of a step in the user's own words."""
    accepted_plan: AcceptedPlan | None = None
    """The plan that the user accepted last."""
    keys_seen: dict[str, dt.datetime] = field(default_factory=dict)
    """Items whose key was shown in the review, and when first."""
    notes: dict[str, str] = field(default_factory=dict)
    """The user's notes by item."""
    ads: dict[str, SavedAd] = field(default_factory=dict)
    """The saved job ads by id, the oldest first."""
    chosen_ad: str = ""
    """The ad that was chosen as the target last, whether it is still saved or not."""

    @property
    def has_target(self) -> bool:
        return bool(self.role)

    @property
    def target_ad(self) -> str:
        """The saved ad that is the target, or nothing where it is a role."""
        return self.chosen_ad if self.chosen_ad in self.ads else ""

    @cached_property
    def context(self) -> Context:
        """The situation. While an ad is the target, what it says of the employer counts, not what
        the user set before."""
        ad = self.ads.get(self.target_ad)
        return _context(self.situation | (ad.situation() if ad else {}))


def fold_journal(
    events: Iterable[Event],
    aliases: Mapping[str, str] | None = None,
    parsed_ads: ParsedAds | None = None,
) -> Journal:
    """The present state of a journal; what it does not understand is passed over.

    Args:
        events: All events of the journal, in any order.
        aliases: Former ids of steps, items and roles with the present ones.
        parsed_ads: The job ads that were read from events before, by event. Reading one takes
            longer than all the rest of a fold.
    """
    journal, known_ads = Journal(), {} if parsed_ads is None else parsed_ads
    for event in merge_events(events):
        _apply_event(journal, event, aliases or {})
        fold_ad(journal.ads, event, aliases or {}, known_ads)
    return journal


def _apply_event(journal: Journal, event: Event, aliases: Mapping[str, str]) -> None:
    """Change a journal by one event; evidence and job ads have folds of their own."""
    match event.kind:
        case "target-chosen":
            journal.role, journal.stage = event.text("role"), event.text("stage")
            journal.own_weights = _read_weights(event.fields.get("weights"))
            journal.chosen_ad = event.text("ad")
        case "situation-set":
            journal.situation[event.text("field")] = clean_texts(event.fields.get("value"))
        case "step-marked":
            step, state = present_id(event, "step", aliases), event.text("state")
            journal.steps[step] = state
            if state == "done":
                journal.done_on[step] = DoneMark(event.at.date(), event.text("step"))
        case "step-pinned":
            change = (
                journal.pinned.add if event.fields.get("pinned") is True else journal.pinned.discard
            )
            change(present_id(event, "step", aliases))
        case "plan-ordered":
            journal.order = _read_ids(event.fields.get("steps"), aliases)
        case "step-postponed":
            step, until = present_id(event, "step", aliases), event.fields.get("until")
            journal.postponed.pop(step, None)
            if _is_day(until):
                journal.postponed[step] = until
        case "if-then-written":
            _set_text(journal.if_then, present_id(event, "step", aliases), event.text("if_then"))
        case "plan-accepted":
            steps, ends = _read_ids(event.fields.get("steps"), aliases), event.fields.get("ends")
            days = ends.items() if isinstance(ends, dict) else ()
            due = {aliases.get(step, step): day for step, day in days if _is_day(day)}
            journal.accepted_plan = AcceptedPlan(event.at.date(), steps, due) if steps else None
        case "key-seen":
            journal.keys_seen.setdefault(present_id(event, "item", aliases), event.at)
        case "note-saved":
            _set_text(journal.notes, present_id(event, "item", aliases), event.text("text"))


def _set_text(texts: dict[str, str], subject: str, text: str) -> None:
    """Set a text; an empty one takes it away."""
    if text:
        texts[subject] = text
    else:
        texts.pop(subject, None)


def _read_weights(table: object) -> dict[str, float]:
    weights = table.items() if isinstance(table, dict) else ()
    return {str(area): float(weight) for area, weight in weights if isinstance(weight, int | float)}


def _read_ids(entries: object, aliases: Mapping[str, str]) -> tuple[str, ...]:
    """The present ids in a list, each once: two former steps may be one by now."""
    former_or_present_ids = map(str, entries) if isinstance(entries, list) else ()
    return tuple(dict.fromkeys(aliases.get(step, step) for step in former_or_present_ids))


def _is_day(day: object) -> TypeGuard[dt.date]:
    return isinstance(day, dt.date) and not isinstance(day, dt.datetime)


def _context(settings: Mapping[str, object]) -> Context:
    """The situation, of what may stand in its fields."""
    accepted = {
        name: float(setting) if isinstance(setting, int) else setting
        for name, setting in settings.items()
        if name in SITUATION_FIELDS and is_acceptable(name, setting)
    }
    return Context(**accepted)  # type: ignore[arg-type]  # each was checked for its field


def is_acceptable(name: str, setting: object) -> bool:
    """Whether ``setting`` may stand in the field ``name`` of a situation."""
    if name in CONDITION_VALUES:
        return setting in CONDITION_VALUES[name]
    if name in LARGEST_NUMBERS:
        is_number = isinstance(setting, int | float) and not isinstance(setting, bool)
        return is_number and 0 <= setting <= LARGEST_NUMBERS[name]  # type: ignore[operator]  # a number
    if name == "finish_by":
        return _is_day(setting)
    return name == "domain" and isinstance(setting, str) and 0 < len(setting) <= 200
