"""What is written beside the events of a finished assessment."""

from __future__ import annotations

from pmcoach.catalog.parse import ladder_id
from pmcoach.coach.session import Session


def snapshot_table(session: Session) -> dict[str, object]:
    """Levels, what they came from, and with which content and target they were made, so that two
    dates can be compared later."""
    result, records = session.result, session.records
    return {
        "at": session.event("finished").at,
        "content": session.catalog.pack.version,
        "role": session.target.role,
        "stage": session.target.stage,
        "levels": result.levels(),
        "answers": {
            key: behind
            for one in result.standings()
            if (behind := answers_behind(session, key := f"{one.subject}.{one.facet}"))
        },
        "records": {
            **{f"{c}.skill": n for c, n in records.by_competency.items()},
            **{f"{a}.ability": n for a, n in records.incidents.items()},
        },
        "seen": [f"{s.subject}.knowledge" for s in result.knowledge.values() if s.key_seen],
    }


def answers_behind(session: Session, key: str) -> str:
    """The answers behind a level in short: a word for each, the same for the same answer."""
    subject, facet = key.rsplit(".", 1)
    if facet == "skill":
        items = [ladder_id(subject)]
    elif facet == "knowledge":
        items = [check.id for check in session.catalog.checks_of[subject]]
    else:
        items = [scenario.id for scenario in session.catalog.scenarios_of[subject]]
    given = [session.state.answers[item] for item in items if item in session.state.answers]
    return " ".join(
        f"{a.item}:{a.revision}:{a.option}{a.best}{a.worst}:{a.sure or a.kind}" for a in given
    )
