"""Verdicts, steps and reasons as text."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pmcoach.report.model import HiringLine, Reason, StepLine, VerdictLine

Piece = Content | str | tuple[str, str]

ROUTES = {"training": "Training", "hands-on": "Hands-on work"}


def route_title(route: str) -> str:
    """A route as a headline."""
    return ROUTES.get(route, route)


class Hanging(Horizontal):
    """A mark, and beside it a text whose lines all begin in one place."""

    DEFAULT_CSS = """
    Hanging { height: auto; }
    Hanging .sign { width: auto; padding: 0 2 0 0; }
    Hanging .text { width: 1fr; }
    """

    def __init__(self, sign: Content, text: Content | str, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.sign, self.words = sign, text

    def compose(self) -> ComposeResult:
        yield Static(self.sign, classes="sign")
        yield Static(self.words, markup=False, classes="text")


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
        super().__init__(classes="-for" if speaks_for else "-against")
        self.reason = reason
        self.sign = "+" if speaks_for else "-"

    def compose(self) -> ComposeResult:
        yield Static(self.sign, markup=False, classes="sign")
        yield Static(
            Content.assemble(
                self.reason.text,
                "\n",
                (f"{self.reason.basis} · {self.reason.source}", "$secondary"),
            ),
            classes="text",
        )


class Argument(Vertical):
    """A place for paragraphs and reasons that can be shown anew."""

    DEFAULT_CSS = "Argument { height: auto; }"

    def show(self, parts: ComposeResult) -> None:
        """Replace what is shown."""
        fresh = list(parts)

        async def replace() -> None:
            with self.app.batch_update():
                await self.remove_children()
                await self.mount_all(fresh)
            for page in self.screen.query(VerticalScroll):
                page.scroll_home(animate=False)

        self.call_later(replace)


def paragraph(*pieces: Piece) -> Static:
    """A paragraph with a line of space below."""
    return Static(Content.assemble(*pieces), classes="gap-below")


def sided(title: str, pros: Iterable[Reason], cons: Iterable[Reason]) -> ComposeResult:
    """A headline over the reasons on both sides."""
    yield Static(title, markup=False, classes="strong")
    for one in pros:
        yield ReasonRow(one, speaks_for=True)
    for one in cons:
        yield ReasonRow(one, speaks_for=False)
    yield Static("")


def verdict_body(v: VerdictLine) -> ComposeResult:
    """The whole argument for one gap."""
    route = route_title(v.route)
    for line in v.ad_lines:
        yield paragraph(("The ad: ", "bold"), f"“{line}”")
    yield paragraph((f"{route}. ", "bold $primary"), v.rule)
    yield from sided(f"For and against {route.lower()}", v.reasons_for, v.reasons_against)
    yield paragraph(("What would change this: ", "bold"), v.would_change)
    yield from sided(
        f"Rejected: {v.rejected}. {v.rejected_why}", v.rejected_for, v.rejected_against
    )


def hiring_body(h: HiringLine) -> ComposeResult:
    """The hiring verdict with its reasons."""
    yield paragraph((h.headline, "bold $primary"))
    for line in h.credentials:
        yield paragraph(("Fits here: ", "bold"), line)
    yield from sided("For and against a certificate", h.reasons_for, h.reasons_against)
    yield paragraph(("The training itself: ", "bold"), h.training_note)
    yield paragraph(("What would change this: ", "bold"), h.would_change)


def hours_words(step: StepLine) -> str:
    """How long a step takes."""
    low, high = step.hours
    return f"{low:g} to {high:g} h" if low != high else f"{low:g} h"


def cost_words(step: StepLine) -> str:
    """What a step costs."""
    low, high = step.cost
    if high == 0:
        return "free"
    return f"${low:,.0f}" if low == high else f"${low:,.0f} to ${high:,.0f}"


def step_text(step: StepLine) -> Content:
    """One step so that a stranger could do it."""
    lifts: list[Piece] = [f"Lifts {line}.\n" for line in step.closes]
    if not lifts:
        lifts = ["Opens the way to steps that you cannot reach yet.\n"]
    days = f"{step.start:%d %b} to {step.end:%d %b}"
    facts = " · ".join((route_title(step.route), hours_words(step), cost_words(step), days))
    return Content.assemble(
        (f"{step.title}\n", "bold $primary"),
        (f"{facts}\n\n", "$secondary"),
        step.do,
        "\n\n",
        ("If-then  ", "bold"),
        step.if_then,
        "\n",
        ("Proof  ", "bold"),
        step.proof,
        "\n",
        ("Who can confirm it  ", "bold"),
        step.confirm,
        "\n\n",
        *lifts,
    )
