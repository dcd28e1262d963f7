"""What the user tells about their situation, and which considerations hold in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

from pmcoach.catalog.models import Consideration
from pmcoach.catalog.vocabulary import Access

Experience = Literal["new", "hired", "practising"]
Framework = Literal["none", "team-agile", "scaled-unconfirmed", "scaled-confirmed"]
YesNo = Literal["yes", "no"]


@dataclass(frozen=True)
class Context:
    """The user's situation. None is "not told": no argument that depends on it is used."""

    experience: Experience | None = None
    background: str | None = None
    access: Access | None = None
    employer_pays: YesNo | None = None
    framework: Framework | None = None
    ad_certificate: Literal["none", "preferred", "demanded"] | None = None
    domain_knowledge: Literal["none", "some", "strong"] | None = None
    domain: str | None = None
    pm_strength: Literal["weak", "strong"] | None = None
    evidence: Literal["none", "some"] | None = None
    hours_per_week: float | None = None
    budget: float | None = None
    """US dollars for the whole plan."""
    finish_by: dt.date | None = None

    @property
    def highest_access(self) -> Access:
        """The highest access the user has; nothing where they did not say."""
        return self.access or "nothing"

    def known(self) -> dict[str, object]:
        """What was told, by field."""
        return {
            f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) is not None
        }

    def facts(self) -> dict[str, str]:
        """The told fields that a consideration's ``when`` can ask about."""
        return {name: value for name, value in self.known().items() if isinstance(value, str)}


def consideration_applies(consideration: Consideration, facts: Mapping[str, str]) -> bool:
    """Whether every condition of the consideration is met by the facts."""
    return all(facts.get(name) in values for name, values in consideration.when.items())
