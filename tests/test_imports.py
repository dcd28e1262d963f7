"""What each way of starting loads: a command never waits for what it does not use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pmcoach.coach.demo import make_demo

REPORT = "\nprint('\\nloaded:', *sorted({name.split('.')[0] for name in sys.modules}))"
RUN = "import sys; from pmcoach.__main__ import main\ntry: main()\nexcept SystemExit: pass"


def loaded(code: str, *arguments: str) -> set[str]:
    """The packages that are loaded once ``code`` has run in a Python of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code + REPORT, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    names = done.stdout.rpartition("\nloaded: ")[2].split()
    assert "pmcoach" in names
    return set(names)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["status"],
        ["plan"],
        ["export"],
        ["content", "check"],
    ],
    ids=" ".join,
)
def test_no_command_loads_textual(home: Path, arguments: list[str]) -> None:
    make_demo(home)
    assert not loaded(RUN, *arguments) & {"textual", "rich"}


def test_the_version_needs_none_of_the_heavy_packages() -> None:
    assert not loaded(RUN, "--version") & {"textual", "pydantic", "jinja2", "tomllib"}


def test_only_an_export_loads_jinja(home: Path) -> None:
    make_demo(home)
    assert "jinja2" not in loaded(RUN, "status") | loaded(RUN, "export", "--format", "json")


def test_the_command_line_loads_none_of_the_heavy_packages() -> None:
    assert not loaded("import sys, pmcoach.cli") & {"textual", "pydantic", "jinja2", "tomllib"}


def test_the_app_needs_neither_models_nor_content_to_paint() -> None:
    names = loaded("import sys, pmcoach.tui.app")
    assert "textual" in names
    assert not names & {"pydantic", "jinja2", "tomllib", "tomli_w", "filelock"}


def test_the_command_reaches_its_screens_with_neither_models_nor_content(home: Path) -> None:
    make_demo(home)
    no_screens = (
        "import sys, pmcoach.tui.app as app\n"
        "app.CoachApp.run = lambda self: 0\n"
        "sys.stdin.isatty = sys.stdout.isatty = lambda: True\n"
    )
    names = loaded(no_screens + RUN)
    assert "textual" in names
    assert not names & {"pydantic", "jinja2", "tomllib", "tomli_w", "filelock"}
