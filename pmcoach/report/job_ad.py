"""A job ad that was read, and how far the profile is from it: in words, as lines, and for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pmcoach.advice.gaps import Gap, find_gaps
from pmcoach.assessment.readiness import READINESS_WORDS, readiness
from pmcoach.assessment.target import Target, make_target
from pmcoach.jobad.parsed_ad import Mention, ParsedAd, Years
from pmcoach.report.levels import gap_words, met_percent
from pmcoach.report.model import AdPlace, AdSummary
from pmcoach.state.profile import Profile

LINES_QUOTED = 2
"""Lines of an ad that are quoted beside a verdict, or for one competency; --json has all."""
GAPS_SHOWN = 5
DEMAND_WORDS = {
    "demanded": "demanded",
    "preferred": "named as a plus",
    "mentioned": "named, not asked",
}
SURE, UNSURE = 0.9, 0.7
AN_BEFORE = tuple("aeio")
"""First letters that take "an". A title in u is a user researcher's more likely than an
underwriter's."""


@dataclass(frozen=True)
class AdDistance:
    """How far the profile is from what an ad asks."""

    known: int
    """Levels known, of those the ad gives weight to; 0 before there are answers that count."""
    met_percent: int | None
    readiness: str
    gaps: tuple[Gap, ...]


def ad_target(profile: Profile, parsed_ad: ParsedAd) -> Target:
    """What the ad asks, as a target. An ad in which no line was placed weighs as its role does."""
    return make_target(
        profile.catalog, parsed_ad.role, parsed_ad.stage, competencies=parsed_ad.weights
    )


def ad_distance(profile: Profile, parsed_ad: ParsedAd) -> AdDistance:
    """How far the profile is from the ad, by what is known of it."""
    levels = profile.result_for(ad_target(profile, parsed_ad))
    known_standings = [standing for standing in levels.known() if standing.weight > 0]
    gaps = tuple(gap for gap in find_gaps(profile.catalog, levels).gaps if gap.weight > 0)
    return AdDistance(
        len(known_standings),
        met_percent(known_standings),
        READINESS_WORDS[readiness(levels).word],
        gaps[:GAPS_SHOWN],
    )


# In words


def verdict_words(parsed_ad: ParsedAd) -> str:
    """Whether it is a PM ad, and how surely, in one sentence."""
    if not parsed_ad.lines and not parsed_ad.title:
        return "There is nothing in it that tells what the job is."
    degree = (
        "clearly"
        if parsed_ad.confidence >= SURE
        else "probably"
        if parsed_ad.confidence >= UNSURE
        else "perhaps"
    )
    if parsed_ad.is_pm:
        return f"This is {degree} an ad for product management."
    other_job = profession_words(parsed_ad) or "another job"
    return f"This is {degree} not an ad for product management: it reads as one for {other_job}."


def show_anyway_words(parsed_ad: ParsedAd) -> str:
    """What is asked before an ad for another job is shown."""
    return f"{verdict_words(parsed_ad)} Show what it asks for anyway?"


def profession_words(parsed_ad: ParsedAd) -> str:
    """The kind of job with its article; nothing where it is not known."""
    article = "an" if parsed_ad.profession[:1].lower() in AN_BEFORE else "a"
    return f"{article} {parsed_ad.profession}" if parsed_ad.profession else ""


def nearest_words(profile: Profile, parsed_ad: ParsedAd) -> tuple[str, str]:
    """The role and the stage that the ad is nearest to."""
    catalog = profile.catalog
    return (
        catalog.roles.get(parsed_ad.role, catalog.default_role).title,
        catalog.stages.get(parsed_ad.stage, catalog.default_stage).title.lower(),
    )


def years_words(years: Years | None) -> str:
    """The years asked, in words."""
    if years is None:
        return "no years asked"
    if years.most and years.most != years.least:
        return f"{years.least} to {years.most} years asked"
    return f"{years.least} year{'' if years.least == 1 else 's'} asked"


def mention_words(mentions: Iterable[Mention]) -> str:
    """Names in one line."""
    return ", ".join(mention.title for mention in mentions)


def certificate_words(parsed_ad: ParsedAd) -> str:
    """The certificates and how they are asked."""
    return "; ".join(
        f"{mention.title}, {DEMAND_WORDS[mention.asked]}" for mention in parsed_ad.certificates
    )


def framework_words(parsed_ad: ParsedAd, *, confirmed: bool = False) -> str:
    """The frameworks, and whether one is confirmed by the user or still to be confirmed."""
    names = mention_words(parsed_ad.frameworks)
    if confirmed:
        return f"{names}, confirmed by you"
    if any(mention.defines_roles for mention in parsed_ad.frameworks):
        return f"{names} (defines PM and PO roles: ask whether it is really in use)"
    return names


def ad_facts(parsed_ad: ParsedAd, *, confirmed: bool = False) -> list[tuple[str, str]]:
    """What was read besides the weights: a label and what it is, for what the ad names."""
    facts = [
        ("Industry", mention_words(parsed_ad.industries)),
        ("Certificate", certificate_words(parsed_ad)),
        ("Framework", framework_words(parsed_ad, confirmed=confirmed)),
        ("Tools", mention_words(parsed_ad.tools)),
        ("Outside", mention_words(parsed_ad.outside)),
    ]
    return [(label, text) for label, text in facts if text]


# As lines of text: for the command and the plain prompts


def ad_lines(profile: Profile, parsed_ad: ParsedAd) -> list[str]:
    """All that was read as lines of text, first of all whether it is an ad for a PM."""
    role, stage = nearest_words(profile, parsed_ad)
    return [
        verdict_words(parsed_ad),
        "",
        f"Title:      {parsed_ad.title or 'none found'}",
        f"Nearest:    {role}, {stage}; {years_words(parsed_ad.years)}",
        *(f"{label + ':':12}{text}" for label, text in ad_facts(parsed_ad)),
        "",
        "What it weighs, by its own lines",
        *_weight_lines(profile, parsed_ad),
        "",
        *_distance_lines(profile, parsed_ad),
    ]


def _weight_lines(profile: Profile, parsed_ad: ParsedAd) -> Iterator[str]:
    area_of = _area_of(profile)
    shares = parsed_ad.area_weights(area_of)
    for area in profile.catalog.areas.values():
        yield f"{shares.get(area.id, 0.0):4.0%}  {area.title}"
        in_area = [ident for ident in parsed_ad.weights if area_of.get(ident) == area.id]
        for competency in in_area:
            yield f"      {parsed_ad.weights[competency]:4.0%}  {profile.title_of(competency)}"
            quotes = parsed_ad.lines_of(competency)
            yield from (f'            "{line}"' for line in quotes[:LINES_QUOTED])
            if len(quotes) > LINES_QUOTED:
                yield f"            and {len(quotes) - LINES_QUOTED} more"
    if not parsed_ad.weights:
        yield "      Nothing: no line speaks of any of the four areas."


def distance_words(profile: Profile, parsed_ad: ParsedAd) -> str:
    """How much of what the ad asks for is met, in one sentence."""
    if not profile.current_answer_count:
        return "How close you are isn't known yet. Answer a few questions first."
    percent = ad_distance(profile, parsed_ad).met_percent
    if percent is None:
        return "Nothing that it asks for is known about you yet."
    return f"You meet {percent}% of what it asks for, as far as known."


def _distance_lines(profile: Profile, parsed_ad: ParsedAd) -> Iterator[str]:
    yield distance_words(profile, parsed_ad)
    if profile.current_answer_count:
        distance = ad_distance(profile, parsed_ad)
        yield f"{distance.known} levels known. {distance.readiness}"
        yield from (f"  {gap_words(profile, gap)}" for gap in distance.gaps)


def _area_of(profile: Profile) -> Mapping[str, str]:
    return {competency.id: competency.area for competency in profile.competencies}


# In a report


def target_ad_quotes(profile: Profile, subject: str) -> tuple[str, ...]:
    """The weightiest lines of the ad that is the target, on a competency or an area."""
    if profile.target_ad is None:
        return ()
    competencies = profile.catalog.competencies_of.get(subject, ())
    subjects = {competency.id for competency in competencies} or {subject}
    lines = sorted(profile.target_ad.parsed_ad.lines, key=lambda line: -line.weight)
    return tuple(line.text for line in lines if subjects.intersection(line.places))[:LINES_QUOTED]


def target_ad_summary(profile: Profile) -> AdSummary | None:
    """The ad that is the target, for a report."""
    if profile.target_ad is None:
        return None
    parsed_ad = profile.target_ad.parsed_ad
    return AdSummary(
        name=profile.target_ad.name,
        nearest=", ".join(nearest_words(profile, parsed_ad)),
        years=years_words(parsed_ad.years),
        certificates=certificate_words(parsed_ad),
        frameworks=framework_words(parsed_ad),
        industries=mention_words(parsed_ad.industries),
        outside=mention_words((*parsed_ad.tools, *parsed_ad.outside)),
        places=tuple(
            AdPlace(
                competency=profile.title_of(competency),
                weight_percent=round(100 * weight, 1),
                lines=tuple(parsed_ad.lines_of(competency)),
            )
            for competency, weight in parsed_ad.weights.items()
            if competency in profile.catalog.competencies
        ),
    )


# For JSON


def ad_json(profile: Profile, parsed_ad: ParsedAd) -> dict[str, object]:
    """All that was read as plain JSON values (docs/commands.md names the keys)."""
    area_of, years = _area_of(profile), parsed_ad.years
    shares = parsed_ad.area_weights(area_of)
    return {
        "is_pm_ad": parsed_ad.is_pm,
        "confidence": parsed_ad.confidence,
        "profession": parsed_ad.profession,
        "title": parsed_ad.title,
        "role": parsed_ad.role,
        "stage": parsed_ad.stage,
        "areas": [
            {"id": area.id, "title": area.title, "weight": round(shares.get(area.id, 0.0), 4)}
            for area in profile.catalog.areas.values()
        ],
        "competencies": [
            {
                "id": competency,
                "title": profile.title_of(competency),
                "weight": round(weight, 4),
                "lines": parsed_ad.lines_of(competency),
            }
            for competency, weight in parsed_ad.weights.items()
            if competency in area_of
        ],
        "years": (
            {"least": years.least, "most": years.most, "line": years.line} if years else None
        ),
        "domain_knowledge": [_mention_json(mention) for mention in parsed_ad.industries],
        "certifications": [
            {**_mention_json(mention), "asked": mention.asked} for mention in parsed_ad.certificates
        ],
        "frameworks": [
            {
                **_mention_json(mention),
                "defines_roles": mention.defines_roles,
                "needs_confirmation": mention.defines_roles,
            }
            for mention in parsed_ad.frameworks
        ],
        "tools": [_mention_json(mention) for mention in parsed_ad.tools],
        "outside": [_mention_json(mention) for mention in parsed_ad.outside],
        "not_placed": [line.text for line in parsed_ad.lines if not line.places],
        "you": _distance_json(profile, parsed_ad),
    }


def _mention_json(mention: Mention) -> dict[str, object]:
    return {"id": mention.id, "title": mention.title, "lines": list(mention.lines)}


def _distance_json(profile: Profile, parsed_ad: ParsedAd) -> dict[str, object] | None:
    """How far the profile is, or None where no question as it stands now was answered."""
    if not profile.current_answer_count:
        return None
    distance = ad_distance(profile, parsed_ad)
    return {
        "levels_known": distance.known,
        "met_percent": distance.met_percent,
        "readiness": distance.readiness,
        "gaps": [gap_words(profile, gap) for gap in distance.gaps],
    }
