"""Once per target: is a certificate worth it for getting hired? It closes no gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pmcoach.advice.context import Context
from pmcoach.advice.verdicts import reasons
from pmcoach.assessment.target import Target
from pmcoach.catalog.models import Consideration, Credential
from pmcoach.catalog.parse import Catalog

HiringKind = Literal["exception", "demanded", "no"]

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


def hiring_verdict(catalog: Catalog, target: Target, context: Context) -> HiringVerdict:
    """The verdict. The exception holds only for a framework with defined roles that the user has
    confirmed their employer runs, and only where a certificate exists for the target's role."""
    facts = context.facts() | {"role": target.role, "stage": target.stage}
    fitting = tuple(
        one for one in catalog.credentials.values()
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
        reasons_for=reasons(catalog, facts, "certification", "for"),
        reasons_against=reasons(catalog, facts, "certification", "against"),
        credentials=fitting if kind == "exception" else (),
        training_note=_training_note(context),
        would_change=_would_change(kind, confirmed),
    )


def _training_note(context: Context) -> str:
    if context.employer_pays == "yes":
        return ("Your employer pays, so the training behind a certificate is worth taking for "
                "what it teaches, whatever the paper does.")
    if context.experience in {"new", "hired"}:
        return ("The training behind a certificate gives a working knowledge of the job. It is "
                "worth more when an employer pays for it.")
    return "Take training for what it teaches, not for the paper."


def _would_change(kind: HiringKind, confirmed: bool) -> str:
    if kind == "exception":
        return "It would change if the employer did not run the framework after all."
    if kind == "demanded":
        return "It would change with an ad that does not demand it."
    if confirmed:
        return ("It would change with a role that the framework defines and certifies, such as "
                "product owner or product manager in it.")
    return ("It would change if an employer you aim at runs a framework with defined product "
            "roles, you confirmed that, and aimed at such a role; or if the ad demands it.")
