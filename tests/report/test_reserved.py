"""A situation that is saved for measuring again: nowhere is its key to be seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmcoach.coach.assessment import (
    finish_assessment,
    save_answer,
    start_assessment,
    toggle_disagreement,
)
from pmcoach.coach.evidence import record_keys_seen, save_note
from pmcoach.coach.export import FORMATS, render_report
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target
from pmcoach.report.review import (
    RESERVED,
    explain_item,
    is_key_shown,
    item_mark,
    key_hidden_words,
    review_sections,
    sure_but_wrong_words,
)
from pmcoach.report.search import search_profile
from tests.catalog.minimal import with_sets, written
from tests.support import Clock

ASKED, SAVED = "one.o1.1", "one.o1.3"
"""The first situation of an option set, and the third, which is reserved. The key of that is d."""


@pytest.fixture(params=["b", "d"])
def answered(home: Path, tmp_path: Path, clock: Clock, request: pytest.FixtureRequest) -> Session:
    """A recheck in which the reserved situation was answered, wrongly or rightly, and finished."""
    pack = with_sets()
    for situation in pack["sets.toml"]["option_set"][0]["situation"]:
        situation["why"] = dict.fromkeys("abcd", f"Reason {situation['id']}.")
    session = open_session(home=home, content=written(pack, tmp_path / "pack"), now=clock)
    choose_target(session, "role", "entry")
    start_assessment(session, "recheck")
    save_answer(session, SAVED, option=request.param, sure="sure")
    save_answer(session, ASKED, option="b", sure="sure")
    save_note(session, SAVED, "A hard one.")
    finish_assessment(session)
    return session


def test_its_key_is_not_shown_in_the_review_although_it_was_answered(answered: Session) -> None:
    profile = answered.profile
    assert not is_key_shown(profile, SAVED)
    assert explain_item(profile, SAVED) == []
    assert key_hidden_words(profile, SAVED) == RESERVED
    assert is_key_shown(profile, ASKED)
    assert key_hidden_words(profile, ASKED) == ""


def test_nothing_tells_whether_the_answer_was_right(answered: Session) -> None:
    profile = answered.profile
    assert item_mark(profile, SAVED) == "answered"
    titles = {
        item.item: section.title for section in review_sections(profile) for item in section.items
    }
    assert titles[SAVED] == "Saved for measuring again, so no key is shown"
    assert titles[ASKED] == "Right"
    assert sure_but_wrong_words(profile) == "You were sure of 1 answer, and none was wrong."


def test_opening_it_does_not_count_as_having_seen_its_key(answered: Session) -> None:
    record_keys_seen(answered, SAVED, ASKED)
    assert set(answered.profile.journal.keys_seen) == {ASKED}


def test_it_counts_for_the_level_all_the_same(answered: Session) -> None:
    is_right = answered.profile.state.answers[SAVED].option == "d"
    with_it = answered.profile.result.knowledge["one"]
    toggle_disagreement(answered, SAVED)
    without_it = answered.profile.result.knowledge["one"]
    assert without_it.level == 1
    assert (sum(with_it.chances[1:]) > sum(without_it.chances[1:])) == is_right


def test_a_search_finds_it_by_its_words_and_says_no_key(answered: Session) -> None:
    [question] = search_profile(answered.profile, "o1 on day 3")
    assert (question.kind, question.id) == ("question", SAVED)
    [note] = search_profile(answered.profile, "hard")
    assert (note.kind, note.id) == ("note", SAVED)


@pytest.mark.parametrize("format_name", FORMATS)
def test_no_export_has_its_reasons(answered: Session, format_name: str) -> None:
    report = make_report(answered, ("all",))
    assert "Reason 3." not in render_report(report, format_name)
    assert "one.o1, " not in json.dumps(report.model_dump(mode="json"))
