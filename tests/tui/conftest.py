"""What the tests of the screens share."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmcoach.coach.demo import make_demo


@pytest.fixture
def demo(home: Path) -> Path:
    """A data folder with the demo profile: a first sketch and half a quick assessment."""
    make_demo(home)
    return home
