"""Opening from the index gives the very state that reading every file gives, or it is not used."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pmcoach.catalog.parse import Catalog
from pmcoach.coach.assessment import (
    finish_assessment,
    skip_question,
    start_assessment,
    toggle_disagreement,
    undo_answer,
)
from pmcoach.coach.home import save_home
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target
from pmcoach.store import atomic_io, listing
from pmcoach.store.index import read_index
from pmcoach.store.paths import profile_paths
from pmcoach.store.profile import open_profile
from tests.support import (
    Clock,
    OpenSession,
    answer_badly,
    answer_well,
    go_through,
    save_former_answer,
)


def use(session: Session, dice: random.Random) -> None:
    """Something that a user may do next."""
    if not session.profile.journal.has_target:
        choose_target(session, "generalist", "entry")
    if session.profile.form_kind is None:
        start_assessment(session, "sketch")
    choice = dice.randrange(7)
    if choice == 0 and session.profile.in_progress:
        finish_assessment(session)
    elif choice == 1:
        if session.profile.in_progress:
            finish_assessment(session)
        start_assessment(session, dice.choice(["quick", "standard"]), blind=dice.random() < 0.3)
    elif choice == 2:
        undo_answer(session)
    elif choice == 3 and session.profile.state.order:
        skip_question(session, dice.choice(session.profile.state.order))
    elif choice == 4 and session.profile.state.order:
        answer_badly(session, dice.choice(session.profile.state.order))
    else:
        go_through(session, answer_well, dice.randrange(1, 4))


def facts(session: Session) -> tuple[object, ...]:
    aliases = session.catalog.aliases
    return (
        repr(session.profile.state),
        session.profile.seen_items,
        session.profile.pace,
        session.profile.form_kind,
        session.profile.in_progress,
        session.store.latest(aliases),
        session.store.run_ends(),
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_with_and_without_the_index_the_state_is_the_same(
    catalog: Catalog, home: Path, clock: Clock, seed: int
) -> None:
    """The content is loaded once: it is the files that are opened again and again."""
    paths = profile_paths(home)

    def look() -> Session:
        return Session(catalog, open_profile(paths, write=False), clock)

    dice = random.Random(seed)
    session = Session(catalog, open_profile(paths), clock)
    for _ in range(12):
        use(session, dice)
        if dice.random() < 0.5:
            save_home(session)
            session.close()
            session = Session(catalog, open_profile(paths), clock)
        inside = facts(session)
        with_index = facts(look())
        index = session.store.paths.index
        kept = index.read_bytes() if index.exists() else None
        index.unlink(missing_ok=True)
        without = facts(look())
        assert inside == with_index == without
        if kept is not None:
            index.write_bytes(kept)
    session.close()


@pytest.fixture
def indexed(reopen: OpenSession) -> Session:
    """A profile of several finished assessments and one under way, with an index."""
    session = reopen()
    choose_target(session, "generalist", "entry")
    for form in ("sketch", "quick"):
        start_assessment(session, "sketch" if form == "sketch" else "quick")
        go_through(session, answer_well, 5)
        finish_assessment(session)
    answer_badly(session, session.profile.state.order[0])
    save_home(session)
    assert session.store.paths.index.exists()
    return session


def test_answers_and_disagreements_keep_their_wording(indexed: Session) -> None:
    item, disputed_item = indexed.profile.state.order[:2]
    start_assessment(indexed, "full")
    save_former_answer(indexed, item, 7, option="a")
    toggle_disagreement(indexed, disputed_item)
    finish_assessment(indexed)
    start_assessment(indexed, "full")
    save_home(indexed)
    catalog, paths = indexed.catalog, indexed.store.paths
    assert read_index(paths) is not None
    with_index = open_profile(paths, write=False).state(catalog.aliases)
    paths.index.unlink()
    assert with_index == open_profile(paths, write=False).state(catalog.aliases)
    assert list(with_index.disagreed_revisions) == [disputed_item]
    assert [key[0] for key in with_index.replaced_answers] == [item]


def reads(home: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The assessments that opening the profile and folding its state reads."""
    read: list[str] = []
    real = atomic_io.read_bytes

    def note(path: Path, limit: int = atomic_io.MAX_FILE) -> bytes:
        if path.parent.name == "assessments":
            read.append(path.name)
        return real(path, limit)

    with monkeypatch.context() as patched:
        patched.setattr(atomic_io, "read_bytes", note)
        assert open_session(home=home, write=False).profile.state.answers
    return read


def test_opening_again_reads_the_newest_file_alone(
    indexed: Session, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(list(indexed.store.paths.assessments.iterdir())) == 3
    assert len(reads(home, monkeypatch)) == 1
    indexed.store.paths.index.unlink()
    assert len(reads(home, monkeypatch)) == 3


def test_so_does_opening_after_more_was_answered(
    indexed: Session, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_assessment(indexed, "standard")
    go_through(indexed, answer_well, 3)
    save_home(indexed)
    assert len(reads(home, monkeypatch)) == 1


@pytest.mark.parametrize("spoil", ["cut", "flipped", "older version", "file changed", "file added"])
def test_an_index_that_does_not_fit_is_not_believed(
    indexed: Session, home: Path, monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    index = indexed.store.paths.index
    data = index.read_bytes()
    oldest = min(indexed.store.paths.assessments.iterdir())
    before = facts(open_session(home=home, write=False))
    if spoil == "cut":
        index.write_bytes(data[:-9])
    elif spoil == "flipped":
        index.write_bytes(data[:500] + bytes([data[500] ^ 1]) + data[501:])
    elif spoil == "older version":
        index.write_bytes(b"{}")
    elif spoil == "file changed":
        oldest.write_text(oldest.read_text() + "\n# looked at\n")
    else:
        oldest.with_name("2001-01-01T000000Z-sketch-abcd.toml").write_bytes(oldest.read_bytes())
    assert len(reads(home, monkeypatch)) >= 3
    after = facts(open_session(home=home, write=False))
    assert after[:6] == before[:6]


@pytest.mark.usefixtures("indexed")
def test_an_undo_that_reaches_into_the_past_reads_all(reopen: OpenSession) -> None:
    session = reopen()
    count = len(session.profile.state.answers)
    for _ in range(4):
        undo_answer(session)
    assert len(session.profile.state.answers) < count
    assert repr(session.profile.state) == repr(reopen().profile.state)


@pytest.fixture
def many(indexed: Session, monkeypatch: pytest.MonkeyPatch) -> Session:
    """The same where three assessments are too many to look at each."""
    monkeypatch.setattr(listing, "MOST_STAMPED", 1)
    indexed.close()
    reopened = open_session(home=indexed.store.paths.home)
    save_home(reopened)
    return reopened


def test_many_assessments_open_as_fast_also_after_an_answer(
    many: Session, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(reads(home, monkeypatch)) == 1
    start_assessment(many, "standard")
    go_through(many, answer_well, 3)
    save_home(many)
    many.close()
    assert len(reads(home, monkeypatch)) == 1


@pytest.mark.parametrize("change", ["added", "removed", "replaced"])
def test_a_change_to_one_of_many_old_assessments_is_noticed(
    many: Session, home: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    oldest = min(many.store.paths.assessments.iterdir())
    if change == "added":
        oldest.with_name("2001-01-01T000000Z-sketch-abcd.toml").write_bytes(oldest.read_bytes())
    elif change == "removed":
        oldest.unlink()
    else:
        elsewhere = home / "elsewhere"
        elsewhere.write_bytes(oldest.read_bytes())
        elsewhere.replace(oldest)
    assert len(reads(home, monkeypatch)) >= 2


def test_what_someone_adds_while_one_answers_is_read_at_the_next_opening(
    many: Session, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    oldest = min(many.store.paths.assessments.iterdir())
    oldest.with_name("2001-01-01T000000Z-sketch-abcd.toml").write_bytes(oldest.read_bytes())
    start_assessment(many, "standard")
    save_home(many)
    assert len(reads(home, monkeypatch)) == 5


def test_damage_in_the_newest_file_is_met_once(indexed: Session, reopen: OpenSession) -> None:
    newest = max(indexed.store.paths.assessments.iterdir())
    newest.write_bytes(newest.read_bytes() + b"\nwhat is this\n")
    session = reopen()
    assert [problem.set_aside_at is not None for problem in session.store.problems] == [True]
    assert not session.read_only
