"""The doctor finds what is wrong, mends what is safe, and says what it did."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.backup import examine_data
from pmcoach.coach.recovery import file_notices
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target
from pmcoach.report.questions import present_item
from tests.support import OpenSession, answer_well, go_through


def wrong(session: Session, *, mend: bool = True) -> list[str]:
    return [
        f"{one.about}: {one.what}"
        for one in examine_data(session, mend=mend).findings
        if one.verdict == "wrong"
    ]


def begun(session: Session, answers: int = 3) -> Session:
    choose_target(session, "generalist", "entry")
    start_assessment(session, "full")
    go_through(session, answer_well, answers)
    return session


def newest(session: Session) -> Path:
    assert session.store.newest is not None
    return session.store.newest.path


def test_a_sound_profile_is_called_sound(reopen: OpenSession) -> None:
    examination = examine_data(begun(reopen()), mend=True)
    assert {finding.verdict for finding in examination.findings} == {"fine"}
    assert examination.coverage is not None
    assert examination.coverage.on_disk == examination.coverage.in_view


@pytest.mark.parametrize(
    "mark",
    [
        ".sync-conflict-20260302-101010-ABC.toml",
        " (1).toml",
        " (conflicted copy 2026-03-02).toml",
        "~HEAD.toml",
        ".toml.orig",
        "-my-laptop.toml",
    ],
)
def test_copies_that_sync_tools_leave_are_merged_and_none_dropped(
    reopen: OpenSession, mark: str
) -> None:
    session = begun(reopen(), 3)
    path, early = newest(session), newest(session).read_bytes()
    go_through(session, answer_well, 2)
    late, answers = path.read_bytes(), set(session.profile.state.answers)
    session.close()
    path.write_bytes(early)
    copy = path.with_name(path.stem + mark)
    copy.write_bytes(late)
    session = reopen()
    assert len(session.profile.state.answers) == 3
    assert any("pmcoach doctor" in notice for notice in file_notices(session.store))
    assert wrong(session, mend=False), "found even where nothing may be mended"
    assert copy.exists()
    assert not wrong(session)
    assert not copy.exists()
    assert set(reopen().profile.state.answers) == answers
    kept = {one.read_bytes() for one in session.store.paths.set_aside.iterdir()}
    assert {early, late} <= kept, "both are kept as they were"


def test_a_damaged_old_assessment_is_mended_while_the_rest_opens(reopen: OpenSession) -> None:
    session = begun(reopen())
    old = newest(session)
    finish_assessment(session)
    start_assessment(session, "full")
    old.write_bytes(old.read_bytes().replace(b'option = "', b'option = "x', 1))
    session = reopen()
    assert session.profile.journal.role == "generalist"
    said = examine_data(session, mend=True).findings
    assert any(one.verdict == "mended" and "put back" in one.what for one in said)
    assert len(reopen().profile.state.answers) == 2, "one of three answers was the damaged one"


def test_what_others_can_read_is_closed_to_them(reopen: OpenSession) -> None:
    session = begun(reopen())
    newest(session).chmod(0o644)
    session.store.paths.folder.chmod(0o755)
    assert len(wrong(session, mend=False)) == 2
    assert not wrong(session)
    assert stat.S_IMODE(newest(session).stat().st_mode) == 0o600
    assert stat.S_IMODE(session.store.paths.folder.stat().st_mode) == 0o700


def test_checking_only_changes_nothing(reopen: OpenSession, home: Path) -> None:
    session = begun(reopen())
    session.close()
    newest(session).write_bytes(b"damaged")
    (home / "profiles/me/journal (1).toml").write_bytes(b"a copy")
    before = {p: p.read_bytes() for p in home.rglob("*") if p.is_file()}
    reader = open_session(home=home, write=False)
    assert len(wrong(reader, mend=False)) >= 2
    assert {p: p.read_bytes() for p in home.rglob("*") if p.is_file()} == before


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Git as two people use it, untouched by the developer's own settings."""
    env = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "t",
        "GIT_AUTHOR_EMAIL": "t@localhost",
        "GIT_COMMITTER_NAME": "t",
        "GIT_COMMITTER_EMAIL": "t@localhost",
    }
    return subprocess.run(
        ["git", *words], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_two_machines_that_share_a_git_repository_lose_nothing(tmp_path: Path, style: str) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    session = begun(open_session(home=here), 2)
    session.close()
    git(here, "init", "-b", "main")
    git(here, "add", "-A")
    git(here, "commit", "-m", "begun")
    git(tmp_path, "clone", str(here), str(there))
    seen: set[str] = set()
    for folder, role, item in (
        (here, "technical", "lau-plan.ladder"),
        (there, "catch-all", "rdm-define.ladder"),
    ):
        session = open_session(home=folder)
        choose_target(session, role, "senior")
        answer_well(session, present_item(session.profile) or "")
        answer_well(session, item)
        seen |= {event.id for event in session.store.assessment_events()}
        seen |= {event.id for event in session.store.journal_events()}
        session.close()
        git(folder, "add", "-A")
        git(folder, "commit", "-m", "more answers")
    git(here, "config", "merge.conflictStyle", style)
    git(here, "remote", "add", "there", str(there))
    git(here, "fetch", "there")
    git(here, "merge", "there/main")
    session = open_session(home=here)
    examine_data(session, mend=True)
    session.close()
    session = open_session(home=here)
    try:
        events = [*session.store.assessment_events(), *session.store.journal_events()]
        assert {event.id for event in events} == seen
        assert {"lau-plan.ladder", "rdm-define.ladder"} <= set(session.profile.state.answers)
        assert not session.read_only
    finally:
        session.close()


def test_a_git_conflict_opens_read_only_until_the_doctor_was_there(reopen: OpenSession) -> None:
    session = begun(reopen())
    path = newest(session)
    whole = path.read_text()
    cut = whole.rindex("\n[[event]]")
    path.write_text(f"{whole[:cut]}\n<<<<<<< ours\n{whole[cut:]}=======\n>>>>>>> theirs\n")
    session = reopen()
    assert "pmcoach doctor" in session.read_only
    assert not wrong(session)
    again = reopen()
    assert not again.read_only
    assert len(again.profile.state.answers) == 3
