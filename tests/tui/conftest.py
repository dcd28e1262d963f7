"""What the tests of the screens share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pmcoach.coach.demo import make_demo
from tests.tui.resting import wait_for_rest

QUICK = {"test_app.py", "test_commands.py", "test_keymap.py", "test_gc_tuning.py"}
"""The modules that stand for the screens where slow tests are left out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as slow but those of QUICK: each starts the app anew."""
    for item in items:
        if item.path.parent == Path(__file__).parent and item.path.name not in QUICK:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def waits_no_longer_than_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a pilot wait for what the app still has to do, and not for whole ticks of the clock."""
    for module in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", wait_for_rest)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    make_demo(folder)
    return folder


@pytest.fixture
def demo(home: Path, demo_home: Path) -> Path:
    """A data folder with the demo profile: a first sketch and half a quick assessment."""
    shutil.copytree(demo_home, home, dirs_exist_ok=True)
    return home
