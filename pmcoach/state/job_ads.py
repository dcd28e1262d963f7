"""The job ads that a profile has saved: from the events of a journal to ads."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from functools import cache

from pydantic import TypeAdapter, ValidationError

from pmcoach.assessment.events import Event
from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.jobad.parsed_ad import ParsedAd, retag_line, set_weight

AD_FIELDS = ("ad_certificate", "framework", "domain")
"""Fields of the situation that belong to an ad while it is the target."""
LONGEST_NAME = 80

ParsedAds = MutableMapping[str, ParsedAd | None]
"""What was read of a job ad, by the id of the event that holds it; None where it cannot be."""


@dataclass(frozen=True)
class SavedAd:
    """A job ad as it was read and has been corrected since."""

    id: str
    name: str
    saved_on: dt.date
    parsed_ad: ParsedAd
    corrections: Mapping[str, object] = field(default_factory=dict)
    """Fields of the situation that the user set while this ad was the target."""

    def situation(self) -> dict[str, object]:
        """What the ad says of the user's situation, and how the user has corrected that."""
        fields: dict[str, object] = {"ad_certificate": self.parsed_ad.ad_certificate}
        if self.parsed_ad.framework:
            fields["framework"] = self.parsed_ad.framework
        if self.parsed_ad.industries:
            fields["domain"] = self.parsed_ad.industries[0].title
        return fields | dict(self.corrections)


@cache
def _adapter() -> TypeAdapter[ParsedAd]:
    return TypeAdapter(ParsedAd)


def ad_table(parsed_ad: ParsedAd) -> dict[str, object]:
    """A parsed ad as it is written into an event."""
    table: dict[str, object] = _adapter().dump_python(parsed_ad, mode="json", exclude_none=True)
    return table


def read_ad_table(table: object) -> ParsedAd | None:
    """The parsed ad in an event, or None where it is none; no text can steer a terminal."""
    try:
        parsed_ad = _adapter().validate_python(clean_texts(table))
    except (ValidationError, RecursionError):
        return None
    return parsed_ad if _is_sound(parsed_ad) else None


def _is_sound(parsed_ad: ParsedAd) -> bool:
    """Whether weights can be made of every number: none is negative, or not a number."""
    shares = (parsed_ad.confidence, *parsed_ad.set_weights.values())
    return all(0 <= share <= 1 for share in shares) and all(
        0 <= line.weight < math.inf for line in parsed_ad.lines
    )


def clean_name(name: str) -> str:
    """A name on one line, of a length that fits."""
    return " ".join(strip_unprintable(name).split())[:LONGEST_NAME].strip()


def clean_texts(node: object) -> object:
    """What was read from a file, with no text in it that could steer a terminal."""
    if isinstance(node, str):
        return strip_unprintable(node)
    if isinstance(node, list):
        return [clean_texts(child) for child in node]
    if isinstance(node, dict):
        return {strip_unprintable(str(key)): clean_texts(child) for key, child in node.items()}
    return node


def present_id(event: Event, key: str, aliases: Mapping[str, str]) -> str:
    """The present id of what an event names under ``key``, or nothing."""
    event_id = event.text(key)
    return aliases.get(event_id, event_id)


def fold_ad(
    ads: dict[str, SavedAd], event: Event, aliases: Mapping[str, str], parsed_ads: ParsedAds
) -> None:
    """Bring ``ads`` up to date with one event; what it does not understand is passed over.

    Args:
        ads: The saved ads by id.
        event: Any event of a journal.
        aliases: Former ids of competencies and roles with the present ones.
        parsed_ads: What was read from events before; what is read now is added.
    """
    ad_id = event.text("ad")
    if event.kind == "ad-saved":
        if event.id not in parsed_ads:
            parsed_ads[event.id] = read_ad_table(event.fields.get("reading"))
        parsed_ad = parsed_ads[event.id]
        if ad_id and parsed_ad is not None:
            name = clean_name(event.text("name")) or "A job ad"
            present_ad = _with_present_ids(parsed_ad, aliases)
            ads[ad_id] = SavedAd(ad_id, name, event.at.date(), present_ad)
    elif event.kind == "ad-removed":
        ads.pop(ad_id, None)
    elif ad_id in ads:
        ads[ad_id] = _correct_ad(ads[ad_id], event, aliases)


def _with_present_ids(parsed_ad: ParsedAd, aliases: Mapping[str, str]) -> ParsedAd:
    """The ad with present ids, each once a line: two former competencies may be one by now."""
    lines = tuple(
        replace(
            line,
            places=tuple(dict.fromkeys(aliases.get(place, place) for place in line.places)),
        )
        for line in parsed_ad.lines
    )
    return replace(parsed_ad, lines=lines, role=aliases.get(parsed_ad.role, parsed_ad.role))


def _correct_ad(ad: SavedAd, event: Event, aliases: Mapping[str, str]) -> SavedAd:
    """The ad as an event corrects it; a correction that is damaged leaves it as it is."""
    parsed_ad = ad.parsed_ad
    match event.kind, event.fields:
        case "ad-line-moved", {"line": int(number)} if 0 <= number < len(parsed_ad.lines):
            parsed_ad = retag_line(parsed_ad, number, present_id(event, "competency", aliases))
        case "ad-weight-set", {"share": int(share) | float(share)} if 0 <= share <= 1:
            competency = present_id(event, "competency", aliases)
            parsed_ad = set_weight(parsed_ad, competency, float(share))
        case "ad-weight-set", fields if fields.get("share") is None:
            parsed_ad = set_weight(parsed_ad, present_id(event, "competency", aliases), None)
        case "ad-renamed", _:
            return replace(ad, name=clean_name(event.text("name")) or ad.name)
        case "ad-role-set", _:
            role = present_id(event, "role", aliases) or parsed_ad.role
            parsed_ad = replace(parsed_ad, role=role)
        case "ad-stage-set", _:
            parsed_ad = replace(parsed_ad, stage=event.text("stage") or parsed_ad.stage)
        case "ad-detail-set", _:
            correction = {event.text("field"): clean_texts(event.fields.get("value"))}
            return replace(ad, corrections={**ad.corrections, **correction})
    return replace(ad, parsed_ad=parsed_ad)
