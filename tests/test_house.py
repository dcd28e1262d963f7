"""Rules of the repository that no other tool holds."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pmcoach.cli import cli

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
