"""Choosing the role and the stage to be measured against."""

from __future__ import annotations

from pmcoach.coach.job_ad import choose_ad, saved_ads
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.plain.console import Console
from pmcoach.plain.prompts import ask_for, choose
from pmcoach.plain.saving import saving
from pmcoach.report.situation import read_number
from pmcoach.report.target import MOST_WEIGHT, WEIGHTS_FAULT, WHICH_JOB, role_weights_words

AD = "ad:"
"""What an ad's id begins with in the list; no role's id holds a colon."""


def ask_target(io: Console, session: Session) -> None:
    """Role, then stage; a role of one's own asks a weight for each area. Raises UserLeft."""
    catalog, profile = session.catalog, session.profile
    io.heading("Target")
    if profile.journal.has_target:
        io.say(f"So far: {profile.target.title}.")
    roles = [(role.id, f"{role.title}. {role.summary}") for role in catalog.roles.values()]
    roles += [(f"{AD}{ad.id}", f"{ad.name}. A job ad that you read.") for ad in saved_ads(session)]
    chosen = choose(io, WHICH_JOB, roles)
    if chosen is None:
        return
    if chosen.startswith(AD):
        with saving(io):
            choose_ad(session, chosen.removeprefix(AD))
            io.say(f"Your target: {session.profile.target.title}.")
        return
    role = catalog.roles[chosen]
    io.say(role.differs)
    weights: dict[str, float] | None = None
    if role.custom:
        weights = _ask_weights(io, session)
        if weights is None:
            return
    else:
        io.say(f"{role_weights_words(profile, role)}.")
    stages = [(stage.id, f"{stage.title}. {stage.summary}") for stage in catalog.stages.values()]
    chosen_stage = choose(io, "\nAt which stage?", stages)
    if chosen_stage is not None:
        with saving(io):
            choose_target(session, role.id, chosen_stage, weights)
            io.say(f"Your target: {session.profile.target.title}.")


def _ask_weights(io: Console, session: Session) -> dict[str, float] | None:
    """A weight for each area, at least one above 0; None where one goes back."""
    io.say(f"{WEIGHTS_FAULT} b goes back.")
    while True:
        weights: dict[str, float] = {}
        for area in session.catalog.areas.values():
            present = session.profile.journal.own_weights.get(area.id)
            weight = _ask_weight(io, area.title, present)
            if weight is None:
                return None
            weights[area.id] = weight
        if any(weights.values()):
            return weights
        io.say(WEIGHTS_FAULT)


def _ask_weight(io: Console, title: str, present: float | None) -> float | None:
    so_far = "" if present is None else f" So far {present:g}; enter alone keeps it."
    io.say(f"{title}?{so_far}")

    def read(entry: str) -> float | None:
        weight = read_number(entry) if entry else present
        return weight if weight is not None and weight <= MOST_WEIGHT else None

    return ask_for(
        io, read, lambda _: f"Type a number from 0 to {MOST_WEIGHT:.0f}, such as 25; b goes back."
    )
