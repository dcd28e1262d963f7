"""Choosing the role and the stage to be measured against."""

from __future__ import annotations

from pmcoach.catalog.models import Role
from pmcoach.coach.job_ad import choose_ad, saved_ads
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.plain.console import Console
from pmcoach.plain.prompts import ask_for, choose, saving
from pmcoach.report.situation import read_number
from pmcoach.report.target import (
    MOST_WEIGHT,
    WEIGHTS_FAULT,
    WHICH_JOB,
    chosen_words,
    role_notes,
    role_weights_words,
)

AD_PREFIX = "ad:"
"""What an ad's id begins with in the list; no role's id holds a colon."""


def ask_target(io: Console, session: Session) -> None:
    """Role, then stage; a role of one's own asks a weight for each area. Raises UserLeft."""
    catalog, profile = session.catalog, session.profile
    io.heading("Target")
    if profile.journal.has_target:
        io.say(f"So far: {profile.target.title}.")
    role_options = [(role.id, f"{role.title}. {role.summary}") for role in catalog.roles.values()]
    ad_options = [
        (f"{AD_PREFIX}{ad.id}", f"{ad.name}. A job ad that you read.") for ad in saved_ads(session)
    ]
    chosen_id = choose(io, WHICH_JOB, [*role_options, *ad_options])
    if chosen_id is None:
        return
    with saving(io):
        if chosen_id.startswith(AD_PREFIX):
            choose_ad(session, chosen_id.removeprefix(AD_PREFIX))
        elif not _choose_role(io, session, catalog.roles[chosen_id]):
            return
        io.say(chosen_words(session.profile))


def _choose_role(io: Console, session: Session, role: Role) -> bool:
    """Ask what else a role needs, and make it the target; False where one goes back."""
    io.say(role.differs)
    for label, text in role_notes(role):
        io.say(text, lead=f"{label}: ")
    weights: dict[str, float] | None = None
    if not role.custom:
        io.say(f"{role_weights_words(session.profile, role)}.")
    elif (weights := _ask_weights(io, session)) is None:
        return False
    options = [
        (stage.id, f"{stage.title}. {stage.summary}") for stage in session.catalog.stages.values()
    ]
    stage_id = choose(io, "\nAt which stage?", options)
    if stage_id is not None:
        choose_target(session, role.id, stage_id, weights)
    return stage_id is not None


def _ask_weights(io: Console, session: Session) -> dict[str, float] | None:
    """A weight for each area, at least one above 0; None where one goes back."""
    io.say(f"{WEIGHTS_FAULT} b goes back.")
    while True:
        weights: dict[str, float] = {}
        for area in session.catalog.areas.values():
            present_weight = session.profile.journal.own_weights.get(area.id)
            weight = _ask_weight(io, area.title, present_weight)
            if weight is None:
                return None
            weights[area.id] = weight
        if any(weights.values()):
            return weights
        io.say(WEIGHTS_FAULT)


def _ask_weight(io: Console, area_title: str, present_weight: float | None) -> float | None:
    present_words = (
        ""
        if present_weight is None
        else f" So far {present_weight:g}; press Enter alone to keep it."
    )
    io.say(f"{area_title}?{present_words}")

    def parse_weight(entry: str) -> float | None:
        weight = read_number(entry) if entry else present_weight
        return weight if weight is not None and weight <= MOST_WEIGHT else None

    return ask_for(
        io,
        parse_weight,
        lambda _: f"Type a number from 0 to {MOST_WEIGHT:.0f}, such as 25; b goes back.",
    )
