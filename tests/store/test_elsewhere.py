"""Store and commands where Posix's flags, modes, signals and folders are taken away."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pmcoach.coach.demo import make_demo
from pmcoach.coach.session import open_session

RUN = (
    "from tests.store.elsewhere import take_away; take_away()\n"
    "from pmcoach.__main__ import main\nmain()\n"
)
ROOT = Path(__file__).resolve().parents[2]


def run(*words: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    """A command where Posix is taken away."""
    return subprocess.run(
        [sys.executable, "-c", RUN, *map(str, words)],
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["plan", "--json"],
        ["done", "mkt-voice.h-six-interviews", "--proof", "Six notes"],
        ["doctor"],
        ["profiles"],
        ["config", "--init"],
        ["export", "--format", "ics"],
    ],
    ids=" ".join,
)
def test_a_command_works(home: Path, words: list[str]) -> None:
    make_demo(home)
    done = run(*words)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr


def test_answers_are_saved(home: Path) -> None:
    done = run("assess", "--plain", typed="1\n1\n1\n2\n2\n2\n2\n1\n2\n")
    assert "Traceback" not in done.stderr
    assert len(open_session(home=home, write=False).profile.state.answers) >= 3


def test_a_backup_is_written_byte_for_byte_and_restored(home: Path, tmp_path: Path) -> None:
    make_demo(home)
    journal = home / "profiles/me/journal.toml"
    before = journal.read_bytes()
    file = tmp_path / "b.zip"
    assert run("backup", file).returncode == 0
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert archive.read("journal.toml") == before
    journal.unlink()
    assert run("restore", file, "--yes").returncode == 0
    assert journal.read_bytes() == before


def test_the_doctor_does_not_mend_modes_that_there_are_not(home: Path) -> None:
    make_demo(home)
    findings = json.loads(run("doctor", "--json").stdout)["findings"]
    assert {finding["verdict"] for finding in findings} == {"fine"}


def test_what_is_taken_away_is_missed() -> None:
    """Without O_BINARY, what is written would come out changed: the shim notices."""
    code = (
        "from tests.store.elsewhere import take_away; take_away()\n"
        "import os, tempfile\n"
        "path = tempfile.mktemp()\n"
        "file = os.open(path, os.O_WRONLY | os.O_CREAT)\n"
        "os.write(file, b'a\\n'); os.close(file)\n"
        "print(open(path, 'rb').read()); os.unlink(path)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == r"b'a\r\n'"
