"""Saving evidence and notes, and recording whose keys were shown.

All raise StoreError where it cannot be saved.
"""

from __future__ import annotations

from pmcoach.assessment.events import Event
from pmcoach.assessment.evidence import Evidence
from pmcoach.coach.session import Session
from pmcoach.report.review import is_key_shown


def evidence_event(session: Session, record: Evidence) -> Event:
    """The event that saves a record, or saves it anew."""
    return session.make_event(
        "evidence-saved",
        evidence=record.id or session.new_id(),
        competency=record.competency,
        situation=record.situation,
        did=record.did,
        result=record.result,
        date=record.date,
        link=record.link,
        confirm=record.confirm,
        incident=record.incident or None,
        step=record.step or None,
    )


def save_evidence(session: Session, record: Evidence) -> None:
    """Save a record, or save it anew."""
    session.append_events_to_journal(evidence_event(session, record))


def withdraw_evidence(session: Session, evidence_id: str) -> None:
    """Take a record out of the count; what was written stays in the file."""
    session.append_to_journal("evidence-withdrawn", evidence=evidence_id)


def record_keys_seen(session: Session, *items: str) -> None:
    """Remember that the keys of some items were shown: a level that rests on later answers to them
    is unsure. Items whose key may not be shown, and so was not, are passed over."""
    profile = session.profile
    events = [
        session.make_event("key-seen", item=item)
        for item in items
        if item not in profile.journal.keys_seen and is_key_shown(profile, item)
    ]
    if events:
        session.append_events_to_journal(*events)


def save_note(session: Session, item: str, text: str) -> None:
    """Save a note on an item; an empty one takes it away."""
    if text.strip() != session.profile.journal.notes.get(item, ""):
        session.append_to_journal("note-saved", item=item, text=text.strip())
