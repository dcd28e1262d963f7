"""Rules of the repository that no other tool holds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pmcoach.cli import cli
from tests.conftest import TOOLS

ROOT = Path(__file__).resolve().parent.parent


def test_make_has_run_and_test_and_ci_calls_make_test() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {"run", "test"} <= set(re.findall(r"^([a-z-]+):(?!=)", makefile, re.MULTILINE))
    script = ROOT / ".ci" / "run"
    assert "make test" in script.read_text(encoding="utf-8").splitlines()
    assert script.stat().st_mode & 0o100


def test_what_the_tests_build_with_is_in_the_dev_dependencies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[^\w-]", one)[0] for one in project["optional-dependencies"]["dev"]}
    assert {"build", "hatchling"} <= names


def test_the_readme_names_the_commands_that_there_are() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`pmcoach ([a-z]+)", readme))
    assert named == set(cli.commands)


def test_every_mark_is_of_a_tool_or_says_slow() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    marks = [line.split(":")[0] for line in settings["pytest"]["ini_options"]["markers"]]
    assert sorted(marks) == sorted([*TOOLS, "slow"])


@pytest.mark.slow
def test_a_run_without_a_tool_says_at_its_end_what_was_skipped_and_how_to_get_it(
    tmp_path: Path,
) -> None:
    run = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("-m", "chromium", "tests/export/test_browser.py"),
        ],
        cwd=ROOT,
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    summary = re.search(
        r"^(\d+) tests: chromium is missing; run: scripts/install-chromium$",
        run.stdout,
        re.MULTILINE,
    )
    assert summary, run.stdout
    assert f"\n{summary[1]} skipped, " in run.stdout
    assert "passed" not in run.stdout
