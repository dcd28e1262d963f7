"""From a new profile to a development plan in a file, with a power cut in between."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

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

pytestmark = pytest.mark.slow

GAP = re.compile(
    r"^\s+(.+): (knowledge|skill|ability) (\d) of (\d)\s+(training|hands-on work)", re.MULTILINE
)
FOREVER = 200


def test_a_power_cut_after_ten_answers_and_on_to_an_exported_plan(
    home: Path, tmp_path: Path
) -> None:
    with start() as terminal:
        begin_sketch(terminal)
        chosen = [answer(terminal, 1) for _ in range(7)]
        assert "First sketch finished" in terminal.text()
        terminal.wait_for("Go on: the quick assessment")
        terminal.send(ENTER)
        wait_for_question(terminal)
        chosen += [answer(terminal, 1) for _ in range(3)]
        eleventh = terminal.settle()
        assert "11 of" in eleventh.splitlines()[0]
        terminal.kill()
    assert agree(saved_answers(home), chosen)

    plan = tmp_path / "plan.md"
    with start() as terminal:
        go_on(terminal)
        assert terminal.settle() == eleventh
        for _ in range(FOREVER):
            if not asked(terminal.text()):
                break
            answer(terminal, 1)
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


def test_keys_typed_ahead_each_answer_their_own_question(home: Path) -> None:
    with start() as terminal:
        begin_sketch(terminal)
        terminal.send("0\r1\r2\r3\r1s2s3g")
        terminal.wait_for("First sketch finished")
        terminal.kill()
    assert "".join(choice.label for choice in saved_answers(home)) == "0123123"
