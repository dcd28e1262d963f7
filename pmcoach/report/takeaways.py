"""What one takes away from an assessment, on one page: three gaps, one thing to do tonight, one thing
not to buy, and how far the target is."""

from __future__ import annotations

from collections.abc import Mapping

from pmcoach.advice.hiring import HiringKind
from pmcoach.report.model import TakeawayLine, Takeaways
from pmcoach.report.wording import ROUTES, hours
from pmcoach.state.profile import Profile

GAPS_TITLE = "Your largest gaps so far, and what to do about each"
GAPS_SHOWN = 3
WEEKS_A_MONTH = 4.35
MONTHS_SHOWN_AS_WEEKS = 2
A_YEAR = 12
NOT_TO_BUY: Mapping[HiringKind, str] = {
    "no": "A product management certificate. It isn't likely to get you hired for this target.",
    "hired": "A certificate. You have the job, and an exam adds nothing to it.",
    "ask": "A framework certificate, until the employer confirms that it runs the framework.",
    "demanded": "The certificate in the ad, until you've asked whether work you can show counts too.",
    "exception": "A general product management certificate. Only the one for this framework's role "
    "can get you the call.",
}
"""What not to spend money on, by the verdict on certificates."""


def make_takeaways(profile: Profile) -> Takeaways:
    """The one page."""
    verdicts = [profile.verdict(gap) for gap in profile.findings.gaps[:GAPS_SHOWN]]
    first = profile.plan.steps[0].step if profile.plan.steps else None
    return Takeaways(
        gaps=tuple(
            TakeawayLine(
                title=profile.title_of(verdict.gap.subject),
                facet=verdict.gap.facet,
                level=verdict.gap.level,
                target=verdict.gap.target,
                route=ROUTES[verdict.route],
            )
            for verdict in verdicts
        ),
        tonight=f"{first.title} ({hours(first.hours)})" if first else "",
        not_to_buy=NOT_TO_BUY[profile.hiring.kind],
        distance=distance_words(profile),
    )


def distance_words(profile: Profile) -> str:
    """How far the target is at the hours one gives, as far as it was measured."""
    distance = profile.distance
    if distance is None or not profile.findings.gaps:
        return ""
    per_week = profile.plan.hours_per_week
    pace = "1 hour" if per_week == 1 else f"{per_week:g} hours"
    known, possible = len(profile.result.known()), len(profile.result.standings())
    return (
        f"At {pace} a week, your target is {time_away(distance.weeks)} away, going by the {known} of "
        f"{possible} levels we've measured."
    )


def time_away(weeks: float) -> str:
    """A time in words as rough as the estimate is."""
    months = weeks / WEEKS_A_MONTH
    if months < MONTHS_SHOWN_AS_WEEKS:
        return "about a week" if weeks <= 1 else f"about {round(weeks)} weeks"
    if months < A_YEAR:
        return f"about {round(months)} months"
    years = months / A_YEAR
    return "more than a year" if years < 2 else f"more than {int(years)} years"
