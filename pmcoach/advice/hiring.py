"""Whether a certificate is worth it for getting hired, once per target. It closes no gap."""

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
    """Decide whether a certificate helps to get hired for a target, and say why.

    The exception needs two things: a framework with defined roles that the user has confirmed
    their employer runs, and a certificate for the target's role in it.
    """
    facts = context.facts() | {"role": target.role, "stage": target.stage}
    role_credentials = tuple(
        credential
        for credential in catalog.credentials.values()
        if credential.framework is not None and target.role in credential.roles
    )
    kind: HiringKind = "demanded" if context.ad_certificate == "demanded" else "no"
    if context.framework == "scaled-confirmed" and role_credentials:
        kind = "exception"
    return HiringVerdict(
        kind=kind,
        headline=HIRING_HEADLINES[kind],
        reasons_for=_select_arguments(catalog, facts, "for"),
        reasons_against=_select_arguments(catalog, facts, "against"),
        credentials=role_credentials if kind == "exception" else (),
        training_note=_describe_training(context, kind),
        would_change=_describe_flip(context, kind, role_is_certified=bool(role_credentials)),
    )


def _select_arguments(
    catalog: Catalog, facts: dict[str, str], stance: str
) -> tuple[Consideration, ...]:
    """The considerations that apply, strongest first.

    A framework that the user didn't name is not a confirmed one: what applies under each of the
    unconfirmed ones applies then, too.
    """
    if "framework" in facts:
        return select_reasons(catalog, facts, "certification", stance)
    possible_situations = [facts | {"framework": framework} for framework in UNCONFIRMED_FRAMEWORKS]
    return tuple(
        reason
        for reason in select_reasons(catalog, possible_situations[0], "certification", stance)
        if all(
            consideration_applies(reason, assumed_facts) for assumed_facts in possible_situations
        )
    )


def _describe_training(context: Context, kind: HiringKind) -> str:
    """What the training is worth, apart from the certificate."""
    if context.employer_pays == "yes":
        return (
            "Your employer pays, so the training behind a certificate is worth taking for "
            "what it teaches. What the paper does for you is another question."
        )
    if context.experience == "new":
        return (
            "The training behind a certificate gives a working knowledge of the job, and "
            "skills of broad use. It makes nobody qualified at once."
        ) + (
            " You would pay it yourself, so look at the price first."
            if context.employer_pays == "no"
            else " It is worth more when an employer pays."
        )
    if context.experience == "hired":
        return (
            "The training behind a certificate is what people new to the role were sent to, "
            "once they had been hired. How far it takes you varies by company."
        ) + (
            ""
            if context.employer_pays == "no"
            else " Ask whether your employer would pay: then it is worth more."
        )
    return "Where a gap in knowledge asks for training, take it for what it teaches" + (
        ", not for the paper." if kind == "no" else ". The paper serves the job hunt alone."
    )


def _describe_flip(context: Context, kind: HiringKind, *, role_is_certified: bool) -> str:
    """What would change the verdict."""
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
    if role_is_certified:
        return (
            "It would change if the employer confirmed that it runs a framework with defined "
            "roles, and that this job is one of them; or if the ad demands a certificate."
        )
    return (
        "It would change with a role that a framework defines and certifies, such as "
        "product owner, at an employer that is confirmed to run it; or if the ad demands a "
        "certificate."
    )
