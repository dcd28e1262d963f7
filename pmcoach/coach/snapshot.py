"""What is written beside the events of a finished assessment."""

from __future__ import annotations

import datetime as dt

from pmcoach.catalog.parse import ladder_id
from pmcoach.state.profile import Profile


def snapshot_table(profile: Profile, at: dt.datetime) -> dict[str, object]:
    """Levels, what they came from, and with which content and target they were made, so that two
    dates can be compared later."""
    result, records = profile.result, profile.records
    keys = [f"{standing.subject}.{standing.facet}" for standing in result.standings()]
    answers = {key: answers_behind(profile, key) for key in keys}
    return {
        "at": at,
        "content": profile.catalog.pack.version,
        "role": profile.target.role,
        "stage": profile.target.stage,
        "levels": result.levels(),
        "answers": {key: behind for key, behind in answers.items() if behind},
        "records": {
            **{f"{ident}.skill": count for ident, count in records.by_competency.items()},
            **{f"{area}.ability": count for area, count in records.incidents.items()},
        },
        "seen": [
            f"{standing.subject}.knowledge"
            for standing in result.knowledge.values()
            if standing.key_seen
        ],
    }


def answers_behind(profile: Profile, key: str) -> str:
    """The answers behind a level in short: a word for each, the same for the same answer."""
    subject, facet = key.rsplit(".", 1)
    if facet == "skill":
        items = [ladder_id(subject)]
    elif facet == "knowledge":
        items = [check.id for check in profile.catalog.checks_of[subject]]
    else:
        items = [scenario.id for scenario in profile.catalog.scenarios_of[subject]]
    answers = [profile.state.answers[item] for item in items if item in profile.state.answers]
    return " ".join(
        f"{answer.item}:{answer.revision}:{answer.option}{answer.best}{answer.worst}:"
        f"{answer.sure or answer.kind}"
        for answer in answers
    )
