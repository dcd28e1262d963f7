"""The summary of home: read back only where it is one, and one thing to do next in each situation."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmcoach.report.home import (
    NEW_HOME,
    AreaSummary,
    HomeSummary,
    area_met_words,
    days_since_finish,
    late_words,
    outdated_words,
    read_home,
    status_lines,
    what_next,
)

HOME = HomeSummary(
    profile="me",
    notices=("A file was left out.",),
    target="Generalist, first product job",
    has_target=True,
    form="Quick assessment",
    in_progress=True,
    answered=9,
    done=2,
    total=30,
    minutes_left=14,
    next_item="lau-plan.o-ferry.1",
    areas=(
        AreaSummary("Launch", 25.0, None, 0, 13),
        AreaSummary("Strategy", 75, 40, 6, 13),
    ),
    gaps=3,
    first_step="Learn 30 terms",
    first_step_by="2026-03-09",
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=12,
)
FIELDS = sorted(asdict(HOME))


def through_json(home: HomeSummary) -> dict[str, object]:
    table: dict[str, object] = json.loads(json.dumps(asdict(home)))
    return table


@pytest.mark.parametrize("home", [HOME, NEW_HOME])
def test_a_summary_comes_back_from_json_as_it_was(home: HomeSummary) -> None:
    assert read_home(through_json(home)) == home


@given(JSON)
def test_no_json_value_is_taken_for_a_summary_or_raises(node: object) -> None:
    assert read_home(node) is None


@given(st.sampled_from(FIELDS), JSON)
def test_a_field_with_anything_else_in_it_is_refused_or_of_the_right_type(
    field: str, node: object
) -> None:
    home = read_home({**through_json(HOME), field: node})
    if home is not None:
        assert type(getattr(home, field)) is type(getattr(HOME, field))
        assert replace(home, **{field: getattr(HOME, field)}) == HOME


@given(st.sampled_from(sorted(through_json(HOME)["areas"][0])), JSON)  # type: ignore[index]  # a list
def test_an_area_with_anything_else_in_it_is_refused_or_shown_without_raising(
    key: str, node: object
) -> None:
    table = through_json(HOME)
    table["areas"][0][key] = node  # type: ignore[index]  # a list
    home = read_home(table)
    assert home is None or status_lines(home)


@pytest.mark.parametrize("field", FIELDS)
def test_a_summary_that_lacks_a_field_or_has_another_is_refused(field: str) -> None:
    table = through_json(HOME)
    lacking = {name: entry for name, entry in table.items() if name != field}
    assert read_home(lacking) is None
    assert read_home({**table, f"{field}2": table[field]}) is None


def test_no_text_in_the_file_can_steer_a_terminal() -> None:
    table = through_json(replace(HOME, target="a\x1b[31mb", notices=("c\x9bd",)))
    home = read_home(table)
    assert home is not None
    assert "\x1b" not in home.target
    assert "\x9b" not in home.notices[0]


@pytest.mark.parametrize(
    ("home", "words"),
    [
        (NEW_HOME, "Begin: the first sketch (about 3 min)"),
        (
            HOME,
            "Go on with the quick assessment (about 14 min left; question 3)",
        ),
        (
            replace(HOME, done=30),
            "Finish the quick assessment (nothing left to ask)",
        ),
        (
            replace(HOME, in_progress=False, next_form="standard", next_form_minutes=20),
            "Go on: the standard assessment (about 20 min; nothing is asked twice)",
        ),
        (
            replace(HOME, in_progress=False, next_form="update", next_form_minutes=8),
            "Update your levels (about 8 min; the questions have changed)",
        ),
        (
            HomeSummary(next_form="standard", next_form_minutes=27),
            "Go on: the standard assessment (about 27 min; nothing is asked twice)",
        ),
        (
            HomeSummary(next_form="", next_form_minutes=0),
            "See the results (nothing left to ask)",
        ),
        (
            replace(HOME, in_progress=False, next_form=""),
            "See the results (nothing left to ask)",
        ),
    ],
    ids=[
        *("new", "under way", "every question asked"),
        *("finished", "questions have changed", "stopped unanswered", "only disagreed"),
        "nothing left to ask",
    ],
)
def test_there_is_one_thing_to_do_next(home: HomeSummary, words: str) -> None:
    assert what_next(home).words == words


@pytest.mark.parametrize(
    ("finished_on", "in_progress", "days"),
    [
        ("2026-03-02", False, 21),
        ("2026-03-02", True, None),
        ("", False, None),
        ("the other day", False, None),
    ],
)
def test_days_are_counted_from_the_last_finish(
    finished_on: str, in_progress: bool, days: int | None
) -> None:
    home = replace(HOME, finished_on=finished_on, in_progress=in_progress)
    assert days_since_finish(home, dt.date(2026, 3, 23)) == days


@pytest.mark.parametrize(
    ("late", "beginning"), [(0, ""), (1, "One step was planned"), (3, "3 steps were planned")]
)
def test_late_steps_are_counted(late: int, beginning: str) -> None:
    words = late_words(late)
    assert words.startswith(beginning)
    assert bool(words) == bool(late)


def test_what_is_not_known_of_an_area_is_not_called_0() -> None:
    unknown, known = HOME.areas
    assert area_met_words(unknown) == "not known (0 of 13 known)"
    assert area_met_words(known) == "40% of the target met (6 of 13 known)"


def test_the_status_says_where_one_stands_and_what_is_due() -> None:
    lines = status_lines(replace(HOME, late=2, outdated=9))
    assert lines[0] == "Target: Generalist, first product job"
    assert lines[1] == "Quick assessment: 2 of about 30 answered. About 14 min left."
    assert "Gaps found: 3" in lines
    assert late_words(2) in lines
    assert outdated_words(9) in lines
    assert lines[-1] == "Next step: Learn 30 terms (by 2026-03-09)"
    assert status_lines(NEW_HOME)[1].startswith("Nothing answered yet.")
    stopped = replace(NEW_HOME, next_form="standard", next_form_minutes=27)
    for home in (NEW_HOME, stopped, replace(HOME, answered=0)):
        assert what_next(home).words in status_lines(home)[1]
