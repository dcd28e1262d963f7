"""What has really changed between two finished assessments, and the trend over many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pmcoach.assessment.events import Answer
from pmcoach.assessment.history import (
    Cause,
    Snapshot,
    compare_snapshots,
    compute_area_trend,
    measure_anew,
    read_snapshot,
    snapshot_table,
)
from pmcoach.assessment.measurement import MEASURE, Records
from pmcoach.assessment.results import measure
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.parse import Catalog
from tests.assessment.answering import claim, judge, know, make_state
from tests.assessment.packs import two_areas
from tests.support import START

KNOWS, CAN, COPES = "left-a.knowledge", "left-a.skill", "left.ability"
"""Levels of `two_areas`."""
BEFORE = Snapshot(
    START,
    "standard",
    "1",
    "role",
    "independent",
    levels={KNOWS: 2, CAN: 2},
    answers={
        KNOWS: "left-a.k2a:1:b:sure left-a.k3a:1:c:sure",
        CAN: "left-a.ladder:1:3:answered",
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


def cause(before: Snapshot, after: Snapshot, catalog: Catalog | None = None) -> Cause:
    """Why the one level that moved did."""
    (moved,) = compare_snapshots(catalog or two_areas(), before, after).moved
    return moved.cause


def change_checks(*, gone: Sequence[str] = (), reworded: Sequence[str] = ()) -> Catalog:
    """`two_areas` with some checks dropped, or asked in a second wording."""
    catalog = two_areas()
    assert {*gone, *reworded} <= set(catalog.checks)
    checks = {
        item_id: check.model_copy(update={"revision": 2}) if item_id in reworded else check
        for item_id, check in catalog.checks.items()
        if item_id not in gone
    }
    return replace(catalog, checks=checks)


def test_nothing_moved_where_no_level_did() -> None:
    difference = compare_snapshots(
        two_areas(), BEFORE, answered(later(), KNOWS, "left-a.k2b:1:a:sure")
    )
    assert difference.moved == ()
    assert not difference.target_changed
    assert not difference.content_changed


def test_other_answers_are_real_change() -> None:
    after = answered(later(knowledge=3), KNOWS, "left-a.k2b:1:a:sure left-a.k3b:1:c:sure")
    difference = compare_snapshots(two_areas(), BEFORE, after)
    assert cause(BEFORE, after) == "new answers"
    assert [(change.key, change.before, change.after) for change in difference.moved] == [
        (KNOWS, 2, 3)
    ]


def test_a_record_is_real_change() -> None:
    after = replace(later(skill=3), records={CAN: 1})
    assert cause(BEFORE, after) == "new evidence"


def test_a_record_where_nothing_was_known_is_new_evidence_too() -> None:
    """A real incident makes ability known without a single scenario."""
    assert cause(BEFORE, replace(later(ability=3), records={COPES: 1})) == "new evidence"


def test_the_same_answers_to_other_content_are_no_change_of_the_user() -> None:
    after = later("2", knowledge=1)
    assert cause(BEFORE, after) == "changed content"
    assert compare_snapshots(two_areas(), BEFORE, after).content_changed


def test_a_question_that_the_content_dropped_is_no_change_of_the_user() -> None:
    after = answered(later("2", knowledge=1), KNOWS, "left-a.k2a:1:b:sure")
    assert cause(BEFORE, after, change_checks(gone=["left-a.k3a"])) == "changed content"


def test_an_answer_that_was_taken_back_is_change() -> None:
    after = answered(later(knowledge=1), KNOWS, "left-a.k2a:1:b:sure")
    assert cause(BEFORE, after) == "new answers"


def test_an_answer_to_a_new_wording_is_change() -> None:
    """Where others behind the level were to a wording that still stands."""
    after = answered(later("2", knowledge=3), KNOWS, "left-a.k2a:2:b:sure left-a.k3a:1:c:sure")
    assert cause(BEFORE, after, change_checks(reworded=["left-a.k2a"])) == "new answers"


CHANGED_CATALOGS = {
    "gone": change_checks(gone=["left-a.k2a", "left-a.k3a"]),
    "reworded": change_checks(reworded=["left-a.k2a", "left-a.k3a"]),
    "both": change_checks(gone=["left-a.k2a"], reworded=["left-a.k3a"]),
}


@pytest.mark.parametrize("change", CHANGED_CATALOGS)
def test_other_questions_where_all_those_before_have_changed_are_no_change_of_the_user(
    change: str,
) -> None:
    """Nothing tells a better answer from an easier question."""
    after = answered(later("2", knowledge=3), KNOWS, "left-a.k2b:1:b:sure left-a.k3a:2:b:sure")
    catalog = CHANGED_CATALOGS[change]
    assert cause(BEFORE, after, catalog) == "changed questions"
    assert cause(BEFORE, replace(after, records={KNOWS: 1}), catalog) == "changed questions"
    assert cause(BEFORE, replace(after, seen=(KNOWS,)), catalog) == "key seen"


@pytest.mark.parametrize("change", CHANGED_CATALOGS)
@pytest.mark.parametrize("words", ["", "left-a.k2a:1:b:sure left-a.k3a:1:c:sure"])
def test_a_level_whose_questions_all_changed_and_were_not_asked_anew_is_changed_content(
    change: str, words: str
) -> None:
    after = answered(later("2", knowledge=1), KNOWS, words)
    assert cause(BEFORE, after, CHANGED_CATALOGS[change]) == "changed content"


ALL_CHANGED = CHANGED_CATALOGS["gone"]


def test_between_two_dates_with_the_same_content_no_question_had_changed() -> None:
    """Whatever became of them since."""
    after = answered(later(knowledge=3), KNOWS, "left-a.k2b:1:b:sure left-a.k3b:1:b:sure")
    assert cause(BEFORE, after, ALL_CHANGED) == "new answers"
    taken_back = answered(later(knowledge=1), KNOWS, "left-a.k2a:1:b:sure")
    assert cause(BEFORE, taken_back, ALL_CHANGED) == "new answers"


def test_another_answer_to_the_same_wording_is_change_though_it_changed_since() -> None:
    after = answered(later("2", knowledge=3), KNOWS, "left-a.k2a:1:b:sure left-a.k3a:1:d:sure")
    assert cause(BEFORE, after, ALL_CHANGED) == "new answers"


def test_where_nothing_was_known_other_questions_are_new_answers() -> None:
    before = replace(answered(BEFORE, KNOWS, "left-a.k2a:1::skipped"), levels={})
    after = replace(
        answered(later("2"), KNOWS, "left-a.k2b:1:b:sure"), levels={KNOWS: 2}, records={}
    )
    assert cause(before, after, ALL_CHANGED) == "new answers"


def test_an_incident_is_new_evidence_though_all_scenarios_changed() -> None:
    words = "left.s-former:1:ab:answered"
    before = replace(answered(BEFORE, COPES, words), levels={**BEFORE.levels, COPES: 1})
    after = replace(before, content="2", levels={**BEFORE.levels, COPES: 3}, records={COPES: 1})
    assert cause(before, after) == "new evidence"


def test_a_claim_to_a_former_ladder_is_not_lost_by_a_record() -> None:
    levels = {level_key: level for level_key, level in BEFORE.levels.items() if level_key != CAN}
    after = replace(later("2"), levels=levels, records={CAN: 1})
    assert cause(BEFORE, after) == "changed content"


def test_the_first_answers_about_a_level_are_new_whatever_changed_elsewhere() -> None:
    after = answered(later("2", ability=1), COPES, "left.s1:1:ab:answered")
    assert cause(BEFORE, after, CHANGED_CATALOGS["gone"]) == "new answers"


def test_a_key_that_had_been_seen_is_never_change() -> None:
    after = answered(later(knowledge=3, seen=(KNOWS,)), KNOWS, "left-a.k3a:1:d:sure")
    assert cause(BEFORE, after) == "key seen"


def test_what_is_real_comes_first() -> None:
    keys = ("a.knowledge", "b.knowledge", "c.knowledge", "d.knowledge", "e.knowledge")
    before = Snapshot(
        START,
        "full",
        "1",
        "r",
        "s",
        dict.fromkeys(keys, 1),
        answers={"e.knowledge": "e.former:1:a:sure"},
    )
    after = Snapshot(
        START,
        "full",
        "2",
        "r",
        "s",
        dict.fromkeys(keys, 2),
        answers={"c.knowledge": "c.k1:1:a:sure", "e.knowledge": "e.k1:1:a:sure"},
        records={"d.knowledge": 1},
        seen=("a.knowledge",),
    )
    assert [change.cause for change in compare_snapshots(two_areas(), before, after).moved] == [
        "new evidence",
        "new answers",
        "changed questions",
        "changed content",
        "key seen",
    ]


@pytest.mark.parametrize("changed", [{"role": "righter"}, {"stage": "senior"}])
def test_another_target_is_told(changed: dict[str, str]) -> None:
    difference = compare_snapshots(two_areas(), BEFORE, replace(later(), **changed))  # type: ignore[arg-type]  # role or stage
    assert difference.target_changed
    assert difference.moved == ()


WRITTEN: dict[str, object] = {
    "at": START,
    "content": "1",
    "role": "role",
    "stage": "independent",
    "levels": {"old-map.knowledge": 2, "left.ability": 1, "odd": "high"},
    "answers": {"old-map.knowledge": "old-map.k2:1:b:sure old.k:1:a:sure"},
    "records": {"old-map.skill": 1},
    "seen": ["old-map.knowledge"],
}


def test_a_snapshot_is_read_as_it_was_written() -> None:
    snapshot = read_snapshot(WRITTEN, "full")
    assert snapshot is not None
    assert (snapshot.at, snapshot.form, snapshot.content) == (START, "full", "1")
    assert snapshot.levels == {"old-map.knowledge": 2, "left.ability": 1}
    assert snapshot.answers == WRITTEN["answers"]
    assert snapshot.seen == ("old-map.knowledge",)


def test_a_snapshot_follows_ids_to_their_new_names() -> None:
    snapshot = read_snapshot(WRITTEN, "full", {"old-map": "left-a", "old-map.k2": "left-a.k2a"})
    assert snapshot is not None
    assert snapshot.levels == {KNOWS: 2, "left.ability": 1}
    assert snapshot.answers == {KNOWS: "left-a.k2a:1:b:sure old.k:1:a:sure"}
    assert (snapshot.records, snapshot.seen) == ({CAN: 1}, (KNOWS,))


def test_a_fall_from_knowledge_4_which_there_once_was_is_no_change_of_the_user() -> None:
    before = read_snapshot({"at": START, "levels": {KNOWS: 4, CAN: 4, COPES: 4}}, "full")
    after = read_snapshot({"at": START, "levels": {KNOWS: 3, CAN: 4, COPES: 4}}, "full")
    assert before is not None
    assert after is not None
    assert before.levels == {KNOWS: 3, CAN: 4, COPES: 4}
    assert compare_snapshots(two_areas(), before, after).moved == ()


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
    snapshot = read_snapshot({"at": START.replace(tzinfo=None), "levels": {}}, "")
    assert snapshot is not None
    assert snapshot.at == START


FORMER: dict[str, object] = {
    "at": START,
    "content": "2026.11",
    "role": "role",
    "stage": "independent",
    "levels": {
        "left-a.knowledge": 1,
        "left-b.knowledge": 2,
        "left-a.skill": 3,
        "left.ability": 1,
        "right.ability": 3,
    },
    "answers": {
        # Right at 2 and 3, missed at 1: two passes above a miss made 3, and one made 0.
        "left-a.knowledge": "left-a.k1:1:{k1_wrong}:sure left-a.k2a:1:{k2a}:sure "
        "left-a.k3a:1:{k3a}:think-so",
        "left-b.knowledge": "left-b.k2a:1:{left_b}:sure left-b.k2b:1::skipped",
        # Nothing was known from a single miss at 2.
        "right-a.knowledge": "right-a.k2a:1:{right_wrong}:guessing",
        "left-a.skill": "left-a.ladder:1:4:answered",
        "left.ability": "{scene}:1:{pair}:answered",
    },
    "records": {"left-a.skill": 1, "right.ability": 1},
    "seen": [],
}
"""As finished assessments were written down by the way to measure before: without its number."""


def write_former(catalog: Catalog) -> Snapshot:
    """FORMER with the present keys in it, read."""
    scenario = catalog.scenarios_of["left"][0]
    best = judge(catalog, scenario.id)
    choices = {
        "k1_wrong": know(catalog, "left-a.k1", "miss").option,
        "k2a": know(catalog, "left-a.k2a").option,
        "k3a": know(catalog, "left-a.k3a").option,
        "left_b": know(catalog, "left-b.k2a").option,
        "right_wrong": know(catalog, "right-a.k2a", "miss").option,
        "scene": scenario.id,
        "pair": best.best + best.worst,
    }
    words = FORMER["answers"]
    assert isinstance(words, dict)
    filled = {key: text.format(**choices) for key, text in words.items()}
    snapshot = read_snapshot({**FORMER, "answers": filled}, "quick")
    assert snapshot is not None
    assert snapshot.measure == 1
    return snapshot


def list_former_answers(catalog: Catalog) -> list[Answer]:
    return [
        know(catalog, "left-a.k1", "miss"),
        know(catalog, "left-a.k2a"),
        know(catalog, "left-a.k3a"),
        know(catalog, "left-b.k2a"),
        know(catalog, "right-a.k2a", "miss"),
        claim(catalog, "left-a", 4),
        judge(catalog, catalog.scenarios_of["left"][0].id),
    ]


FORMER_RECORDS = Records({"left-a": 1}, incidents={"right": 1})


def test_a_former_snapshot_is_measured_anew_from_its_answers_and_records(
    catalog: Catalog, target: Target
) -> None:
    anew = measure_anew(catalog, write_former(catalog))
    state = make_state(*list_former_answers(catalog))
    assert anew.levels == measure(catalog, target, state, FORMER_RECORDS).levels()
    assert anew.measure == MEASURE
    assert anew.former_levels == FORMER["levels"], "to say what was shown then"
    assert anew.levels["left-a.skill"] == 3
    assert anew.levels["left.ability"] == 2 != anew.former_levels["left.ability"]


def test_the_same_answers_measured_anew_are_no_change_of_the_user(
    catalog: Catalog, target: Target
) -> None:
    """Not even of a level that the former rules left unknown."""
    before = measure_anew(catalog, write_former(catalog))
    state = make_state(*list_former_answers(catalog))
    result = measure(catalog, target, state, FORMER_RECORDS)
    after = read_snapshot(
        snapshot_table(catalog, state, result, FORMER_RECORDS, START + dt.timedelta(days=90)),
        "quick",
    )
    assert after is not None
    assert "right-a.knowledge" in after.levels
    assert compare_snapshots(two_areas(), before, after).moved == ()


def test_a_level_whose_answers_cannot_be_read_stays_as_it_was(catalog: Catalog) -> None:
    former = write_former(catalog)
    unreadable = {
        "left-a.knowledge": "gone.k1:1:a:sure left-a.k2a:99:a:sure nonsense :1:a: left-a.k1:x:a:",
        "left-a.skill": "",
        "left.ability": "left.s-gone:1:ab:answered",
    }
    anew = measure_anew(catalog, replace(former, answers={**former.answers, **unreadable}))
    for key in unreadable:
        assert anew.levels[key] == former.levels[key]


def test_what_one_disagrees_with_by_now_is_not_measured_anew(catalog: Catalog) -> None:
    former = write_former(catalog)
    anew = measure_anew(catalog, former, {"right-a.k2a", "left-b.k2a"})
    assert "right-a.knowledge" not in anew.levels
    assert anew.levels["left-b.knowledge"] == former.levels["left-b.knowledge"]


def test_a_snapshot_of_the_present_measure_is_left_as_it_is(catalog: Catalog) -> None:
    present = replace(write_former(catalog), measure=MEASURE)
    assert measure_anew(catalog, present) is present


def test_what_is_written_down_is_read_back(catalog: Catalog, target: Target) -> None:
    state = make_state(*list_former_answers(catalog))
    seen_at = {"left-b.k2a": START - dt.timedelta(days=1)}
    result = measure(catalog, target, state, FORMER_RECORDS, seen_at)
    snapshot = read_snapshot(snapshot_table(catalog, state, result, FORMER_RECORDS, START), "quick")
    assert snapshot is not None
    assert (snapshot.measure, snapshot.levels) == (MEASURE, result.levels())
    assert snapshot.records == {"left-a.skill": 1, "right.ability": 1}
    assert snapshot.seen == ("left-b.knowledge",)
    assert (snapshot.role, snapshot.stage) == ("role", "independent")
    # The same words as the former measure wrote: so an old file stays comparable.
    former = write_former(catalog)
    for key in ("left-a.skill", "left.ability"):
        assert snapshot.answers[key] == former.answers[key]
    assert measure_anew(catalog, replace(snapshot, measure=1)).levels["left.ability"] == 2


@pytest.fixture
def catalog() -> Catalog:
    return two_areas()


@pytest.fixture
def target(catalog: Catalog) -> Target:
    return make_target(catalog, "role", "independent")


def trend(catalog: Catalog, target: Target, *levels: dict[str, int]) -> list[float | None]:
    """The line of the left area."""
    snapshots = [replace(BEFORE, levels=known_levels) for known_levels in levels]
    return compute_area_trend(catalog, target, snapshots)["left"]


def test_the_trend_is_the_share_of_the_target_that_is_met(catalog: Catalog, target: Target) -> None:
    assert trend(catalog, target, {KNOWS: 0}, {KNOWS: 1}, {KNOWS: 2}, {KNOWS: 3}) == [0, 0.5, 1, 1]


def test_what_is_not_known_is_left_out_and_never_0(catalog: Catalog, target: Target) -> None:
    assert trend(catalog, target, {}, {KNOWS: 2}) == [None, 1]


def test_every_area_has_a_line_as_long_as_the_history(catalog: Catalog, target: Target) -> None:
    lines = compute_area_trend(catalog, target, [BEFORE, later()])
    assert list(lines) == list(catalog.areas)
    assert {len(line) for line in lines.values()} == {2}
