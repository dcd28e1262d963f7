"""What was read in a job ad, in words."""

from __future__ import annotations

from collections.abc import Iterable

from pmcoach.coach.session import Session
from pmcoach.jobad.parsed_ad import Mention, ParsedAd, Years
from pmcoach.report.model import AdPlace, AdSummary

LINES_QUOTED = 2
"""Lines of an ad that are quoted beside a verdict."""
ASKED_WORDS = {
    "demanded": "demanded",
    "preferred": "named as a plus",
    "mentioned": "named, not asked",
}
SURE, UNSURE = 0.9, 0.7


def verdict_words(reading: ParsedAd) -> str:
    """Whether it is a PM ad, and how surely, in one sentence."""
    if not reading.lines and not reading.title:
        return "There is nothing in it that tells what the job is."
    how = (
        "clearly"
        if reading.confidence >= SURE
        else "probably"
        if reading.confidence >= UNSURE
        else "perhaps"
    )
    if reading.is_pm:
        return f"This is {how} an ad for product management."
    what = profession_words(reading) or "another job"
    return f"This is {how} not an ad for product management: it reads as one for {what}."


def profession_words(reading: ParsedAd) -> str:
    """The kind of job with its article; nothing where it is not known."""
    # A title in u is a user researcher's more likely than an underwriter's.
    article = "an" if reading.profession[:1].lower() in tuple("aeio") else "a"
    return f"{article} {reading.profession}" if reading.profession else ""


def years_words(years: Years | None) -> str:
    """The years asked, in words."""
    if years is None:
        return "no years asked"
    if years.most and years.most != years.least:
        return f"{years.least} to {years.most} years asked"
    return f"{years.least} year{'' if years.least == 1 else 's'} asked"


def mention_words(mentions: Iterable[Mention]) -> str:
    """Names in one line."""
    return ", ".join(one.title for one in mentions)


def certificate_words(reading: ParsedAd) -> str:
    """The certificates and how they are asked."""
    return "; ".join(f"{one.title}, {ASKED_WORDS[one.asked]}" for one in reading.certificates)


def framework_words(reading: ParsedAd) -> str:
    """The frameworks, and what is to be confirmed."""
    said = mention_words(reading.frameworks)
    if any(one.defines_roles for one in reading.frameworks):
        said += " (defines PM and PO roles: ask whether it is really in use)"
    return said


def ad_lines(session: Session, subject: str) -> tuple[str, ...]:
    """The weightiest lines of the ad that is the target, on a competency or an area."""
    kept = session.journal.ads.get(session.journal.ad)
    if kept is None:
        return ()
    mine = {one.id for one in session.catalog.competencies_of.get(subject, ())} or {subject}
    lines = [line for line in kept.reading.lines if mine.intersection(line.places)]
    return tuple(line.text for line in sorted(lines, key=lambda one: -one.weight))[:LINES_QUOTED]


def ad_summary(session: Session) -> AdSummary | None:
    """The ad that is the target, for a report."""
    kept = session.journal.ads.get(session.journal.ad)
    if kept is None:
        return None
    reading, catalog = kept.reading, session.catalog
    role = catalog.roles.get(reading.role, catalog.default_role)
    stage = catalog.stages.get(reading.stage, catalog.default_stage)
    return AdSummary(
        name=kept.name,
        nearest=f"{role.title}, {stage.title.lower()}",
        years=years_words(reading.years),
        certificates=certificate_words(reading),
        frameworks=framework_words(reading),
        industries=mention_words(reading.industries),
        outside=mention_words((*reading.tools, *reading.outside)),
        places=tuple(
            AdPlace(
                competency=session.title_of(one),
                weight_percent=round(100 * weight, 1),
                lines=tuple(reading.lines_of(one)),
            )
            for one, weight in reading.weights.items()
            if one in catalog.competencies
        ),
    )
