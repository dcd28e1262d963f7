"""The small summary that home paints from before anything else loads."""

from __future__ import annotations

import datetime as dt

from pmcoach.coach import advise, assess
from pmcoach.coach.keeping import notices
from pmcoach.coach.report import area_line, target_words
from pmcoach.coach.session import Session
from pmcoach.coach.status import basis
from pmcoach.store import summary_cache as kept


def summarize(session: Session) -> dict[str, object]:
    """What home shows, as plain JSON values."""
    progress = assess.progress_now(session)
    item = assess.present_item(session)
    following = assess.next_form(session) if not session.in_progress else None
    areas = [area_line(session, area) for area in session.catalog.areas]
    plan = advise.plan(session) if session.result.known() else None
    first = plan.steps[0] if plan and plan.steps else None
    return {
        "profile": session.store.paths.name,
        "notices": notices(session.store),
        "target": target_words(session),
        "has_target": session.journal.has_target,
        "form": assess.form_title(session),
        "in_progress": session.in_progress,
        "answered": len(session.state.answers),
        "done": progress.done,
        "total": progress.total,
        "minutes_left": progress.minutes_left,
        "next_item": item or "",
        "next_form": following or "",
        "next_form_minutes": assess.form_minutes(session, following) if following else 0,
        "areas": [
            {
                "title": a.title,
                "weight": a.weight_percent,
                "met": a.met_percent,
                "known": a.known,
                "possible": a.possible,
            }
            for a in areas
        ],
        "finished_on": finished_on(session),
        "gaps": len(advise.findings(session).gaps),
        "first_step": first.chosen.step.title if first else "",
        "late": len(plan.late) if plan else 0,
        "first_step_by": first.end.isoformat() if first else "",
    }


def keep(session: Session) -> dict[str, object]:
    """Summarize, and keep it on disk for the next start. Never raises for the disk."""
    found = summarize(session)
    if not session.read_only:
        kept.write(
            session.store.paths,
            found,
            session.store.files_state(),
            basis=basis(session.content_state, session.today),
            newest=session.store.newest.path.name if session.store.newest else "",
        )
        session.store.keep_index(session.catalog.aliases)
    return found


def keep_if_stale(session: Session) -> None:
    """Keep a summary for the next start unless a fresh one is there: for the end of a session."""
    paths = session.store.paths
    if kept.read(paths, basis(session.content_state, session.today)) is None:
        keep(session)


def finished_on(session: Session) -> str:
    """The day on which the newest assessment was finished, or nothing."""
    newest = session.store.newest
    at = (newest.document.finished or {}).get("at") if newest else None
    return at.astimezone().date().isoformat() if isinstance(at, dt.datetime) else ""
