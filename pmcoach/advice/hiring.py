"""Once per target: is a certificate worth it for getting hired? It closes no gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pmcoach.advice.context import Context, consideration_applies
from pmcoach.advice.verdicts import select_reasons
from pmcoach.assessment.target import Target
from pmcoach.catalog.models import Consideration, Credential
from pmcoach.catalog.parse import Catalog

HiringKind = Literal["exception", "demanded", "no"]

UNCONFIRMED_FRAMEWORKS = ("none", "team-agile", "scaled-unconfirmed")
"""The frameworks that never make the exception."""

HIRING_HEADLINES: dict[HiringKind, str] = {
    "exception": "Yes, in this narrow case: the certificate for this role can get you the call. "
    "It does not get you the job.",
    "demanded": "Yes, because the ad itself demands it. This reason is ours, not the articles'.",
    "no": "No certificate for the job hunt. What recruiters dig into is experience and domain "
    "knowledge.",
}


@dataclass(frozen=True)
class HiringVerdict:
    """Certificate or not, for one target, and why."""

    kind: HiringKind
    headline: str
    reasons_for: tuple[Consideration, ...]
    reasons_against: tuple[Consideration, ...]
    credentials: tuple[Credential, ...]
    """Which certificates the exception is about."""
    training_note: str
    would_change: str


def argue_certificate(catalog: Catalog, target: Target, context: Context) -> HiringVerdict:
    """The verdict. The exception holds only for a framework with defined roles that the user has
    confirmed their employer runs, and only where a certificate exists for the target's role."""
    facts = context.facts() | {"role": target.role, "stage": target.stage}
    fitting = tuple(
        one
        for one in catalog.credentials.values()
        if one.framework is not None and target.role in one.roles
    )
    confirmed = context.framework == "scaled-confirmed"
    kind: HiringKind = "no"
    if confirmed and fitting:
        kind = "exception"
    elif context.ad_certificate == "demanded":
        kind = "demanded"
    return HiringVerdict(
        kind=kind,
        headline=HIRING_HEADLINES[kind],
        reasons_for=_arguments(catalog, facts, "for"),
        reasons_against=_arguments(catalog, facts, "against"),
        credentials=fitting if kind == "exception" else (),
        training_note=_training_note(context, kind),
        would_change=_would_change(context, kind, bool(fitting)),
    )


def _arguments(catalog: Catalog, facts: dict[str, str], stance: str) -> tuple[Consideration, ...]:
    """The considerations that hold, strongest first. A framework that was not told is not a
    confirmed one: an argument that holds for all the others holds then, too."""
    if "framework" in facts:
        return select_reasons(catalog, facts, "certification", stance)
    others = [facts | {"framework": one} for one in UNCONFIRMED_FRAMEWORKS]
    first = select_reasons(catalog, others[0], "certification", stance)
    return tuple(one for one in first if all(consideration_applies(one, other) for other in others))


def _training_note(context: Context, kind: HiringKind) -> str:
    """What the training is worth, apart from the paper."""
    if context.employer_pays == "yes":
        return (
            "Your employer pays, so the training behind a certificate is worth taking for "
            "what it teaches. What the paper does for you is another question."
        )
    if context.experience == "new":
        money = (
            " You would pay it yourself, so look at the price first."
            if context.employer_pays == "no"
            else " It is worth more when an employer pays."
        )
        return (
            "The training behind a certificate gives a working knowledge of the job, and "
            f"skills of broad use. It makes nobody qualified at once.{money}"
        )
    if context.experience == "hired":
        money = (
            ""
            if context.employer_pays == "no"
            else " Ask whether your employer would pay: then it is worth more."
        )
        return (
            "The training behind a certificate is what people new to the role were sent to, "
            f"once they had been hired. How far it takes you varies by company.{money}"
        )
    if kind == "no":
        return (
            "Where a gap in knowledge asks for training, take it for what it teaches, not for "
            "the paper."
        )
    return (
        "Where a gap in knowledge asks for training, take it for what it teaches. The paper "
        "serves the job hunt alone."
    )


def _would_change(context: Context, kind: HiringKind, certified: bool) -> str:
    """What would turn the verdict. ``certified``: there are certificates for the target's role."""
    if kind == "exception":
        if context.ad_certificate == "demanded":
            return (
                "Nothing alone: if the employer did not run the framework after all, the ad "
                "would still demand a certificate."
            )
        return "It would change if the employer did not run the framework after all."
    if kind == "demanded":
        return "It would change with an ad that does not demand it."
    if context.framework == "scaled-confirmed":
        return (
            "It would change with a role that the framework defines and certifies, such as "
            "product owner or product manager in it; or if the ad demands a certificate."
        )
    if certified:
        return (
            "It would change if the employer confirmed that it runs a framework with defined "
            "roles, and that this job is one of them; or if the ad demands a certificate."
        )
    return (
        "It would change with a role that a framework defines and certifies, such as "
        "product owner, at an employer that is confirmed to run it; or if the ad demands a "
        "certificate."
    )
