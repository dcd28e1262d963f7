"""Backups: at most one a day, ten kept, robust to clocks; restoring shows first and keeps all."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import pytest
from pmcoach.store.errors import StoreError

from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.backup import make_backup, make_daily_backup, preview_restore, restore_backup
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.report.questions import present_item
from pmcoach.store import backup
from pmcoach.store.listing import list_profile
from tests.support import Clock, OpenSession, answer_well, go_through


@pytest.fixture
def used(session: Session) -> Session:
    """A profile with something to lose."""
    choose_target(session, "generalist", "entry")
    start_assessment(session, "full")
    go_through(session, answer_well, 2)
    return session


def answer_one(session: Session) -> None:
    answer_well(session, present_item(session.profile) or "")


def names(session: Session) -> list[str]:
    return [path.name for _, _, path in backup.list_backups(session.store.paths)]


def test_one_a_day_and_only_when_something_changed(used: Session, clock: Clock) -> None:
    make_daily_backup(used)
    answer_one(used)
    make_daily_backup(used)
    assert len(names(used)) == 1, "not twice a day"
    clock.moment += dt.timedelta(days=1)
    make_daily_backup(used)
    assert len(names(used)) == 2
    clock.moment += dt.timedelta(days=1)
    make_daily_backup(used)
    assert len(names(used)) == 2, "nothing changed"


def test_the_last_ten_are_kept(used: Session, clock: Clock) -> None:
    for _ in range(14):
        clock.moment += dt.timedelta(days=1)
        answer_one(used)
        make_daily_backup(used)
    assert [name[:6] for name in names(used)] == [f"{n:06}" for n in range(5, 15)]


def test_a_clock_that_jumped_ahead_does_not_stop_backups_for_ever(
    used: Session, clock: Clock
) -> None:
    clock.moment += dt.timedelta(days=5000)
    make_daily_backup(used)
    clock.moment -= dt.timedelta(days=5000)
    answer_one(used)
    make_daily_backup(used)
    made = names(used)
    assert len(made) == 2
    assert made[1].startswith("000002-2026"), "order is by number, not by date"
    assert len(backup.read_backup(backup.list_backups(used.store.paths)[-1][2]).files) == 2


def test_nothing_is_backed_up_while_something_is_damaged(
    used: Session, reopen: OpenSession
) -> None:
    used.store.paths.journal.write_bytes(b"damaged")
    again = reopen()
    make_daily_backup(again)
    assert names(again) == []


def test_a_backup_that_cannot_be_written_is_told_and_harms_nothing(used: Session) -> None:
    used.store.paths.backups.parent.mkdir(parents=True, exist_ok=True)
    used.store.paths.backups.write_text("in the way")
    assert "No backup was made today" in make_daily_backup(used)


def test_restoring_shows_the_difference_and_keeps_what_it_replaces(
    used: Session, reopen: OpenSession, tmp_path: Path
) -> None:
    path = make_backup(used, tmp_path / "b.zip").path
    at_backup = set(used.profile.state.answers)
    answer_one(used)
    finish_assessment(used)
    start_assessment(used, "full")
    held, changes = preview_restore(used, path)
    assert [one.what for one in changes] == ["replaced", "taken away", "the same"]
    assert changes[0].events_now == changes[0].events_then + 1
    kept = restore_backup(used, held)
    assert kept is not None
    assert len(list(kept.iterdir())) == 2
    assert set(reopen().profile.state.answers) == at_backup


def test_a_backup_never_replaces_a_file_unasked(used: Session, tmp_path: Path) -> None:
    there = tmp_path / "b.zip"
    there.write_text("mine")
    with pytest.raises(StoreError, match="exists already"):
        make_backup(used, there)
    assert there.read_text() == "mine"
    assert make_backup(used, there, overwrite=True).path == there


def zipped(files: dict[str, bytes], manifest: object = None) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(
            backup.MANIFEST,
            json.dumps(
                manifest
                if manifest is not None
                else {"format": 1, "files": dict.fromkeys(files, "0" * 64)}
            ),
        )
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"not a zip",
        zipped({}, manifest=[]),
        zipped({}, manifest={"format": 9}),
        zipped({"../../evil.toml": b"x"}),
        zipped({"/etc/evil.toml": b"x"}),
        zipped({"assessments/../../evil.toml": b"x"}),
        zipped({"config.toml": b"x"}),
        zipped({"journal.toml": b"hash does not fit"}),
    ],
    ids=[
        "nothing",
        "letters",
        "text",
        "a list",
        "format 9",
        "out of the folder",
        "from the root",
        "out by a detour",
        "another file",
        "another hash",
    ],
)  # a zip's bytes hold the time
def test_what_is_no_whole_backup_is_refused_in_one_line(
    used: Session, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "hostile.zip"
    path.write_bytes(data)
    before = {p: p.read_bytes() for p in used.store.paths.folder.rglob("*.toml")}
    with pytest.raises(StoreError) as said:
        preview_restore(used, path)
    assert "\n" not in str(said.value)
    assert {p: p.read_bytes() for p in used.store.paths.folder.rglob("*.toml")} == before
    assert not (tmp_path / "evil.toml").exists()


def test_a_backup_that_unpacks_too_large_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(backup.MANIFEST, "{}")
        for number in range(30):
            archive.writestr(f"{number}", b"\0" * 8_000_000)
    with pytest.raises(StoreError, match="too large"):
        backup.unpack_backup(held.getvalue(), "bomb.zip")


def test_of_a_cut_or_flipped_backup_no_wrong_byte_is_taken(used: Session) -> None:
    folder = used.store.paths.folder
    files = {name: (folder / name).read_bytes() for name in list_profile(used.store.paths).files}
    data = backup.pack_backup("me", files, used.now())
    for at in range(0, len(data), 11):
        for bad in (data[:at], data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]):
            try:
                opened = backup.unpack_backup(bad, "b.zip")
            except StoreError:
                continue
            assert opened.files.items() <= files.items()
            assert opened.unreadable.keys() == files.keys() - opened.files.keys()
