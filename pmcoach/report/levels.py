"""Levels held against the target, in numbers and words."""

from __future__ import annotations

from collections.abc import Iterable

from pmcoach.advice.gaps import Gap
from pmcoach.assessment.readiness import disagreement
from pmcoach.assessment.results import Standing, met_share
from pmcoach.catalog.vocabulary import LEVEL_NAMES, max_level
from pmcoach.report.model import AreaLine, CompetencyLine, FacetLine
from pmcoach.report.questions import nothing_known_words
from pmcoach.state.profile import Profile

NOT_KNOWN = "not known"
LEVELS_LEAD = (
    "Skill and ability go from 0 to 4, knowledge from 0 to 3. Knowledge comes from checks, skill "
    "from what you say you've done, and ability from scenarios. A skill counts up to level 2 until "
    "you write a record of it. Questions you weren't asked are ignored; they never count as a low "
    "level."
)

CONFIDENCE_LEAD = (
    "Firm means asked directly, and the same under every set of assumptions we publish. Likely "
    "means the same under most of them; unsure means it isn't. A skill without a record is never "
    "firm."
)
"""What the words of confidence mean."""


def met_percent(standings: Iterable[Standing]) -> int | None:
    """The weighted share of the target's levels that is met, in percent, among known standings."""
    share = met_share((standing.weight, standing.level, standing.target) for standing in standings)
    return None if share is None else round(100 * share)


def met_words(percent: int | None) -> str:
    """How much of the target is met, as far as known."""
    return NOT_KNOWN if percent is None else f"{percent}% of the target met"


def standing_words(profile: Profile, standing: Standing) -> str:
    """One standing against its target, in a few words."""
    level = NOT_KNOWN if standing.level is None else f"{standing.level} of {standing.target}"
    return f"{profile.title_of(standing.subject)}, {standing.facet}: {level}"


def facet_line(standing: Standing) -> FacetLine:
    """A standing in words."""
    level, claim = standing.level, standing.claim
    is_cut = claim is not None and level is not None and claim > level
    return FacetLine(
        facet=standing.facet,
        level=level,
        level_name=NOT_KNOWN if level is None else LEVEL_NAMES[standing.facet][level],
        target=standing.target,
        max_level=max_level(standing.facet),
        confidence=standing.confidence or "",
        claim=claim,
        moved=standing.moved,
        note=f"you claim {claim}, no record yet" if is_cut else "",
    )


def competency_line(profile: Profile, competency: str) -> CompetencyLine:
    """One competency with its two facets."""
    knowledge, skill = profile.result.knowledge[competency], profile.result.skill[competency]
    return CompetencyLine(
        id=competency,
        title=profile.title_of(competency),
        weight_percent=round(profile.target.weights[competency] * 100, 1),
        knowledge=facet_line(knowledge),
        skill=facet_line(skill),
        disagreement=disagreement(knowledge, skill),
    )


def area_line(profile: Profile, area: str) -> AreaLine:
    """One area with its competencies."""
    levels = profile.result
    competencies = [competency.id for competency in profile.catalog.competencies_of[area]]
    standings = [
        levels.ability[area],
        *(levels.knowledge[competency] for competency in competencies),
        *(levels.skill[competency] for competency in competencies),
    ]
    known_standings = [standing for standing in standings if standing.level is not None]
    return AreaLine(
        id=area,
        title=profile.title_of(area),
        weight_percent=round(profile.target.area_weights[area] * 100, 1),
        known=len(known_standings),
        possible=len(standings),
        met_percent=met_percent(known_standings),
        ability=facet_line(levels.ability[area]),
        competencies=tuple(competency_line(profile, competency) for competency in competencies),
    )


def lift_words(profile: Profile, level_key: str, start_level: int, end_level: int) -> str:
    """What a step lifts, in words. ``key`` is "subject.facet"."""
    subject, facet = level_key.rsplit(".", 1)
    return f"{profile.title_of(subject)}, {facet} from {start_level} to {end_level}"


def gap_words(profile: Profile, gap: Gap) -> str:
    """A gap in words."""
    return lift_words(profile, gap.key, gap.level, gap.target)


def level_counts_words(profile: Profile) -> str:
    """One honest sentence on how much the result is worth."""
    known_standings = profile.result.known()
    if not known_standings:
        return f"{nothing_known_words(profile)} There is nothing to advise until you answer a few."
    firm_count = sum(standing.confidence == "firm" for standing in known_standings)
    return (
        f"{len(known_standings)} of {len(profile.result.standings())} levels are "
        f"measured, {firm_count or 'none'} of them firmly. What wasn't asked is never counted as low."
    )
