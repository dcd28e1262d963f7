"""Rules of the repository that no other tool holds."""

from __future__ import annotations

import re
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from pmcoach.cli import cli
from pmcoach.tui.commands import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 300
# Written in pieces, so that this file does not hold what it looks for.
REGISTRIES = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "crates" + ".io",
    "conda" + ".anaconda.org",
    "arti" + "factory",
)
MACHINE_PATHS = re.compile(
    r"(?<![\w./~$}-])/(?:home|Users|root|work|opt|tmp|mnt|srv)/[\w.-]+|\b[A-Z]:\\\\?Users\b"
)


def repository() -> list[Path]:
    """Every file of the repository: what git tracks and still exists, or, in an unpacked sdist,
    all that is not ignored."""
    if not (ROOT / ".git").exists():
        return unignored_files(ROOT)
    listed = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    found = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in found if path.is_file()]


def unignored_files(folder: Path) -> list[Path]:
    """Every file below ``folder`` that no line of its .gitignore names."""
    lines = (folder / ".gitignore").read_text(encoding="utf-8").splitlines()
    patterns = [line.rstrip("/") for line in lines if line]
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(
            fnmatch(part, pattern)
            for part in path.relative_to(folder).parts
            for pattern in patterns
        )
    )


def texts() -> list[tuple[str, str]]:
    """The name and text of each file of the repository that is text."""
    found: list[tuple[str, str]] = []
    for path in repository():
        try:
            found.append((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    assert "pyproject.toml" in dict(found)
    return found


def test_without_git_the_files_are_those_that_are_not_ignored(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("build/\n*.egg-info/\n", encoding="utf-8")
    for name in ("build/a.py", "x.egg-info/b", "tests/build.py", "c.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    names = [path.relative_to(tmp_path).as_posix() for path in unignored_files(tmp_path)]
    assert names == [".gitignore", "c.py", "tests/build.py"]


def test_no_file_names_a_package_registry() -> None:
    named = [(name, host) for name, text in texts() for host in REGISTRIES if host in text]
    assert named == []


def test_no_file_names_a_path_of_one_machine() -> None:
    named = [(name, hit[0]) for name, text in texts() for hit in MACHINE_PATHS.finditer(text)]
    assert named == []


@pytest.mark.parametrize(
    "text",
    [
        "see /" + "home/someone/x",
        "'/" + "work/main'",
        "C:" + "\\Users\\me",
    ],
)
def test_the_rule_on_paths_finds_them(text: str) -> None:
    assert MACHINE_PATHS.search(text)


@pytest.mark.parametrize("text", ["https://example.org/home/x", "#!/usr/bin/env bash", "a/tmp/b"])
def test_the_rule_on_paths_leaves_others_alone(text: str) -> None:
    assert not MACHINE_PATHS.search(text)


def test_no_product_file_is_too_long_to_read_at_once() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in (ROOT / "pmcoach").rglob("*.py")
    }
    assert "pmcoach/cli/data.py" in lengths
    assert {name: n for name, n in lengths.items() if n > MOST_LINES} == {}


def test_only_the_tests_of_benchmarks_import_them() -> None:
    importing = [
        name
        for name, text in texts()
        if re.search(r"^ *(?:from|import) benchmarks\b", text, re.MULTILINE)
    ]
    assert "tests/benchmarks/test_all.py" in importing
    assert [
        name for name in importing if not name.startswith(("benchmarks/", "tests/benchmarks/"))
    ] == []


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


def test_the_readmes_key_table_if_there_is_one_holds_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = re.search(r"^\| keys? \|.*\n(?:\|.*\n)+", readme, re.MULTILINE | re.IGNORECASE)
    rows = table[0].splitlines() if table else [one.help for one in COMMANDS]
    assert [one.id for one in COMMANDS if not any(one.help in row for row in rows)] == []
