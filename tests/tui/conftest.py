"""What the tests of the screens share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pmcoach.coach.demo import make_demo


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
