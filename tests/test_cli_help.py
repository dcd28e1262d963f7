"""The help, and the exit codes that it names."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pexpect
import pytest
from click.testing import CliRunner, Result

from pmcoach.cli import SECTIONS, cli, exit_codes
from pmcoach.cli.shared import NOTES, Commands
from pmcoach.coach.demo import make_demo
from pmcoach.coach.export import FORMATS, TITLES
from pmcoach.coach.plan import find_steps
from pmcoach.coach.session import open_session
from pmcoach.launch import EXIT_NO_TERMINAL

DOCS = (Path(__file__).resolve().parent.parent / "docs" / "commands.md").read_text("utf-8")
WIDTH = 80
PMCOACH = Path(sys.executable).with_name("pmcoach")
BREAKING = (
    "import sys, pmcoach.coach.session as session\n"
    "def interrupted(**_):\n    raise KeyboardInterrupt\n"
    "session.open_session = interrupted\n"
    "from pmcoach.__main__ import main\nmain()"
)


def every_command(group: click.Group = cli, *before: str) -> dict[str, click.Command]:
    """All commands that do something, by the words that call them."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found |= every_command(command, *before, name)
        else:
            found[" ".join([*before, name])] = command
    return found


def run(*words: str, **more: Any) -> Result:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(cli, words, prog_name="pmcoach", **more)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def demo(home: Path) -> Path:
    make_demo(home)
    return home


# The help


@pytest.mark.parametrize("words", ["", "content", *every_command()])
def test_help_fits_80_columns_and_has_examples(words: str) -> None:
    told = run(*words.split(), "--help")
    assert told.exit_code == 0
    assert max(map(len, told.stdout.splitlines())) <= WIDTH
    shown = re.search(r"^ *Examples:\n((?: {4,}\S.*\n)+)", told.stdout, re.MULTILINE)
    assert shown
    assert all(line.split()[0] in {"pmcoach", "eval", "xclip"} for line in shown[1].splitlines())


def test_every_step_in_an_example_is_there(demo: Path) -> None:
    """In the help and in the docs, whether by its id or by a part of its title."""
    pages = run("done", "--help").stdout + DOCS
    named = re.findall(r"^ *pmcoach done (\"[^\"]+\"|\S+)", pages, re.MULTILINE)
    session = open_session(home=demo, write=False)
    assert len(named) > 3
    assert [words for words in named if not find_steps(session, words.strip('"'))] == []


@pytest.mark.parametrize("words", every_command())
def test_the_first_line_of_a_commands_help_is_whole_in_a_list(words: str) -> None:
    help_text = every_command()[words].help or ""
    assert re.match(r"[A-Z].*\.\n", help_text.strip() + "\n")


def test_every_command_stands_under_one_heading() -> None:
    assert sorted(cli.commands) == sorted(
        str(command.name) for commands in SECTIONS.values() for command in commands
    )
    told = run("--help").stdout
    assert [title for title in SECTIONS if f"\n{title}:\n" in told] == list(SECTIONS)
    assert "\nOthers:\n" not in told


def test_a_command_in_no_section_is_listed_all_the_same() -> None:
    group = Commands(
        "x",
        sections={"First": ("one",)},
        commands={name: click.Command(name) for name in ("one", "two")},
    )
    told = group.get_help(click.Context(group))
    assert "First:\n  one" in told
    assert "Others:\n  two" in told


def test_the_help_ends_with_files_environment_codes_and_docs() -> None:
    told = run("--help").stdout
    assert [title for title in NOTES if f"\n{title}:\n" in told] == list(NOTES)
    for name in ("HOME", "PROFILE", "CONTENT", "CONFIG", "THEME"):
        assert f"\n  PMCOACH_{name} " in told
    assert "NO_COLOR" in told
    assert "commands.md" in told
    for code, meaning in exit_codes.MEANINGS.items():
        assert re.search(rf"^  {code} +{re.escape(meaning)}$", told, re.MULTILINE)


def test_the_help_of_export_tells_every_format() -> None:
    told = run("export", "--help").stdout
    for name in FORMATS:
        assert re.search(rf"^ +{name} +{re.escape(TITLES[name])}$", told, re.MULTILINE)


def test_the_help_loads_little() -> None:
    code = (
        "import sys; from pmcoach.__main__ import main\ntry: main()\n"
        "except SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--help"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    heavy = {
        "pydantic",
        "textual",
        "tomllib",
        "jinja2",
        "filelock",
        "platformdirs",
        "json",
        "tempfile",
        "zipfile",
        "subprocess",
    }
    assert not heavy & set(done.stderr.split())


# What is mistyped


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (["statsu"], "status"),
        (["content", "chek"], "check"),
        (["status", "--jsn"], "--json"),
        (["--profil", "x"], "--profile"),
    ],
)
def test_a_mistyped_name_is_met_with_the_nearest(words: list[str], near: str) -> None:
    told = run(*words)
    assert told.exit_code == exit_codes.USAGE
    assert f"Did you mean '{near}'?" in told.stderr
    assert told.stdout == ""


def test_nothing_near_is_not_guessed_at() -> None:
    assert "Did you mean" not in run("xyzzy").stderr


def test_an_option_that_goes_before_the_command_is_told_so() -> None:
    told = run("status", "--profile", "anna")
    assert told.exit_code == exit_codes.USAGE
    assert "--profile goes before the command: pmcoach --profile ... status" in told.stderr


# Exit codes


def test_the_docs_have_the_exit_codes_of_the_program() -> None:
    rows = re.findall(r"^\| (\d+) \| (.+) \|$", DOCS, re.MULTILINE)
    assert {int(code): meaning for code, meaning in rows} == exit_codes.MEANINGS
    assert EXIT_NO_TERMINAL == exit_codes.USAGE


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["status"], exit_codes.DONE),
        (["--help"], exit_codes.DONE),
        (["done", "juggling"], exit_codes.FAILED),
        (["content", "check", "nowhere"], exit_codes.FAILED),
        (["export", "--format", "x"], exit_codes.USAGE),
        (["done"], exit_codes.USAGE),
        ([], exit_codes.USAGE),
    ],
)
def test_exit_codes(words: list[str], code: int) -> None:
    assert run(*words).exit_code == code


def test_ctrl_c_ends_with_130_and_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BREAKING, "status"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (exit_codes.INTERRUPTED, "")
    assert done.stderr == "pmcoach: interrupted\n"
    assert exit_codes.INTERRUPTED == 128 + signal.SIGINT


@pytest.mark.slow
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("key", "code", "said"),
    [
        ("\x03", exit_codes.INTERRUPTED, "pmcoach: interrupted"),
        ("\x04", exit_codes.FAILED, "pmcoach: The input ended before an answer."),
        ("n\r", exit_codes.FAILED, "pmcoach: Nothing was changed."),
    ],
    ids=["ctrl+c", "ctrl+d", "no"],
)
def test_a_question_without_a_yes_changes_nothing(
    home: Path, tmp_path: Path, key: str, code: int, said: str
) -> None:
    file = tmp_path / "b.zip"
    assert run("backup", str(file)).exit_code == exit_codes.DONE
    journal = home / "profiles" / "me" / "journal.toml"
    journal.unlink()
    terminal = pexpect.spawn(str(PMCOACH), ["restore", str(file)], encoding="utf-8", timeout=60)
    terminal.expect_exact("Restore? [y/N]: ")
    terminal.send(key)
    terminal.expect_exact(said)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert (terminal.exitstatus, journal.exists()) == (code, False)


@pytest.mark.slow
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("words", [["export"], ["plan", "--json"], ["--help"]], ids=" ".join)
def test_a_closed_pipe_ends_quietly(words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [PMCOACH, *words],
            stdout=write,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (exit_codes.FAILED, "")
