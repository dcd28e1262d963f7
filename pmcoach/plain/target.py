"""Choosing the role and the stage to be measured against."""

from __future__ import annotations

import math

from pmcoach.coach import assess, fit
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console
from pmcoach.plain.prompts import ask_for, choose
from pmcoach.plain.saving import saving

AD = "ad:"
"""What an ad's id begins with in the list; no role's id holds a colon."""
MOST = 1_000_000.0
"""The largest weight that an area can be given."""


def choose_target(io: Console, session: Session) -> None:
    """Role, then stage; a role of one's own asks a weight for each area. Raises Leave."""
    catalog, journal = session.catalog, session.journal
    io.heading("Target")
    if journal.has_target:
        io.say(f"So far: {session.target.title}.")
    roles = [(one.id, f"{one.title}. {one.summary}") for one in catalog.roles.values()]
    roles += [
        (f"{AD}{one.id}", f"{one.name}. A job ad that you read.") for one in fit.kept_ads(session)
    ]
    role = choose(io, "Which job do you aim at? Choose by what one does in it.", roles)
    if role is None:
        return
    if role.startswith(AD):
        with saving(io):
            fit.choose(session, role.removeprefix(AD))
            io.say(f"Your target: {session.target.title}.")
        return
    chosen = catalog.roles[role]
    io.say(chosen.differs)
    weights: dict[str, float] | None = None
    if chosen.custom:
        weights = _weights(io, session)
        if weights is None:
            return
    else:
        areas = [
            f"{catalog.areas[area].title} {weight:g}%" for area, weight in chosen.weights.items()
        ]
        io.say(f"{', '.join(areas)}.")
    stages = [(one.id, f"{one.title}. {one.summary}") for one in catalog.stages.values()]
    stage = choose(io, "\nAt which stage?", stages)
    if stage is not None:
        with saving(io):
            assess.choose_target(session, role, stage, weights)
            io.say(f"Your target: {session.target.title}.")


def _weights(io: Console, session: Session) -> dict[str, float] | None:
    """A weight for each area, at least one above 0; None where one goes back."""
    io.say("Give each area a weight: a number of 0 or more, at least one above 0. b goes back.")
    while True:
        weights: dict[str, float] = {}
        for area in session.catalog.areas.values():
            weight = _weight(io, area.title, session.journal.own_weights.get(area.id))
            if weight is None:
                return None
            weights[area.id] = weight
        if any(weights.values()):
            return weights
        io.say("All are 0: give at least one area a weight above 0.")


def _weight(io: Console, title: str, present: float | None) -> float | None:
    so_far = "" if present is None else f" So far {present:g}; enter alone keeps it."
    io.say(f"{title}?{so_far}")

    def read(entry: str) -> float | None:
        if not entry:
            return present
        weight = read_number(entry)
        return weight if weight is not None and weight <= MOST else None

    return ask_for(
        io, read, lambda _: f"Type a number from 0 to {MOST:.0f}, such as 25; b goes back."
    )


def read_number(entry: str) -> float | None:
    """A number of 0 or more, or None for anything else that was typed."""
    text = entry.replace(",", "").removeprefix("$")
    if not text.isascii() or len(text) > 30:
        return None
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) and found >= 0 else None
