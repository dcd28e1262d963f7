"""Job ads that a profile keeps: from the events of a journal to ads, and what they say."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter, ValidationError

from pmcoach.assessment.events import Event
from pmcoach.catalog.sanitize import plain
from pmcoach.jobad.parsed_ad import ParsedAd, move, reweigh

AD_FIELDS = ("ad_certificate", "framework", "domain")
"""Fields of the context that belong to an ad while it is the target."""
LONGEST_NAME = 80


@dataclass(frozen=True)
class SavedAd:
    """An ad as it was read and has been corrected since."""

    id: str
    name: str
    on: dt.date
    reading: ParsedAd
    told: Mapping[str, object]
    """Fields of the context that were told while this ad was the target."""

    def facts(self) -> dict[str, object]:
        """What the ad says of the context, and what the user told of it since."""
        said: dict[str, object] = {"ad_certificate": self.reading.ad_certificate}
        if self.reading.framework:
            said["framework"] = self.reading.framework
        if self.reading.industries:
            said["domain"] = self.reading.industries[0].title
        return said | dict(self.told)


@cache
def _adapter() -> TypeAdapter[ParsedAd]:
    return TypeAdapter(ParsedAd)


def reading_table(reading: ParsedAd) -> dict[str, object]:
    """A reading as it is written into an event."""
    table = _adapter().dump_python(reading, mode="json", exclude_none=True)
    assert isinstance(table, dict)
    return table


def read_table(table: object) -> ParsedAd | None:
    """The reading in an event, or None where it is none; no text can steer a terminal."""
    try:
        reading = _adapter().validate_python(_plain(table))
    except (ValidationError, RecursionError):
        return None
    return reading if _sound(reading) else None


def _sound(reading: ParsedAd) -> bool:
    """Whether every number is one that weights can be made of: none is negative, or no number."""
    shares = (reading.confidence, *reading.set_weights.values())
    return all(0 <= one <= 1 for one in shares) and all(
        0 <= line.weight < math.inf for line in reading.lines
    )


def clean_name(name: str) -> str:
    """A name on one line, of a length that fits."""
    return " ".join(plain(name).split())[:LONGEST_NAME].strip()


def _plain(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {plain(str(key)): _plain(one) for key, one in value.items()}
    return value


def fold_ad(ads: dict[str, SavedAd], event: Event, renamed: Mapping[str, str]) -> None:
    """Bring ``ads`` up to date with one event; what it does not understand is passed over.
    ``renamed`` maps former ids of competencies and roles to present ones."""
    ident = event.text("ad")
    if event.kind == "ad-kept":
        reading = read_table(event.data.get("reading"))
        if ident and reading is not None:
            lines = tuple(
                replace(line, places=_renamed(line.places, renamed)) for line in reading.lines
            )
            role = renamed.get(reading.role, reading.role)
            name = clean_name(event.text("name")) or "A job ad"
            ads[ident] = SavedAd(
                ident, name, event.at.date(), replace(reading, lines=lines, role=role), {}
            )
    elif ident in ads:
        changed = _changed(ads[ident], event, renamed)
        if changed is None:
            del ads[ident]
        else:
            ads[ident] = changed


def _renamed(places: tuple[str, ...], renamed: Mapping[str, str]) -> tuple[str, ...]:
    """The present ids, each once: two former competencies may have become one."""
    return tuple(dict.fromkeys(renamed.get(one, one) for one in places))


def _changed(ad: SavedAd, event: Event, renamed: Mapping[str, str]) -> SavedAd | None:
    reading, data = ad.reading, event.data
    place = event.text("competency")
    place = renamed.get(place, place)
    match event.kind:
        case "ad-dropped":
            return None
        case "ad-line-moved":
            number = data.get("line")
            if isinstance(number, int) and 0 <= number < len(reading.lines):
                return replace(ad, reading=move(reading, number, place))
        case "ad-weighed":
            share = data.get("share")
            if share is None or (isinstance(share, int | float) and 0 <= share <= 1):
                given = None if share is None else float(share)
                return replace(ad, reading=reweigh(reading, place, given))
        case "ad-named":
            return replace(ad, name=clean_name(event.text("name")) or ad.name)
        case "ad-role":
            role = event.text("role")
            return replace(
                ad, reading=replace(reading, role=renamed.get(role, role) or reading.role)
            )
        case "ad-stage":
            stage = event.text("stage") or reading.stage
            return replace(ad, reading=replace(reading, stage=stage))
        case "ad-told":
            value = data.get("value")
            value = plain(value) if isinstance(value, str) else value
            return replace(ad, told={**ad.told, event.text("field"): value})
    return ad
