"""No fault loses or hides what was acknowledged; and the campaign that says so can fail."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.faults.shim import LOADED, build_shim, missing_tools

ROOT = Path(__file__).resolve().parents[2]
TIME_LIMIT = 600
ONE_FAULT = ("--call", "1", "--errno", "EIO")
"""What a spoilt store does shows in the run without a fault, too, and with any."""
NOTHING = """
"""
FORGETFUL_STORE = """
from pmcoach.store import atomic_io

write_all = atomic_io.write_atomic

def write_all_but_the_last_event(path, content, pending=None):
    if content.count(b"[[event]]") > 1 and b"[finished]" not in content:
        content = content[: content.rindex(b"[[event]]")]
    write_all(path, content, pending)

atomic_io.write_atomic = write_all_but_the_last_event
"""
SHORT_SIGHTED_STORE = """
from pmcoach.store.doctor import Coverage
from pmcoach.store.profile import ProfileStore

Coverage.out_of_view = property(lambda coverage: frozenset())
all_events = ProfileStore.assessment_events
ProfileStore.assessment_events = lambda store: all_events(store)[:-1]
"""
CLUMSY_STORE = """
from pmcoach.coach import backup
from pmcoach.store import atomic_io

backup.make_daily_backup = lambda session: ""

def write_in_place(path, content, pending=None):
    path.write_bytes(content)

atomic_io.write_atomic = write_in_place
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_tools()), reason=missing_tools() or "all tools are here"),
]


def run_module(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module as a person would."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
        check=False,
    )


def run_broken(
    store: str, folder: Path, module: str, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run a module on a program whose store was spoilt by some lines of code."""
    library = folder / "shim.so"
    build_shim(library)
    code = f"{store}\nfrom {module} import main\nmain()\n"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, "LD_PRELOAD": str(library), LOADED: str(library)},
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
        check=False,
    )


def test_a_sample_of_faults_loses_and_hides_nothing() -> None:
    run = run_module("benchmarks.faults.campaign", "--short")
    assert run.returncode == 0, run.stdout + run.stderr


def test_short_histories_lose_and_hide_nothing() -> None:
    run = run_module("benchmarks.faults.histories", "--short", "--no-shortening")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("store", "arguments", "kind"),
    [
        (FORGETFUL_STORE, ("--operation", "done", *ONE_FAULT), "false saved"),
        (FORGETFUL_STORE, ("--operation", "plain-answers", *ONE_FAULT), "false saved"),
        (SHORT_SIGHTED_STORE, ("--operation", "done", *ONE_FAULT), "unseen"),
        (CLUMSY_STORE, ("--operation", "done", "--full", "--errno", "KILL"), "gone"),
    ],
    ids=["forgetful-command", "forgetful-dialogue", "short-sighted", "clumsy"],
)
def test_the_campaign_notices_a_spoilt_store(
    tmp_path: Path, store: str, arguments: tuple[str, ...], kind: str
) -> None:
    run = run_broken(store, tmp_path, "benchmarks.faults.campaign", *arguments)
    assert run.returncode == 1, run.stdout + run.stderr
    assert f"  {kind}: " in run.stdout, run.stdout + run.stderr
    sound = run_broken(NOTHING, tmp_path, "benchmarks.faults.campaign", *arguments)
    assert f"  {kind}: " not in sound.stdout, sound.stdout + sound.stderr


@pytest.mark.parametrize(
    ("store", "kind"), [(FORGETFUL_STORE, "gone"), (SHORT_SIGHTED_STORE, "unseen")]
)
def test_histories_notice_a_spoilt_store(tmp_path: Path, store: str, kind: str) -> None:
    arguments = ("--count", "2", "--steps", "6", "--no-shortening")
    run = run_broken(store, tmp_path, "benchmarks.faults.histories", *arguments)
    assert run.returncode == 1, run.stdout + run.stderr
    assert f"  {kind}: " in run.stdout, run.stdout + run.stderr


def test_a_fault_strikes_at_the_call_that_was_counted(tmp_path: Path) -> None:
    library, log, root = tmp_path / "shim.so", tmp_path / "calls", tmp_path / "root"
    build_shim(library)
    root.mkdir()
    code = "import sys; open(sys.argv[1], 'w').close(); open(sys.argv[2], 'w').close()"
    environment = {
        **os.environ,
        "LD_PRELOAD": str(library),
        "FAULTS_ROOTS": str(root),
        "FAULTS_LOG": str(log),
    }

    def write_two(**settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, str(root / "a"), str(root / "b")],
            env={**environment, **settings},
            capture_output=True,
            text=True,
            check=False,
        )

    assert write_two().returncode == 0
    calls = [line.split("\t")[1] for line in log.read_text(encoding="utf-8").splitlines()]
    assert calls == ["open", "close", "open", "close"]
    assert "No space left on device" in write_two(FAULTS_AT="3", FAULTS_ERRNO="28").stderr
    (root / "b").unlink()
    assert write_two(FAULTS_AT="3", FAULTS_ERRNO="0").returncode == -9
    assert not (root / "b").exists()
