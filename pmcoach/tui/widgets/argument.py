"""Verdicts, steps and reasons as text."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from pmcoach.export.report import HiringLine, Reason, StepLine, VerdictLine

Piece = Content | str | tuple[str, str]

ROUTES = {"training": "Training", "hands-on": "Hands-on work"}


def route_title(route: str) -> str:
    """A route as a headline."""
    return ROUTES.get(route, route)


def reasons(sign: str, style: str, many: Iterable[Reason]) -> list[Piece]:
    """Reasons with their sources, each after a sign."""
    parts: list[Piece] = []
    for one in many:
        parts += [
            (f" {sign} ", f"bold {style}"), one.text,
            (f"  [{one.basis}: {one.source}]\n", "$text-muted"),
        ]
    return parts


def verdict_text(v: VerdictLine) -> Content:
    """The whole argument for one gap."""
    return Content.assemble(
        (route_title(v.route), "bold $primary"), ". ", v.rule, "\n\n",
        ("What speaks for it\n", "bold"), *reasons("+", "$success", v.reasons_for), "\n",
        ("What speaks against it\n", "bold"), *reasons("-", "$warning", v.reasons_against), "\n",
        (f"Rejected: {v.rejected}", "bold"), ". ", v.rejected_why, "\n",
        *reasons("+", "$text-muted", v.rejected_for),
        *reasons("-", "$text-muted", v.rejected_against), "\n",
        ("What would change this: ", "bold"), v.would_change,
    )


def hiring_text(h: HiringLine) -> Content:
    """The hiring verdict with its reasons."""
    credentials: list[Piece] = [f"Fits here: {line}\n" for line in h.credentials]
    return Content.assemble(
        (h.headline, "bold $primary"), "\n\n",
        *credentials,
        ("What speaks for a certificate\n", "bold"),
        *reasons("+", "$success", h.reasons_for), "\n",
        ("What speaks against it\n", "bold"), *reasons("-", "$warning", h.reasons_against), "\n",
        ("The training itself: ", "bold"), h.training_note, "\n\n",
        ("What would change this: ", "bold"), h.would_change,
    )


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
        (f"{facts}\n\n", "$text-muted"),
        step.do, "\n\n",
        ("If-then  ", "bold"), step.if_then, "\n",
        ("Proof  ", "bold"), step.proof, "\n",
        ("Who can confirm it  ", "bold"), step.confirm, "\n\n",
        *lifts,
    )
