"""What the launcher puts off is taken up again, and the next start finds a fresh summary."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmcoach import launch
from pmcoach.coach.home import make_home
from pmcoach.coach.session import open_session
from pmcoach.coach.status import read_fresh_home
from pmcoach.tui.app import CoachApp
from pmcoach.tui.gc_tuning import hand_back, settle_after_loading
from tests.tui.support import coach


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """Nothing is frozen before a test, and what it does to the garbage collector is undone."""
    gc.unfreeze()
    yield
    gc.unfreeze()
    gc.enable()


def test_the_collector_is_on_again_after_loading() -> None:
    gc.disable()
    settle_after_loading()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_nothing_is_frozen_where_the_collector_was_never_off() -> None:
    settle_after_loading()
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("library", [OSError("none"), object()])
def test_a_system_that_cannot_be_asked_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, library: object
) -> None:
    def load(_: object) -> object:
        if isinstance(library, OSError):
            raise library
        return library

    monkeypatch.setattr(ctypes, "CDLL", load)
    monkeypatch.setattr(sys, "platform", "linux")
    hand_back()


def test_the_launcher_asks_for_more_frames_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr(CoachApp, "run", lambda _: 0)
    monkeypatch.setenv("TEXTUAL_FPS", "30")
    assert launch.open_screens() == 0
    assert os.environ["TEXTUAL_FPS"] == "30"
    monkeypatch.delenv("TEXTUAL_FPS")
    assert launch.open_screens() == 0
    assert os.environ.pop("TEXTUAL_FPS") == launch.FRAMES_A_SECOND
    assert not gc.isenabled()


async def test_leaving_from_a_question_leaves_a_fresh_summary(demo: Path) -> None:
    async with coach(demo) as running:
        await running.press("enter")
        await running.on("question")
        await running.press("x")
        assert read_fresh_home() is None
        await running.press("q")
    session = open_session(home=demo, write=False)
    assert read_fresh_home() == make_home(session)
