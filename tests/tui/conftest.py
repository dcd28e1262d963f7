"""What the tests of the screens share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet

from pmcoach.coach.demo import make_demo
from tests.tui.speed import parse_rules_once, wait_for_rest

QUICK = {"test_app.py", "test_commands.py", "test_keymap.py", "test_gc_tuning.py"}
"""The modules that stand for the screens where slow tests are left out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as slow but those of QUICK: each starts the app anew."""
    for item in items:
        if item.path.parent == Path(__file__).parent and item.path.name not in QUICK:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def speed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a pilot wait for what the app still has to do, not for ticks of the clock, and all apps
    share the style sheets that any of them has parsed."""
    for module in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", wait_for_rest)
    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_rules_once)


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
