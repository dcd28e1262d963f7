"""What the tests of the plain front end share."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from pmcoach.catalog.parse import Catalog
from tests.plain.support import Talk
from tests.support import Clock


@pytest.fixture
def talk(home: Path, catalog: Catalog, clock: Clock) -> Talk:
    """A conversation with the test's own profile."""
    return Talk(home, catalog, clock)


@pytest.fixture
def twin(tmp_path: Path, catalog: Catalog) -> Talk:
    """Another profile elsewhere, to compare with."""
    return Talk(tmp_path / "twin", catalog, Clock(), itertools.count(1_000_000))
