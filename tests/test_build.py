"""Everyone builds with the same versions: the constraints files fit pyproject.toml."""

from __future__ import annotations

import os
import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.test_pythons import find_interpreter, main, supported_versions

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
CONSTRAINTS = "constraints.txt"
FLOORS = "constraints-floors.txt"
posix_only = pytest.mark.skipif(os.name != "posix", reason="the stand-ins are shell scripts")


def pins(name: str) -> dict[str, list[Requirement]]:
    """The pins of a constraints file; a package has several where they depend on the Python."""
    by_package: dict[str, list[Requirement]] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if pin := line.partition("#")[0].strip():
            requirement = Requirement(pin)
            by_package.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return by_package


def pinned_versions(name: str, requirement: Requirement) -> list[str]:
    """The versions that a constraints file has for what a requirement asks for."""
    pinned = pins(name).get(canonicalize_name(requirement.name), [])
    return [next(iter(pin.specifier)).version for pin in pinned]


def requirements(*extras: str) -> list[Requirement]:
    """What the program, the build and the extras ask for, without the project itself."""
    optional = PROJECT["optional-dependencies"]
    lines = [*PYPROJECT["build-system"]["requires"], *PROJECT["dependencies"]]
    lines += [line for extra in extras for line in optional[extra]]
    parsed = [Requirement(line) for line in lines]
    return [requirement for requirement in parsed if requirement.name != PROJECT["name"]]


def unsatisfied(name: str, needed: list[Requirement]) -> list[str]:
    """The requirements for which a constraints file has no pin, or one that does not fit."""
    return [
        f"{requirement}: {versions or 'no pin'}"
        for requirement in needed
        if not (versions := pinned_versions(name, requirement))
        or not all(map(requirement.specifier.contains, versions))
    ]


def applies(requirement: Requirement) -> bool:
    """Whether it is needed on this machine, and without an extra."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def test_constraints_fit_every_dependency_and_extra() -> None:
    assert unsatisfied(CONSTRAINTS, requirements(*PROJECT["optional-dependencies"])) == []


def test_floors_fit_what_is_installed_with_them() -> None:
    assert unsatisfied(FLOORS, requirements("test", "dev")) == []


def test_floors_are_the_oldest_versions_that_the_program_allows() -> None:
    for line in PROJECT["dependencies"]:
        requirement = Requirement(line)
        (floor,) = (part.version for part in requirement.specifier if part.operator == ">=")
        versions = pinned_versions(FLOORS, requirement)
        assert all(map(Requirement(f"x=={floor}").specifier.contains, versions)), line
        assert versions


@pytest.mark.parametrize("name", [CONSTRAINTS, FLOORS])
def test_constraints_are_exact_and_say_nothing_of_an_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|@|^-", text, re.MULTILINE)
    for pin in (pin for pinned in pins(name).values() for pin in pinned):
        assert [part.operator for part in pin.specifier] == ["=="], pin


def test_all_that_hatchling_needs_is_pinned() -> None:
    hatchling = pytest.importorskip("hatchling.build", reason="only the dev extra has hatchling")
    waiting = [Requirement("hatchling")]
    waiting += map(Requirement, hatchling.get_requires_for_build_editable())
    build_tree: dict[str, Requirement] = {}
    while waiting:
        requirement = waiting.pop()
        if requirement.name not in build_tree and applies(requirement):
            build_tree[requirement.name] = requirement
            waiting += map(Requirement, distribution(requirement.name).requires or [])
    assert {"hatchling", "editables", "pluggy", "trove-classifiers"} <= set(build_tree)
    assert unsatisfied(CONSTRAINTS, list(build_tree.values())) == []


def write_script(path: Path, script: str) -> Path:
    """An executable shell script, where an interpreter or make would be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_oldest_supported_version_is_the_one_that_the_project_requires() -> None:
    assert PROJECT["requires-python"] == f">={supported_versions()[0]}"


@posix_only
def test_an_interpreter_on_the_path_comes_before_one_of_pyenv(tmp_path: Path) -> None:
    on_path = write_script(tmp_path / "bin" / "python3.12", "echo 3.12")
    write_script(tmp_path / "pyenv" / "versions" / "3.12.1" / "bin" / "python", "echo 3.12")
    search_path = os.pathsep.join([str(tmp_path / "empty"), str(tmp_path / "bin")])
    assert find_interpreter("3.12", search_path, tmp_path / "pyenv") == on_path


@posix_only
@pytest.mark.parametrize(
    "script",
    [
        pytest.param("echo 'command not found' >&2; exit 127", id="a shim that is not active"),
        pytest.param("echo 3.12; exit 1", id="no pip"),
        pytest.param("echo 3.11", id="another version"),
    ],
)
def test_what_does_not_run_as_the_version_is_passed_over(tmp_path: Path, script: str) -> None:
    write_script(tmp_path / "shims" / "python3.12", script)
    assert find_interpreter("3.12", str(tmp_path / "shims"), tmp_path / "pyenv") is None
    installed = tmp_path / "pyenv" / "versions" / "3.12.1" / "bin" / "python"
    write_script(installed, "echo 3.12")
    assert find_interpreter("3.12", str(tmp_path / "shims"), tmp_path / "pyenv") == installed


@posix_only
def test_of_several_in_pyenv_the_newest_is_used(tmp_path: Path) -> None:
    for patch in (9, 10, 8):
        write_script(tmp_path / "versions" / f"3.12.{patch}" / "bin" / "python", "echo 3.12")
    newest = tmp_path / "versions" / "3.12.10" / "bin" / "python"
    assert find_interpreter("3.12", "", tmp_path) == newest


def test_a_file_that_cannot_be_executed_is_no_interpreter(tmp_path: Path) -> None:
    (tmp_path / "python3.12").write_text("", encoding="utf-8")
    assert find_interpreter("3.12", str(tmp_path), tmp_path) is None


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the PATH of a machine without any Python; its make fails in .venv-3.13."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    write_script(tmp_path / "bin" / "make", 'case "$*" in *.venv-3.13*) exit 2;; esac')
    return tmp_path / "bin"


@posix_only
@pytest.mark.parametrize(
    ("installed", "arguments", "exit_code", "summary"),
    [
        ([], [], 1, {"3.11": "not found", "3.12": "not found", "3.13": "not found"}),
        (["3.12"], [], 0, {"3.11": "not found", "3.12": "passed", "3.13": "not found"}),
        (["3.12", "3.13"], [], 1, {"3.11": "not found", "3.12": "passed", "3.13": "failed"}),
        (["3.12", "3.13"], ["--python", "3.12"], 0, {"3.12": "passed"}),
        (["3.12"], ["--python", "3.13"], 1, {"3.13": "not found"}),
    ],
)
def test_the_summary_says_what_ran_and_what_was_not_found(
    machine: Path,
    capfd: pytest.CaptureFixture[str],
    installed: list[str],
    arguments: list[str],
    exit_code: int,
    summary: dict[str, str],
) -> None:
    for version in installed:
        write_script(machine / f"python{version}", f"echo {version}")
    assert main(arguments) == exit_code
    last_lines = capfd.readouterr().out.splitlines()[-len(summary) :]
    printed = re.findall(r"^Python (\S+)  (not found|passed|failed)", "\n".join(last_lines), re.M)
    assert dict(printed) == summary
