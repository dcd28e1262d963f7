"""What a job ad says, as one value, and how a reader corrects it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
        set_shares = {
            competency: share for competency, share in self.set_weights.items() if share > 0
        }
        free_weights = {
            competency: weight
            for competency, weight in weigh_lines(self.lines).items()
            if competency not in self.set_weights
        }
        free_share = max(0.0, 1.0 - sum(set_shares.values()))
        shares = _scale_to(1.0, set_shares | _scale_to(free_share, free_weights))
        return {
            competency: share
            for competency, share in sorted(shares.items(), key=lambda item: -item[1])
            if share > 0
        }

    def area_weights(self, area_of: Mapping[str, str]) -> dict[str, float]:
        """The share of each area, from the area of each competency."""
        area_weights: dict[str, float] = {}
        for competency, weight in self.weights.items():
            area = area_of.get(competency)
            if area is not None:
                area_weights[area] = area_weights.get(area, 0.0) + weight
        return area_weights

    def lines_of(self, competency: str) -> list[str]:
        """The ad's own lines behind the weight of a competency, the weightiest first."""
        lines = [line for line in self.lines if competency in line.places]
        return [line.text for line in sorted(lines, key=lambda line: -line.weight)]

    @property
    def demanded_credentials(self) -> tuple[str, ...]:
        """The entries in the catalog of the certificates that the ad demands."""
        return tuple(
            certificate.credential
            for certificate in self.certificates
            if certificate.asked == "demanded" and certificate.credential
        )

    @property
    def ad_certificate(self) -> str:
        """How the ad asks for any certificate: demanded, preferred or none."""
        demands = {certificate.asked for certificate in self.certificates}
        return next((demand for demand in ("demanded", "preferred") if demand in demands), "none")

    @property
    def framework(self) -> str:
        """What the ad says of a delivery framework, as a field of the context: that an employer
        truly runs one with defined roles is never taken from an ad. Empty where it names none."""
        if any(framework.defines_roles for framework in self.frameworks):
            return "scaled-unconfirmed"
        return "team-agile" if self.frameworks else ""


def _scale_to(total: float, weights: Mapping[str, float]) -> dict[str, float]:
    """The weights in the same proportions, adding up to ``total`` (or to 0 if all are 0)."""
    weight_sum = sum(weights.values()) or 1.0
    return {competency: total * weight / weight_sum for competency, weight in weights.items()}


def weigh_lines(lines: Iterable[AdLine]) -> dict[str, float]:
    """How much the lines count for each competency, in all; a line counts in equal parts for
    all that it speaks of."""
    weights: dict[str, float] = {}
    for line in lines:
        for competency in line.places:
            weights[competency] = weights.get(competency, 0.0) + line.weight / len(line.places)
    return weights


def retag_line(parsed_ad: ParsedAd, line_number: int, competency: str) -> ParsedAd:
    """The ad with one of its lines counted for one competency alone, or for none (empty).

    A line that did not count before counts like a clear one.
    """
    lines = list(parsed_ad.lines)
    lines[line_number] = replace(
        lines[line_number],
        places=(competency,) if competency else (),
        weight=lines[line_number].weight or 1.0,
    )
    return replace(parsed_ad, lines=tuple(lines))


def set_weight(parsed_ad: ParsedAd, competency: str, share: float | None) -> ParsedAd:
    """The ad with the weight of a competency set to a share of 1, or left to the lines
    again (None). Raises ValueError for a share outside 0 to 1."""
    if share is not None and not 0 <= share <= 1:
        raise ValueError("a weight is from 0 to 100%")
    other_weights = {
        set_competency: set_share
        for set_competency, set_share in parsed_ad.set_weights.items()
        if set_competency != competency
    }
    own_weight = {} if share is None else {competency: share}
    return replace(parsed_ad, set_weights=other_weights | own_weight)
