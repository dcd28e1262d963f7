"""A whole profile comes to another machine: shown first, merged by event, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target, set_situation
from pmcoach.coach.transfer import apply_import, dump_profile, preview_import
from pmcoach.store.archive import read_finished
from pmcoach.store.errors import StoreError
from tests.support import answer_badly, answer_well, go_through


@pytest.fixture
def elsewhere(tmp_path: Path) -> Session:
    """A profile on another machine, with answers and a situation."""
    session = open_session(home=tmp_path / "elsewhere")
    choose_target(session, "technical", "senior")
    set_situation(session, "domain", 'health "software"\nand @2026')
    start_assessment(session, "sketch")
    go_through(session, answer_well)
    finish_assessment(session)
    start_assessment(session, "quick")
    go_through(session, answer_badly, 4)
    return session


def exported(session: Session, path: Path) -> Path:
    path.write_text(json.dumps({"profile": dump_profile(session)}))
    return path


def test_a_profile_arrives_whole(
    elsewhere: Session, home: Path, session: Session, tmp_path: Path
) -> None:
    file = exported(elsewhere, tmp_path / "p.json")
    incoming = preview_import(session, file)
    assert {one.what for one in incoming} == {"new"}
    assert not session.profile.state.answers, "looking changes nothing"
    apply_import(session, incoming)
    session.close()
    here = open_session(home=home, write=False)
    assert dict(here.profile.state.answers) == dict(elsewhere.profile.state.answers)
    assert here.profile.journal == elsewhere.profile.journal
    assert read_finished(here.store.paths) == read_finished(elsewhere.store.paths)


def test_what_is_here_already_is_skipped(
    elsewhere: Session, home: Path, session: Session, tmp_path: Path
) -> None:
    file = exported(elsewhere, tmp_path / "p.json")
    apply_import(session, preview_import(session, file))
    session.close()
    again = open_session(home=home)
    assert {one.what for one in preview_import(again, file)} == {"the same"}
    again.close()


def test_both_machines_keep_what_they_added(
    elsewhere: Session, home: Path, session: Session, tmp_path: Path
) -> None:
    apply_import(session, preview_import(session, exported(elsewhere, tmp_path / "1.json")))
    session.close()
    here = open_session(home=home)
    go_through(here, answer_well, 2)
    mine = set(here.profile.state.answers)
    go_through(elsewhere, answer_well, 3)
    theirs = set(elsewhere.profile.state.answers)
    apply_import(here, preview_import(here, exported(elsewhere, tmp_path / "2.json")))
    here.close()
    assert set(open_session(home=home, write=False).profile.state.answers) == mine | theirs
    assert list((home / "profiles/me/set-aside").iterdir()), "the older is kept"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"profile": 3}',
        '{"profile": {"files": []}}',
        '{"profile": {"files": {"../x.toml": {"events": []}}}}',
        '{"profile": {"files": {"journal.toml": {"events": [{"id": "a"}]}}}}',
        '{"profile": {"files": {"journal.toml": {"events": 7}}}}',
        "[" * 100_000,
    ],
)
def test_what_is_no_profile_is_refused_in_one_line(
    session: Session, home: Path, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text)
    before = sorted(home.rglob("*"))
    with pytest.raises(StoreError) as said:
        preview_import(session, file)
    assert "\n" not in str(said.value)
    assert sorted(home.rglob("*")) == before
