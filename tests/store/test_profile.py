"""Opening profiles: names that stay inside, many instances at once, folders that resist."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from pmcoach.store.errors import StoreError

from pmcoach.coach.assessment import finish_assessment, start_assessment, undo_answer
from pmcoach.coach.session import open_session
from pmcoach.coach.situation import choose_target
from pmcoach.store.paths import profile_names, profile_paths
from tests.support import OpenSession, answer_well, go_through


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../x",
        "a/b",
        "a\\b",
        "-a",
        "a-",
        "A",
        "a b",
        "a\0",
        "a\n",
        "x" * 41,
        "~root",
        "con.",
        "é",
        "\x1b[31m",
        ".hidden",
    ],
)
def test_a_profile_name_cannot_leave_the_folder(home: Path, name: str) -> None:
    with pytest.raises(StoreError):
        profile_paths(home, name)


def test_profiles_have_data_of_their_own(home: Path) -> None:
    for name in ("me", "second-try"):
        session = open_session(home=home, profile=name)
        choose_target(session, "technical" if name == "me" else "catch-all", "entry")
        session.close()
    assert profile_names(home) == ["me", "second-try"]
    assert open_session(home=home, write=False).profile.journal.role == "technical"


@pytest.mark.slow
def test_of_fifty_instances_at_once_exactly_one_writes(home: Path) -> None:
    code = textwrap.dedent(f"""
        import sys
        from pathlib import Path
        from pmcoach.store.paths import profile_paths
        from pmcoach.store.profile import open_profile
        store = open_profile(profile_paths(Path({str(home)!r})))
        print("read-only" if store.read_only else "writer", flush=True)
        sys.stdin.read()
    """)
    many = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(50)
    ]
    try:
        said = [one.stdout.readline().strip() for one in many if one.stdout is not None]
    finally:
        for one in many:
            one.communicate()
    assert sorted(said) == ["read-only"] * 49 + ["writer"]


def test_a_finished_file_is_never_rewritten(reopen: OpenSession, home: Path) -> None:
    session = reopen()
    choose_target(session, "generalist", "entry")
    start_assessment(session, "sketch")
    go_through(session, answer_well)
    finish_assessment(session)
    [finished] = (home / "profiles/me/assessments").iterdir()
    before = finished.read_bytes()
    undo_answer(session)
    start_assessment(session, "quick")
    item = session.profile.state.order[0]
    answer_well(session, item)
    assert finished.read_bytes() == before
    assert item in reopen().profile.state.answers


def test_a_folder_that_leads_elsewhere_is_not_written_through(home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (home / "profiles/me").mkdir(parents=True)
    (home / "profiles/me/assessments").symlink_to(elsewhere)
    session = open_session(home=home)
    assert "link" in session.read_only
    with pytest.raises(StoreError):
        start_assessment(session, "sketch")
    assert list(elsewhere.iterdir()) == []


def test_a_file_in_place_of_the_data_folder_is_one_clear_line(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("mine")
    session = open_session(home=blocked)
    assert str(blocked) in session.read_only
    assert blocked.read_text() == "mine"


def test_what_another_writer_added_meanwhile_stays(reopen: OpenSession, home: Path) -> None:
    session = reopen()
    choose_target(session, "generalist", "entry")
    journal = home / "profiles/me/journal.toml"
    journal.write_text(
        journal.read_text() + '\n[[event]]\nid = "theirs"\n'
        'at = 2026-01-01T00:00:00Z\nkind = "situation-set"\nfield = "access"\n'
        'value = "job"\n'
    )
    choose_target(session, "technical", "entry")
    again = reopen()
    assert again.profile.journal.context.access == "job"
    assert again.profile.journal.role == "technical"


def test_a_file_that_vanished_meanwhile_is_written_again_whole(
    reopen: OpenSession, home: Path
) -> None:
    session = reopen()
    choose_target(session, "generalist", "entry")
    (home / "profiles/me/journal.toml").unlink()
    choose_target(session, "technical", "entry")
    assert len(reopen().store.journal_events()) == 2
