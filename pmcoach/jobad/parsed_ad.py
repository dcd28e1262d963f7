"""What a job ad says, as one value, and how a reader corrects it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Demand = Literal["demanded", "preferred", "mentioned"]


class NotAnAd(ValueError):  # noqa: N818  # it reads as what it says
    """A text that cannot be read as a job ad; the message says why and what to do."""


@dataclass(frozen=True)
class AdLine:
    """One line or sentence of the ad that says something of the work."""

    text: str
    section: str
    places: tuple[str, ...] = ()
    """The competencies it speaks of, the clearest first."""
    weight: float = 0.0
    """How much it counts, shared among its places."""


@dataclass(frozen=True)
class Years:
    """Years of experience asked, with the ad's own line."""

    least: int
    line: str
    most: int | None = None


@dataclass(frozen=True)
class Mention:
    """Something the ad names, with the lines that name it."""

    id: str
    title: str
    lines: tuple[str, ...]
    asked: Demand = "mentioned"
    defines_roles: bool = False
    """Of a delivery framework: whether it defines roles that a certificate exists for."""
    credential: str = ""
    """Of a certificate: its entry in the catalog, or nothing."""


@dataclass(frozen=True)
class ParsedAd:
    """An ad as it was read, and as it was corrected since."""

    is_pm: bool
    confidence: float
    """How sure ``is_pm`` is, from 0.5 to 1."""
    profession: str
    """The kind of job it reads as, in words."""
    title: str
    role: str
    stage: str
    lines: tuple[AdLine, ...]
    years: Years | None = None
    industries: tuple[Mention, ...] = ()
    certificates: tuple[Mention, ...] = ()
    frameworks: tuple[Mention, ...] = ()
    tools: tuple[Mention, ...] = ()
    outside: tuple[Mention, ...] = ()
    set_weights: Mapping[str, float] = field(default_factory=dict)
    """Weights that the reader set by hand, as shares of 1, by competency."""

    @property
    def weights(self) -> dict[str, float]:
        """The share of each competency that the ad speaks of or that was set, adding up to 1.

        What was set by hand stays as it is; the lines share the rest. Where all is set, or more
        than the whole, the shares are brought to 1.
        """
        counted: dict[str, float] = {}
        for line in self.lines:
            for one in line.places:
                counted[one] = counted.get(one, 0.0) + line.weight / len(line.places)
        given = {one: weight for one, weight in self.set_weights.items() if weight > 0}
        free = {one: w for one, w in counted.items() if one not in self.set_weights}
        left = max(0.0, 1.0 - sum(given.values())) if free else 0.0
        total = sum(free.values()) or 1.0
        shares = given | {one: left * w / total for one, w in free.items()}
        whole = sum(shares.values())
        return (
            {one: w / whole for one, w in sorted(shares.items(), key=lambda s: -s[1]) if w > 0}
            if whole > 0
            else {}
        )

    def area_weights(self, area_of: Mapping[str, str]) -> dict[str, float]:
        """The share of each area, from the area of each competency."""
        found: dict[str, float] = {}
        for one, weight in self.weights.items():
            if one in area_of:
                found[area_of[one]] = found.get(area_of[one], 0.0) + weight
        return found

    def lines_of(self, competency: str) -> list[str]:
        """The ad's own lines behind the weight of a competency, the weightiest first."""
        mine = [one for one in self.lines if competency in one.places]
        return [one.text for one in sorted(mine, key=lambda line: -line.weight)]

    @property
    def ad_certificate(self) -> str:
        """How the ad asks for any certificate: demanded, preferred or none."""
        asked = {one.asked for one in self.certificates}
        return next((kind for kind in ("demanded", "preferred") if kind in asked), "none")

    @property
    def framework(self) -> str:
        """What the ad says of a delivery framework, as a field of the context: that an employer
        truly runs one with defined roles is never taken from an ad. Empty where it names none."""
        if any(one.defines_roles for one in self.frameworks):
            return "scaled-unconfirmed"
        return "team-agile" if self.frameworks else ""


def retag_line(reading: ParsedAd, number: int, place: str) -> ParsedAd:
    """The reading with line ``number`` counted for one competency alone, or for none (empty).
    A line that did not count before counts like a clear one."""
    lines = list(reading.lines)
    line = lines[number]
    lines[number] = replace(line, places=(place,) if place else (), weight=line.weight or 1.0)
    return replace(reading, lines=tuple(lines))


def set_weight(reading: ParsedAd, competency: str, share: float | None) -> ParsedAd:
    """The reading with the weight of a competency set to a share of 1, or left to the lines
    again (None). Raises ValueError for a share that is none."""
    given = {one: w for one, w in reading.set_weights.items() if one != competency}
    if share is not None:
        if not 0 <= share <= 1:
            raise ValueError("a weight is from 0 to 100%")
        given[competency] = share
    return replace(reading, set_weights=given)
