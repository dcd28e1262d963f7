"""Files that an earlier pmcoach wrote add up to what they did then, wherever they come from."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pmcoach.assessment.event_kinds import EVENT_KINDS
from pmcoach.coach.assessment import start_assessment
from pmcoach.coach.backup import make_daily_backup, preview_restore, restore_backup
from pmcoach.coach.evidence import save_note
from pmcoach.coach.plan import mark_step
from pmcoach.coach.recovery import recover_file, recovery_offers
from pmcoach.coach.session import Session
from pmcoach.coach.transfer import apply_import, preview_import
from pmcoach.report.questions import present_item
from pmcoach.store import atomic_io, backup, event_file
from pmcoach.store.errors import StoreError
from pmcoach.store.event_file import Document
from pmcoach.store.listing import JOURNAL
from pmcoach.store.migrate import FORMER_KINDS, SCHEMA
from pmcoach.store.paths import profile_paths
from pmcoach.store.profile import open_profile
from tests.store.samples_state import state_of
from tests.store.test_in_view import doctor
from tests.support import Clock, OpenSession, answer_well

SAMPLE = Path(__file__).parent / "samples/schema-1"
"""Written by the version before schema 2: every kind of event, an assessment that is finished and
one that is not. ``state.json`` is what that version made of it."""
FORMER_STATE = json.loads((SAMPLE / "state.json").read_text(encoding="utf-8"))
SAMPLE_FILES = {
    path.relative_to(SAMPLE).as_posix(): path.read_bytes() for path in SAMPLE.rglob("*.toml")
}
UNFINISHED, FINISHED = sorted(name for name in SAMPLE_FILES if name != JOURNAL)[::-1]
COMMIT = ["-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-qam"]


@pytest.fixture
def folder(home: Path) -> Path:
    """The sample as the test's profile; its folder."""
    folder = home / "profiles/me"
    for name, content in SAMPLE_FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def change_both(session: Session) -> None:
    """Write into the journal and into the unfinished assessment, which brings them up to date."""
    item = present_item(session.profile)
    assert item is not None
    answer_well(session, item)
    save_note(session, item, "Newly written.")


def brought_up_to_date(content: bytes) -> bytes:
    """A file as it is written once it is changed, without the change."""
    return event_file.reformat_document(event_file.parse_document(content)).text.encode()


def ids(content: bytes) -> frozenset[str]:
    return event_file.parse_document(content).ids


def test_the_sample_has_every_former_kind() -> None:
    text = b"".join(SAMPLE_FILES.values()).decode()
    assert [kind for kind in FORMER_KINDS if f'kind = "{kind}"' not in text] == []
    assert FORMER_KINDS.keys().isdisjoint(EVENT_KINDS), "none is used anew"
    assert set(FORMER_KINDS.values()) <= set(EVENT_KINDS)


def test_an_older_profile_adds_up_to_what_it_did_and_opening_writes_nothing(
    folder: Path, home: Path, reopen: OpenSession
) -> None:
    assert state_of(open_profile(profile_paths(home), write=False)) == FORMER_STATE
    session = reopen()
    assert state_of(session.store) == FORMER_STATE
    assert doctor(session) == []
    assert not session.read_only
    assert {name: (folder / name).read_bytes() for name in SAMPLE_FILES} == SAMPLE_FILES
    assert not (folder / "set-aside").exists()


def test_the_first_change_writes_the_present_schema_after_one_copy(
    folder: Path, reopen: OpenSession
) -> None:
    session = reopen()
    for _ in range(3):
        change_both(session)
    change_both(reopen())
    for name in (JOURNAL, UNFINISHED):
        content = (folder / name).read_bytes()
        assert content.startswith(b"schema = %d\n" % SCHEMA)
        assert not [kind for kind in FORMER_KINDS if b'kind = "%s"' % kind.encode() in content]
        assert len(ids(content) - ids(SAMPLE_FILES[name])) == 4
        assert ids(content) > ids(SAMPLE_FILES[name])
    assert (folder / FINISHED).read_bytes() == SAMPLE_FILES[FINISHED]
    assert {path.name: path.read_bytes() for path in (folder / "set-aside").iterdir()} == {
        f"{Path(name).name}.schema-1-1": SAMPLE_FILES[name] for name in (JOURNAL, UNFINISHED)
    }


def test_a_first_change_that_fails_leaves_the_file_and_only_one_copy(
    folder: Path, reopen: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = reopen()
    write_atomic = atomic_io.write_atomic

    def full(path: Path, data: bytes, pending: Path | None = None) -> None:
        if path.name == JOURNAL:
            raise StoreError("No space is left.")
        write_atomic(path, data, pending)

    monkeypatch.setattr(atomic_io, "write_atomic", full)
    for text in ("First try.", "Second try."):
        with pytest.raises(StoreError, match="No space"):
            save_note(session, "stk-map.k2a", text)
        assert (folder / JOURNAL).read_bytes() == SAMPLE_FILES[JOURNAL]
        assert session.store.journal is not None
        assert session.store.journal.document.schema == 1
    monkeypatch.undo()
    save_note(session, "stk-map.k2a", "It was written.")
    assert len(list((folder / "set-aside").iterdir())) == 1


def test_an_assessment_that_goes_on_from_an_older_one_leaves_it_as_it_is(
    folder: Path, reopen: OpenSession
) -> None:
    session = reopen()
    start_assessment(session, "sketch")
    assert set(reopen().profile.state.answers) == set(FORMER_STATE["answers"])
    assert (folder / UNFINISHED).read_bytes() == SAMPLE_FILES[UNFINISHED]


def test_an_export_of_an_older_version_is_imported(session: Session, reopen: OpenSession) -> None:
    incoming = preview_import(session, SAMPLE / "export.json")
    assert [file.what for file in incoming] == ["new"] * 3
    apply_import(session, incoming)
    session = reopen()
    assert state_of(session.store) == FORMER_STATE
    text = session.store.paths.journal.read_text(encoding="utf-8")
    assert [kind for kind in FORMER_KINDS if f'kind = "{kind}"' in text] == []
    assert {file.what for file in preview_import(session, SAMPLE / "export.json")} == {"the same"}


@pytest.mark.usefixtures("folder")
def test_an_older_export_adds_nothing_to_the_profile_it_is_of(reopen: OpenSession) -> None:
    session = reopen()
    assert {file.what for file in preview_import(session, SAMPLE / "export.json")} == {"the same"}
    change_both(session)
    incoming = preview_import(session, SAMPLE / "export.json")
    assert [(file.what, file.fresh) for file in incoming] == [("the same", 0)] * 3


def test_a_backup_of_an_older_version_is_restored(
    reopen: OpenSession, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "old.zip"
    path.write_bytes(backup.pack_backup("me", SAMPLE_FILES, clock()))
    session = reopen()
    restore_backup(session, preview_restore(session, path)[0])
    session = reopen()
    assert state_of(session.store) == FORMER_STATE
    change_both(session)
    chosen, changes = preview_restore(session, path)
    assert {change.name: (change.what, change.events_now - change.events_then) for change in changes
            } == {JOURNAL: ("replaced", 1), UNFINISHED: ("replaced", 1), FINISHED: ("the same", 0)}  # fmt: skip
    restore_backup(session, chosen)
    assert state_of(reopen().store) == FORMER_STATE


@pytest.mark.usefixtures("folder")
def test_a_daily_backup_is_made_only_once_something_was_changed(
    reopen: OpenSession, clock: Clock
) -> None:
    session = reopen()
    assert make_daily_backup(session) == ""
    clock.moment = clock.moment.replace(year=2027)
    assert make_daily_backup(reopen()) == ""
    [(_, _, first)] = backup.list_backups(session.store.paths)
    assert backup.read_backup(first).files == SAMPLE_FILES
    change_both(reopen())
    assert make_daily_backup(reopen()) == "", "what the first holds is not missed"
    [_, (_, _, second)] = backup.list_backups(session.store.paths)
    assert backup.read_backup(second).files.keys() == SAMPLE_FILES.keys()
    assert doctor(reopen()) == []


@pytest.mark.parametrize("name", [JOURNAL, FINISHED, UNFINISHED])
def test_copies_of_both_schemas_are_merged_to_their_union(name: str) -> None:
    older = event_file.parse_document(SAMPLE_FILES[name])
    newer = event_file.parse_document(brought_up_to_date(SAMPLE_FILES[name]))
    assert (older.schema, newer.schema) == (1, SCHEMA)
    assert older.has_same_content(newer)
    half = len(newer.events) // 2
    for parts in (
        [older, newer],
        [newer, older],
        [older, Document(newer.header, newer.events[:half])],
        [newer, Document(older.header, older.events[half:])],
    ):
        merged = event_file.merge_documents(parts)
        assert merged.has_same_content(newer)
        assert merged.schema == SCHEMA


def test_a_copy_of_the_other_schema_that_a_sync_tool_left_is_merged(
    folder: Path, reopen: OpenSession
) -> None:
    change_both(reopen())
    present = {name: ids((folder / name).read_bytes()) for name in SAMPLE_FILES}
    for name, content in SAMPLE_FILES.items():
        path = folder / name
        path.with_name(f"{path.stem} (conflict).toml").write_bytes(content)
    assert doctor(reopen()) == []
    assert {name: ids((folder / name).read_bytes()) for name in SAMPLE_FILES} == present
    session = reopen()
    assert not session.store.listing.strangers
    assert set(session.profile.state.answers) > set(FORMER_STATE["answers"])


def test_a_copy_of_the_present_schema_beside_older_files_is_merged(
    folder: Path, reopen: OpenSession
) -> None:
    for name, content in SAMPLE_FILES.items():
        path = folder / name
        path.with_name(f"{path.stem} (conflict).toml").write_bytes(brought_up_to_date(content))
    assert doctor(reopen()) == []
    assert state_of(reopen().store) == FORMER_STATE
    assert (folder / FINISHED).read_bytes() == SAMPLE_FILES[FINISHED], "not rewritten"


def test_what_is_intact_in_a_damaged_older_file_is_put_back(
    folder: Path, reopen: OpenSession
) -> None:
    journal = folder / JOURNAL
    journal.write_bytes(SAMPLE_FILES[JOURNAL].replace(b"schema = 1", b"schema", 1))
    [offer] = recovery_offers(reopen())
    recover_file(reopen(), offer)
    assert state_of(reopen().store) == FORMER_STATE


def test_another_writer_of_the_older_schema_meanwhile_loses_nothing(
    folder: Path, reopen: OpenSession
) -> None:
    """A sync tool put an older machine's journal in the place of ours while we were running."""
    session = reopen()
    change_both(session)
    theirs = (
        SAMPLE_FILES[JOURNAL]
        + event_file.format_event(
            session.make_event("situation-set", field="access", value="seats")
        )
        .replace("situation-set", "context-told")
        .replace("\ncheck", "\n# no check")
        .encode()
    )
    (folder / JOURNAL).write_bytes(theirs)
    mark_step(session, "lau-plan.t-ten-releases", "doing")
    content = (folder / JOURNAL).read_bytes()
    assert content.startswith(b"schema = %d\n" % SCHEMA)
    assert len(ids(content)) == len(ids(SAMPLE_FILES[JOURNAL])) + 3
    assert theirs in [path.read_bytes() for path in (folder / "set-aside").iterdir()]


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False)


def test_a_git_conflict_between_both_schemas_keeps_both_sides(
    folder: Path, reopen: OpenSession
) -> None:
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "journal.toml", "assessments")
    git(folder, *COMMIT, "an older version")
    git(folder, "checkout", "-q", "-b", "there")
    path = folder / UNFINISHED
    moment = event_file.parse_document(SAMPLE_FILES[UNFINISHED]).events[-1].at
    path.write_bytes(
        SAMPLE_FILES[UNFINISHED]
        + b'\n[[event]]\nid = "there"\nat = %s\nkind = "began"\n' % moment.isoformat().encode()
    )
    git(folder, *COMMIT, "the older version went on")
    git(folder, "checkout", "-q", "main")
    change_both(reopen())
    ours = ids(path.read_bytes())
    git(folder, *COMMIT, "the present version went on")
    git(folder, "merge", "there")
    assert b"<<<<<<<" in path.read_bytes()
    doctor(reopen())
    document = event_file.parse_document(path.read_bytes())
    assert document.ids == ours | {"there"}
    assert not {event.kind for event in document.events} & FORMER_KINDS.keys()
    assert not reopen().read_only


def test_a_file_of_the_present_schema_is_read_the_same_if_kinds_in_it_are_former() -> None:
    """Git can put lines of an older file into one that says it is newer."""
    older = event_file.parse_document(SAMPLE_FILES[JOURNAL])
    text = SAMPLE_FILES[JOURNAL].decode().replace("schema = 1", f"schema = {SCHEMA}", 1)
    header_check = 'check = "' + text.split('check = "', 1)[1][:8] + '"\n'
    mixed = event_file.parse_document(text.replace(header_check, "", 1).encode())
    assert mixed.has_same_content(older)
