"""Certificates in words: what each costs and asks, from where we know it, and what we don't know."""

from __future__ import annotations

from collections.abc import Mapping

from pmcoach.catalog.models import Credential
from pmcoach.catalog.parse import Catalog
from pmcoach.report.model import CredentialFact, CredentialLine

FACT_LABELS: Mapping[str, str] = {
    "price": "Price",
    "length": "Length",
    "exam": "Exam",
    "validity": "Valid for",
    "prerequisites": "Before it",
}
"""The facts about a certificate, in their order."""
ALL_CERTIFICATES = "Certificates people ask about"
FACTS_NOTE = "Prices and rules change. Ask the issuer before you pay."


def all_credential_lines(catalog: Catalog) -> tuple[CredentialLine, ...]:
    """Every certificate that the content knows of."""
    return tuple(map(credential_line, catalog.credentials.values()))


def credential_line(credential: Credential) -> CredentialLine:
    """A certificate with what is known of it."""
    unknown = [
        label.lower() for name, label in FACT_LABELS.items() if getattr(credential, name) is None
    ]
    return CredentialLine(
        title=credential.title,
        issuer=credential.issuer,
        about=credential.about,
        facts=tuple(
            CredentialFact(
                label=label,
                fact=figure.fact,
                source=figure.source,
                dated=figure.dated,
                checked_on=figure.checked_on,
            )
            for name, label in FACT_LABELS.items()
            if (figure := getattr(credential, name)) is not None
        ),
        unknown=f"We couldn't verify: {', '.join(unknown)}." if unknown else "",
    )


def fact_words(fact: CredentialFact) -> str:
    """A fact with where it is from."""
    return f"{fact.fact} ({fact.source}, {fact.dated}, checked {fact.checked_on.isoformat()})"
