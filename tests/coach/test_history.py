"""Looking back over finished assessments, also where the content has moved on since."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import pytest

from pmcoach.assessment.evidence import Evidence
from pmcoach.assessment.history import Cause, compare_snapshots
from pmcoach.catalog.parse import Catalog, ladder_id
from pmcoach.coach.assessment import (
    finish_assessment,
    save_answer,
    start_assessment,
    toggle_disagreement,
)
from pmcoach.coach.evidence import record_keys_seen, save_evidence, save_note
from pmcoach.coach.history import read_history
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target
from pmcoach.report.questions import present_item
from pmcoach.report.review import item_mark, review_items
from pmcoach.store import archive as store_past
from tests.catalog.minimal import Pack, check, minimal, texts
from tests.support import Clock, answer_badly, answer_well, pick_items

ONE = "stk-map"


class Items(NamedTuple):
    """Questions of one competency, by level."""

    at_1: str
    at_2: str
    also_at_2: str
    at_3: str


@pytest.fixture
def items(catalog: Catalog) -> Items:
    return Items(*pick_items(catalog, ONE, 1, 2, 2, 3))


def finished(session: Session, *items: str, well: bool = True, blind: bool = False) -> None:
    """A whole assessment in which only ``items`` are answered."""
    start_assessment(session, "full", blind=blind)
    for item in items:
        (answer_well if well else answer_badly)(session, item)
    finish_assessment(session)


def causes(session: Session) -> dict[str, Cause]:
    """What moved between the last two finished assessments, and why."""
    before, after = read_history(session).snapshots[-2:]
    return {one.key: one.cause for one in compare_snapshots(session.catalog, before, after).moved}


def test_disagreeing_with_an_answer_is_no_change_by_related_ones(
    session: Session, items: Items
) -> None:
    finished(session, items.at_2, items.at_3)
    start_assessment(session, "full")
    toggle_disagreement(session, items.at_3)
    finish_assessment(session)
    assert causes(session) == {"stk-map.knowledge": "new answers"}


def test_without_a_finished_assessment_there_is_no_past(session: Session, items: Items) -> None:
    assert read_history(session).snapshots == ()
    start_assessment(session, "full")
    answer_well(session, items.at_2)
    assert read_history(session).snapshots == ()


def test_each_finished_assessment_is_there_oldest_first(
    session: Session, clock: Clock, items: Items
) -> None:
    for _ in range(3):
        finished(session, items.at_2, blind=True)
        clock.moment += dt.timedelta(days=90)
    found = read_history(session).snapshots
    assert len(found) == 3
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert {one.form for one in found} == {"full"}
    assert {one.content for one in found} == {session.catalog.pack.version}
    assert [one.levels for one in found] == [{"stk-map.knowledge": 2}] * 3


def test_an_answer_changed_in_the_review_is_no_assessment_of_its_own(
    session: Session, clock: Clock, items: Items
) -> None:
    finished(session, items.at_2)
    answer_badly(session, items.at_2)
    found = read_history(session).snapshots
    assert len(found) == 1
    assert found[0].levels.get("stk-map.knowledge") != 2
    clock.moment += dt.timedelta(days=40)
    answer_well(session, items.at_2)
    assert len(read_history(session).snapshots) == 2, "on another day it is a date to compare"


def test_one_that_is_damaged_or_foreign_is_passed_over(session: Session, items: Items) -> None:
    finished(session, items.at_2)
    finished(session, items.at_3, blind=True)
    folder = session.store.paths.assessments
    oldest = min(folder.iterdir())
    oldest.write_bytes(b"[[[")
    (folder / "notes.toml").write_text("schema = 1\n", encoding="utf-8")
    assert len(read_history(session).snapshots) == 1


def test_a_blind_retake_that_went_better_is_new_answers(session: Session, items: Items) -> None:
    finished(session, items.at_2, items.at_1, well=False)
    finished(session, items.also_at_2, blind=True)
    assert causes(session) == {"stk-map.knowledge": "new answers"}
    assert read_history(session).trend["stk"] == [0.0, 1.0]


def test_what_was_not_known_is_not_0_in_the_trend(session: Session, items: Items) -> None:
    finished(session, items.at_2)
    trend = read_history(session).trend
    assert trend["stk"] == [1.0]
    assert trend["lau"] == [None]


def test_a_record_is_new_evidence(session: Session) -> None:
    start_assessment(session, "full")
    save_answer(session, ladder_id(ONE), option="3")
    finish_assessment(session)
    save_evidence(session, Evidence("", ONE, "s", "d", "r", session.today, "link", incident=True))
    start_assessment(session, "recheck")
    finish_assessment(session)
    assert causes(session) == {"stk-map.skill": "new evidence", "stk.ability": "new evidence"}


def test_answering_again_after_the_review_is_never_real_change(
    session: Session, clock: Clock, items: Items
) -> None:
    finished(session, items.at_2)
    answer_badly(session, items.at_3)
    clock.moment += dt.timedelta(days=30)
    record_keys_seen(session, items.at_3)
    answer_well(session, items.at_3)
    before, after = read_history(session).snapshots[-2:]
    assert causes(session) == {"stk-map.knowledge": "key seen"}
    changes = compare_snapshots(session.catalog, before, after).moved
    assert {change.cause for change in changes} == {"key seen"}


def test_another_target_is_told_and_all_are_held_against_the_present_one(
    session: Session, items: Items
) -> None:
    choose_target(session, "generalist", "entry")
    finished(session, items.at_2)
    choose_target(session, "generalist", "senior")
    finished(session, items.also_at_2, blind=True)
    found = read_history(session)
    assert compare_snapshots(session.catalog, *found.snapshots).target_changed
    senior = session.profile.target.levels["knowledge"]
    assert found.trend["stk"] == [2 / senior, 2 / senior]


# Content moves on: version 1 of a small pack, then version 2.


def second(pack: Pack) -> Pack:
    """The next version of a pack."""
    pack["pack.toml"]["pack"]["version"] = "2"
    return pack


def renamed() -> Pack:
    """Everything has another id, and says what it was."""
    pack = second(minimal())
    one = pack["items.toml"]["competency"][0]
    one |= {"id": "uno", "was": ["one"]}
    for old in pack["items.toml"]["check"]:
        old |= {"id": f"uno.{old['id'][4:]}", "competency": "uno", "was": [old["id"]]}
    pack["pack.toml"]["lens"][0]["duty"][0]["competencies"] = ["uno"]
    for step in pack["steps.toml"]["step"]:
        step["lifts"][0]["competency"] = "uno"
    return pack


def shorter() -> Pack:
    """The check at level 3 is gone."""
    pack = second(minimal())
    pack["items.toml"]["check"] = [check("one.k2", 2)]
    return pack


def reworded() -> Pack:
    """The check at level 3 asks something else."""
    pack = second(minimal())
    pack["items.toml"]["check"][1]["revision"] = 2
    return pack


def replaced() -> Pack:
    """Other checks take the place of those before."""
    pack = second(minimal())
    pack["pack.toml"]["pack"]["retired"] = ["one.k2", "one.k3"]
    pack["items.toml"]["check"] = [check("one.n2", 2), check("one.n3", 3)]
    return pack


class Moving:
    """A profile that is opened with one content after another."""

    def __init__(self, home: Path, clock: Clock, folder: Path) -> None:
        self.home, self.clock, self.folder = home, clock, folder
        self.session: Session | None = None

    def open(self, pack: Pack) -> Session:
        if self.session is not None:
            self.session.close()
        self.folder.mkdir(exist_ok=True)
        for name, text in texts(pack).items():
            (self.folder / name).write_text(text, encoding="utf-8")
        self.session = open_session(home=self.home, content=self.folder, now=self.clock)
        return self.session


@pytest.fixture
def moving(home: Path, clock: Clock, tmp_path: Path) -> Moving:
    """A profile with one finished assessment on version 1: 3 in knowledge, 1 in skill."""
    world = Moving(home, clock, tmp_path / "pack")
    session = world.open(minimal())
    start_assessment(session, "full")
    save_answer(session, "one.k2", option="b", sure="sure")
    save_answer(session, "one.k3", option="b", sure="sure")
    save_answer(session, "one.ladder", option="1")
    finish_assessment(session)
    assert session.profile.result.levels() == {"one.knowledge": 3, "one.skill": 1}
    return world


def finish_again(session: Session) -> None:
    """Finish another one that continues the last, with nothing answered anew."""
    start_assessment(session, "full")
    finish_assessment(session)


def test_answers_follow_their_questions_to_new_ids(moving: Moving) -> None:
    session = moving.open(renamed())
    assert session.profile.result.levels() == {"uno.knowledge": 3, "uno.skill": 1}
    finish_again(session)
    assert causes(session) == {}
    assert read_history(session).trend["area"] == [1.0, 1.0]


def test_notes_and_seen_keys_follow_too(moving: Moving) -> None:
    session = moving.session
    assert session is not None
    record_keys_seen(session, "one.k3")
    save_note(session, "one.k3", "Mine.")
    session = moving.open(renamed())
    assert session.profile.journal.notes == {"uno.k3": "Mine."}
    assert session.profile.seen_items == {"uno.k3"}
    save_answer(session, "uno.k3", option="b", sure="sure")
    assert session.profile.result.knowledge["uno"].key_seen


def test_what_is_asked_before_a_blind_one_is_known_by_its_new_id(moving: Moving) -> None:
    session = moving.open(renamed())
    start_assessment(session, "full", blind=True)
    assert {"uno.k2", "uno.k3", "uno.ladder"} <= session.profile.seen_items


def test_a_dropped_question_leaves_the_score_and_stays_in_the_file(moving: Moving) -> None:
    session = moving.open(shorter())
    assert session.profile.result.levels() == {"one.knowledge": 2, "one.skill": 1}
    assert "one.k3" in session.profile.state.answers
    newest = session.store.newest
    assert newest is not None
    assert "one.k3" in newest.path.read_text(encoding="utf-8")
    finish_again(session)
    assert causes(session) == {"one.knowledge": "changed content"}
    assert "one.k3" not in {one.item for one in review_items(session.profile)}


def test_an_answer_to_an_older_wording_counts_no_more_and_is_asked_again(moving: Moving) -> None:
    session = moving.open(reworded())
    assert session.profile.result.levels() == {"one.knowledge": 2, "one.skill": 1}
    finish_again(session)
    assert causes(session) == {"one.knowledge": "changed content"}
    start_assessment(session, "full")
    assert present_item(session.profile) == "one.k3"
    answer_well(session, "one.k3")
    finish_assessment(session)
    assert causes(session) == {"one.knowledge": "new answers"}


def test_a_level_that_other_questions_show_now_is_no_change_of_the_user(moving: Moving) -> None:
    session = moving.open(replaced())
    assert session.profile.result.levels() == {"one.skill": 1}
    finish_again(session)
    assert causes(session) == {"one.knowledge": "changed content"}
    start_assessment(session, "full")
    answer_well(session, "one.n2")
    answer_badly(session, "one.n3")
    finish_assessment(session)
    first, _, last = read_history(session).snapshots
    (moved,) = compare_snapshots(session.catalog, first, last).moved
    assert (moved.before, moved.after, moved.cause) == (3, 2, "changed questions")


def test_an_answer_to_an_older_wording_is_not_called_right_or_wrong(moving: Moving) -> None:
    session = moving.open(reworded())
    assert item_mark(session.profile, "one.k2") == "right"
    assert item_mark(session.profile, "one.k3") == "answered"


def test_a_result_names_the_content_it_was_made_with(moving: Moving) -> None:
    finish_again(moving.open(shorter()))
    session = moving.open(shorter())
    assert [one.content for one in read_history(session).snapshots] == ["1", "2"]
    assert compare_snapshots(session.catalog, *read_history(session).snapshots).content_changed
    assert make_report(session).content == "tiny 2"


def test_a_finished_file_stays_as_it_was_whatever_the_content(moving: Moving) -> None:
    (first,) = moving.home.glob("profiles/me/assessments/*.toml")
    before = first.read_bytes()
    finish_again(moving.open(renamed()))
    finish_again(moving.open(shorter()))
    assert first.read_bytes() == before


def test_what_is_older_than_the_history_shows_is_counted(
    session: Session, monkeypatch: pytest.MonkeyPatch, items: Items
) -> None:
    monkeypatch.setattr(store_past, "MOST_READ", 2)
    for _ in range(3):
        finished(session, items.at_2, blind=True)
    seen = read_history(session)
    assert (len(seen.snapshots), seen.older) == (2, 1)
