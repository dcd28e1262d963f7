"""What the tests of the screens share."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from pmcoach.catalog.parse import Catalog
from pmcoach.coach import session as opening
from pmcoach.coach.demo import make_demo
from pmcoach.store.content import load_catalog


@cache
def shipped() -> Catalog:
    """The shipped content, read once: it never changes, and each test would wait for it."""
    return load_catalog()


@pytest.fixture(autouse=True)
def content_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        opening, "load_catalog", lambda folder=None: load_catalog(folder) if folder else shipped()
    )


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
