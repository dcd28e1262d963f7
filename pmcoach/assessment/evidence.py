"""Evidence: dated records of work that someone could check, and what they count for. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmcoach.assessment.events import Event, merge_events
from pmcoach.assessment.results import Records

FRESH_DAYS = 3 * 365
"""How long a record backs a level solidly."""
FIELDS = ("situation", "did", "result", "date", "link", "confirm")
"""What a record holds, in the order in which it is asked (the accomplishment record of opm.gov)."""


@dataclass(frozen=True)
class Evidence:
    """One record. ``incident`` marks a real critical incident, which shows ability in its area."""

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
        lacks = [name for name in ("situation", "did", "result") if not getattr(self, name)]
        if self.date is None:
            lacks.append("date")
        if not self.link and not self.confirm:
            lacks.append("confirm")
        return tuple(lacks)

    @property
    def complete(self) -> bool:
        return not self.missing

    def fresh(self, today: dt.date) -> bool:
        """Whether it is of the last three years."""
        return self.date is not None and (today - self.date).days <= FRESH_DAYS


def fold_evidence(events: Iterable[Event], aliases: Mapping[str, str]) -> dict[str, Evidence]:
    """All records that stand, by id, in the order of their first writing."""
    found: dict[str, Evidence] = {}
    for event in merge_events(events):
        ident = event.text("evidence")
        if event.kind == "evidence-kept" and ident:
            competency = event.text("competency")
            date = event.data.get("date")
            found[ident] = Evidence(
                id=ident,
                competency=aliases.get(competency, competency),
                situation=event.text("situation"),
                did=event.text("did"),
                result=event.text("result"),
                date=date
                if isinstance(date, dt.date) and not isinstance(date, dt.datetime)
                else None,
                link=event.text("link"),
                confirm=event.text("confirm"),
                incident=event.data.get("incident") is True,
                step=event.text("step"),
            )
        elif event.kind == "evidence-withdrawn":
            found.pop(ident, None)
    return found


def count_records(
    evidence: Iterable[Evidence], areas: Mapping[str, str], today: dt.date
) -> Records:
    """How many complete records there are. ``areas`` maps competency ids to their area."""
    whole = [one for one in evidence if one.complete]
    count = Counter(one.competency for one in whole)
    fresh = Counter(one.competency for one in whole if one.fresh(today))
    return Records(
        by_competency=count,
        recent={competency: fresh[competency] for competency in count},
        incidents=Counter(
            areas[one.competency] for one in whole if one.incident and one.competency in areas
        ),
    )
