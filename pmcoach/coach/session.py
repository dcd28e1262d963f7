"""One opened profile with the content: what every use case works on."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pmcoach.assessment.event_kinds import AssessmentKind, JournalKind
from pmcoach.assessment.events import AssessmentState, Event
from pmcoach.assessment.evidence import Evidence, fold_evidence
from pmcoach.assessment.forms import FORM_KINDS, FormKind
from pmcoach.assessment.items import fit_to_catalog
from pmcoach.catalog.former_questions import FormerQuestions
from pmcoach.catalog.parse import Catalog
from pmcoach.coach.clock import system_now
from pmcoach.jobad.parsed_ad import ParsedAd
from pmcoach.jobad.reader import AdReader
from pmcoach.state.journal import Journal, fold_journal
from pmcoach.state.profile import Profile
from pmcoach.store.bundled_content import pack_state
from pmcoach.store.content import load_catalog
from pmcoach.store.paths import DEFAULT_PROFILE, data_home, profile_paths
from pmcoach.store.profile import ProfileStore, open_profile


def random_id() -> str:
    """Twelve characters that no other event on any machine has."""
    return os.urandom(6).hex()


@dataclass
class Session:
    """An opened profile and where it is stored. What it adds up to is computed once for each
    change."""

    catalog: Catalog
    store: ProfileStore
    now: Callable[[], dt.datetime] = system_now
    new_id: Callable[[], str] = random_id
    content_state: str = ""
    """The state of the content's files when they were read, or nothing where it is not known."""
    content: Path | None = None
    """The folder of the pack, where it is not the one that ships."""
    ad_reader: AdReader | None = field(default=None, repr=False)
    """The reader of job ads, once one was made."""
    former_questions: FormerQuestions | None = field(default=None, repr=False)
    """The questions that the content no longer asks in these words, once they were read."""
    _last_made: dt.datetime | None = field(default=None, repr=False)
    _profile: Profile | None = field(default=None, repr=False)
    _state: AssessmentState | None = field(default=None, repr=False)
    _journal: tuple[Journal, Mapping[str, Evidence]] | None = field(default=None, repr=False)
    _parsed_ads: dict[str, ParsedAd | None] = field(default_factory=dict, repr=False)

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
    def profile(self) -> Profile:
        """What all events add up to, as of today."""
        today = self.today
        if self._profile is None or self._profile.today != today:
            self._profile = self._fold(today)
        return self._profile

    def _fold(self, today: dt.date) -> Profile:
        aliases, newest = self.catalog.aliases, self.store.newest
        if self._state is None:
            self._state = fit_to_catalog(self.catalog, self.store.state(aliases))
        if self._journal is None:
            events = self.store.journal_events()
            journal = fold_journal(events, aliases, self._parsed_ads)
            self._journal = journal, fold_evidence(events, aliases)
        form_kind = next((kind for kind in FORM_KINDS if newest and kind == newest.form), None)
        finished = newest.document.finished if newest else None
        finished_at = (finished or {}).get("at")
        return Profile(
            self.catalog,
            today,
            self._state,
            *self._journal,
            form_kind or ("full" if newest else None),
            in_progress=newest is not None and finished is None,
            finished_on=finished_at.astimezone().date()
            if isinstance(finished_at, dt.datetime)
            else None,
            asked_before=self.store.items_left_behind(aliases),
            recent_events=self.store.recent_events(aliases),
            shuffle_seed=self.store.first_name,
        )

    def next_time(self) -> dt.datetime:
        """The time of a new event: later than every event there is, whatever the clock does."""
        latest_times = (self.store.latest(self.catalog.aliases), self._last_made)
        before = max((at for at in latest_times if at is not None), default=None)
        at = self.now()
        if before is not None and at <= before:
            at = before + dt.timedelta(microseconds=1)
        self._last_made = at
        return at

    def make_event(self, kind: AssessmentKind | JournalKind, **fields: object) -> Event:
        """A new event, which is not written yet; a field that is None is left out."""
        set_fields = {name: field for name, field in fields.items() if field is not None}
        return Event(self.new_id(), self.next_time(), kind, set_fields)

    def append_to_journal(self, kind: JournalKind, **fields: object) -> None:
        """Write an event into the journal durably. Raises StoreError."""
        self.append_events_to_journal(self.make_event(kind, **fields))

    def append_events_to_journal(self, *events: Event) -> None:
        """Write events into the journal durably, all of them or none. Raises StoreError."""
        self.store.append_to_journal(*events)
        self._journal = self._profile = None

    def append_to_assessment(self, event: Event) -> None:
        """Write an event into the newest assessment durably. Raises StoreError."""
        self.store.append_to_assessment(event)
        self._state = self._profile = None

    def start_assessment(self, kind: FormKind, first_event: Event, *, blind: bool = False) -> None:
        """Begin an assessment file that continues the newest; or, ``blind``, one that starts from
        nothing, with the older answers left where they are. Raises StoreError."""
        header: Mapping[str, object] = {
            "form": kind,
            "pack": self.catalog.pack.id,
            "content": self.catalog.pack.version,
        }
        self.store.start_assessment(self.now(), self.new_id()[:8], header, first_event, blind=blind)
        self._state = self._profile = None

    def finish_assessment(self, levels: Mapping[str, object]) -> None:
        """Close the newest assessment, with the levels that it showed. Raises StoreError."""
        self.store.finish_assessment(levels)
        self._profile = None


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
    # Before reading: what changes meanwhile makes it another one.
    content_state = pack_state(content)
    return Session(
        load_catalog(content),
        open_profile(profile_paths(home or data_home(), profile), write=write),
        now,
        new_id,
        content_state,
        content,
    )
