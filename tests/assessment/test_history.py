"""What has really changed between two finished assessments, and the trend over many."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pmcoach.assessment.history import (
    Cause,
    Snapshot,
    compare_snapshots,
    compute_area_trend,
    read_snapshot,
)
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.parse import Catalog
from tests.support import START

KNOWS, CAN, COPES = "stk-map.knowledge", "stk-map.skill", "stk.ability"
BEFORE = Snapshot(
    START,
    "standard",
    "1",
    "generalist",
    "entry",
    levels={KNOWS: 2, CAN: 2},
    answers={
        KNOWS: "stk-map.k2a:1:b:sure stk-map.k3a:1:c:sure",
        CAN: "stk-map.ladder:1:3:answered",
    },
    records={CAN: 0},
)


def later(content: str = "1", seen: tuple[str, ...] = (), **levels: int) -> Snapshot:
    """BEFORE three months on, with some levels (by facet) changed."""
    keys = {"knowledge": KNOWS, "skill": CAN, "ability": COPES}
    moved = {**BEFORE.levels, **{keys[facet]: level for facet, level in levels.items()}}
    return replace(
        BEFORE, at=START + dt.timedelta(days=90), content=content, levels=moved, seen=seen
    )


def answered(snapshot: Snapshot, key: str, words: str) -> Snapshot:
    return replace(snapshot, answers={**snapshot.answers, key: words})


def cause(before: Snapshot, after: Snapshot) -> Cause:
    """Why the one level that moved did."""
    (moved,) = compare_snapshots(before, after).moved
    return moved.cause


def test_nothing_moved_where_no_level_did() -> None:
    found = compare_snapshots(BEFORE, answered(later(), KNOWS, "stk-map.k2b:1:a:sure"))
    assert found.moved == ()
    assert not found.target_changed
    assert not found.content_changed


def test_other_answers_are_real_change() -> None:
    after = answered(later(knowledge=3), KNOWS, "stk-map.k2b:1:a:sure stk-map.k3b:1:c:sure")
    found = compare_snapshots(BEFORE, after)
    assert cause(BEFORE, after) == "new answers"
    assert [(change.key, change.before, change.after) for change in found.moved] == [(KNOWS, 2, 3)]


def test_a_record_is_real_change() -> None:
    after = replace(later(skill=3), records={CAN: 1})
    assert cause(BEFORE, after) == "new evidence"


def test_a_record_where_nothing_was_known_is_new_evidence_too() -> None:
    """A real incident makes ability known without a single scenario."""
    assert cause(BEFORE, replace(later(ability=3), records={COPES: 1})) == "new evidence"


def test_the_same_answers_to_other_content_are_no_change_of_the_user() -> None:
    after = later("2", knowledge=1)
    assert cause(BEFORE, after) == "changed content"
    assert compare_snapshots(BEFORE, after).content_changed


def test_a_question_that_the_content_dropped_is_no_change_of_the_user() -> None:
    after = answered(later("2", knowledge=1), KNOWS, "stk-map.k2a:1:b:sure")
    assert cause(BEFORE, after) == "changed content"


def test_an_answer_that_was_taken_back_is_change() -> None:
    after = answered(later(knowledge=1), KNOWS, "stk-map.k2a:1:b:sure")
    assert cause(BEFORE, after) == "new answers"


def test_an_answer_to_a_new_wording_is_change() -> None:
    after = answered(later("2", knowledge=3), KNOWS, "stk-map.k2a:2:b:sure stk-map.k3a:1:c:sure")
    assert cause(BEFORE, after) == "new answers"


def test_a_key_that_had_been_seen_is_never_change() -> None:
    after = answered(later(knowledge=3, seen=(KNOWS,)), KNOWS, "stk-map.k3a:1:d:sure")
    assert cause(BEFORE, after) == "key seen"


def test_what_is_real_comes_first() -> None:
    many = ("a.knowledge", "b.knowledge", "c.knowledge", "d.knowledge")
    before = Snapshot(START, "full", "1", "r", "s", dict.fromkeys(many, 1))
    after = Snapshot(
        START,
        "full",
        "2",
        "r",
        "s",
        dict.fromkeys(many, 2),
        answers={"c.knowledge": "c.k1:1:a:sure"},
        records={"d.knowledge": 1},
        seen=("a.knowledge",),
    )
    assert [one.cause for one in compare_snapshots(before, after).moved] == [
        "new evidence",
        "new answers",
        "changed content",
        "key seen",
    ]


@pytest.mark.parametrize("changed", [{"role": "technical"}, {"stage": "senior"}])
def test_another_target_is_told(changed: dict[str, str]) -> None:
    found = compare_snapshots(BEFORE, replace(later(), **changed))  # type: ignore[arg-type]  # role or stage
    assert found.target_changed
    assert found.moved == ()


WRITTEN: dict[str, object] = {
    "at": START,
    "content": "1",
    "role": "generalist",
    "stage": "entry",
    "levels": {"old-map.knowledge": 2, "stk.ability": 1, "odd": "high"},
    "answers": {"old-map.knowledge": "old-map.k2:1:b:sure old.k:1:a:sure"},
    "records": {"old-map.skill": 1},
    "seen": ["old-map.knowledge"],
}


def test_a_snapshot_is_read_as_it_was_written() -> None:
    found = read_snapshot(WRITTEN, "full")
    assert found is not None
    assert (found.at, found.form, found.content) == (START, "full", "1")
    assert found.levels == {"old-map.knowledge": 2, "stk.ability": 1}
    assert found.answers == WRITTEN["answers"]
    assert found.seen == ("old-map.knowledge",)


def test_a_snapshot_follows_ids_to_their_new_names() -> None:
    found = read_snapshot(WRITTEN, "full", {"old-map": "stk-map", "old-map.k2": "stk-map.k2a"})
    assert found is not None
    assert found.levels == {KNOWS: 2, "stk.ability": 1}
    assert found.answers == {KNOWS: "stk-map.k2a:1:b:sure old.k:1:a:sure"}
    assert (found.records, found.seen) == ({CAN: 1}, (KNOWS,))


def test_a_fall_from_knowledge_4_which_there_once_was_is_no_change_of_the_user() -> None:
    before = read_snapshot({"at": START, "levels": {KNOWS: 4, CAN: 4, COPES: 4}}, "full")
    after = read_snapshot({"at": START, "levels": {KNOWS: 3, CAN: 4, COPES: 4}}, "full")
    assert before is not None
    assert after is not None
    assert before.levels == {KNOWS: 3, CAN: 4, COPES: 4}
    assert compare_snapshots(before, after).moved == ()


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"at": "today", "levels": {}},
        {"at": START},
        {"at": START, "levels": [2]},
    ],
)
def test_an_end_that_is_not_whole_is_no_snapshot(broken: dict[str, object]) -> None:
    assert read_snapshot(broken, "full") is None


def test_a_time_without_a_zone_is_utc() -> None:
    found = read_snapshot({"at": START.replace(tzinfo=None), "levels": {}}, "")
    assert found is not None
    assert found.at == START


@pytest.fixture
def target(catalog: Catalog) -> Target:
    return make_target(catalog, "generalist", "entry")


def trend(catalog: Catalog, target: Target, *levels: dict[str, int]) -> list[float | None]:
    """The line of stakeholder management."""
    many = [replace(BEFORE, levels=one) for one in levels]
    return compute_area_trend(catalog, target, many)["stk"]


def test_the_trend_is_the_share_of_the_target_that_is_met(catalog: Catalog, target: Target) -> None:
    assert trend(catalog, target, {KNOWS: 0}, {KNOWS: 1}, {KNOWS: 2}, {KNOWS: 3}) == [0, 0.5, 1, 1]


def test_what_is_not_known_is_left_out_and_never_0(catalog: Catalog, target: Target) -> None:
    assert trend(catalog, target, {}, {KNOWS: 2}) == [None, 1]


def test_every_area_has_a_line_as_long_as_the_history(catalog: Catalog, target: Target) -> None:
    found = compute_area_trend(catalog, target, [BEFORE, later()])
    assert list(found) == list(catalog.areas)
    assert {len(line) for line in found.values()} == {2}
