"""The job ads that a profile has saved: from the events of a journal to ads."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, MutableMapping
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
    table = _adapter().dump_python(parsed_ad, mode="json", exclude_none=True)
    assert isinstance(table, dict)
    return table


def read_ad_table(table: object) -> ParsedAd | None:
    """The parsed ad in an event, or None where it is none; no text can steer a terminal."""
    try:
        parsed_ad = _adapter().validate_python(_plain(table))
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


def _plain(node: object) -> object:
    if isinstance(node, str):
        return strip_unprintable(node)
    if isinstance(node, list):
        return [_plain(child) for child in node]
    if isinstance(node, dict):
        return {strip_unprintable(str(key)): _plain(child) for key, child in node.items()}
    return node


def fold_ad(
    ads: dict[str, SavedAd], event: Event, renamed: Mapping[str, str], parsed_ads: ParsedAds
) -> None:
    """Bring ``ads`` up to date with one event; what it does not understand is passed over.

    Args:
        ads: The saved ads by id.
        event: Any event of a journal.
        renamed: Former ids of competencies and roles with the present ones.
        parsed_ads: What was read from events before; what is read now is added.
    """
    ad_id = event.text("ad")
    if event.kind == "ad-saved":
        if event.id not in parsed_ads:
            parsed_ads[event.id] = read_ad_table(event.data.get("reading"))
        parsed_ad = parsed_ads[event.id]
        if ad_id and parsed_ad is not None:
            name = clean_name(event.text("name")) or "A job ad"
            present = _with_present_ids(parsed_ad, renamed)
            ads[ad_id] = SavedAd(ad_id, name, event.at.date(), present)
    elif event.kind == "ad-removed":
        ads.pop(ad_id, None)
    elif event.kind in _CORRECTIONS and ad_id in ads:
        ads[ad_id] = _CORRECTIONS[event.kind](ads[ad_id], event, renamed)


def _with_present_ids(parsed_ad: ParsedAd, renamed: Mapping[str, str]) -> ParsedAd:
    """The ad with present ids, each once a line: two former competencies may be one by now."""
    lines = tuple(
        replace(line, places=tuple(dict.fromkeys(renamed.get(id_, id_) for id_ in line.places)))
        for line in parsed_ad.lines
    )
    return replace(parsed_ad, lines=lines, role=renamed.get(parsed_ad.role, parsed_ad.role))


def _present(event: Event, key: str, renamed: Mapping[str, str]) -> str:
    ident = event.text(key)
    return renamed.get(ident, ident)


def _move_line(ad: SavedAd, event: Event, renamed: Mapping[str, str]) -> SavedAd:
    number = event.data.get("line")
    if not (isinstance(number, int) and 0 <= number < len(ad.parsed_ad.lines)):
        return ad
    competency = _present(event, "competency", renamed)
    return replace(ad, parsed_ad=retag_line(ad.parsed_ad, number, competency))


def _set_weight(ad: SavedAd, event: Event, renamed: Mapping[str, str]) -> SavedAd:
    share = event.data.get("share")
    if share is not None and not (isinstance(share, int | float) and 0 <= share <= 1):
        return ad
    competency = _present(event, "competency", renamed)
    weight = None if share is None else float(share)
    return replace(ad, parsed_ad=set_weight(ad.parsed_ad, competency, weight))


def _rename(ad: SavedAd, event: Event, _renamed: Mapping[str, str]) -> SavedAd:
    return replace(ad, name=clean_name(event.text("name")) or ad.name)


def _set_role(ad: SavedAd, event: Event, renamed: Mapping[str, str]) -> SavedAd:
    role = _present(event, "role", renamed) or ad.parsed_ad.role
    return replace(ad, parsed_ad=replace(ad.parsed_ad, role=role))


def _set_stage(ad: SavedAd, event: Event, _renamed: Mapping[str, str]) -> SavedAd:
    stage = event.text("stage") or ad.parsed_ad.stage
    return replace(ad, parsed_ad=replace(ad.parsed_ad, stage=stage))


def _correct_situation(ad: SavedAd, event: Event, _renamed: Mapping[str, str]) -> SavedAd:
    setting = event.data.get("value")
    setting = strip_unprintable(setting) if isinstance(setting, str) else setting
    return replace(ad, corrections={**ad.corrections, event.text("field"): setting})


_CORRECTIONS: Mapping[str, Callable[[SavedAd, Event, Mapping[str, str]], SavedAd]] = {
    "ad-line-moved": _move_line,
    "ad-weight-set": _set_weight,
    "ad-renamed": _rename,
    "ad-role-set": _set_role,
    "ad-stage-set": _set_stage,
    "ad-detail-set": _correct_situation,
}
"""How each kind of event corrects a saved ad."""
