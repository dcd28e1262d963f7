"""Setting the target and the situation that results and advice depend on."""

from __future__ import annotations

from collections.abc import Mapping

from pmcoach.assessment.events import Event
from pmcoach.coach.plan import acceptance_event
from pmcoach.coach.session import Session
from pmcoach.state.job_ads import AD_FIELDS
from pmcoach.state.journal import is_acceptable
from pmcoach.state.profile import TARGET_FIELDS


def choose_target(
    session: Session, role: str, stage: str, weights: Mapping[str, float] | None = None
) -> None:
    """Set what results are held against. Raises StoreError."""
    session.append_to_journal("target-chosen", role=role, stage=stage, weights=weights)


def set_situation(session: Session, field: str, setting: object) -> None:
    """Set one field of the situation, or clear it with None. Raises StoreError, and ValueError for
    a setting that the field does not take."""
    session.append_events_to_journal(
        _situation_event(session, field, setting, session.profile.journal.target_ad)
    )


def _situation_event(session: Session, field: str, setting: object, target_ad: str) -> Event:
    if setting is not None and not is_acceptable(field, setting):
        raise ValueError(f"{field} does not take {setting!r}")
    if target_ad and field in AD_FIELDS:
        # It is about this ad's employer, and holds as long as the ad is the target.
        return session.make_event("ad-detail-set", ad=target_ad, field=field, value=setting)
    return session.make_event("situation-set", field=field, value=setting)


def adopt_changes(session: Session, changes: Mapping[str, object]) -> None:
    """Make what was tried out the situation and the target, and accept the plan that comes of it,
    in one write: all of it is saved or nothing. Raises StoreError, and ValueError for a setting
    that a field does not take."""
    journal, target = session.profile.journal, session.profile.target
    plan, target_ad = session.profile.plan_with(changes), journal.target_ad
    events: list[Event] = []
    if changes.keys() & TARGET_FIELDS:
        role, stage = changes.get("role", target.role), changes.get("stage", target.stage)
        weights, target_ad = dict(journal.own_weights) or None, ""
        events = [session.make_event("target-chosen", role=role, stage=stage, weights=weights)]
    events += [
        _situation_event(session, field, setting, target_ad)
        for field, setting in changes.items()
        if field not in TARGET_FIELDS
    ]
    session.append_events_to_journal(*events, acceptance_event(session, plan))
