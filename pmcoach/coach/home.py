"""Making the summary that home paints from, and saving it for the next start."""

from __future__ import annotations

from dataclasses import asdict

from pmcoach.coach.recovery import file_notices
from pmcoach.coach.session import Session
from pmcoach.coach.status import summary_basis
from pmcoach.report.home import HomeSummary
from pmcoach.report.home_summary import summarize_profile
from pmcoach.store import summary_cache


def make_home(session: Session) -> HomeSummary:
    """What home shows now."""
    return summarize_profile(session.profile, session.store.paths.name, file_notices(session.store))


def save_home(session: Session) -> HomeSummary:
    """What home shows now, saved for the next start. Never raises for the disk."""
    home = make_home(session)
    if not session.read_only:
        newest = session.store.newest
        summary_cache.write_summary(
            session.store.paths,
            asdict(home),
            session.store.files_state(),
            basis=summary_basis(session.content_state, session.today),
            newest=newest.path.name if newest else "",
        )
        session.store.save_index(session.catalog.aliases)
    return home


def save_home_if_stale(session: Session) -> None:
    """Save a summary for the next start unless a fresh one is there: for the end of a session."""
    basis = summary_basis(session.content_state, session.today)
    if summary_cache.read_summary(session.store.paths, basis) is None:
        save_home(session)
