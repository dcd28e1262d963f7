"""Verdicts, steps and reasons as text."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pmcoach.report import wording
from pmcoach.report.model import HiringLine, Reason, StepLine, VerdictLine
from pmcoach.report.plan import OPENS_THE_WAY

Piece = Content | str | tuple[str, str]


def route_title(route: str) -> str:
    """A route as a headline."""
    return wording.route(route)


def hours_words(step: StepLine) -> str:
    """How long a step takes."""
    return wording.hours(step.hours)


def cost_words(step: StepLine) -> str:
    """What a step costs."""
    return wording.money(step.cost)


class Hanging(Horizontal):
    """A mark, and beside it a text whose lines all begin in one place."""

    DEFAULT_CSS = """
    Hanging { height: auto; }
    Hanging .sign { width: auto; padding: 0 2 0 0; }
    Hanging .text { width: 1fr; }
    """

    def __init__(self, sign: Content, text: Content | str, classes: str = "") -> None:
        super().__init__(
            Static(sign, classes="sign"),
            Static(text, markup=False, classes="text"),
            classes=classes,
        )


class ReasonRow(Horizontal):
    """One argument with its sign, and below it where it comes from."""

    DEFAULT_CSS = """
    ReasonRow { height: auto; padding: 0 0 0 1; }
    ReasonRow .sign { width: 3; text-style: bold; }
    ReasonRow .text { width: 1fr; }
    ReasonRow.-for .sign { color: $success; }
    ReasonRow.-against .sign { color: $warning; }
    """

    def __init__(self, reason: Reason, *, speaks_for: bool) -> None:
        origin = f"{reason.basis} · {reason.source}"
        super().__init__(
            Static("+" if speaks_for else "-", markup=False, classes="sign"),
            Static(Content.assemble(reason.text, "\n", (origin, "$secondary")), classes="text"),
            classes="-for" if speaks_for else "-against",
        )


class Argument(Vertical):
    """A place for paragraphs and reasons that can be shown anew."""

    DEFAULT_CSS = "Argument { height: auto; }"

    def show(self, parts: ComposeResult) -> None:
        """Replace what is shown."""
        self.call_later(self._replace, list(parts))

    async def _replace(self, parts: list[Widget]) -> None:
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(parts)
        for page in self.screen.query(VerticalScroll):
            page.scroll_home(animate=False)


def paragraph(*pieces: Piece) -> Static:
    """A paragraph with a line of space below."""
    return Static(Content.assemble(*pieces), classes="gap-below")


def sided(title: str, pros: Iterable[Reason], cons: Iterable[Reason]) -> ComposeResult:
    """A headline over the reasons on both sides."""
    yield Static(title, markup=False, classes="strong")
    yield from (ReasonRow(reason, speaks_for=True) for reason in pros)
    yield from (ReasonRow(reason, speaks_for=False) for reason in cons)
    yield Static("")


def verdict_body(verdict: VerdictLine) -> ComposeResult:
    """The whole argument for one gap."""
    route = wording.route(verdict.route)
    for ad_line in verdict.ad_lines:
        yield paragraph(("The ad: ", "bold"), f"“{ad_line}”")
    yield paragraph((f"{route}. ", "bold $primary"), verdict.rule)
    yield from sided(
        f"For and against {route.lower()}", verdict.reasons_for, verdict.reasons_against
    )
    yield paragraph(("What would change this: ", "bold"), verdict.would_change)
    yield from sided(
        f"Rejected: {verdict.rejected}. {verdict.rejected_why}",
        verdict.rejected_for,
        verdict.rejected_against,
    )


def hiring_body(hiring: HiringLine) -> ComposeResult:
    """The hiring verdict with its reasons."""
    yield paragraph((hiring.headline, "bold $primary"))
    for credential in hiring.credentials:
        yield paragraph(("Fits here: ", "bold"), credential)
    yield from sided("For and against a certificate", hiring.reasons_for, hiring.reasons_against)
    yield paragraph(("The training itself: ", "bold"), hiring.training_note)
    yield paragraph(("What would change this: ", "bold"), hiring.would_change)


def step_text(step: StepLine) -> Content:
    """One step so that a stranger could do it."""
    date_range = f"{step.start:%d %b} to {step.end:%d %b}"
    facts = (
        wording.route(step.route),
        wording.hours(step.hours),
        wording.money(step.cost),
        date_range,
    )
    benefits = [f"Lifts {gap}." for gap in step.closes] or [OPENS_THE_WAY]
    return Content.assemble(
        (f"{step.title}\n", "bold $primary"),
        (f"{' · '.join(facts)}\n\n", "$secondary"),
        f"{step.do}\n\n",
        ("If-then  ", "bold"),
        f"{step.if_then}\n",
        ("Proof  ", "bold"),
        f"{step.proof}\n",
        ("Who can confirm it  ", "bold"),
        f"{step.confirm}\n\n",
        "".join(f"{benefit}\n" for benefit in benefits),
    )
