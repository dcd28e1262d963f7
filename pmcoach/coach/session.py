"""One opened profile with the content: what every use case works on."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pmcoach.assessment.calibration import pace
from pmcoach.assessment.events import AssessmentState, Event
from pmcoach.assessment.evidence import Evidence, count_records, fold_evidence
from pmcoach.assessment.forms import FORM_KINDS, Form, FormKind, compose
from pmcoach.assessment.item_selection import area_of_item, item_kind
from pmcoach.assessment.results import Records, Result, measure
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.parse import Catalog
from pmcoach.coach.clock import system_now
from pmcoach.state.journal import Journal, fold_journal
from pmcoach.store.bundled_content import pack_state
from pmcoach.store.content import load_catalog
from pmcoach.store.paths import DEFAULT_PROFILE, data_home, profile_paths
from pmcoach.store.profile import ProfileStore, open_profile


def random_id() -> str:
    """Twelve characters that no other event on any machine has."""
    return os.urandom(6).hex()


@dataclass
class Session:
    """An opened profile. Folds are kept until the next write."""

    catalog: Catalog
    store: ProfileStore
    now: Callable[[], dt.datetime] = system_now
    new_id: Callable[[], str] = random_id
    content_state: str = ""
    """The state of the content's files when they were read, or nothing where it is not known."""
    content: Path | None = None
    """The folder of the pack, where it is not the one that ships."""
    _state: AssessmentState | None = field(default=None, repr=False)
    _journal: Journal | None = field(default=None, repr=False)
    _before: frozenset[str] | None = field(default=None, repr=False)

    def close(self) -> None:
        self.store.close()

    @property
    def read_only(self) -> str:
        """Why nothing can be saved, or nothing."""
        return self.store.read_only

    @property
    def today(self) -> dt.date:
        """Today where the user is."""
        return self.now().astimezone().date()

    @property
    def state(self) -> AssessmentState:
        if self._state is None:
            self._state = self.store.state(self.catalog.aliases)
        return self._state

    @property
    def journal(self) -> Journal:
        if self._journal is None:
            self._journal = fold_journal(self.store.journal_events(), self.catalog.aliases)
        return self._journal

    @property
    def target(self) -> Target:
        return self.target_with()

    def target_with(self, role: str = "", stage: str = "") -> Target:
        """The target, or what it would be with another role (its weights then replace an ad's)
        or another stage."""
        journal = self.journal
        ad = journal.ads.get(journal.ad) if not role or role == self._role_id() else None
        at = stage or (ad.reading.stage if ad else journal.stage)
        if ad is not None:
            return make_target(
                self.catalog, ad.reading.role, at, competencies=ad.reading.weights, title=ad.name
            )
        return make_target(self.catalog, role or self._role_id(), at, journal.own_weights)

    def _role_id(self) -> str:
        journal = self.journal
        ad = journal.ads.get(journal.ad)
        role = ad.reading.role if ad else journal.role
        return self.catalog.aliases.get(role, role)

    @property
    def result(self) -> Result:
        return measure(self.catalog, self.target, self.state, self.records, self.journal.keys_seen)

    @property
    def evidence(self) -> dict[str, Evidence]:
        """All records that stand, by id."""
        return fold_evidence(self.store.journal_events(), self.catalog.aliases)

    @property
    def records(self) -> Records:
        areas = {one.id: one.area for one in self.catalog.competencies.values()}
        return count_records(self.evidence.values(), areas, self.today)

    @property
    def seen_items(self) -> frozenset[str]:
        """Items whose key was seen, or that an assessment before a blind one asked."""
        if self._before is None:
            aliases = self.catalog.aliases
            behind = self.store.items_left_behind(aliases)
            self._before = frozenset(aliases.get(item, item) for item in behind)
        return self._before | frozenset(self.journal.keys_seen)

    @property
    def pace(self) -> float:
        """The user's own time for an item as a multiple of the estimate."""
        return pace(self.catalog, self.store.recent_events(self.catalog.aliases))

    @property
    def form_kind(self) -> FormKind | None:
        """The form of the newest assessment, or None before the first."""
        newest = self.store.newest
        kind = newest.form if newest else None
        return next((one for one in FORM_KINDS if one == kind), "full" if newest else None)

    @property
    def form(self) -> Form | None:
        kind = self.form_kind
        return compose(self.catalog, self.target, kind) if kind else None

    @property
    def in_progress(self) -> bool:
        newest = self.store.newest
        return newest is not None and newest.document.finished is None

    def event(self, kind: str, **data: object) -> Event:
        """A new event, later than every event there is, whatever the clock does."""
        latest = self.store.latest(self.catalog.aliases)
        at = self.now()
        if latest is not None and at <= latest:
            at = latest + dt.timedelta(microseconds=1)
        return Event(self.new_id(), at, kind, {k: v for k, v in data.items() if v is not None})

    def tell_journal(self, kind: str, **data: object) -> None:
        """Write an event into the journal durably. Raises StoreError."""
        self.store.add_to_journal(self.event(kind, **data))
        self._journal = None

    def tell_assessment(self, event: Event) -> None:
        """Write an event into the newest assessment durably. Raises StoreError."""
        self.store.add_to_assessment(event)
        self._state = None

    def begin(self, kind: FormKind, first: Event, *, blind: bool = False) -> None:
        """Begin an assessment file that continues the newest; or, ``blind``, one that starts from
        nothing, with the older answers kept where they are. Raises StoreError."""
        header: Mapping[str, object] = {
            "form": kind,
            "pack": self.catalog.pack.id,
            "content": self.catalog.pack.version,
        }
        self.store.start_assessment(self.now(), self.new_id()[:8], header, first, blind=blind)
        self._state = self._before = None

    def title_of(self, subject: str) -> str:
        """The title of a competency or an area."""
        if subject in self.catalog.competencies:
            return self.catalog.competencies[subject].title
        return self.catalog.areas[subject].title

    def area_of(self, item: str) -> str:
        """The area of an item, or nothing where the content has no such item."""
        return area_of_item(self.catalog, item) if item_kind(self.catalog, item) else ""


def open_session(
    *,
    home: Path | None = None,
    profile: str = DEFAULT_PROFILE,
    content: Path | None = None,
    write: bool = True,
    now: Callable[[], dt.datetime] = system_now,
    new_id: Callable[[], str] = random_id,
) -> Session:
    """Load the content and open a profile. Raises ContentError and StoreError."""
    state = pack_state(content)  # before reading: what changes meanwhile makes it another one
    catalog = load_catalog(content)
    paths = profile_paths(home or data_home(), profile)
    return Session(catalog, open_profile(paths, write=write), now, new_id, state, content)
