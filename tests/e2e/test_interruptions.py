"""However a session ends, nothing is lost and the terminal is as it was."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

from scripts.terminal import Terminal
from tests.e2e.terminal import (
    PMCOACH,
    agree,
    answer,
    begin_sketch,
    go_on,
    saved_answers,
    start,
    wait_for_question,
)

pytestmark = pytest.mark.slow

SPINNING = 2.0
"""Seconds of processor time that ending may take; a loop uses as much as there is."""


def answer_some(terminal: Terminal, how_many: int) -> list[str]:
    """Answer questions, each with another digit."""
    return [answer(terminal, 1 + number % 3) for number in range(how_many)]


def test_each_answer_is_in_the_file_once_the_next_question_is_shown(home: Path) -> None:
    chosen: list[str] = []
    for sitting, how_many in enumerate((1, 2, 2)):
        with start() as terminal:
            if sitting:
                go_on(terminal)
            else:
                begin_sketch(terminal)
            chosen += answer_some(terminal, how_many)
            terminal.kill()
        assert agree(saved_answers(home), chosen)


def test_q_leaves_a_sane_terminal_and_the_same_question_comes_back(home: Path) -> None:
    with start() as terminal:
        begin_sketch(terminal)
        chosen = answer_some(terminal, 2)
        third = terminal.settle()
        assert terminal.on_alternate_screen()
        assert not terminal.cooked()
        terminal.send("q")
        assert terminal.wait_end()
        assert terminal.exit_status() == 0
        assert terminal.cooked()
        assert not terminal.on_alternate_screen()
    with start() as terminal:
        go_on(terminal)
        assert terminal.settle() == third
    assert agree(saved_answers(home), chosen)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_a_sane_terminal_and_loses_nothing(
    home: Path, number: signal.Signals
) -> None:
    with start() as terminal:
        begin_sketch(terminal)
        chosen = answer_some(terminal, 2)
        third = terminal.settle()
        terminal.signal(number)
        assert terminal.wait_end()
        assert not terminal.on_alternate_screen()
        assert terminal.cooked()
    assert agree(saved_answers(home), chosen)
    with start() as terminal:
        go_on(terminal)
        assert terminal.settle() == third


@pytest.mark.parametrize("ignore_hangup", [False, True], ids=["plain", "under nohup"])
def test_a_closed_terminal_ends_the_program_without_spinning(
    home: Path, ignore_hangup: bool
) -> None:
    with start(ignore_hangup=ignore_hangup) as terminal:
        begin_sketch(terminal)
        chosen = answer_some(terminal, 1)
        before = terminal.cpu_seconds()
        terminal.hang_up()
        assert terminal.wait_end()
        assert terminal.cpu_seconds() - before < SPINNING
    assert agree(saved_answers(home), chosen)


def test_a_closed_terminal_ends_a_program_that_gets_no_signal(home: Path) -> None:
    """As under make: it leads the session, so it alone is told, and then waits for the program."""
    starter = 'trap : HUP; "$0"; exit 0'
    with Terminal(["/bin/sh", "-c", starter, PMCOACH]) as terminal:
        begin_sketch(terminal)
        chosen = answer_some(terminal, 1)
        terminal.hang_up()
        assert terminal.wait_end()
    assert agree(saved_answers(home), chosen)


def test_a_broken_pack_is_said_after_the_screens_are_left(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.toml").write_text("[pack\n", encoding="utf-8")
    with start("--content", str(pack)) as terminal:
        assert terminal.wait_end()
        assert terminal.exit_status() == 1
        assert "pmcoach: pack.toml:1: not valid TOML" in terminal.text()
        assert "Traceback" not in terminal.text()
        assert not terminal.on_alternate_screen()
        assert terminal.cooked()


def test_a_second_window_on_the_same_profile_is_read_only_and_says_so(home: Path) -> None:
    with start() as first:
        begin_sketch(first)
        chosen = answer_some(first, 1)
        with start() as second:
            second.wait_for("Read-only: another pmcoach")
            go_on(second)
            second.send("1\r")
            second.wait_for("Nothing was saved")
            second.kill()
        wait_for_question(first)
        chosen += answer_some(first, 1)
    assert agree(saved_answers(home), chosen)


def test_a_stopped_app_gives_the_terminal_back_and_goes_on_where_it_was(home: Path) -> None:
    with start() as terminal:
        begin_sketch(terminal)
        chosen = answer_some(terminal, 2)
        before = terminal.settle()
        terminal.signal(signal.SIGTSTP)
        terminal.wait_until(
            lambda _: not terminal.on_alternate_screen() and terminal.cooked(),
            "the shell's own screen",
        )
        assert agree(saved_answers(home), chosen)
        terminal.signal(signal.SIGCONT)
        terminal.wait_until(lambda _: terminal.on_alternate_screen(), "the app's screen")
        wait_for_question(terminal)
        assert terminal.settle() == before
        chosen += answer_some(terminal, 1)
        terminal.kill()
    assert agree(saved_answers(home), chosen)
