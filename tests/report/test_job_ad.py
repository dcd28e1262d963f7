"""A job ad in words and as JSON: all that was read, and the lines that a verdict quotes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pmcoach.coach.assessment import start_assessment
from pmcoach.coach.session import Session, open_session
from pmcoach.jobad.parsed_ad import AdLine, ParsedAd
from pmcoach.report.job_ad import ad_json, ad_lines, distance_words, target_ad_quotes, verdict_words
from tests.catalog.minimal import with_sets, written
from tests.coach.made_ads import WHOLE, ad, aimed
from tests.support import Clock, answer_well, save_former_answer


def test_values_are_plain_json_with_every_key(session: Session) -> None:
    values = json.loads(json.dumps(ad_json(session.profile, WHOLE), allow_nan=False))
    assert list(values) == [
        "is_pm_ad",
        "confidence",
        "profession",
        "title",
        "role",
        "stage",
        "areas",
        "competencies",
        "years",
        "domain_knowledge",
        "certifications",
        "frameworks",
        "tools",
        "outside",
        "not_placed",
        "you",
    ]
    assert sum(one["weight"] for one in values["areas"]) == pytest.approx(1, abs=0.01)
    assert values["competencies"][0]["lines"]
    assert values["frameworks"][0]["needs_confirmation"]
    assert values["not_placed"] == ["Hold the lamp"]
    assert values["you"] is None


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (ad(confidence=0.95), "This is clearly an ad for product management."),
        (ad(confidence=0.75), "This is probably an ad for product management."),
        (ad(confidence=0.55), "This is perhaps an ad for product management."),
        (ad(is_pm=False, profession="engineer"), "it reads as one for an engineer."),
        (ad(is_pm=False, profession="designer"), "it reads as one for a designer."),
        (ad(is_pm=False, profession="user researcher"), "it reads as one for a user researcher."),
        (ad(is_pm=False, profession=""), "it reads as one for another job."),
        (replace(ad(), lines=(), title=""), "There is nothing in it that tells what the job is."),
    ],
)
def test_the_verdict_is_said_in_one_sentence(reading: ParsedAd, words: str) -> None:
    assert verdict_words(reading).endswith(words)


def test_the_lines_beside_a_verdict_are_the_weightiest_each_once(session: Session) -> None:
    assert target_ad_quotes(session.profile, "lau") == ()
    heavy = AdLine("Plan and price", "duties", ("lau-plan", "lau-price"), 1.0)
    aimed(
        session,
        ad(
            AdLine("A little plan", "wishes", ("lau-plan",), 0.3),
            AdLine("A plan", "duties", ("lau-plan",), 0.6),
            heavy,
        ),
    )
    assert target_ad_quotes(session.profile, "lau") == ("Plan and price", "A plan")
    assert target_ad_quotes(session.profile, "lau-price") == ("Plan and price",)
    assert target_ad_quotes(session.profile, "stk") == ()


@pytest.mark.parametrize("answer", [None, "one.k2"])
def test_only_answers_to_questions_as_they_stand_say_how_close_one_is(
    home: Path, tmp_path: Path, clock: Clock, answer: str | None
) -> None:
    session = open_session(home=home, content=written(with_sets(), tmp_path / "pack"), now=clock)
    start_assessment(session, "full")
    save_former_answer(session, "one.old", option="c", sure="sure")
    if answer:
        answer_well(session, answer)
    unknown_words = "How close you are isn't known yet. Answer a few questions first."
    assert (distance_words(session.profile, ad()) == unknown_words) is not bool(answer)
    assert (ad_lines(session.profile, ad())[-1] == unknown_words) is not bool(answer)
    assert (ad_json(session.profile, ad())["you"] is None) is not bool(answer)
