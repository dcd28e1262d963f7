"""Whether a certificate is worth it for getting hired, once per target. It closes no gap."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from pmcoach.advice.context import Context, consideration_applies
from pmcoach.advice.verdicts import select_reasons
from pmcoach.assessment.target import Target
from pmcoach.catalog.models import Consideration, Credential
from pmcoach.catalog.parse import Catalog

HiringKind = Literal["exception", "demanded", "ask", "hired", "no"]

UNCONFIRMED_FRAMEWORKS = ("none", "team-agile", "scaled-unconfirmed")
"""The frameworks that never make the exception."""
CERTIFICATE_KINDS: tuple[HiringKind, ...] = ("exception", "demanded")
"""The verdicts under which a certificate is worth its money."""

HIRING_HEADLINES: dict[HiringKind, str] = {
    "exception": "Yes, in this narrow case: a certificate for this role can get you the call. It "
    "won't get you the job.",
    "demanded": "Yes, because the ad demands one. Ask first whether work you can show counts instead, "
    "or whether it can follow after you're hired. This reason is ours, not the articles'.",
    "ask": "Not yet. Ask the employer first whether it runs the framework and which of its roles "
    "this job is. Only a clear yes makes a certificate worth it.",
    "hired": "You have the job, so you don't need a certificate to get it. Take training for what "
    "it teaches.",
    "no": "No. A product management certificate isn't likely to get you hired: recruiters look at "
    "your experience and at what you know about the field.",
}


@dataclass(frozen=True)
class HiringVerdict:
    """Certificate or not, for one target, and why."""

    kind: HiringKind
    headline: str
    reasons_for: tuple[Consideration, ...]
    reasons_against: tuple[Consideration, ...]
    credentials: tuple[Credential, ...]
    """Which certificates the verdict is about."""
    training_note: str
    would_change: str

    @property
    def is_yes(self) -> bool:
        """Whether a certificate is worth its money."""
        return self.kind in CERTIFICATE_KINDS


def argue_certificate(
    catalog: Catalog, target: Target, context: Context, demanded: Collection[str] = ()
) -> HiringVerdict:
    """Decide whether a certificate helps to get hired for a target, and say why.

    The exception needs two things: a framework with defined roles that the user has confirmed
    their employer runs, and a certificate for the target's role in it.

    Args:
        catalog: Where considerations and credentials are from.
        target: The job.
        context: The user's situation.
        demanded: The credentials that the ad demands by name, where an ad is the target.
    """
    # Nobody is spared a reason about being hired because they didn't say what they are after.
    facts = {"job_search": "learning", **context.facts()}
    facts |= {"role": target.role, "stage": target.stage}
    role_credentials = tuple(
        credential
        for credential in catalog.credentials.values()
        if credential.framework is not None and target.role in credential.roles
    )
    kind = _decide(context, role_is_certified=bool(role_credentials))
    named = tuple(catalog.credentials[name] for name in demanded if name in catalog.credentials)
    return HiringVerdict(
        kind=kind,
        headline=HIRING_HEADLINES[kind],
        reasons_for=_select_arguments(catalog, facts, "for"),
        reasons_against=_select_arguments(catalog, facts, "against"),
        credentials=named
        if kind == "demanded"
        else role_credentials
        if kind in {"exception", "ask"}
        else (),
        training_note=_describe_training(context),
        would_change=_describe_flip(context, kind, role_is_certified=bool(role_credentials)),
    )


def _decide(context: Context, *, role_is_certified: bool) -> HiringKind:
    """The rule table: the first line that fits decides."""
    is_hired = context.job_search == "hired" or (
        context.job_search is None and context.experience == "hired"
    )
    if is_hired:
        return "hired"
    if role_is_certified and context.framework == "scaled-confirmed":
        return "exception"
    if context.ad_certificate == "demanded":
        return "demanded"
    if role_is_certified and context.framework == "scaled-unconfirmed":
        return "ask"
    return "no"


def _select_arguments(
    catalog: Catalog, facts: dict[str, str], stance: str
) -> tuple[Consideration, ...]:
    """The considerations that apply, in the order to read them.

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


def _describe_training(context: Context) -> str:
    """What the training is worth, apart from the certificate."""
    if context.employer_pays == "yes":
        return (
            "Your employer pays, so the course behind a certificate is worth taking for what it "
            "teaches. You can skip the exam."
        )
    if context.training_taken in {"course", "certificate"}:
        return (
            "You've taken a course already. Another one would mostly repeat it, so use what you "
            "learned on something real first."
        )
    if context.experience == "practising":
        return (
            "If you take a course, choose it for a gap in what you know, not for the certificate."
        )
    return (
        "The course behind a certificate gives you a working knowledge of the job, but doesn't "
        "make you qualified overnight. "
    ) + (
        "You'd pay for it yourself, so try the free ways in your plan first."
        if context.employer_pays == "no"
        else "It's worth more when an employer pays."
    )


def _describe_flip(context: Context, kind: HiringKind, *, role_is_certified: bool) -> str:
    """What would change the verdict, of what one can find out or choose."""
    if kind == "exception":
        return (
            "The ad would still demand a certificate, even without the framework."
            if context.ad_certificate == "demanded"
            else "If the employer didn't run the framework after all, the answer would be no."
        )
    if kind == "demanded":
        return "An employer that accepts work you can show instead, or a job that demands none."
    if kind == "hired":
        return "Applying for another job whose framework or ad calls for one."
    if kind == "ask":
        return "A clear answer from the employer."
    demand = "An ad that demands a certificate would change it"
    if role_is_certified:
        return f"{demand}, and so would an employer that confirms it runs a scaled framework."
    return (
        f"{demand}, and so would a role that a scaled framework defines, at an employer that "
        "confirms it runs one."
    )
