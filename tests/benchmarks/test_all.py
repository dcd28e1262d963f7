"""Every benchmark runs and every figure has a place on the page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import all as everything
from benchmarks import commands, content_growth, history
from benchmarks.all import DOC, TEXT
from benchmarks.figures import Figure, timed
from scripts.terminal import NotShownError

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="drives a pseudo-terminal")
def test_a_short_run_writes_the_whole_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.all", "--short", "--output", str(page)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"\{[a-z_]+\}", text)
    for wish in ("1.15 times", "16 ms at the 99th", "2.5 times", "1.5 times", "2 times"):
        assert wish in text
    assert str(tmp_path) not in text
    assert "not met" in done.stdout
    assert "0 of 16 not measured" in done.stdout


def test_what_cannot_be_measured_says_so_in_its_place_and_the_rest_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(history, "measure", lambda *_: {})
    monkeypatch.setattr(content_growth, "measure", lambda *_: {})
    monkeypatch.setattr(everything, "all_figures", figures_of_a_screen_that_never_comes)
    page = tmp_path / "page.md"
    assert everything.main(["--short", "--output", str(page)]) == 1
    row = "| opening it | not measured: 'a\\|b' was not shown |  |  |  |  |"
    assert row in page.read_text(encoding="utf-8").splitlines()
    output = capsys.readouterr()
    assert output.out.splitlines()[-2:] == ["1 of 4 not measured", "  opening it"]
    assert "what the screen showed" in output.err


def figures_of_a_screen_that_never_comes(_counts: everything.Counts) -> list[Figure]:
    def measure() -> list[float]:
        raise NotShownError("'a|b' was not shown\nwhat the screen showed")

    return [
        *everything.figures_of(lambda: [1.0], {"fine": timed}),
        *everything.figures_of(measure, {"opening it": timed}),
    ]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("raise SystemExit(3)", "a command ended with exit code 3"),
        ("import time; time.sleep(60)", "a command took more than 0.1 s"),
    ],
)
def test_a_command_that_fails_or_hangs_is_a_reason_without_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, reason: str
) -> None:
    monkeypatch.setattr(commands, "PATIENCE", 0.1 if "sleep" in code else 60)
    failed = everything.attempt(lambda: commands.seconds([sys.executable, "-c", code], tmp_path))
    assert failed == everything.Missing(reason)


@pytest.mark.parametrize("table", [everything.history_table, everything.content_table])
def test_growth_that_cannot_be_measured_says_so(
    table: Callable[[everything.Missing], str],
) -> None:
    assert table(everything.Missing("why")) == "Not measured: why"


def test_the_page_in_the_repository_is_of_the_present_form() -> None:
    """Figures differ from run to run; what stands around them does not."""
    shown = DOC.read_text(encoding="utf-8").splitlines()
    lines = [line for line in TEXT.read_text(encoding="utf-8").splitlines() if "{" not in line]
    assert [line for line in lines if line not in shown] == []
