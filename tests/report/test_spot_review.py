"""A spot in the review: each line with the user's mark, what the key says, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmcoach.coach.assessment import finish_assessment, save_answer, start_assessment
from pmcoach.coach.evidence import record_keys_seen
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target
from pmcoach.report.review import explain_item, key_hidden_words, marks_words, review_sections
from pmcoach.report.search import search_profile
from tests.catalog.minimal import with_sets, written
from tests.support import Clock

SPOT = "one.s1"


@pytest.fixture
def begun(home: Path, tmp_path: Path, clock: Clock) -> Session:
    session = open_session(home=home, content=written(with_sets(), tmp_path / "pack"), now=clock)
    choose_target(session, "role", "entry")
    start_assessment(session, "full")
    return session


def review(session: Session, marks: str) -> list[tuple[str, str, str]]:
    """The glyph, the label and the reason of each line once ``marks`` were answered."""
    save_answer(session, SPOT, option=marks, sure="sure")
    finish_assessment(session)
    lines = explain_item(session.profile, SPOT)
    return [(line.glyph, line.label, line.why) for line in lines]


def test_each_line_says_what_became_of_it_and_why(begun: Session) -> None:
    assert review(begun, "4,5") == [
        ("·", "Line 1", ""),
        ("✗", "Line 2, missed", "It is wrong."),
        ("·", "Line 3", ""),
        ("✗", "Line 4, marked by mistake", ""),
        ("✓", "Line 5, rightly marked", "It is wrong."),
        ("·", "Line 6", ""),
        ("·", "Line 7", ""),
    ]
    assert marks_words(begun.profile, SPOT) == (
        "You marked lines 4 and 5. The key is lines 2 and 5."
    )


def test_exactly_the_right_lines_are_said_to_be_right(begun: Session) -> None:
    review(begun, "2,5")
    assert marks_words(begun.profile, SPOT) == "You marked lines 2 and 5: exactly the right ones."


def test_no_key_shows_while_the_assessment_is_under_way(begun: Session) -> None:
    save_answer(begun, SPOT, option="2,5", sure="sure")
    assert explain_item(begun.profile, SPOT) == []
    assert marks_words(begun.profile, SPOT) == ""
    assert key_hidden_words(begun.profile, SPOT)


def test_its_row_in_the_review_and_the_search_begins_with_the_title_of_what_is_shown(
    begun: Session,
) -> None:
    review(begun, "4,5")
    [section] = review_sections(begun.profile)
    assert section.title == "Wrong, and you were sure"
    [row] = section.items
    assert row.ask == "Notes of a day. Mark the two lines that are wrong."
    [hit] = search_profile(begun.profile, "notes day")
    assert (hit.kind, hit.id) == ("question", SPOT)


def test_opening_it_counts_as_having_seen_its_key(begun: Session) -> None:
    review(begun, "4,5")
    record_keys_seen(begun, SPOT)
    save_answer(begun, SPOT, option="2,5", sure="sure")
    knowledge = begun.profile.result.knowledge["one"]
    assert (knowledge.level, knowledge.confidence, knowledge.key_seen) == (1, "unsure", True)
