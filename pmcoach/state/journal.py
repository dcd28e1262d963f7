"""The fold of a profile's journal: target, situation, what became of steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TypeGuard

from pmcoach.advice.context import Context
from pmcoach.assessment.events import Event, merge_events
from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.catalog.vocabulary import CONDITION_VALUES
from pmcoach.state.job_ads import ParsedAds, SavedAd, fold_ad

SITUATION_FIELDS = frozenset(field.name for field in fields(Context))
MOST = {"hours_per_week": 168.0, "budget": 1_000_000.0}
"""The numbers of a context, and the most that each can be."""


@dataclass(frozen=True)
class AcceptedPlan:
    """A plan as it was accepted: its steps in order, and by when each was to be done."""

    accepted_on: dt.date
    steps: tuple[str, ...]
    ends: Mapping[str, dt.date] = field(default_factory=dict)


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
    journal = Journal()
    renamed = aliases or {}
    parsed_ads = {} if parsed_ads is None else parsed_ads
    for event in merge_events(events):
        handler = _HANDLERS.get(event.kind)
        if handler is not None:
            handler(journal, event, renamed)
        else:
            fold_ad(journal.ads, event, renamed, parsed_ads)
    return journal


def _choose_target(journal: Journal, event: Event, _renamed: Mapping[str, str]) -> None:
    journal.role, journal.stage = event.text("role"), event.text("stage")
    journal.own_weights = _weights(event.data.get("weights"))
    journal.chosen_ad = event.text("ad")


def _set_situation(journal: Journal, event: Event, _renamed: Mapping[str, str]) -> None:
    setting = event.data.get("value")
    journal.situation[event.text("field")] = (
        strip_unprintable(setting) if isinstance(setting, str) else setting
    )


def _mark_step(journal: Journal, event: Event, renamed: Mapping[str, str]) -> None:
    journal.steps[_present(event, "step", renamed)] = event.text("state")


def _pin_step(journal: Journal, event: Event, renamed: Mapping[str, str]) -> None:
    step, is_pinned = _present(event, "step", renamed), event.data.get("pinned") is True
    (journal.pinned.add if is_pinned else journal.pinned.discard)(step)


def _order_plan(journal: Journal, event: Event, _renamed: Mapping[str, str]) -> None:
    journal.order = _texts(event.data.get("steps"))


def _postpone_step(journal: Journal, event: Event, renamed: Mapping[str, str]) -> None:
    step, until = _present(event, "step", renamed), event.data.get("until")
    journal.postponed.pop(step, None)
    if _is_day(until):
        journal.postponed[step] = until


def _word_step(journal: Journal, event: Event, renamed: Mapping[str, str]) -> None:
    _set_text(journal.if_then, _present(event, "step", renamed), event.text("if_then"))


def _accept_plan(journal: Journal, event: Event, _renamed: Mapping[str, str]) -> None:
    ends, steps = event.data.get("ends"), _texts(event.data.get("steps"))
    days = {str(k): v for k, v in ends.items() if _is_day(v)} if isinstance(ends, dict) else {}
    journal.accepted_plan = AcceptedPlan(event.at.date(), steps, days) if steps else None


def _see_key(journal: Journal, event: Event, renamed: Mapping[str, str]) -> None:
    journal.keys_seen.setdefault(_present(event, "item", renamed), event.at)


def _save_note(journal: Journal, event: Event, renamed: Mapping[str, str]) -> None:
    _set_text(journal.notes, _present(event, "item", renamed), event.text("text"))


_HANDLERS: Mapping[str, Callable[[Journal, Event, Mapping[str, str]], None]] = {
    "target-chosen": _choose_target,
    "situation-set": _set_situation,
    "step-marked": _mark_step,
    "step-pinned": _pin_step,
    "plan-ordered": _order_plan,
    "step-postponed": _postpone_step,
    "if-then-written": _word_step,
    "plan-accepted": _accept_plan,
    "key-seen": _see_key,
    "note-saved": _save_note,
}
"""What each kind of event does to a journal; evidence has a fold of its own."""


def _present(event: Event, key: str, renamed: Mapping[str, str]) -> str:
    """The present id of what an event names under ``key``."""
    ident = event.text(key)
    return renamed.get(ident, ident)


def _set_text(texts: dict[str, str], ident: str, text: str) -> None:
    """Set a text; an empty one takes it away."""
    if text:
        texts[ident] = text
    else:
        texts.pop(ident, None)


def _weights(table: object) -> dict[str, float]:
    if not isinstance(table, dict):
        return {}
    return {str(k): float(v) for k, v in table.items() if isinstance(v, int | float)}


def _texts(entries: object) -> tuple[str, ...]:
    return tuple(map(str, entries)) if isinstance(entries, list) else ()


def _is_day(day: object) -> TypeGuard[dt.date]:
    return isinstance(day, dt.date) and not isinstance(day, dt.datetime)


def _context(settings: Mapping[str, object]) -> Context:
    """The situation, of what may stand in its fields."""
    accepted = {
        name: float(setting) if isinstance(setting, int) else setting
        for name, setting in settings.items()
        if name in SITUATION_FIELDS and acceptable(name, setting)
    }
    return Context(**accepted)  # type: ignore[arg-type]  # each was checked for its field


def acceptable(name: str, setting: object) -> bool:
    """Whether ``setting`` may stand in the field ``name`` of a situation."""
    if name in CONDITION_VALUES:
        return setting in CONDITION_VALUES[name]
    if name in MOST:
        is_number = isinstance(setting, int | float) and not isinstance(setting, bool)
        return is_number and 0 <= setting <= MOST[name]  # type: ignore[operator]  # a number
    if name == "finish_by":
        return _is_day(setting)
    return name == "domain" and isinstance(setting, str) and 0 < len(setting) <= 200
