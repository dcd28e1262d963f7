"""What a report says of evidence, notes, disagreement, readiness and sureness."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from pmcoach.assessment.calibration import MIN_ANSWERS
from pmcoach.assessment.evidence import Evidence
from pmcoach.assessment.readiness import READINESS_WORDS
from pmcoach.catalog.parse import ladder_id
from pmcoach.coach.assessment import save_answer, start_assessment, toggle_disagreement
from pmcoach.coach.evidence import save_evidence, save_note
from pmcoach.coach.export import render_report
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.report.verdicts import verdict_line
from tests.support import (
    answer_badly,
    answer_well,
    go_through,
    list_knowledge_items,
    save_former_answer,
)

ONE, CHECK = "lau-plan", "lau-plan.o-ferry.1"
WHOLE = ("markdown", "json")
"""The formats that hold a whole report."""
SECRETS = ("Quagga sank the ferry", "Okapi noted")


@pytest.fixture
def told(session: Session) -> Session:
    """A session with a record of evidence and a note."""
    choose_target(session, "generalist", "entry")
    start_assessment(session, "full")
    answer_well(session, CHECK)
    save_evidence(
        session,
        Evidence("", ONE, SECRETS[0], "d", "r", session.today, "", "a witness", incident=True),
    )
    save_note(session, CHECK, SECRETS[1])
    return session


@pytest.mark.parametrize(
    ("include", "shown"),
    [
        ((), ()),
        (("evidence",), SECRETS[:1]),
        (("notes",), SECRETS[1:]),
        (("evidence", "notes"), SECRETS),
        (("all",), SECRETS),
    ],
)
@pytest.mark.parametrize("form", WHOLE)
def test_evidence_and_notes_are_private_unless_asked_for(
    told: Session, include: Collection[str], shown: Collection[str], form: str
) -> None:
    text = render_report(make_report(told, include), form)
    assert [secret for secret in SECRETS if secret in text] == list(shown)


def test_a_record_is_in_the_report_whole(told: Session) -> None:
    (line,) = make_report(told, ("evidence",)).evidence
    assert line.competency == told.profile.title_of(ONE)
    assert (line.situation, line.did, line.result) == (SECRETS[0], "d", "r")
    assert (line.date, line.confirm, line.incident, line.complete) == (
        told.today,
        "a witness",
        True,
        True,
    )


def test_a_note_stands_with_its_question(told: Session) -> None:
    (line,) = make_report(told, ("notes",)).notes
    assert line.ask == told.catalog.checks[CHECK].ask
    assert line.text == SECRETS[1]


def test_a_note_on_a_question_that_is_gone_is_not_lost(told: Session) -> None:
    told.append_to_journal("note-saved", item="gone.k9", text="Still mine.")
    assert ("gone.k9", "Still mine.") in [
        (line.about, line.text) for line in make_report(told, ("all",)).notes
    ]


@pytest.mark.parametrize("form", WHOLE)
def test_disagreement_goes_into_the_export_with_its_words(told: Session, form: str) -> None:
    toggle_disagreement(told, CHECK, "Both b and c hold where I work.")
    toggle_disagreement(told, ladder_id("stk-map"))
    found = make_report(told)
    assert [
        line
        for line in found.disagreed
        if told.catalog.checks[CHECK].ask in line
        and line.endswith("My note: Both b and c hold where I work.")
    ]
    assert len(found.disagreed) == 2
    assert "Both b and c hold where I work." in render_report(found, form)


def test_a_disagreement_taken_back_is_not_exported(told: Session) -> None:
    toggle_disagreement(told, CHECK, "Hm.")
    toggle_disagreement(told, CHECK)
    assert make_report(told).disagreed == ()


def test_the_report_has_one_word_on_readiness_and_what_decides_it(session: Session) -> None:
    choose_target(session, "generalist", "entry")
    assert make_report(session).readiness == READINESS_WORDS["not known"]
    start_assessment(session, "full")
    go_through(session, answer_badly)
    found = make_report(session)
    assert found.readiness == READINESS_WORDS["not yet"]
    assert 1 <= len(found.deciding) <= 3
    assert all(": 0 of 2" in line for line in found.deciding)


def test_readiness_of_one_who_knows_and_does_it_all(session: Session) -> None:
    choose_target(session, "generalist", "entry")
    start_assessment(session, "full")
    go_through(session, answer_well)
    found = make_report(session)
    assert found.readiness == READINESS_WORDS["ready"]
    assert found.deciding == ()


def test_a_reason_stands_only_with_the_first_gap_that_it_is_about(session: Session) -> None:
    choose_target(session, "generalist", "entry")
    start_assessment(session, "quick")
    go_through(session, answer_badly)
    verdicts = make_report(session).verdicts
    assert len(verdicts) > 1
    places: dict[str, set[str]] = {}
    for verdict in verdicts:
        for reason in (
            *verdict.reasons_for,
            *verdict.reasons_against,
            *verdict.rejected_for,
            *verdict.rejected_against,
        ):
            places.setdefault(reason.text, set()).add(verdict.key)
    assert places
    assert [text for text, keys in places.items() if len(keys) > 1] == []
    first, profile = verdicts[0], session.profile
    alone = verdict_line(profile, profile.top_verdicts[0])
    assert first == alone, "the first gives all of its own"
    later = verdict_line(profile, profile.top_verdicts[1])
    assert later.reasons_for
    assert {reason.text for reason in later.reasons_for} <= places.keys()


def test_a_report_counts_only_the_answers_that_it_rests_on(session: Session) -> None:
    assert make_report(session).assessment == "nothing answered yet"
    start_assessment(session, "full")
    save_former_answer(session, "elsewhere.k1", option="a", sure="sure")
    assert make_report(session).assessment == "nothing answered yet", "that was another pack"
    save_former_answer(session, session.catalog.pack.retired[0], option="a", sure="sure")
    report = make_report(session)
    assert (report.answered, report.assessment) == (
        0,
        "nothing answered since the questions changed",
    )
    answer_well(session, CHECK)
    report = make_report(session)
    assert (report.answered, report.assessment) == (1, "full assessment (not finished), 1 answer")


def test_sureness_is_shown_from_20_answers_on(session: Session) -> None:
    start_assessment(session, "full")
    checks = list(session.catalog.checks)
    for item in checks[: MIN_ANSWERS - 1]:
        answer_well(session, item)
    assert make_report(session).calibration == ()
    assert make_report(session).calibration_words == ""
    answer_badly(session, checks[MIN_ANSWERS])
    found = make_report(session)
    assert [(line.sure, line.answers, line.right) for line in found.calibration] == [
        ("sure", 20, 19),
        ("think-so", 0, 0),
        ("guessing", 0, 0),
    ]
    assert "95%" in found.calibration_words


def test_claim_and_check_stand_side_by_side_and_are_never_averaged(session: Session) -> None:
    start_assessment(session, "full")
    save_answer(session, ladder_id(ONE), option="4")
    for item in list_knowledge_items(session.catalog, ONE):
        answer_badly(session, item)
    area = next(one for one in make_report(session).areas if one.id == "lau")
    line = next(one for one in area.competencies if one.id == ONE)
    assert (line.knowledge.level, line.skill.level, line.skill.claim) == (0, 2, 4)
    assert line.disagreement.startswith("You say that you do more of this")
    others = [one.disagreement for one in area.competencies if one.id != ONE]
    assert set(others) == {""}
