"""Whatever was answered is in view, or the program says that it is not.

The letters and numbers in the names are those of the faults that once hid answers.
"""

from __future__ import annotations

import datetime as dt
import errno
import itertools
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pmcoach.assessment.forms import FormKind
from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.backup import (
    examine_data,
    make_backup,
    make_daily_backup,
    preview_restore,
    restore_backup,
)
from pmcoach.coach.drafts import draft_file, read_draft, save_draft
from pmcoach.coach.evidence import save_note
from pmcoach.coach.home import save_home
from pmcoach.coach.recovery import dismiss_offer, file_notices, recover_file, recovery_offers
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target
from pmcoach.coach.transfer import apply_import, dump_profile, preview_import
from pmcoach.report.questions import present_item
from pmcoach.store import atomic_io, backup, event_file
from pmcoach.store.doctor import measure_coverage
from pmcoach.store.errors import StoreError
from pmcoach.store.event_file import Document
from pmcoach.store.listing import list_profile
from pmcoach.store.migrate import SCHEMA
from pmcoach.store.paths import profile_paths
from tests.store.faulty import failing
from tests.support import Clock, OpenSession, answer_badly, answer_well, go_through

BEGUN = 5
"""Answers of a sketch that is under way: fewer than any sketch asks."""


def begun(session: Session, answers: int = BEGUN, form: FormKind = "sketch") -> Session:
    """A profile with a target and a few answers."""
    choose_target(session, "generalist", "entry")
    start_assessment(session, form)
    go_through(session, answer_well, answers)
    return session


def assessments(session: Session) -> list[Path]:
    return sorted(session.store.paths.assessments.iterdir())


def doctor(session: Session) -> list[str]:
    """Let the doctor mend, and return what it could not; then all that is on disk is in view."""
    examination = examine_data(session, mend=True)
    coverage = measure_coverage(session.store.paths)
    assert coverage.out_of_view == frozenset()
    assert examination.coverage == coverage
    return [
        f"{finding.about}: {finding.what}"
        for finding in examination.findings
        if finding.verdict == "wrong"
    ]


# A1, A4, A5: all answers count


def test_a1_any_number_of_corrections_hides_nothing(reopen: OpenSession) -> None:
    session = begun(reopen(), 100, "full")
    finish_assessment(session)
    answers = len(session.profile.state.answers)
    item = session.profile.state.order[0]
    for number in range(60):
        (answer_badly if number % 2 else answer_well)(session, item)
    assert len(assessments(session)) == 61
    assert len(reopen().profile.state.answers) == answers


def test_a4_two_runs_side_by_side_are_joined_and_the_app_says_so(
    reopen: OpenSession, home: Path, tmp_path: Path
) -> None:
    session = begun(reopen())
    finish_assessment(session)
    session.close()
    there = tmp_path / "there"
    shutil.copytree(home, there)
    answers: set[str] = set()
    for folder, count in ((home, 2), (there, 4)):
        machine = open_session(home=folder)
        start_assessment(machine, "quick")
        go_through(machine, answer_well, count)
        answers |= set(machine.profile.state.answers)
        machine.close()
    for path in (there / "profiles/me/assessments").iterdir():
        shutil.copy2(path, home / "profiles/me/assessments" / path.name)
    session = reopen()
    assert set(session.profile.state.answers) == answers
    assert any("side by side" in notice for notice in file_notices(session.store))
    assert doctor(session) == []
    session = reopen()
    item = present_item(session.profile)
    assert item is not None
    finish_assessment(session)
    start_assessment(session, "standard")
    assert file_notices(reopen().store) == [], "from here on it is one line again"


@pytest.mark.slow
@pytest.mark.parametrize("order", itertools.permutations(range(3)), ids=str)
def test_a4_three_machines_give_one_state_in_whatever_order_they_are_merged(
    order: tuple[int, ...], tmp_path: Path, clock: Clock
) -> None:
    numbers = itertools.count()
    base = tmp_path / "base"

    def machine(folder: Path) -> Session:
        return open_session(home=folder, now=clock, new_id=lambda: f"{next(numbers):012x}")

    session = begun(machine(base))
    session.close()
    exports: list[Path] = []
    for number in range(3):
        folder = tmp_path / str(number)
        shutil.copytree(base, folder)
        clock.moment += dt.timedelta(days=(-400, 3, 9000)[number])
        session = machine(folder)
        finish_assessment(session)
        answer_badly(session, session.profile.state.order[number])
        start_assessment(session, "quick")
        go_through(session, answer_well, 3 + number)
        exports.append(tmp_path / f"{number}.json")
        exports[-1].write_text(json.dumps({"profile": dump_profile(session)}))
        session.close()
    states: list[str] = []
    for merged in (order, (0, 1, 2)):
        target = tmp_path / f"merged-{'-'.join(map(str, merged))}-{len(states)}"
        for number in merged:
            session = machine(target)
            apply_import(session, preview_import(session, exports[number]))
            session.close()
        session = machine(target)
        assert doctor(session) == []
        session.close()
        states.append(repr(machine(target).profile.state))
    assert states[0] == states[1]


def test_a4_what_a_sync_tool_brings_while_one_answers_hides_nothing(reopen: OpenSession) -> None:
    session = begun(reopen(), 3)
    newer = session.store.paths.assessments / "2031-01-01T000000Z-quick-abcd1234.toml"
    event = session.make_event("answered", item="lau-plan.ladder", revision=1, option="2")
    newer.write_text(event_file.reformat_document(Document({"form": "quick"}, (event,))).text)
    go_through(session, answer_well, 2)
    answers = set(session.profile.state.answers)
    assert set(reopen().profile.state.answers) == answers | {"lau-plan.ladder"}


@pytest.mark.slow
@pytest.mark.parametrize("fail_at", range(1, 13))
@pytest.mark.parametrize("number", [errno.EIO, errno.EINVAL, errno.ENOSPC])
def test_a5_a_beginning_that_fails_anywhere_and_is_repeated_hides_nothing(
    reopen: OpenSession, monkeypatch: pytest.MonkeyPatch, fail_at: int, number: int
) -> None:
    session = reopen()
    with monkeypatch.context() as patched:
        failing(patched, fail_at, number)
        try:
            choose_target(session, "generalist", "entry")
        except StoreError:
            choose_target(session, "generalist", "entry")
        try:
            start_assessment(session, "sketch")
        except StoreError:
            start_assessment(session, "sketch")
    go_through(session, answer_well, BEGUN)
    again = reopen()
    assert len(again.profile.state.answers) == BEGUN
    assert again.profile.journal.role == "generalist"


# A2, A6: damage is offered until it is settled


def damaged(path: Path) -> None:
    """One flipped byte within the first event."""
    data = path.read_bytes()
    at = data.index(b"[[event]]") + 30
    path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])


def test_a2_a_damaged_file_is_offered_at_each_opening_until_it_was_put_back(
    reopen: OpenSession,
) -> None:
    session = begun(reopen())
    answers = set(session.profile.state.answers)
    damaged(assessments(session)[0])
    for _ in range(3):
        session = reopen()
        [offer] = recovery_offers(session)
        assert offer.intact >= len(answers) - 1
        assert any("pmcoach doctor" in notice for notice in file_notices(session.store))
        assert len(session.profile.state.answers) == 0
    assert recover_file(session, offer).verdict == "mended"
    session = reopen()
    assert recovery_offers(session) == []
    assert len(answers - set(session.profile.state.answers)) <= 1


def test_a2_what_is_written_meanwhile_stays_when_it_is_put_back(reopen: OpenSession) -> None:
    session = begun(reopen())
    choose_target(session, "technical", "senior")
    damaged(session.store.paths.journal)
    session = reopen()
    assert not session.profile.journal.has_target
    choose_target(session, "catch-all", "entry")
    session = reopen()
    [offer] = recovery_offers(session)
    recover_file(session, offer)
    session = reopen()
    assert session.profile.journal.role == "catch-all"
    assert len(session.store.journal_events()) == 2
    assert recovery_offers(session) == []


def test_a2_what_is_given_up_is_offered_no_more_and_stays_on_disk(reopen: OpenSession) -> None:
    session = begun(reopen())
    damaged(assessments(session)[0])
    session = reopen()
    [offer] = recovery_offers(session)
    dismiss_offer(session, offer)
    session = reopen()
    assert recovery_offers(session) == []
    assert [path.name.split(".")[-1] for path in session.store.paths.set_aside.iterdir()] == [
        "given-up-1"
    ]


def test_a2_a_doctor_that_was_interrupted_anywhere_can_be_run_again(
    reopen: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = begun(reopen())
    answers = set(session.profile.state.answers)
    for fail_at in range(1, 60):
        path = next(path for path in assessments(session) if path.suffix == ".toml")
        path.write_bytes(path.read_bytes() + b"\njunk\n")
        session = reopen()
        with monkeypatch.context() as patched:
            faulty = failing(patched, fail_at, errno.EIO)
            examine_data(session, mend=True)
        session = reopen()
        assert doctor(session) == []
        session = reopen()
        assert set(session.profile.state.answers) == answers, fail_at
        if not faulty.hit:
            return
    raise AssertionError("the doctor makes more calls than were tried")


def test_a2_an_old_version_s_settled_damage_is_not_offered_again(reopen: OpenSession) -> None:
    session = begun(reopen())
    path = assessments(session)[0]
    session.store.paths.set_aside.mkdir()
    copy = session.store.paths.set_aside / f"{path.name}.damaged-1"
    copy.write_bytes(path.read_bytes() + b"\njunk")
    assert recovery_offers(reopen()) == []
    assert not copy.exists()


WAYS_OF_DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "flipped in the header": lambda data: data.replace(b'pack = "', b'pack = "X', 1),
    "check flipped": lambda data: data.replace(b'check = "', b'check = "z', 1),
    "junk on top": lambda data: b"what is this\n" + data,
    "junk at the end": lambda data: data + b"\nwhat is this\n",
    "NULs at the end": lambda data: data + b"\0" * 40,
    "cut": lambda data: data[: data.rindex(b"[[event]]") + 20],
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "BOM and junk": lambda data: b"\xef\xbb\xbf" + data + b"junk",
    "schema lost": lambda data: data.replace(b"schema = %d\n" % SCHEMA, b"", 1),
    "CRLF and junk": lambda data: data.replace(b"\n", b"\r\n") + b"junk",
    "header lost": lambda data: data[data.index(b"\n[[event]]") :],
}


@pytest.mark.parametrize("way", WAYS_OF_DAMAGE.values(), ids=WAYS_OF_DAMAGE.keys())
def test_a6_putting_back_keeps_form_and_all_that_came_before(
    reopen: OpenSession, way: Callable[[bytes], bytes]
) -> None:
    session = begun(reopen())
    finish_assessment(session)
    start_assessment(session, "quick")
    go_through(session, answer_well, 5)
    answers = set(session.profile.state.answers)
    path = assessments(session)[-1]
    path.write_bytes(way(path.read_bytes()))
    session = reopen()
    [offer] = recovery_offers(session)
    recover_file(session, offer)
    session = reopen()
    assert session.profile.form_kind == "quick"
    assert session.profile.in_progress
    assert len(answers - set(session.profile.state.answers)) <= 1, "only the cut answer is gone"
    assert doctor(session) == []


def test_a6_a_blind_retake_stays_one_when_it_is_put_back(reopen: OpenSession) -> None:
    session = begun(reopen())
    finish_assessment(session)
    start_assessment(session, "quick", blind=True)
    go_through(session, answer_well, 4)
    assert len(session.profile.state.answers) == 4
    path = assessments(session)[-1]
    path.write_bytes(WAYS_OF_DAMAGE["check flipped"](path.read_bytes()))
    session = reopen()
    recover_file(session, recovery_offers(session)[0])
    assert len(reopen().profile.state.answers) == 4


def test_a6_a_byte_order_mark_is_no_damage(reopen: OpenSession) -> None:
    session = begun(reopen())
    path = assessments(session)[0]
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    session = reopen()
    assert session.store.problems == []
    assert len(session.profile.state.answers) == BEGUN
    answer_badly(session, session.profile.state.order[0])
    assert len(reopen().profile.state.answers) == BEGUN


# A3, A11: backups are worth having


def make_backups(session: Session, clock: Clock, days: int) -> None:
    for _ in range(days):
        clock.moment += dt.timedelta(days=1)
        answer_badly(session, session.profile.state.order[0])
        make_daily_backup(session)


def test_a3_rot_outside_the_newest_file_stops_backups_and_evicts_none(
    reopen: OpenSession, clock: Clock
) -> None:
    session = begun(reopen())
    finish_assessment(session)
    make_daily_backup(session)
    start_assessment(session, "standard", blind=True)
    go_through(session, answer_well, 2)
    save_home(session)
    old = assessments(session)[0]
    info = old.stat()
    data = old.read_bytes()
    old.write_bytes(data[:200] + b"\0" * 50 + data[250:])
    os.utime(old, ns=(info.st_atime_ns, info.st_mtime_ns))
    session = reopen()
    for _ in range(13):
        clock.moment += dt.timedelta(days=1)
        answer_badly(session, session.profile.state.order[0])
        said = make_daily_backup(session)
        session = reopen()
    assert "damaged" in said or recovery_offers(session)
    holding = [
        path
        for _, _, path in backup.list_backups(session.store.paths)
        if backup.read_backup(path).files.get(f"assessments/{old.name}") == data
    ]
    assert holding, "a whole copy is still there"
    assert doctor(session) == []
    assert old.read_bytes().count(b"[[event]]") == data.count(b"[[event]]")


def test_a3_a_backup_that_alone_has_a_file_is_never_evicted(
    reopen: OpenSession, clock: Clock
) -> None:
    session = begun(reopen())
    finish_assessment(session)
    make_daily_backup(session)
    lost = assessments(session)[0]
    start_assessment(session, "quick")
    go_through(session, answer_well, 2)
    make_backups(session, clock, 1)
    lost.unlink()
    session = reopen()
    clock.moment += dt.timedelta(days=1)
    answer_badly(session, present_item(session.profile) or "")
    assert "pmcoach doctor" in make_daily_backup(session)
    make_backups(session, clock, 14)
    answers = set(session.profile.state.answers)
    assert any(
        f"assessments/{lost.name}" in backup.read_backup(path).files
        for _, _, path in backup.list_backups(session.store.paths)
    )
    assert doctor(session) == []
    assert set(reopen().profile.state.answers) > answers


def test_a3_a_backup_of_a_damaged_profile_says_so_and_restores_what_can_be_read(
    reopen: OpenSession, home: Path, tmp_path: Path
) -> None:
    session = begun(reopen())
    session.close()
    damaged(assessments(session)[0])
    reader = open_session(home=home, write=False)
    made = make_backup(reader, tmp_path / "b.zip")
    assert made.files == 2
    assert list(made.damaged) == [f"assessments/{assessments(session)[0].name}"]
    shutil.rmtree(home)
    session = reopen()
    chosen, changes = preview_restore(session, tmp_path / "b.zip")
    assert ["damaged" in change.note for change in changes] == [True, False]
    restore_backup(session, chosen)
    session = reopen()
    assert len(session.profile.state.answers) >= BEGUN - 1
    assert session.profile.journal.role == "generalist"


def test_a3_a_zip_with_one_rotten_file_gives_the_others(
    reopen: OpenSession, tmp_path: Path
) -> None:
    session = begun(reopen())
    path = make_backup(session, tmp_path / "b.zip").path
    rotten = tmp_path / "rotten.zip"
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(rotten, "w") as copy:
        for name in archive.namelist():
            data = archive.read(name)
            copy.writestr(name, b"rot" + data if name.startswith("assess") else data)
    chosen, changes = preview_restore(session, rotten)
    assert [change.what for change in changes] == ["left as it is", "the same"]
    assert restore_backup(session, chosen) is None
    assert len(reopen().profile.state.answers) == BEGUN


def test_a11_a_folder_that_fails_to_be_read_is_an_error_and_no_empty_profile(
    reopen: OpenSession, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = begun(reopen())
    save_home(session)
    session.close()
    real = os.listdir

    def refuse(folder: Path) -> list[str]:
        if folder.name == "assessments":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(folder)

    monkeypatch.setattr(os, "listdir", refuse)
    for write in (True, False):
        with pytest.raises(StoreError, match="Permission denied"):
            open_session(home=home, write=write)
    with pytest.raises(StoreError, match="Permission denied"):
        backup.make_backup(profile_paths(home), tmp_path / "b.zip", dt.datetime.now(dt.UTC))


# A7: what is written can be read


def test_a7_a_text_that_is_too_long_is_refused_and_nothing_changes(reopen: OpenSession) -> None:
    session = begun(reopen())
    before = session.store.paths.journal.read_bytes()
    with pytest.raises(StoreError, match="100,000"):
        save_note(session, session.profile.state.order[0], "x" * 100_001)
    assert session.store.paths.journal.read_bytes() == before
    save_note(session, session.profile.state.order[0], "x" * 100_000)
    assert reopen().read_only == ""


def test_a7_no_journal_grows_past_what_can_be_read(
    reopen: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = begun(reopen())
    monkeypatch.setattr(event_file, "MAX_WRITTEN", 300_000)
    for number in range(3):
        save_note(session, f"note-{number}", "x" * 90_000)
    with pytest.raises(StoreError, match="larger than 300,000 bytes"):
        save_note(session, "one-too-many", "x" * 90_000)
    assert session.store.paths.journal.stat().st_size <= event_file.MAX_WRITTEN
    assert reopen().read_only == ""
    assert event_file.MAX_WRITTEN < atomic_io.MAX_FILE


@pytest.mark.parametrize(
    "file",
    [
        {"header": {"event": 3}, "events": []},
        {"header": {"schema": 9}, "events": []},
        {"events": [{"id": "a", "at": "@0001-01-01T00:00:00+14:00", "kind": "k"}]},
        {"events": [{"id": "a", "at": "@9999-12-31T23:59:59.999999+00:00", "kind": "k"}]},
        {"events": [{"id": "a", "at": "@2026-01-01T00:00:00Z", "kind": "k", "note": "\ud800"}]},
    ],
    ids=["event in the header", "schema in the header", "year 0", "year 9999", "surrogate"],
)
def test_a7_what_could_not_be_read_again_is_not_imported(
    session: Session, tmp_path: Path, file: dict[str, object]
) -> None:
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps({"profile": {"files": {"journal.toml": file}}}))
    with pytest.raises(StoreError) as refused:
        preview_import(session, path)
    assert "\n" not in str(refused.value)
    assert not session.store.paths.journal.exists()


def test_a7_a_deep_table_is_not_imported(session: Session, tmp_path: Path) -> None:
    deep = "[" * 400 + "]" * 400
    event = f'{{"id": "a", "at": "@2026-01-01T00:00:00Z", "kind": "k", "x": {deep}}}'
    path = tmp_path / "deep.json"
    path.write_text(f'{{"profile": {{"files": {{"journal.toml": {{"events": [{event}]}}}}}}}}')
    with pytest.raises(StoreError):
        preview_import(session, path)


@pytest.mark.parametrize("name", ["2099-99-99T999999Z", "9999-12-31T235959Z"])
def test_a7_a_file_named_after_no_moment_is_neither_imported_nor_taken_for_one(
    reopen: OpenSession, tmp_path: Path, name: str
) -> None:
    session = begun(reopen())
    path = tmp_path / "p.json"
    path.write_text(f'{{"profile": {{"files": {{"assessments/{name}-full-abcd.toml": {{}}}}}}}}')
    with pytest.raises(StoreError, match="no profile has"):
        preview_import(session, path)
    stray = session.store.paths.assessments / f"{name}-full-abcd.toml"
    stray.write_bytes(assessments(session)[0].read_bytes())
    session = reopen()
    finish_assessment(session)
    start_assessment(session, "quick")
    assert doctor(session) == []


def test_b1_a_draft_that_is_too_long_for_its_form_comes_back_whole(reopen: OpenSession) -> None:
    session = begun(reopen())
    text = "x" * 1_100_000
    save_draft(session, "note-a", text)
    assert read_draft(reopen(), "note-a") == text


def test_b1_a_draft_that_cannot_be_read_is_kept_aside(reopen: OpenSession) -> None:
    session = begun(reopen())
    path = draft_file(session, "note-a")
    path.parent.mkdir()
    path.write_bytes(b"x" * (atomic_io.MAX_FILE + 1))
    assert read_draft(session, "note-a") == ""
    save_draft(session, "note-a", "new")
    assert any(
        path.stat().st_size > atomic_io.MAX_FILE for path in session.store.paths.set_aside.iterdir()
    )


# A9, A10: saving what there is never fails


@pytest.mark.parametrize("year", [1970, 2026, 2110])
def test_a9_no_clock_keeps_a_profile_from_opening_or_being_saved(
    reopen: OpenSession, clock: Clock, tmp_path: Path, year: int
) -> None:
    begun(reopen())
    clock.moment = dt.datetime(year, 1, 1, 0, 0, 30, tzinfo=dt.UTC)
    session = reopen()
    assert make_daily_backup(session) == ""
    path = make_backup(session, tmp_path / "b.zip").path
    assert len(backup.read_backup(path).files) == 2
    go_through(session, answer_well, 1)
    finish_assessment(session)
    start_assessment(session, "quick")
    assert reopen().profile.form_kind == "quick"


@pytest.mark.parametrize("spoil", ["damaged", "newer", "gone aside"])
def test_a10_an_export_of_everything_gives_what_can_be_read_and_names_the_rest(
    reopen: OpenSession, home: Path, spoil: str
) -> None:
    session = begun(reopen())
    finish_assessment(session)
    session.close()
    path = assessments(session)[0]
    if spoil == "newer":
        path.write_bytes(path.read_bytes().replace(b"schema = %d" % SCHEMA, b"schema = 99", 1))
    else:
        damaged(path)
    session = reopen() if spoil == "gone aside" else open_session(home=home, write=False)
    whole = dump_profile(session)
    assert "journal.toml" in whole["files"]
    assert list(whole["unreadable"]) == [f"assessments/{path.name}"]
    if spoil == "damaged":
        assert len(whole["files"][f"assessments/{path.name}"]["events"]) >= BEGUN


def test_a10_a_restore_works_over_a_file_that_cannot_be_read(
    reopen: OpenSession, tmp_path: Path
) -> None:
    session = begun(reopen())
    path = make_backup(session, tmp_path / "b.zip").path
    session.store.paths.journal.write_bytes(b"x" * (atomic_io.MAX_FILE + 1))
    session = reopen()
    assert session.read_only
    chosen, _ = preview_restore(session, path)
    restore_backup(session, chosen)
    session = reopen()
    assert not session.read_only
    assert session.profile.journal.role == "generalist"


# B2, B12 to B17 and the doctor


def test_b2_links_are_followed_and_named(reopen: OpenSession, tmp_path: Path) -> None:
    session = begun(reopen())
    path = assessments(session)[0]
    elsewhere = tmp_path / path.name
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    session = reopen()
    assert len(session.profile.state.answers) == BEGUN
    made = make_backup(session, tmp_path / "b.zip")
    assert made.files == 2
    findings = examine_data(session, mend=True).findings
    assert any("a link" in finding.what for finding in findings)


@pytest.mark.parametrize("where", ["", "assessments", "drafts", "set-aside", "backups", "home"])
def test_b12_what_a_killed_process_left_is_swept(
    reopen: OpenSession, home: Path, where: str
) -> None:
    session = begun(reopen())
    paths = session.store.paths
    folder = {"backups": paths.backups, "home": home}.get(where, paths.folder / where)
    folder.mkdir(parents=True, exist_ok=True)
    left = folder / ".journal.toml.pmcoach-tmp-0123456789ab"
    left.write_text("private")
    reopen()
    assert not left.exists()


def test_b12_so_is_what_it_left_beside_an_export(reopen: OpenSession, tmp_path: Path) -> None:
    session = begun(reopen())
    left = tmp_path / ".plan.md.pmcoach-tmp-0123456789ab"
    left.write_text("private")
    session.store.paths.pending.write_text(str(left))
    precious = tmp_path / "precious"
    precious.write_text("mine")
    reopen()
    assert not left.exists()
    session.store.paths.pending.write_text(str(precious))
    reopen()
    assert precious.exists(), "only files that pmcoach itself named are removed"


def test_b13_a_doctor_that_could_not_read_a_backup_says_so_and_tries_again_later(
    reopen: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = begun(reopen())
    make_daily_backup(session)
    damaged(assessments(session)[0])
    session = reopen()
    real = atomic_io.read_bytes

    def refuse(path: Path, limit: int = atomic_io.MAX_FILE) -> bytes:
        if path.suffix == ".zip":
            raise StoreError(f"Cannot read {path}: Input/output error.")
        return real(path, limit)

    with monkeypatch.context() as patched:
        patched.setattr(atomic_io, "read_bytes", refuse)
        said = [f.what for f in examine_data(session, mend=True).findings if f.verdict == "wrong"]
    assert any("a backup could not be read" in what for what in said)
    session = reopen()
    assert doctor(session) == []
    assert len(reopen().profile.state.answers) == BEGUN


NAMES = [
    "{stem}(1).toml",
    "Copy of {stem}.toml",
    "Kopie von {stem}.toml",
    ".bak.1.{stem}.toml",
    "#{stem}.toml#",
    ".#{stem}.toml",
    "{stem}.TOML",
    "{stem} (1).toml",
    "{stem}（1）.toml",
    "my notes.txt",
]


@pytest.mark.parametrize("pattern", NAMES)
def test_b14_a_copy_is_merged_however_a_tool_named_it(reopen: OpenSession, pattern: str) -> None:
    session = begun(reopen(), 3)
    path = assessments(session)[0]
    early = path.read_bytes()
    go_through(session, answer_well, 2)
    answers = set(session.profile.state.answers)
    path.with_name(pattern.format(stem=path.stem)).write_bytes(path.read_bytes())
    path.write_bytes(early)
    session = reopen()
    assert len(session.profile.state.answers) == 3
    assert doctor(session) == []
    assert set(reopen().profile.state.answers) == answers


def test_b14_the_doctor_names_every_file_that_it_does_not_know(reopen: OpenSession) -> None:
    session = begun(reopen())
    (session.store.paths.folder / "shopping.txt").write_text("milk")
    stem = assessments(session)[0].stem
    (session.store.paths.assessments / f".{stem}.toml.icloud").write_bytes(b"bplist00")
    findings = examine_data(session, mend=True).findings
    assert any("shopping.txt" in finding.what for finding in findings)
    assert [f.about for f in findings if f.verdict == "wrong"] == [
        f"assessments/.{stem}.toml.icloud"
    ]


def test_b16_a_backup_without_files_is_refused(session: Session, tmp_path: Path) -> None:
    empty = tmp_path / "empty.zip"
    empty.write_bytes(backup.pack_backup("me", {}, session.now()))
    begun(session)
    with pytest.raises(StoreError, match="no file"):
        preview_restore(session, empty)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a locked file from being removed")
def test_b17_a_lock_file_that_was_removed_is_taken_again_or_nothing_is_written(
    reopen: OpenSession, home: Path
) -> None:
    session = begun(reopen(), 2)
    session.store.paths.lock.unlink()
    go_through(session, answer_well, 1)
    assert len(open_session(home=home, write=False).profile.state.answers) == 3
    session.store.paths.lock.unlink()
    second = open_session(home=home)
    try:
        assert not second.read_only
        with pytest.raises(StoreError, match="has this profile open"):
            go_through(session, answer_well, 1)
    finally:
        second.close()


def test_fine_means_that_all_on_disk_is_in_view(reopen: OpenSession) -> None:
    session = begun(reopen())
    finish_assessment(session)
    start_assessment(session, "quick", blind=True)
    go_through(session, answer_well, 2)
    examination = examine_data(session, mend=True)
    assert examination.coverage is not None
    assert len(examination.coverage.left_behind) == BEGUN + 1
    [answers] = [f for f in examination.findings if f.about == "answers"]
    assert answers.verdict == "fine"
    assert f"{BEGUN + 1} of them from before" in answers.what
    damaged(assessments(session)[0])
    examination = examine_data(open_session(home=session.store.paths.home, write=False), mend=False)
    assert {f.verdict for f in examination.findings if f.about == "answers"} == {"wrong"}
    assert list_profile(session.store.paths).unsettled == ()
