"""A whole profile comes to another machine: shown first, merged by event, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmcoach.coach import advise, assess, transfer
from pmcoach.coach.session import Session, open_session
from pmcoach.store.archive import finished
from pmcoach.store.atomic_io import StoreError
from tests.support import answer_badly, answer_well, go_through


@pytest.fixture
def elsewhere(tmp_path: Path) -> Session:
    """A profile on another machine, with answers and a situation."""
    session = open_session(home=tmp_path / "elsewhere")
    assess.choose_target(session, "technical", "senior")
    advise.tell(session, "domain", 'health "software"\nand @2026')
    assess.start(session, "sketch")
    go_through(session, answer_well)
    assess.finish(session)
    assess.start(session, "quick")
    go_through(session, answer_badly, 4)
    return session


def exported(session: Session, path: Path) -> Path:
    path.write_text(json.dumps({"profile": transfer.whole_profile(session)}))
    return path


def test_a_profile_arrives_whole(
    elsewhere: Session, home: Path, session: Session, tmp_path: Path
) -> None:
    file = exported(elsewhere, tmp_path / "p.json")
    incoming = transfer.look(session, file)
    assert {one.what for one in incoming} == {"new"}
    assert not session.state.answers, "looking changes nothing"
    transfer.bring_in(session, incoming)
    session.close()
    here = open_session(home=home, write=False)
    assert dict(here.state.answers) == dict(elsewhere.state.answers)
    assert here.journal == elsewhere.journal
    assert finished(here.store.paths) == finished(elsewhere.store.paths)


def test_what_is_here_already_is_skipped(
    elsewhere: Session, home: Path, session: Session, tmp_path: Path
) -> None:
    file = exported(elsewhere, tmp_path / "p.json")
    transfer.bring_in(session, transfer.look(session, file))
    session.close()
    again = open_session(home=home)
    assert {one.what for one in transfer.look(again, file)} == {"the same"}
    again.close()


def test_both_machines_keep_what_they_added(
    elsewhere: Session, home: Path, session: Session, tmp_path: Path
) -> None:
    transfer.bring_in(session, transfer.look(session, exported(elsewhere, tmp_path / "1.json")))
    session.close()
    here = open_session(home=home)
    go_through(here, answer_well, 2)
    mine = set(here.state.answers)
    go_through(elsewhere, answer_well, 3)
    theirs = set(elsewhere.state.answers)
    transfer.bring_in(here, transfer.look(here, exported(elsewhere, tmp_path / "2.json")))
    here.close()
    assert set(open_session(home=home, write=False).state.answers) == mine | theirs
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
        transfer.look(session, file)
    assert "\n" not in str(said.value)
    assert sorted(home.rglob("*")) == before
