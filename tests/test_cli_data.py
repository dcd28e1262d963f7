"""What the commands say of the profile's files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pmcoach.cli import cli
from pmcoach.coach.assessment import start_assessment
from pmcoach.coach.demo import make_demo
from pmcoach.coach.home import save_home
from pmcoach.coach.session import open_session
from pmcoach.coach.situation import choose_target
from pmcoach.coach.transfer import dump_profile
from tests.support import answer_well, go_through


@pytest.fixture
def newest(home: Path) -> Path:
    """The newest assessment of a profile in use."""
    make_demo(home)
    return max((home / "profiles/me/assessments").iterdir())


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [*map(str, words)], prog_name="pmcoach")


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\nwhat is this\n")


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["plan"],
        ["next"],
        ["export"],
        ["done", "mkt-voice.h-six-interviews"],
        ["backup", "--force", "b.zip"],
    ],
    ids=" ".join,
)
def test_every_command_says_that_a_file_was_set_aside(
    home: Path, newest: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    damage(newest)
    open_session(home=home).close()
    for _ in range(2):
        assert f"{newest.name} was damaged and set aside" in run(*words).stderr


def test_status_says_it_also_from_its_summary(home: Path, newest: Path) -> None:
    damage(newest)
    session = open_session(home=home)
    save_home(session)
    session.close()
    said = run("status")
    assert "was damaged and set aside" in said.stderr
    assert "was damaged and set aside" in json.loads(run("status", "--json").stdout)["notices"][0]


def test_the_doctor_puts_it_back_and_counts(newest: Path) -> None:
    damage(newest)
    mended = run("doctor", "--json")
    assert mended.exit_code == 0
    events = json.loads(mended.stdout)["events"]
    assert events["on_disk"] == events["in_view"] > 0
    assert run("status").stderr == ""


def test_a_backup_names_what_is_damaged_and_what_it_lacks(
    home: Path, newest: Path, tmp_path: Path
) -> None:
    damage(newest)
    said = run("backup", tmp_path / "a.zip")
    assert said.exit_code == 0
    assert "is in it, but damaged" in said.stderr
    open_session(home=home).close()
    partial = run("backup", tmp_path / "b.zip", "--json")
    assert partial.exit_code == 1
    assert list(json.loads(partial.stdout)["left_out"]) == [f"assessments/{newest.name}"]


def test_an_import_says_that_two_runs_were_joined(home: Path, newest: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    session = open_session(home=other)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "sketch")
    go_through(session, answer_well, 3)
    file = tmp_path / "other.json"
    file.write_text(json.dumps({"profile": dump_profile(session)}))
    session.close()
    said = run("import", file, "--yes")
    assert said.exit_code == 0, said.output
    assert "went on side by side" in said.stderr
    assert newest.exists()
    assert home.exists()
