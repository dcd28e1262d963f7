"""From a profile to the summary that home paints from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmcoach.report.asking import UNASKED_SHOWN, list_unasked
from pmcoach.report.home import AreaSummary, HomeSummary, UnaskedSummary
from pmcoach.report.lengths import other_lengths_words
from pmcoach.report.levels import area_line
from pmcoach.report.questions import (
    has_outdated_levels,
    present_item,
    summarize_progress,
)
from pmcoach.report.target import target_words
from pmcoach.state.profile import Profile


def summarize_profile(profile: Profile, name: str, notices: Iterable[str]) -> HomeSummary:
    """What home shows.

    Args:
        profile: All that was answered and chosen.
        name: What the profile is called.
        notices: What the user should know about its files.
    """
    plan = profile.plan if profile.result.known() or profile.journal.accepted_plan else None
    first_step = plan.steps[0] if plan and plan.steps else None
    return replace(
        summarize_progress(profile),
        profile=name,
        notices=tuple(notices),
        target=target_words(profile),
        has_target=profile.journal.has_target,
        next_item=present_item(profile) or "",
        areas=tuple(
            AreaSummary(
                area.title, area.weight_percent, area.met_percent, area.known, area.possible
            )
            for area in (area_line(profile, ident) for ident in profile.catalog.areas)
        ),
        other_lengths=other_lengths_words(profile),
        unasked=tuple(
            UnaskedSummary(level.name, level.item)
            for level in list_unasked(profile)[:UNASKED_SHOWN]
        )
        if profile.state.answers and not profile.in_progress
        else (),
        finished_on=profile.finished_on.isoformat() if profile.finished_on else "",
        outdated=_count_outdated(profile),
        gaps=len(profile.findings.gaps),
        first_step=first_step.step.title if first_step else "",
        late=len(plan.late) if plan else 0,
        first_step_by=first_step.end.isoformat() if first_step else "",
    )


def _count_outdated(profile: Profile) -> int:
    """How many answers no longer count: as long as their levels wait to be measured again, or where
    nothing is known and no level of theirs could be."""
    is_lost = not profile.outdated_levels and not profile.result.known()
    return len(profile.outdated_answers) if is_lost or has_outdated_levels(profile) else 0
