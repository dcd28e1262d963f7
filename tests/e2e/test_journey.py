"""From a new profile to a development plan in a file, with a power cut in between."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

from benchmarks.answers import give_answer
from pmcoach.coach.session import open_session
from pmcoach.report.questions import make_question, present_item
from pmcoach.report.situation import SITUATION
from scripts.terminal import Terminal
from tests.e2e.terminal import (
    ENTER,
    ESCAPE,
    agree,
    answer,
    asked,
    begin_sketch,
    go_on,
    saved_answers,
    start,
    wait_for_question,
)
from tests.support import begin
from tests.tui.support import answer_keys

pytestmark = pytest.mark.slow

GAP = re.compile(
    r"^\s+(.+): (knowledge|skill|ability) (\d) of (\d), \w+\s+(training|hands-on work)",
    re.MULTILINE,
)
FOREVER = 200


def answer_all(terminal: Terminal) -> list[str]:
    """Answer with the first choice until nothing is asked any more; what was chosen."""
    chosen: list[str] = []
    while asked(terminal.text()):
        chosen.append(answer(terminal, 1))
        assert len(chosen) < FOREVER
    return chosen


FIRST_ANSWERS = {
    "access": ("jj", "volunteer"),
    "job_search": ("j", "hunting"),
    "hours_per_week": ("6", 6.0),
    "employer_pays": ("j", "no"),
}
"""The questions at the first ending: the keys that answer each, and what is saved."""


def answer_first_questions(terminal: Terminal) -> None:
    """Answer the four questions about the situation that stand before the first ending."""
    for number, (field, (keys, _)) in enumerate(FIRST_ANSWERS.items(), 1):
        terminal.wait_for(re.escape(SITUATION[field].question))
        assert f"Question {number} of {len(FIRST_ANSWERS)}." in terminal.settle()
        terminal.send(f"{keys}{ENTER}")


def read_first_answers(home: Path) -> dict[str, object]:
    """What the files say of the same."""
    context = open_session(home=home, write=False).profile.journal.context
    return {field: getattr(context, field) for field in FIRST_ANSWERS}


def test_a_power_cut_in_the_middle_and_on_to_an_exported_plan(home: Path, tmp_path: Path) -> None:
    with start() as terminal:
        begin_sketch(terminal)
        chosen = answer_all(terminal)
        assert "First sketch finished" in terminal.text()
        answer_first_questions(terminal)
        terminal.wait_for("Go on: the quick assessment")
        terminal.wait_for("At 6 hours a week, your target is")
        terminal.send(ENTER)
        wait_for_question(terminal)
        chosen += [answer(terminal, 1) for _ in range(3)]
        following = terminal.settle()
        assert f"{len(chosen) + 1} of" in following.splitlines()[0]
        terminal.kill()
    assert agree(saved_answers(home), chosen)
    assert read_first_answers(home) == {field: saved for field, (_, saved) in FIRST_ANSWERS.items()}

    plan = tmp_path / "plan.md"
    with start() as terminal:
        go_on(terminal)
        assert terminal.settle() == following
        answer_all(terminal)
        assert "Quick assessment finished" in terminal.text()

        terminal.send("r")
        terminal.wait_for("The largest gaps")
        results = terminal.settle()
        target = re.split(r"\s{2,}", results.splitlines()[0].strip())[-1]
        gap = GAP.search(results)
        assert gap, results
        title, facet, level, asks, route = gap.groups()

        terminal.send(ENTER)
        terminal.wait_for("What would change this")
        verdict = terminal.settle()
        assert f"{title}: {facet}" in verdict
        assert f"{route.capitalize()}. " in verdict

        terminal.send(ESCAPE)
        terminal.wait_for("The largest gaps")
        terminal.send("e")
        terminal.wait_for("Nothing is overwritten without asking")
        terminal.settle()
        # Enter leads to the path; what stands there is selected, so that typing replaces it.
        terminal.press(ENTER)
        terminal.press(str(plan))
        terminal.send(ENTER)
        terminal.wait_for("Written:")
        terminal.send(ESCAPE)
        terminal.wait_for("The largest gaps")
        terminal.send("q")
        assert terminal.wait_end()
        assert terminal.exit_status() == 0

    written = plan.read_text(encoding="utf-8")
    assert f"**Target:** {target}" in written
    first_gap = written.split("## What to do about the largest gaps")[1].split("\n### ")[1]
    assert first_gap.startswith(f"1. {title}: {facet} from {level} to {asks}")
    assert f"**{route.capitalize()}.**" in first_gap


def test_keys_typed_ahead_each_answer_their_own_question(home: Path, tmp_path: Path) -> None:
    session = open_session(home=home)
    begin(session, "sketch")
    session.close()
    shutil.copytree(home, tmp_path / "twin")
    keys = keys_through(tmp_path / "twin")
    with start() as terminal:
        go_on(terminal)
        terminal.send(keys)
        terminal.wait_for("First sketch finished")
        terminal.kill()
    assert saved_answers(home) == saved_answers(tmp_path / "twin")


def keys_through(home: Path) -> str:
    """Answer all that is asked, each question with another choice; the keys that do the same."""
    session = open_session(home=home)
    keys: list[str] = []
    for pick in range(FOREVER):
        item = present_item(session.profile)
        if item is None:
            break
        question = make_question(session.profile, item)
        keys += answer_keys(question, pick)
        give_answer(session, question, pick)
    session.close()
    return "".join(keys).replace("enter", ENTER)
