"""Saving evidence and notes, and recording whose keys were shown.

All raise StoreError where it cannot be saved.
"""

from __future__ import annotations

from pmcoach.assessment.events import Event
from pmcoach.assessment.evidence import Evidence
from pmcoach.assessment.item_selection import find_item_kind
from pmcoach.coach.session import Session


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


def record_key_seen(session: Session, item: str) -> None:
    """Remember that the key of an item was shown: answered again it is thin from now on."""
    is_known = item in session.profile.journal.keys_seen
    if not is_known and find_item_kind(session.catalog, item) != "ladder":
        session.append_to_journal("key-seen", item=item)


def save_note(session: Session, item: str, text: str) -> None:
    """Save a note on an item; an empty one takes it away."""
    if text.strip() != session.profile.journal.notes.get(item, ""):
        session.append_to_journal("note-saved", item=item, text=text.strip())
