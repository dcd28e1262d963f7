"""Setting the target and the situation that results and advice depend on."""

from __future__ import annotations

from collections.abc import Mapping

from pmcoach.coach.plan import accept_plan
from pmcoach.coach.session import Session
from pmcoach.state.job_ads import AD_FIELDS
from pmcoach.state.journal import is_acceptable
from pmcoach.state.plan import Plan
from pmcoach.state.profile import TARGET_FIELDS


def choose_target(
    session: Session, role: str, stage: str, weights: Mapping[str, float] | None = None
) -> None:
    """Set what results are held against. Raises StoreError."""
    session.append_to_journal("target-chosen", role=role, stage=stage, weights=weights)


def set_situation(session: Session, field: str, setting: object) -> None:
    """Set one field of the situation, or clear it with None. Raises StoreError, and ValueError for
    a setting that the field does not take."""
    if setting is not None and not is_acceptable(field, setting):
        raise ValueError(f"{field} does not take {setting!r}")
    target_ad = session.profile.journal.target_ad
    if target_ad and field in AD_FIELDS:
        # It is about this ad's employer, and holds as long as the ad is the target.
        session.append_to_journal("ad-detail-set", ad=target_ad, field=field, value=setting)
    else:
        session.append_to_journal("situation-set", field=field, value=setting)


def adopt_changes(session: Session, changes: Mapping[str, object], plan: Plan) -> None:
    """Make what was tried out the situation and the target, and accept the plan that came of it.
    Raises StoreError."""
    journal, target = session.profile.journal, session.profile.target
    role = str(changes.get("role", target.role))
    stage = str(changes.get("stage", target.stage))
    if (role, stage) != (target.role, target.stage):
        choose_target(session, role, stage, dict(journal.own_weights) or None)
    for field, setting in changes.items():
        if field not in TARGET_FIELDS:
            set_situation(session, field, setting)
    accept_plan(session, plan)
