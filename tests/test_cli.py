"""The commands: honest text, one clear line for each error, nothing that a terminal would obey."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pmcoach import __version__
from pmcoach.cli import cli
from pmcoach.coach.assessment import start_assessment, toggle_disagreement
from pmcoach.coach.demo import make_demo
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target, set_situation
from pmcoach.launch import EXIT_NO_TERMINAL, NO_TERMINAL
from pmcoach.store.content import shipped_folder
from pmcoach.store.migrate import SCHEMA
from tests.support import answer_badly, find_present

PMCOACH = Path(sys.executable).with_name("pmcoach")
READING = (
    ["status"],
    ["status", "--json"],
    ["plan"],
    ["plan", "--json"],
    ["export"],
    ["export", "--format", "json"],
)
OBEYED = ("\x1b", "\x9b", "\x07", "\u202e")


def run(*arguments: str | Path) -> Result:
    """A command in this process. An error that nobody caught fails the test."""
    result = CliRunner().invoke(cli, [str(one) for one in arguments], prog_name="pmcoach")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def one_line(result: Result) -> str:
    """What stands on stderr, which has to be one line of pmcoach's."""
    assert result.stderr.startswith("pmcoach: ")
    (line,) = result.stderr.splitlines()
    return line


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    make_demo(folder)
    return folder


@pytest.fixture
def demo(demo_home: Path, home: Path) -> Path:
    """The demo profile as the test's own data."""
    shutil.copytree(demo_home, home)
    return home


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the shipped content to break."""
    return Path(shutil.copytree(shipped_folder(), tmp_path / "pack"))


def test_version_is_the_packages_own() -> None:
    assert run("--version").stdout == f"pmcoach, version {__version__}\n"


def test_help_lists_every_command() -> None:
    told = run("--help")
    assert told.exit_code == 0
    for name, command in cli.commands.items():
        assert f"\n  {name}" in told.stdout
        assert command.help


# Without answers


def test_status_says_that_nothing_is_answered_and_what_to_do(home: Path) -> None:
    told = run("status")
    assert told.exit_code == 0
    assert told.stdout.startswith("Target: Generalist associate, entry (assumed: none was chosen)")
    assert "Nothing answered yet" in told.stdout
    assert not home.exists()


def test_status_as_json_knows_no_figure_yet() -> None:
    summary = json.loads(run("status", "--json").stdout)
    assert summary["answered"] == 0
    assert [area["met"] for area in summary["areas"]] == [None] * 4


def test_plan_without_answers_plans_nothing_and_claims_no_result() -> None:
    told = run("plan")
    assert told.exit_code == 0
    assert told.stdout.startswith("No step is planned. Nothing is known yet")
    assert json.loads(run("plan", "--json").stdout)["steps"] == []


def test_export_without_answers_is_honest() -> None:
    told = run("export").stdout
    assert "Nothing is known yet" in told
    assert "no gap to close" not in told
    assert "No gap was found" not in told
    whole = json.loads(run("export", "--format", "json").stdout)
    assert (whole["answered"], whole["verdicts"]) == (0, [])


# With answers


@pytest.mark.usefixtures("demo")
def test_status_of_the_demo_says_target_progress_and_next_step() -> None:
    summary = json.loads(run("status", "--json").stdout)
    told = run("status")
    assert told.exit_code == 0
    assert f"{summary['done']} of about {summary['total']} answered" in told.stdout
    assert f"Gaps found: {summary['gaps']}" in told.stdout
    assert f"Next step: {summary['first_step']}" in told.stdout
    assert summary["gaps"] > 0


@pytest.mark.usefixtures("demo")
def test_plan_of_the_demo_dates_each_step() -> None:
    steps = json.loads(run("plan", "--json").stdout)["steps"]
    told = run("plan").stdout
    assert steps
    for number, step in enumerate(steps, 1):
        assert f"{number}. {step['title']}" in told
        assert f"{step['start']} to {step['end']}" in told


@pytest.mark.usefixtures("demo")
def test_export_of_the_demo_holds_each_verdict_in_both_formats() -> None:
    whole = json.loads(run("export", "--format", "json").stdout)
    text = run("export").stdout
    assert f"**Target:** {whole['target']}" in text
    assert whole["verdicts"]
    for verdict in whole["verdicts"]:
        assert f"{verdict['title']}: {verdict['facet']} from {verdict['level']}" in text


def test_reading_commands_write_nothing(demo: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in demo.rglob("*")}
    for arguments in READING:
        assert run(*arguments).exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in demo.rglob("*")} == before


# Writing the export


@pytest.mark.usefixtures("demo")
def test_export_replaces_a_file_only_with_force(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("mine", encoding="utf-8")
    refused = run("export", "--output", file)
    assert refused.exit_code == 1
    assert "exists already" in one_line(refused)
    assert file.read_text(encoding="utf-8") == "mine"
    written = run("export", "--output", file, "--force")
    assert written.exit_code == 0
    assert file.read_text(encoding="utf-8") == run("export").stdout


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("bad", ["nowhere/plan.md", "file/plan.md"])
def test_export_to_a_bad_folder_is_one_clear_line(tmp_path: Path, bad: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    refused = run("export", "--output", tmp_path / bad)
    assert refused.exit_code == 1
    assert str((tmp_path / bad).parent) in one_line(refused)
    assert refused.stdout == ""


# Without a terminal


@pytest.mark.parametrize("missing", ["stdin", "stdout", "both"])
def test_without_a_terminal_the_screens_say_so_and_exit_2(home: Path, missing: str) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals")
    import pty

    controller, terminal = pty.openpty()
    try:
        done = subprocess.run(
            [PMCOACH],
            stdin=terminal if missing == "stdout" else subprocess.DEVNULL,
            stdout=terminal if missing == "stdin" else subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(terminal)
        os.close(controller)
    assert done.returncode == EXIT_NO_TERMINAL == 2
    assert done.stderr == f"{NO_TERMINAL}\n"
    assert not home.exists()


# What users can get wrong


@pytest.mark.parametrize("name", ["../me", "", "Me", "a b", "x" * 41, "-a", "x\x1b[31m"])
def test_a_bad_profile_name_is_one_clear_line(name: str) -> None:
    refused = run("--profile", name, "status")
    assert refused.exit_code == 1
    assert "cannot be a profile name" in one_line(refused)
    assert not any(char in refused.output for char in OBEYED)


@pytest.mark.usefixtures("demo")
def test_profiles_are_kept_apart() -> None:
    assert "Nothing answered yet" in run("--profile", "other", "status").stdout
    assert "Nothing answered yet" not in run("--profile", "me", "status").stdout


def test_a_broken_pack_is_one_clear_line_for_every_command(pack: Path) -> None:
    (pack / "areas.toml").write_text("[[area]]\nid = = 1\n", encoding="utf-8")
    for arguments in READING:
        refused = run("--content", pack, *arguments)
        assert refused.exit_code == 1
        assert "areas.toml:2: not valid TOML" in one_line(refused)
        assert refused.stdout == ""


# Checking content


def test_content_check_finds_the_shipped_pack_sound() -> None:
    told = run("content", "check")
    assert told.exit_code == 0
    assert told.stdout.startswith(
        "Sound: 24 competencies, 48 option sets, 48 spots, 16 scenario sets, "
    )
    assert run("content", "check", shipped_folder()).stdout == told.stdout


def test_content_check_names_file_and_line_of_broken_toml(pack: Path) -> None:
    (pack / "areas.toml").write_text("[[area]]\nid = = 1\n", encoding="utf-8")
    told = run("content", "check", pack)
    assert told.exit_code == 1
    assert told.stdout.startswith("areas.toml:2: not valid TOML")
    assert told.stderr == "1 fault found.\n"


def test_content_check_names_file_and_key_of_an_unknown_key(pack: Path) -> None:
    file = pack / "pack.toml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\ncolour = 1\n", encoding="utf-8")
    told = run("content", "check", pack)
    assert told.exit_code == 1
    assert told.stdout.startswith("pack.toml")
    assert "pack.colour" in told.stdout


def test_content_check_of_a_missing_folder_says_so(tmp_path: Path) -> None:
    told = run("content", "check", tmp_path / "nowhere")
    assert told.exit_code == 1
    assert told.stdout == f"{tmp_path / 'nowhere'}: no such folder\n"


def test_content_new_writes_a_sound_pack_with_every_kind_of_question(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    written = run("content", "new", folder)
    assert written.exit_code == 0
    assert written.stdout.startswith(f"3 files in {folder}: interviews.toml, pack.toml, questions")
    checked = run("content", "check", folder)
    assert checked.exit_code == 0
    assert checked.stdout == (
        "Sound: 1 competency, 2 checks, 1 option set, 1 spot, 2 scenarios, 1 scenario set, 4 steps, "
        "2 considerations.\n"
    )


def test_content_new_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text("mine", encoding="utf-8")
    refused = run("content", "new", tmp_path)
    assert refused.exit_code == 1
    assert "not empty" in one_line(refused)
    assert [file.name for file in tmp_path.iterdir()] == ["pack.toml"]
    assert (tmp_path / "pack.toml").read_text(encoding="utf-8") == "mine"


# Damaged data


@pytest.mark.parametrize("damage", [b"junk", b"\xff\xfe", b"", b"schema = 1\nevent = 3\n"])
@pytest.mark.parametrize("which", ["journal", "assessment"])
def test_a_damaged_file_is_told_in_one_line_and_left_alone(
    demo: Path, which: str, damage: bytes
) -> None:
    folder = demo / "profiles" / "me"
    file = (
        folder / "journal.toml" if which == "journal" else max((folder / "assessments").iterdir())
    )
    file.write_bytes(damage)
    told = run("status")
    assert told.exit_code == 0
    assert told.stdout.startswith("Target: ")
    assert f"{file.name} was left out" in one_line(told)
    assert file.read_bytes() == damage


def test_a_file_of_a_newer_version_is_told_in_one_line_and_left_alone(demo: Path) -> None:
    file = demo / "profiles" / "me" / "journal.toml"
    newer = file.read_bytes().replace(b"schema = %d" % SCHEMA, b"schema = 99", 1)
    file.write_bytes(newer)
    told = run("status")
    assert told.exit_code == 0
    assert "newer pmcoach" in one_line(told)
    assert file.read_bytes() == newer


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_control_characters_of_a_profile_never_reach_the_output(
    session: Session, arguments: list[str]
) -> None:
    evil = f"x{''.join(OBEYED)}[31m"
    choose_target(session, f"generalist{evil}", f"entry{evil}")
    set_situation(session, "domain", evil)
    start_assessment(session, "sketch")
    answer_badly(session, find_present(session))
    toggle_disagreement(session, "mkt-voice.ladder", evil)
    session.close()
    told = run(*arguments)
    assert told.exit_code == 0
    assert told.stdout
    assert not any(char in told.output for char in OBEYED)


@pytest.mark.parametrize("words", [["status"], ["config"], []], ids=str)
def test_a_home_that_is_nobodys_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("PMCOACH_HOME", "~nobody-of-this-name/data")
    done = subprocess.run(
        [sys.executable, "-m", "pmcoach", *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("pmcoach: PMCOACH_HOME is '~nobody-of-this-name/data'")
    assert len(done.stderr.splitlines()) == 1
