"""Texts to read, as one content: a page of hundreds of widgets would take long to open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content

from pmcoach.report import wording
from pmcoach.report.model import HiringLine, Reason, VerdictLine
from pmcoach.tui.widgets.argument import Piece

Prose = Iterator[Content]
"""Lines and paragraphs; a paragraph ends in an empty line."""
BLANK = Content("")


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
    yield from both_sides(
        f"For and against {route.lower()}", verdict.reasons_for, verdict.reasons_against, width
    )
    yield paragraph(("What would change this: ", "bold"), verdict.would_change)
    yield from both_sides(
        f"Rejected: {verdict.rejected}. {verdict.rejected_why}",
        verdict.rejected_for,
        verdict.rejected_against,
        width,
    )


def hiring_prose(hiring: HiringLine, width: int) -> Prose:
    """The hiring verdict with its reasons."""
    yield paragraph((hiring.headline, "bold $primary"))
    for credential in hiring.credentials:
        yield paragraph(("Fits here: ", "bold"), credential)
    yield from both_sides(
        "For and against a certificate", hiring.reasons_for, hiring.reasons_against, width
    )
    yield paragraph(("The training itself: ", "bold"), hiring.training_note)
    yield paragraph(("What would change this: ", "bold"), hiring.would_change)
