"""The twenty faults that lost other tools' users their data, each tried here.

The numbers are those of the table in docs/data.md.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pmcoach.coach.assessment import finish_assessment, start_assessment, undo_answer
from pmcoach.coach.backup import (
    examine_data,
    make_backup,
    make_daily_backup,
    preview_restore,
    restore_backup,
)
from pmcoach.coach.home import make_home, save_home
from pmcoach.coach.recovery import recover_file, recovery_offers
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target
from pmcoach.coach.status import read_saved_home
from pmcoach.report.questions import present_item, progress_now
from pmcoach.store import backup
from pmcoach.store.errors import StoreError
from pmcoach.store.listing import list_profile
from pmcoach.store.migrate import SCHEMA
from pmcoach.store.paths import profile_paths
from pmcoach.store.profile import open_profile
from tests.store.faulty import failing
from tests.support import Clock, OpenSession, answer_well, go_through


def begun(session: Session, answers: int = 3) -> Session:
    """A profile with a target and a few answers."""
    choose_target(session, "generalist", "entry")
    start_assessment(session, "sketch")
    go_through(session, answer_well, answers)
    return session


def newest(home: Path) -> Path:
    return sorted((home / "profiles/me/assessments").iterdir())[-1]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_01_disk_full_at_any_call_loses_nothing_acknowledged(
    reopen: OpenSession, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    session = begun(reopen())
    for fail_at in range(1, 12):
        acknowledged = set(session.profile.state.answers)
        item = present_item(session.profile)
        assert item is not None
        with monkeypatch.context() as patched:
            failing(patched, fail_at, number)
            try:
                answer_well(session, item)
                acknowledged.add(item)
            except StoreError:
                assert item not in session.profile.state.answers
        session = reopen()
        assert not session.store.problems
        assert acknowledged <= set(session.profile.state.answers)
        if present_item(session.profile) is None:
            break


def test_02_a_torn_file_is_set_aside_and_its_whole_part_put_back(
    reopen: OpenSession, home: Path
) -> None:
    answers = set(begun(reopen()).profile.state.answers)
    path = newest(home)
    path.write_bytes(path.read_bytes()[:-25] + b"\0" * 25)
    session = reopen()
    [offer] = recovery_offers(session)
    assert offer.problem.set_aside_at is not None
    assert offer.problem.set_aside_at.exists()
    recover_file(session, offer)
    back = set(reopen().profile.state.answers)
    assert len(back) == len(answers) - 1
    assert back < answers


def test_03_a_file_that_cannot_be_read_is_never_overwritten(
    reopen: OpenSession, home: Path
) -> None:
    begun(reopen())
    journal = home / "profiles/me/journal.toml"
    rubbish = b"this is = not = toml\n" + journal.read_bytes()
    journal.write_bytes(rubbish)
    session = reopen()
    choose_target(session, "technical", "senior")
    kept = session.store.problems[0].set_aside_at
    assert kept is not None
    assert kept.read_bytes() == rubbish
    assert reopen().profile.journal.role == "technical"


def test_04_commands_that_run_at_once_never_splice_records(home: Path, session: Session) -> None:
    begun(session)
    other = open_session(home=home)
    try:
        with pytest.raises(StoreError, match="has this profile open"):
            choose_target(other, "technical", "entry")
    finally:
        other.close()
    answer_well(session, present_item(session.profile) or "")
    assert not open_session(home=home, write=False).store.problems


def test_05_of_two_instances_one_writes_and_the_other_says_who(
    home: Path, session: Session
) -> None:
    code = f"""
        from pathlib import Path
        from pmcoach.store.paths import profile_paths
        from pmcoach.store.profile import open_profile
        print(open_profile(profile_paths(Path({str(home)!r}))).read_only)
    """
    said = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True
    ).stdout
    assert session.store.held_lock is not None
    assert f"process {os.getpid()}" in said


def test_06_a_lock_left_by_a_dead_process_holds_nothing(home: Path) -> None:
    code = f"""
        import os
        from pathlib import Path
        from pmcoach.store.paths import profile_paths
        from pmcoach.store.profile import open_profile
        store = open_profile(profile_paths(Path({str(home)!r})))
        assert not store.read_only
        os._exit(9)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False)
    assert (home / "profiles/me/.lock").exists()
    store = open_profile(profile_paths(home))
    assert not store.read_only
    store.close()


def test_07_restoring_evicts_no_backup(reopen: OpenSession, clock: Clock) -> None:
    session = begun(reopen(), 1)
    for _ in range(backup.MOST_BACKUPS):
        clock.moment += dt.timedelta(days=1)
        answer_well(session, present_item(session.profile) or "mkt-voice.ladder")
        make_daily_backup(session)
    before = [path.name for _, _, path in backup.list_backups(session.store.paths)]
    held, _ = preview_restore(session, backup.list_backups(session.store.paths)[0][2])
    restore_backup(session, held)
    make_daily_backup(reopen())
    assert [path.name for _, _, path in backup.list_backups(session.store.paths)] == before


def test_08_a_backup_is_read_back_by_what_wrote_it(reopen: OpenSession, tmp_path: Path) -> None:
    session = begun(reopen())
    answers = set(session.profile.state.answers)
    path = make_backup(session, tmp_path / "b.zip").path
    shutil.rmtree(session.store.paths.assessments)
    fresh = reopen()
    assert not fresh.profile.state.answers
    restore_backup(fresh, preview_restore(fresh, path)[0])
    assert set(reopen().profile.state.answers) == answers


def test_09_a_file_of_an_older_version_opens_after_a_copy_was_kept(
    reopen: OpenSession, home: Path
) -> None:
    samples = Path(__file__).parent / "samples"
    folder = home / "profiles/me"
    (folder / "assessments").mkdir(parents=True)
    name = "2025-11-03T182000Z-full-0ld0ld.toml"
    shutil.copy(samples / "schema-0-journal.toml", folder / "journal.toml")
    shutil.copy(samples / "schema-0-assessment.toml", folder / "assessments" / name)
    session = reopen()
    assert session.profile.journal.role == "technical"
    assert session.profile.state.answers["stk-map.ladder"].option == "2"
    assert not (folder / "set-aside").exists()
    answer_well(session, "stk-align.ladder")
    choose_target(session, "generalist", "entry")
    copies = [path.read_bytes() for path in sorted((folder / "set-aside").iterdir())]
    assert copies == [
        (samples / f"schema-0-{name}.toml").read_bytes() for name in ("assessment", "journal")
    ]
    assert len(reopen().profile.state.answers) == 4


def test_10_a_newer_file_opens_read_only_and_the_program_is_named_as_what_to_update(
    reopen: OpenSession, home: Path
) -> None:
    begun(reopen())
    journal = home / "profiles/me/journal.toml"
    newer = journal.read_bytes().replace(b"schema = %d" % SCHEMA, b"schema = 99")
    journal.write_bytes(newer)
    session = reopen()
    assert "Update pmcoach" in session.read_only
    with pytest.raises(StoreError):
        choose_target(session, "technical", "entry")
    assert journal.read_bytes() == newer
    assert not (home / "profiles/me/set-aside").exists()


def test_11_damage_anywhere_in_a_file_is_found_when_it_is_opened(
    reopen: OpenSession, home: Path
) -> None:
    begun(reopen())
    path = newest(home)
    path.write_bytes(path.read_bytes().replace(b'item = "', b'item = "x', 1))
    assert "altered" in reopen().store.problems[0].why


def test_12_no_side_of_a_conflict_wipes_the_other(reopen: OpenSession, home: Path) -> None:
    session = begun(reopen(), 2)
    path = newest(home)
    theirs = path.read_bytes()
    answer_well(session, present_item(session.profile) or "")
    session.close()
    ours = path.read_bytes()
    (path.parent / f"{path.stem}.sync-conflict-20260302-101010-ABC.toml").write_bytes(ours)
    path.write_bytes(theirs)
    examine_data(reopen(), mend=True)
    assert len(reopen().profile.state.answers) == 3


def test_13_what_is_half_finished_is_not_recorded_as_done(
    reopen: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = begun(reopen(), 100)
    with monkeypatch.context() as patched:
        failing(patched, 2, errno.ENOSPC)
        with pytest.raises(StoreError):
            finish_assessment(session)
    assert reopen().profile.in_progress
    again = reopen()
    finish_assessment(again)
    assert not reopen().profile.in_progress


def test_14_answers_to_a_renamed_item_follow_it(reopen: OpenSession) -> None:
    session = begun(reopen())
    old = next(iter(session.profile.state.answers))
    again = reopen()
    again.catalog.aliases[old] = "renamed.item"
    try:
        assert "renamed.item" in again.profile.state.answers
    finally:
        del again.catalog.aliases[old]


def test_15_the_last_answer_is_saved_before_the_end_is_shown(reopen: OpenSession) -> None:
    count = len(begun(reopen(), 100).profile.state.answers)
    again = reopen()
    assert len(again.profile.state.answers) == count
    assert present_item(again.profile) is None


def test_16_progress_after_a_restart_is_what_it_was(reopen: OpenSession) -> None:
    session = begun(reopen(), 4)
    before = progress_now(session.profile)
    assert 0 < before.done < before.total
    assert progress_now(reopen().profile) == before


def test_17_going_on_lands_on_the_same_question_and_blanks_nothing(reopen: OpenSession) -> None:
    session = begun(reopen(), 4)
    item, answers = present_item(session.profile), dict(session.profile.state.answers)
    again = reopen()
    assert present_item(again.profile) == item
    assert dict(again.profile.state.answers) == answers


def test_18_a_backup_carries_every_file_of_the_profile(reopen: OpenSession, tmp_path: Path) -> None:
    session = begun(reopen(), 100)
    finish_assessment(session)
    start_assessment(session, "quick")
    go_through(session, answer_well, 5)
    made = make_backup(session, tmp_path / "b.zip")
    assert made.files == 3
    folder = session.store.paths.folder
    on_disk = {
        name: (folder / name).read_bytes() for name in list_profile(session.store.paths).files
    }
    assert backup.read_backup(made.path).files == on_disk


def test_19_a_session_needs_no_orderly_end(home: Path) -> None:
    code = f"""
        import os
        from pathlib import Path
        from pmcoach.coach.assessment import start_assessment
        from pmcoach.coach.situation import choose_target
        from pmcoach.coach.session import open_session
        from tests.support import answer_well, go_through
        session = open_session(home=Path({str(home)!r}))
        choose_target(session, "generalist", "entry")
        start_assessment(session, "sketch")
        go_through(session, answer_well, 5)
        os._exit(9)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False)
    assert len(open_session(home=home, write=False).profile.state.answers) == 5


def test_20_undo_appends_and_holds_across_restarts(reopen: OpenSession, home: Path) -> None:
    begun(reopen(), 4)
    before = newest(home).read_bytes()
    again = reopen()
    last = again.profile.state.order[-1]
    assert undo_answer(again) == last
    assert newest(home).read_bytes().startswith(before)
    third = reopen()
    assert last not in third.profile.state.answers
    assert present_item(third.profile) == last
    earlier = third.profile.state.order[-1]
    assert undo_answer(third) == earlier
    assert set(reopen().profile.state.answers) == set(third.profile.state.order)


def test_a_clock_that_went_back_changes_neither_order_nor_answers(
    reopen: OpenSession, clock: Clock
) -> None:
    session = begun(reopen(), 100)
    finish_assessment(session)
    clock.moment -= dt.timedelta(days=400)
    session = reopen()
    start_assessment(session, "quick")
    item = present_item(session.profile)
    assert item is not None
    answer_well(session, item)
    again = reopen()
    assert again.profile.form_kind == "quick"
    assert item in again.profile.state.answers


def test_a_summary_that_is_stale_or_rubbish_is_not_believed(reopen: OpenSession) -> None:
    from pmcoach.store import summary_cache

    session = begun(reopen())
    paths = session.store.paths
    save_home(session)
    assert read_saved_home(paths) == make_home(session)
    answer_well(session, present_item(session.profile) or "")
    assert summary_cache.read_summary(paths) is None, "the files changed since"
    save_home(session)
    good = json.loads(paths.summary.read_text())
    for rubbish in (
        b"",
        b"\0\0",
        b"[" * 100_000,
        b"{}",
        json.dumps(good | {"summary": {"answered": "many"}}).encode(),
    ):
        paths.summary.write_bytes(rubbish)
        assert read_saved_home(paths) is None
