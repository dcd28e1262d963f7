"""The target in words."""

from __future__ import annotations

from pmcoach.catalog.models import Role
from pmcoach.state.profile import Profile

WHICH_JOB = "Which job do you aim at? Choose by what one does in it."
WEIGHTS_FAULT = "Give each area a number of 0 or more, at least one above 0."
MOST_WEIGHT = 1_000_000.0
"""The largest weight that an area can be given."""


def target_words(profile: Profile) -> str:
    """The target, or that none was chosen."""
    title = profile.target.title
    return title if profile.journal.has_target else f"{title} (assumed: none was chosen)"


def chosen_words(profile: Profile) -> str:
    """What the target is, once it was chosen."""
    return f"Your target: {profile.target.title}."


def role_notes(role: Role) -> list[tuple[str, str]]:
    """What to know about a role besides what one does in it: where its numbers are from, and what to do
    first."""
    notes = [("Where the weights come from", role.judgement)]
    return [("First thing to do", role.first_task), *notes] if role.first_task else notes


def role_weights_words(profile: Profile, role: Role) -> str:
    """What a role weighs, area by area."""
    areas = profile.catalog.areas
    return ", ".join(f"{areas[area].title} {weight:g}%" for area, weight in role.weights.items())
