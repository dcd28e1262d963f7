"""Advice for an opened profile: gaps, verdicts, the hiring verdict, the plan, the context."""

from __future__ import annotations

from pmcoach.advice.gaps import Findings, Gap, find
from pmcoach.advice.hiring import HiringVerdict, hiring_verdict
from pmcoach.advice.verdicts import Verdict, argue
from pmcoach.coach.plans import Plan as Plan
from pmcoach.coach.plans import present
from pmcoach.coach.session import Session
from pmcoach.state.job_ads import AD_FIELDS
from pmcoach.state.journal import acceptable

TOP_GAPS = 5
"""How many gaps get a verdict on screen and in exports."""


def findings(session: Session) -> Findings:
    """Gaps, claims without a record, and unknowns of the present result."""
    return find(session.catalog, session.result)


def verdicts(session: Session, most: int = TOP_GAPS) -> list[Verdict]:
    """A verdict for each of the top gaps, heaviest first."""
    found = findings(session).gaps[:most]
    return [verdict(session, gap) for gap in found]


def verdict(session: Session, gap: Gap) -> Verdict:
    """The argued verdict for one gap."""
    return argue(session.catalog, session.target, session.journal.context, gap)


def hiring(session: Session) -> HiringVerdict:
    """Whether a certificate helps to get hired for the present target."""
    return hiring_verdict(session.catalog, session.target, session.journal.context)


def plan(session: Session) -> Plan:
    """The plan to work on: the accepted one laid from today, or a proposal."""
    return present(session)


def tell(session: Session, field: str, value: object) -> None:
    """Set one field of the context, or clear it with None. Raises StoreError, and ValueError for
    a value that the field does not take."""
    if value is not None and not acceptable(field, value):
        raise ValueError(f"{field} does not take {value!r}")
    ad = session.journal.ad
    if ad and field in AD_FIELDS:
        # It is said of this ad's employer, and holds as long as the ad is the target.
        session.tell_journal("ad-told", ad=ad, field=field, value=value)
    else:
        session.tell_journal("context-told", field=field, value=value)
