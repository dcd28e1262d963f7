"""The installed command, as a shell, a script and a dumb terminal see it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pmcoach import launch
from pmcoach.cli import assess as command
from pmcoach.cli import cli
from pmcoach.coach.session import open_session
from pmcoach.report.questions import make_question
from tests.plain.support import (
    GO,
    PLAN,
    QUIT,
    TARGET_AGAIN,
    TELL_FIRST,
    Talk,
    begin_alike,
    given,
    through_coach,
    too_long,
)
from tests.support import Clock

pytestmark = pytest.mark.slow

PMCOACH = str(Path(sys.executable).with_name("pmcoach"))
PLAIN = [PMCOACH, "assess", "--plain"]
DUMB = {"TERM": "dumb", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def run(data: bytes, *more: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command with a pipe on either side."""
    return subprocess.run(
        [*PLAIN, *more],
        input=data,
        capture_output=True,
        timeout=120,
        env={**os.environ, **env},
        check=False,
    )


def test_a_whole_sketch_through_a_pipe_ends_in_a_plan(home: Path, twin: Talk) -> None:
    session = begin_alike(Talk(home, twin.catalog, Clock()), twin, "sketch")
    lines = through_coach(session, "sketch")
    done = run("\n".join([GO, *lines, *TELL_FIRST, PLAN, "b", QUIT]).encode(), **DUMB)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode("ascii")
    assert all(char == "\n" or " " <= char <= "~" for char in text)
    assert too_long(text) == []
    assert "First sketch: done." in text
    assert "pmcoach done ID records that it is done." in " ".join(text.split())
    saved = open_session(home=home, write=False)
    assert given(list(saved.profile.state.answers.values())) == given(
        list(session.profile.state.answers.values())
    )


def test_bytes_that_are_no_text_are_a_wrong_entry(home: Path, talk: Talk) -> None:
    item = talk.begin_at("ladder")
    done = run(b"\xff\xfe\x00\n1\n\x80\x9b\n2\n", **DUMB)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()
    assert open_session(home=home, write=False).profile.state.answers[item].option == "2"


def test_a_closed_input_leaves_at_once(home: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", '"$0" assess --plain <&-', PMCOACH],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Everything you answered is saved.\n")
    assert home.exists()


def test_an_output_that_closes_is_no_traceback(home: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", 'printf "1\\n1\\n2\\n" | "$0" assess --plain | head -n 1', PMCOACH],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.startswith("pmcoach, in plain text.")
    assert "Traceback" not in done.stderr
    assert home.exists()


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", -15), ("SIGHUP", -1)])
def test_a_signal_at_a_prompt_loses_nothing(
    home: Path, talk: Talk, twin: Talk, name: str, code: int
) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such signals")
    session = begin_alike(talk, twin, "sketch")
    lines = through_coach(session, "sketch", most=2)
    with subprocess.Popen(
        PLAIN, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("".join(f"{line}\n" for line in (GO, *lines)).encode())
        process.stdin.flush()
        seen = b""
        while not (b"Question 3 of " in seen and seen.endswith(b"> ")):
            seen += os.read(process.stdout.fileno(), 4096)
        process.send_signal(signal.Signals[name])
        rest, trouble = process.communicate(timeout=60)
    assert (process.returncode, trouble) == (code, b"")
    if name == "SIGINT":
        assert rest == b"\nEverything you answered is saved.\n"
    saved = open_session(home=home)
    assert given(list(saved.profile.state.answers.values())) == given(
        list(session.profile.state.answers.values())
    )
    assert saved.read_only == ""
    saved.close()


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0), ("q\r", 0)])
def test_a_dumb_terminal_gets_lines_and_nothing_else(
    home: Path, talk: Talk, key: str, code: int
) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals")
    from scripts.terminal import Terminal

    item = talk.begin_at("ladder")
    number = make_question(talk.saved.profile, item).number
    with Terminal(PLAIN, size=(50, 40), env={"TERM": "dumb"}) as terminal:
        terminal.wait_for("Menu")
        terminal.send(f"{TARGET_AGAIN}\r")
        terminal.wait_for("Which job")
        terminal.send("1\r")
        terminal.wait_for("At which stage")
        terminal.send("1\r")
        terminal.wait_for(r"12\. Quit")
        terminal.send(f"{GO}\r")
        terminal.wait_for(f"Question {number} of ")
        terminal.send("2p\r")
        terminal.wait_for(f"Question {number + 1} of ")
        terminal.send(key)
        terminal.wait_for("Everything you answered is saved.")
        assert terminal.wait_end()
        assert terminal.exit_status() == code
    text = terminal.raw.decode("ascii").replace("\r\n", "\n")
    assert all(char == "\n" or " " <= char <= "~" for char in text)
    assert max(map(len, text.splitlines())) in range(45, 51)
    answer = open_session(home=home, write=False).profile.state.answers[item]
    assert (answer.option, answer.provable) == ("2", True)


def test_plain_needs_none_of_the_screens(home: Path) -> None:
    code = (
        "import sys; from pmcoach.__main__ import main\ntry: main()\nexcept SystemExit: pass\n"
        "print(sorted({n.split('.')[0] for n in sys.modules} & {'textual', 'rich'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "assess", "--plain"],
        input="1\n1\n2\n",
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.endswith("\n[]\n")
    assert home.exists()


def test_without_plain_it_opens_the_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []

    def open_screens(profile: str, *_more: object) -> int:
        opened.append(profile)
        return 7

    monkeypatch.setattr(command, "open_screens", open_screens)
    told = CliRunner().invoke(cli, ["--profile", "kim", "assess"])
    assert (told.exit_code, opened) == (7, ["kim"])


def test_the_length_without_plain_is_wrong_use() -> None:
    told = CliRunner().invoke(cli, ["assess", "--form", "quick"])
    assert told.exit_code == launch.EXIT_NO_TERMINAL == 2
    assert "--form goes with --plain" in told.stderr


def test_a_bad_profile_name_is_one_clear_line() -> None:
    told = CliRunner().invoke(cli, ["--profile", "../me", "assess", "--plain"])
    assert told.exit_code == 1
    assert told.stdout == ""
    assert len(told.stderr.splitlines()) == 1
