"""What a profile's files add up to, as plain JSON values, to be compared with a stored sample."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from pmcoach.assessment.evidence import fold_evidence
from pmcoach.state.job_ads import SavedAd, ad_table
from pmcoach.state.journal import fold_journal
from pmcoach.store.profile import ProfileStore


def state_of(store: ProfileStore) -> dict[str, Any]:
    """Answers, journal and evidence under names of this function's own, so that a field may be
    renamed without the sample changing."""
    state = store.state({})
    journal = fold_journal(store.journal_events())
    plan = journal.accepted_plan
    table = {
        "answers": {
            answer.item: [
                answer.kind, answer.at, answer.event, answer.revision, answer.option, answer.best,
                answer.worst, answer.sure, answer.provable,
            ]
            for answer in state.answers.values()
        },
        "disagreed": dict(state.disagreed),
        "order": state.order,
        "last event": state.last_event.id if state.last_event else "",
        "area": state.area,
        "started": state.began,
        "dealt with": dict(state.dealt_at),
        "target": [journal.role, journal.stage, dict(journal.own_weights), journal.target_ad],
        "situation": journal.context.known(),
        "steps": dict(journal.steps),
        "pinned": sorted(journal.pinned),
        "step order": journal.order,
        "postponed": dict(journal.postponed),
        "if-then": dict(journal.if_then),
        "plan": [plan.accepted_on, plan.steps, dict(plan.ends)] if plan else None,
        "keys seen": dict(journal.keys_seen),
        "notes": dict(journal.notes),
        "ads": {ident: _ad(saved) for ident, saved in journal.ads.items()},
        "evidence": {
            ident: [
                record.competency, record.situation, record.did, record.result, record.date,
                record.link, record.confirm, record.incident, record.step,
            ]
            for ident, record in fold_evidence(store.journal_events(), {}).items()
        },
    }  # fmt: skip
    plain_values: dict[str, Any] = json.loads(json.dumps(table, default=_text, sort_keys=True))
    return plain_values


def _ad(saved: SavedAd) -> list[object]:
    return [saved.name, saved.saved_on, ad_table(saved.parsed_ad), dict(saved.corrections)]


def _text(leaf: object) -> object:
    if isinstance(leaf, Mapping):
        return dict(leaf)
    assert isinstance(leaf, dt.date), leaf
    return leaf.isoformat()
