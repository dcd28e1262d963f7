"""Assessments whose levels were counted by former rules are read anew, and history says so."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from pmcoach.assessment.history import compare_snapshots
from pmcoach.assessment.measurement import MEASURE
from pmcoach.coach.assessment import (
    finish_assessment,
    save_answer,
    start_assessment,
    toggle_disagreement,
)
from pmcoach.coach.backup import examine_data
from pmcoach.coach.history import read_history
from pmcoach.coach.session import Session, open_session
from pmcoach.report.history import CAUSE_WORDS, difference_lead, measured_anew_lines, moved_lines
from tests.support import START, Clock

SAMPLE = Path(__file__).parents[1] / "store/samples/measure-1"
"""Written by the last version that counted passes and misses: a pack of four competencies, and a
finished assessment of it with right, wrong and guessed answers, claims, a record and scenarios."""
PROFILE_FILES = {
    path.relative_to(SAMPLE): path.read_bytes()
    for path in (SAMPLE / "journal.toml", *SAMPLE.glob("assessments/*"))
}
[ASSESSMENT] = [name for name in PROFILE_FILES if name.parent.name == "assessments"]
FINISHED: dict[str, Any] = tomllib.loads(PROFILE_FILES[ASSESSMENT].decode())["finished"]
MOVED = [
    "A fourth thing, knowledge: shown as 0 then, 2 now",
    "The area, ability: shown as 2 then, 1 now",
]
"""Right at level 2 between misses at 1 and 3: the rules took that for a guess, the model takes it
for as likely that the first miss was a slip. And two scenarios that were nearly right: the rules
rounded them up."""


@pytest.fixture
def folder(home: Path) -> Path:
    """The sample as the test's profile; its folder."""
    folder = home / "profiles/me"
    for name, content in PROFILE_FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def read_pack() -> dict[str, Any]:
    return tomllib.loads((SAMPLE / "pack.toml").read_text(encoding="utf-8"))


def open_with(pack: dict[str, Any], home: Path, clock: Clock) -> Session:
    """The profile, opened with a pack."""
    content = home.parent / "pack"
    content.mkdir(exist_ok=True)
    (content / "pack.toml").write_text(tomli_w.dumps(pack), encoding="utf-8")
    clock.moment = START.replace(year=2027)
    return open_session(home=home, content=content, now=clock)


@pytest.fixture
def opened(folder: Path, home: Path, clock: Clock) -> Session:
    """The profile, opened with the content of then."""
    assert folder.exists()
    return open_with(read_pack(), home, clock)


def read_files(folder: Path) -> dict[Path, bytes]:
    return {name: (folder / name).read_bytes() for name in PROFILE_FILES}


def test_the_sample_was_written_before_measures_had_a_number() -> None:
    assert "measure" not in FINISHED
    assert MEASURE > 1


def test_its_levels_are_shown_by_the_present_measure_and_no_file_changes(
    opened: Session, folder: Path
) -> None:
    [snapshot] = read_history(opened).snapshots
    assert snapshot.levels == opened.profile.result.levels()
    assert snapshot.levels != FINISHED["levels"]
    assert snapshot.former_levels == FINISHED["levels"]
    assert not opened.read_only
    assert [f for f in examine_data(opened, mend=True).findings if f.verdict == "wrong"] == []
    assert read_files(folder) == PROFILE_FILES
    assert not (folder / "set-aside").exists()


def test_history_names_the_levels_that_moved_because_the_measure_changed(opened: Session) -> None:
    [snapshot] = read_history(opened).snapshots
    assert measured_anew_lines(opened.profile, snapshot) == MOVED


def test_a_change_of_the_measure_is_no_change_between_two_dates(
    opened: Session, folder: Path
) -> None:
    start_assessment(opened, "full")
    finish_assessment(opened)
    before, after = read_history(opened).snapshots
    difference = compare_snapshots(opened.catalog, before, after)
    assert difference.moved == ()
    assert difference_lead(before, after, difference) == ["No level is different."]
    assert measured_anew_lines(opened.profile, before) == MOVED
    assert measured_anew_lines(opened.profile, after) == []
    assert read_files(folder) == PROFILE_FILES


def test_what_was_answered_since_is_told_from_what_the_measure_moved(opened: Session) -> None:
    start_assessment(opened, "full")
    save_answer(opened, "two.k3", option="b", sure="sure")
    save_answer(opened, "two.k2", option="b", sure="sure")
    finish_assessment(opened)
    difference = compare_snapshots(opened.catalog, *read_history(opened).snapshots)
    assert moved_lines(opened.profile, difference) == [
        ("Another thing, knowledge: 1 to 3", CAUSE_WORDS["new answers"]),
        ("A third thing, knowledge: 1 to 2", CAUSE_WORDS["related answers"]),
    ]


def test_a_finished_assessment_says_by_which_measure(opened: Session) -> None:
    start_assessment(opened, "full")
    finish_assessment(opened)
    newest = opened.store.newest
    assert newest is not None
    assert newest.document.finished is not None
    assert newest.document.finished["measure"] == MEASURE


def test_an_answer_disagreed_with_since_counts_for_neither_date(opened: Session) -> None:
    toggle_disagreement(opened, "four.k2")
    start_assessment(opened, "full")
    finish_assessment(opened)
    snapshots = read_history(opened).snapshots
    assert [snapshot.levels["four.knowledge"] for snapshot in snapshots] == [0] * len(snapshots)


@pytest.mark.usefixtures("folder")
def test_a_level_whose_questions_are_gone_stays_as_it_was(home: Path, clock: Clock) -> None:
    pack = read_pack()
    pack["pack"] |= {"version": "2", "retired": ["four.k1", "four.k2", "four.k3"]}
    pack["check"] = [check for check in pack["check"] if check["competency"] != "four"]
    session = open_with(pack, home, clock)
    [snapshot] = read_history(session).snapshots
    assert snapshot.levels["four.knowledge"] == FINISHED["levels"]["four.knowledge"] == 0
    assert measured_anew_lines(session.profile, snapshot) == MOVED[1:]
