"""What was read in a job ad, as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterable

from pmcoach.coach import fit
from pmcoach.coach.report import gap_words
from pmcoach.coach.session import Session
from pmcoach.jobad.parsed_ad import Mention, ParsedAd


def as_values(session: Session, reading: ParsedAd) -> dict[str, object]:
    """All of a reading as plain JSON values (docs/commands.md names the keys)."""
    catalog = session.catalog
    area_of = {one.id: one.area for one in catalog.competencies.values()}
    areas = reading.area_weights(area_of)
    years = reading.years
    return {
        "is_pm_ad": reading.is_pm,
        "confidence": reading.confidence,
        "profession": reading.profession,
        "title": reading.title,
        "role": reading.role,
        "stage": reading.stage,
        "areas": [
            {"id": a.id, "title": a.title, "weight": round(areas.get(a.id, 0.0), 4)}
            for a in catalog.areas.values()
        ],
        "competencies": [
            {
                "id": one,
                "title": session.title_of(one),
                "weight": round(weight, 4),
                "lines": reading.lines_of(one),
            }
            for one, weight in reading.weights.items()
            if one in area_of
        ],
        "years": (
            {"least": years.least, "most": years.most, "line": years.line} if years else None
        ),
        "domain_knowledge": _mentions(reading.industries),
        "certifications": [{**_mention(one), "asked": one.asked} for one in reading.certificates],
        "frameworks": [
            {
                **_mention(one),
                "defines_roles": one.defines_roles,
                "needs_confirmation": one.defines_roles,
            }
            for one in reading.frameworks
        ],
        "tools": _mentions(reading.tools),
        "outside": _mentions(reading.outside),
        "not_placed": [line.text for line in reading.lines if not line.places],
        "you": _you(session, reading),
    }


def _mention(one: Mention) -> dict[str, object]:
    return {"id": one.id, "title": one.title, "lines": list(one.lines)}


def _mentions(many: Iterable[Mention]) -> list[dict[str, object]]:
    return [_mention(one) for one in many]


def _you(session: Session, reading: ParsedAd) -> dict[str, object] | None:
    """How far the profile is, or None before anything was answered."""
    if not session.state.answers:
        return None
    far = fit.distance(session, reading)
    return {
        "levels_known": far.known,
        "met_percent": far.met_percent,
        "readiness": far.readiness,
        "gaps": [gap_words(session, gap) for gap in far.gaps],
    }
