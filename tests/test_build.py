"""Everyone builds with the same versions: the constraints files fit pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
CONSTRAINTS = "constraints.txt"
FLOORS = "constraints-floors.txt"


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
