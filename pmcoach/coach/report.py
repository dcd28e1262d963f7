"""The report of an opened profile."""

from __future__ import annotations

from collections.abc import Collection

from pmcoach.coach.session import Session
from pmcoach.coach.transfer import dump_profile
from pmcoach.report.build import build_report
from pmcoach.report.model import Report


def make_report(session: Session, include: Collection[str] = ()) -> Report:
    """The whole report, as of today; private parts only where ``include`` names them."""
    return build_report(
        session.profile, include, dump_profile(session) if "all" in include else None
    )
