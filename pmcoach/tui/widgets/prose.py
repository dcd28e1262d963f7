"""Texts to read, as one content: a page of hundreds of widgets would take long to open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content

from pmcoach.report import wording
from pmcoach.report.credentials import ALL_CERTIFICATES, FACTS_NOTE, fact_words
from pmcoach.report.model import CredentialLine, HiringLine, Reason, RouteLine, VerdictLine
from pmcoach.report.verdicts import LEAVES, ROUTES_TITLE
from pmcoach.tui.widgets.argument import Piece

Prose = Iterator[Content]
"""Lines and paragraphs; a paragraph ends in an empty line."""
BLANK = Content("")
LABEL_WIDTH = 10
"""Cells of the names of facts."""


def paragraph(*pieces: Piece) -> Content:
    """A paragraph with a line of space below."""
    return Content.assemble(*pieces, "\n")


def hanging(sign: Content, text: Content, width: int) -> Content:
    """A mark, and beside it a text whose lines all begin in one place, in ``width`` cells."""
    indent = " " * sign.cell_length
    first, *others = text.wrap(width - sign.cell_length) or [BLANK]
    lines = [Content.assemble(sign, first), *(Content.assemble(indent, line) for line in others)]
    return Content("\n").join(line.rstrip() for line in lines)


def reason_lines(reason: Reason, width: int, *, speaks_for: bool) -> Content:
    """One argument with its sign, and below it where it comes from."""
    sign = (" +  ", "bold $success") if speaks_for else (" -  ", "bold $warning")
    origin = (f"{reason.basis} · {reason.source}", "$secondary")
    return hanging(Content.assemble(sign), Content.assemble(reason.text, "\n", origin), width)


def both_sides(title: str, pros: Iterable[Reason], cons: Iterable[Reason], width: int) -> Prose:
    """A headline over the reasons on both sides."""
    yield Content.styled(title, "bold")
    for reason in pros:
        yield reason_lines(reason, width, speaks_for=True)
    for reason in cons:
        yield reason_lines(reason, width, speaks_for=False)
    yield BLANK


def verdict_prose(verdict: VerdictLine, width: int) -> Prose:
    """The whole argument for one gap."""
    route = wording.route(verdict.route)
    for line in verdict.ad_lines:
        yield paragraph(("The ad: ", "bold"), f"“{line}”")
    yield paragraph((f"{route}. ", "bold $primary"), verdict.rule)
    if verdict.certainty:
        yield paragraph(verdict.certainty)
    yield from both_sides(
        f"For and against {route.lower()}", verdict.reasons_for, verdict.reasons_against, width
    )
    yield paragraph(("What would change this: ", "bold"), verdict.would_change)
    yield from route_table(verdict.routes, width)
    yield from both_sides(
        f"Rejected: {verdict.rejected}. {verdict.rejected_why}",
        verdict.rejected_for,
        verdict.rejected_against,
        width,
    )


def hiring_prose(
    hiring: HiringLine, all_credentials: Iterable[CredentialLine], width: int
) -> Prose:
    """The hiring verdict with its reasons, and what is known of every certificate."""
    yield paragraph((hiring.headline, "bold $primary"))
    yield from both_sides(
        "For and against a certificate", hiring.reasons_for, hiring.reasons_against, width
    )
    yield paragraph(("The course itself: ", "bold"), hiring.training_note)
    yield paragraph(("What would change this: ", "bold"), hiring.would_change)
    for credential in hiring.credentials:
        yield from credential_prose(credential, width)
    others = [credential for credential in all_credentials if credential not in hiring.credentials]
    if others:
        yield paragraph((f"{ALL_CERTIFICATES}. ", "bold"), FACTS_NOTE)
    for credential in others:
        yield from credential_prose(credential, width)


def credential_prose(credential: CredentialLine, width: int) -> Prose:
    """A certificate: what it is, and what is known of its price, exam and rules."""
    yield Content.assemble(
        (credential.title, "bold $primary"), (f"  {credential.issuer}", "$secondary")
    )
    yield Content(credential.about)
    for fact in credential.facts:
        yield hanging(
            Content.styled(f" {fact.label:<{LABEL_WIDTH}}", "bold"),
            Content(fact_words(fact)),
            width,
        )
    yield Content.styled(f"{credential.unknown}\n", "$secondary")


def route_table(routes: Iterable[RouteLine], width: int) -> Prose:
    """What one could do about a gap, side by side: a row and its proof; the advised ones marked."""
    rows = list(routes)
    if not rows:
        return
    yield Content.styled(ROUTES_TITLE, "bold")
    kind_width = max(len(row.kind) for row in rows) + 1
    for row in rows:
        sign = Content.assemble(
            (" ▸ " if row.is_advised else "   ", "bold $primary"),
            (f"{row.kind:<{kind_width}}", "bold" if row.is_advised else ""),
        )
        facts = " · ".join((row.level, row.hours, row.weeks, row.cost))
        needs = f"\nNeeds work {row.needs}." if row.needs else ""
        leaves = Content.assemble(facts, (f"\n{LEAVES}: {row.proof}{needs}", "$secondary"))
        yield hanging(sign, leaves, width)
    yield BLANK
