"""What has changed since last time, in words, and the result through published lists of duties."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import get_args

import pytest

from pmcoach.assessment.history import Cause, Snapshot, compare_snapshots
from pmcoach.catalog.parse import Catalog
from pmcoach.coach.assessment import start_assessment
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target, set_situation
from pmcoach.report.history import (
    CAUSE_WORDS,
    TARGET_CHANGED,
    difference_lead,
    has_fallen,
    history_lead,
    lens_views,
    moved_lines,
    snapshot_words,
)
from tests.support import START, answer_badly, go_through, list_checks


def test_lenses_after_the_plan_cover_more_and_make_nothing_known(session: Session) -> None:
    choose_target(session, "generalist", "entry")
    set_situation(session, "access", "pm-job")
    set_situation(session, "hours_per_week", 20.0)
    start_assessment(session, "full")
    go_through(session, answer_badly)
    today, later = lens_views(session.profile), lens_views(session.profile, after_plan=True)
    assert [view.lens.id for view in today] == list(session.catalog.lenses)
    assert [view.known for view in later] == [view.known for view in today]
    pairs = [
        (a.share, b.share)
        for one, two in zip(today, later, strict=True)
        for a, b in zip(one.duties, two.duties, strict=True)
    ]
    assert all(a is not None and b is not None and a <= b for a, b in pairs)
    assert sum(b or 0 for _, b in pairs) > sum(a or 0 for a, _ in pairs)


def snapshot(
    catalog: Catalog, content: str = "1", role: str = "generalist", **levels: int
) -> Snapshot:
    """A finished assessment with levels of knowledge, each from another answer to a check."""
    level_by_competency = {
        competency.replace("_", "-"): level for competency, level in levels.items()
    }
    check_by_competency = {
        competency: catalog.checks[list_checks(catalog, competency)[0]]
        for competency in level_by_competency
    }
    return Snapshot(
        START,
        "quick",
        content,
        role,
        "entry",
        {f"{competency}.knowledge": level for competency, level in level_by_competency.items()},
        answers={
            f"{competency}.knowledge": f"{check.id}:{check.revision}:{'abcd'[level]}:sure"
            for competency, check in check_by_competency.items()
            for level in [level_by_competency[competency]]
        },
    )


@pytest.mark.parametrize(
    ("finished", "older", "beginnings"),
    [
        (0, 0, ["With two finished", "None is finished yet"]),
        (1, 0, ["With two finished"]),
        (2, 0, []),
        (60, 3, ["This looks at the newest assessments; 3 older"]),
    ],
)
def test_the_lead_says_what_there_is_to_compare(
    finished: int, older: int, beginnings: list[str]
) -> None:
    lines = history_lead(finished, older)
    assert len(lines) == len(beginnings)
    assert all(
        line.startswith(beginning) for line, beginning in zip(lines, beginnings, strict=True)
    )


def test_a_finished_assessment_is_named_by_day_form_and_content(catalog: Catalog) -> None:
    assert snapshot_words(snapshot(catalog)) == "02 Mar 2026, quick assessment, content 1"
    foreign = Snapshot(START + dt.timedelta(days=1), "of another day", "2", "", "", {})
    assert snapshot_words(foreign) == "03 Mar 2026, of another day, content 2"


def test_what_differs_besides_the_levels_is_said(catalog: Catalog) -> None:
    before, after = snapshot(catalog, lau_plan=1), snapshot(catalog, "2", "technical", lau_plan=1)
    difference = compare_snapshots(catalog, before, after)
    assert difference_lead(before, after, difference) == [
        TARGET_CHANGED,
        "The questions changed in between: content 1 and 2.",
        "No level is different.",
    ]
    risen = snapshot(catalog, lau_plan=2)
    assert difference_lead(before, risen, compare_snapshots(catalog, before, risen)) == []


def test_a_moved_level_is_told_with_its_cause(session: Session) -> None:
    catalog = session.catalog
    before, after = snapshot(catalog, lau_plan=3), snapshot(catalog, lau_plan=1, stk_map=2)
    difference = compare_snapshots(catalog, before, after)
    titles = session.profile.title_of
    assert moved_lines(session.profile, difference) == [
        (f"{titles('lau-plan')}, knowledge: 3 to 1", CAUSE_WORDS["new answers"]),
        (f"{titles('stk-map')}, knowledge: not known to 2", CAUSE_WORDS["new answers"]),
    ]
    assert has_fallen(difference)
    known_anew = compare_snapshots(catalog, snapshot(catalog), snapshot(catalog, lau_plan=0))
    assert not has_fallen(known_anew)


def test_a_level_that_moved_with_the_questions_is_not_said_to_be_the_user(
    session: Session,
) -> None:
    catalog = session.catalog
    after = snapshot(catalog, "2", lau_plan=1)
    before = replace(
        snapshot(catalog, lau_plan=3), answers={"lau-plan.knowledge": "lau-plan.gone:1:a:sure"}
    )
    [(_, words)] = moved_lines(session.profile, compare_snapshots(catalog, before, after))
    assert words == CAUSE_WORDS["changed questions"]


def test_there_are_words_for_every_cause() -> None:
    assert set(CAUSE_WORDS) == set(get_args(Cause))
