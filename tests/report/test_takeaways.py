"""What one takes away from an assessment, on one page."""

from __future__ import annotations

from typing import get_args

import pytest

from pmcoach.advice.hiring import HiringKind
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.coach.situation import set_situation
from pmcoach.report.takeaways import GAPS_SHOWN, NOT_TO_BUY, time_away
from pmcoach.report.wording import ROUTES, hours
from tests.export.samples import answered


def test_the_largest_gaps_stand_with_their_levels_and_routes(session: Session) -> None:
    made = answered(session, "sketch", "quick")
    assert len(made.verdicts) > GAPS_SHOWN
    assert [
        (gap.title, gap.facet, gap.level, gap.target, gap.route) for gap in made.takeaways.gaps
    ] == [
        (line.title, line.facet, line.level, line.target, ROUTES[line.route])
        for line in made.verdicts[:GAPS_SHOWN]
    ]


def test_tonight_is_for_the_first_step_of_the_plan(session: Session) -> None:
    made = answered(session, "sketch")
    first = made.plan.steps[0]
    assert made.takeaways.tonight == f"{first.title} ({hours(first.hours)})"
    set_situation(session, "hours_per_week", 0.0)
    assert make_report(session).takeaways.tonight == ""


def test_what_not_to_buy_follows_from_the_verdict_on_certificates(session: Session) -> None:
    assert set(NOT_TO_BUY) == set(get_args(HiringKind))
    for job_search in ("learning", "hired"):
        set_situation(session, "job_search", job_search)
        made = make_report(session)
        assert made.takeaways.not_to_buy == NOT_TO_BUY[session.profile.hiring.kind]
    assert made.hiring.kind == "hired"


def test_the_distance_says_the_pace_and_how_much_it_rests_on(session: Session) -> None:
    assert make_report(session).takeaways.distance == "", "nothing is measured"
    made = answered(session, "sketch", "quick")
    known, possible = len(session.profile.result.known()), len(session.profile.result.standings())
    assert made.takeaways.distance.startswith("At 3 hours a week, your target is about ")
    assert made.takeaways.distance.endswith(
        f"away, going by the {known} of {possible} levels we've measured."
    )
    set_situation(session, "hours_per_week", 1.0)
    assert make_report(session).takeaways.distance.startswith("At 1 hour a week, ")


def test_where_all_is_met_no_distance_is_said(session: Session) -> None:
    assert answered(session, "sketch", well=True).takeaways.distance == ""


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        (0.5, "about a week"),
        (3.2, "about 3 weeks"),
        (8.6, "about 9 weeks"),
        (8.8, "about 2 months"),
        (26, "about 6 months"),
        (60, "more than a year"),
        (110, "more than 2 years"),
    ],
)
def test_a_time_is_as_rough_as_the_estimate(weeks: float, words: str) -> None:
    assert time_away(weeks) == words
