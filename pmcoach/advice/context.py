"""What the user has said about their situation, and which considerations apply in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pmcoach.catalog.models import Consideration
from pmcoach.catalog.vocabulary import Access

Experience = Literal["new", "hired", "practising"]
Framework = Literal["none", "team-agile", "scaled-unconfirmed", "scaled-confirmed"]
YesNo = Literal["yes", "no"]


@dataclass(frozen=True)
class Context:
    """The user's situation. A field that is None hasn't been answered: no argument rests on it."""

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
    job_search: Literal["learning", "hunting", "hired"] | None = None
    training_taken: Literal["none", "course", "certificate"] | None = None
    hours_per_week: float | None = None
    budget: float | None = None
    """US dollars of one's own for the whole plan."""
    employer_budget: float | None = None
    """US dollars that an employer would pay for training."""
    finish_by: dt.date | None = None

    @property
    def highest_access(self) -> Access:
        """The best setting the user can practice in; "nothing" where they didn't say."""
        return self.access or "nothing"

    def known(self) -> dict[str, object]:
        """The answered fields, by name."""
        return {field: answer for field, answer in vars(self).items() if answer is not None}

    def facts(self) -> dict[str, str]:
        """The answered fields that a consideration's ``when`` can ask about."""
        return {field: answer for field, answer in self.known().items() if isinstance(answer, str)}


def conditions_met(when: Mapping[str, tuple[str, ...]], facts: Mapping[str, str]) -> bool:
    """Whether the facts meet every condition; one that wasn't answered isn't met."""
    return all(facts.get(condition) in answers for condition, answers in when.items())


def consideration_applies(consideration: Consideration, facts: Mapping[str, str]) -> bool:
    """Whether the facts meet every condition of the consideration."""
    return conditions_met(consideration.when, facts)
