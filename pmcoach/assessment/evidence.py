"""Evidence: dated records of work that someone could check, and what they count for. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmcoach.assessment.events import Event, merge_events
from pmcoach.assessment.measurement import Records

FRESH_DAYS = 3 * 365
"""How long a record makes a level firm."""


@dataclass(frozen=True)
class Evidence:
    """One record, in the form of the accomplishment record of opm.gov.

    ``incident`` marks a real critical incident, which shows ability in its area.
    """

    id: str
    competency: str
    situation: str = ""
    did: str = ""
    result: str = ""
    date: dt.date | None = None
    link: str = ""
    confirm: str = ""
    incident: bool = False
    step: str = ""
    """The plan's step that it came from, if one."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What it lacks to be complete: a link or someone who can confirm it will do."""
        fields_to_fill = {
            "situation": self.situation,
            "did": self.did,
            "result": self.result,
            "date": self.date,
            "confirm": self.link or self.confirm,
        }
        return tuple(field for field, content in fields_to_fill.items() if not content)

    @property
    def complete(self) -> bool:
        return not self.missing

    def fresh(self, today: dt.date) -> bool:
        """Whether it is of the last three years."""
        return self.date is not None and (today - self.date).days <= FRESH_DAYS


def fold_evidence(events: Iterable[Event], aliases: Mapping[str, str]) -> dict[str, Evidence]:
    """All records that were not withdrawn, by id, in the order in which they were first written."""
    records_by_id: dict[str, Evidence] = {}
    for event in merge_events(events):
        record_id = event.text("evidence")
        if event.kind == "evidence-saved" and record_id:
            records_by_id[record_id] = _read_record(event, record_id, aliases)
        elif event.kind == "evidence-withdrawn":
            records_by_id.pop(record_id, None)
    return records_by_id


def _read_record(event: Event, record_id: str, aliases: Mapping[str, str]) -> Evidence:
    competency_id = event.text("competency")
    date = event.fields.get("date")
    return Evidence(
        id=record_id,
        competency=aliases.get(competency_id, competency_id),
        situation=event.text("situation"),
        did=event.text("did"),
        result=event.text("result"),
        date=date if isinstance(date, dt.date) and not isinstance(date, dt.datetime) else None,
        link=event.text("link"),
        confirm=event.text("confirm"),
        incident=event.fields.get("incident") is True,
        step=event.text("step"),
    )


def count_records(
    evidence: Iterable[Evidence], area_of: Mapping[str, str], today: dt.date
) -> Records:
    """How many complete records there are. ``area_of`` maps competency ids to their area."""
    complete_records = [record for record in evidence if record.complete]
    record_counts = Counter(record.competency for record in complete_records)
    fresh_counts = Counter(record.competency for record in complete_records if record.fresh(today))
    return Records(
        by_competency=record_counts,
        recent={competency: fresh_counts[competency] for competency in record_counts},
        incidents=Counter(
            area_of[record.competency]
            for record in complete_records
            if record.incident and record.competency in area_of
        ),
    )
