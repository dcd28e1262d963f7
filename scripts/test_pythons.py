"""Run the tests under each Python version that pyproject.toml names: `make test-pythons`.

An interpreter is looked for on the PATH, then among those that pyenv installed. Snapshots and packaging
are left out: they do not depend on the Python version.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROBE = "import ensurepip, sys; print('%d.%d' % sys.version_info[:2])"
"""Prints the version where an environment with pip can be made: Debian's Python comes without."""


def supported_versions() -> list[str]:
    """The versions that pyproject.toml's classifiers name, such as 3.12."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))


def candidates(version: str, search_path: str, pyenv_root: Path) -> Iterator[Path]:
    """Where an interpreter of the version may be, best place first."""
    for folder in filter(None, search_path.split(os.pathsep)):
        yield Path(folder) / f"python{version}"
    installed = pyenv_root.glob(f"versions/{version}*/bin/python")
    yield from sorted(installed, key=patch_number, reverse=True)


def patch_number(interpreter: Path) -> list[int]:
    """The numbers in the name of a pyenv folder, so that 3.12.10 comes after 3.12.9."""
    return [int(digits) for digits in re.findall(r"\d+", interpreter.parent.parent.name)]


def runs_as(interpreter: Path, version: str) -> bool:
    """Whether it starts and is of the version. A pyenv shim exists for versions that are not active."""
    try:
        probe = subprocess.run(
            [interpreter, "-c", PROBE], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return probe.returncode == 0 and probe.stdout.strip() == version


def find_interpreter(version: str, search_path: str, pyenv_root: Path) -> Path | None:
    """The first interpreter of the version that really runs."""
    places = candidates(version, search_path, pyenv_root)
    return next((place for place in places if runs_as(place, version)), None)


def run_tests(version: str, interpreter: Path) -> bool:
    """Whether the tests pass under the interpreter, in an environment of its own."""
    settings = [f"PYTHON={interpreter}", f"VENV=.venv-{version}", "EXTRA=test"]
    run = subprocess.run(["make", "pytest-portable", *settings], cwd=ROOT, check=False)
    return run.returncode == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is there and print a summary.

    Returns:
        0 if tests ran and all passed; 1 if any failed or no interpreter was found.
    """
    parser = argparse.ArgumentParser(description="Run the tests under each supported Python.")
    parser.add_argument(
        "--python",
        action="append",
        choices=supported_versions(),
        dest="versions",
        help="only this version; may be repeated",
    )
    versions: list[str] = parser.parse_args(arguments).versions or supported_versions()
    pyenv_root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    interpreters = {
        version: find_interpreter(version, os.environ.get("PATH", ""), pyenv_root)
        for version in versions
    }
    passed: dict[str, bool] = {}
    for version, interpreter in interpreters.items():
        if interpreter:
            print(f"\nPython {version}: {interpreter}", flush=True)
            passed[version] = run_tests(version, interpreter)
    print()
    for version, interpreter in interpreters.items():
        outcome = {None: "not found", True: "passed", False: "failed"}[passed.get(version)]
        print(f"Python {version}  {outcome:9}  {interpreter or ''}".rstrip())
    return 0 if passed and all(passed.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
