"""What all tests share. No test touches the developer's own data: PMCOACH_HOME is a temp folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from pmcoach.catalog.parse import Catalog
from pmcoach.coach.session import Session, open_session
from pmcoach.store.content import load_catalog
from tests.support import Clock, OpenSession

# How long an example takes says more of the computer than of the code.
settings.register_profile("pmcoach", derandomize=True, deadline=None)
settings.load_profile("pmcoach")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, which does not exist yet."""
    folder = tmp_path / "data"
    monkeypatch.setenv("PMCOACH_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The content that ships, read once: it never changes, and each test would wait for it."""
    return load_catalog()


@pytest.fixture(autouse=True)
def content_read_once(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets every profile that a test opens share the content that ships."""
    monkeypatch.setattr(
        "pmcoach.coach.session.load_catalog",
        lambda folder=None: load_catalog(folder) if folder else catalog,
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reopen(home: Path, clock: Clock) -> Iterator[OpenSession]:
    """Opens the test's profile anew, closing the one opened before: a restart."""
    opened: list[Session] = []

    def again() -> Session:
        if opened:
            opened[-1].close()
        opened.append(open_session(home=home, now=clock))
        return opened[-1]

    yield again
    for one in opened:
        one.close()


@pytest.fixture
def session(reopen: OpenSession) -> Session:
    """A new profile, opened for writing."""
    return reopen()
