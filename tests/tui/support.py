"""Opening the app in a test, pressing its keys, and reading its screen and its files."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from pmcoach.assessment.items import ItemKind
from pmcoach.coach.session import Session, open_session
from pmcoach.report.questions import Question, progress_now
from pmcoach.store.paths import profile_paths
from pmcoach.tui.app import CoachApp
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.screens.question import QuestionScreen
from pmcoach.tui.widgets.menu import Menu
from scripts.stage import screen_arguments
from tests.support import begin_at

SIZES = ((120, 40), (80, 24), (60, 20))
SCROLLBAR_END = re.compile(r"[▁▂▃▄▅▆▇]\s*$")
PATIENCE = 300
"""Rounds of waiting before a condition counts as never met; far more than any test takes."""


class Running:
    """The app while it runs."""

    def __init__(self, app: CoachApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def where(self) -> str:
        """The screen on top, as the commands name it."""
        top = self.app.screen
        return top.where if isinstance(top, CoachScreen) else type(top).__name__

    @property
    def lines(self) -> list[str]:
        """What is on screen, a string a line."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """What is on screen with all white space made one space, so that wrapping is no matter, and
        without the scrollbar, whose ends may stand beside any line."""
        return " ".join(" ".join(SCROLLBAR_END.sub("", line) for line in self.lines).split())

    @property
    def question(self) -> Question:
        """The question on screen."""
        assert isinstance(self.app.screen, QuestionScreen)
        assert self.app.screen.shown is not None
        return self.app.screen.shown

    async def answer(self, pick: int = 0) -> str:
        """Answer the question on screen with its ``pick``-th choice, whatever kind it is of, and
        wait for what follows; returns its item."""
        item = self.question.item
        await self.press(*answer_keys(self.question, pick))
        await self.leave(item)
        return item

    async def answer_to_the_end(self) -> list[str]:
        """Answer the question on screen and those after it until the ending shows; their items. How
        many there are depends on what the first choice of each happens to be."""
        items: list[str] = []
        while self.where == "question":
            items.append(await self.answer())
        await self.on("ending")
        return items

    async def leave(self, item: str) -> None:
        """Wait until a question is no longer on screen, and what follows it is."""
        await self.until(lambda: self.where != "question" or self.question.item != item, "went on")
        await self.on(self.where)

    async def choose(self, line: str) -> None:
        """Choose the line with an id from the list on screen."""
        menu = self.app.screen.query_one(Menu)
        menu.highlighted = menu.get_option_index(line)
        await self.press("enter")

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for a condition."""
        for _ in range(PATIENCE):
            if holds():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"never {what}; on screen:\n" + "\n".join(self.lines))

    async def press(self, *keys: str) -> None:
        """Press keys, and let what they set off come to rest."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()
        await self.pilot.pause()

    async def on(self, where: str) -> None:
        """Wait for a screen to be on top, and, if it asks something, for its question."""
        await self.until(lambda: self.where == where, f"on {where}")
        top = self.app.screen
        if isinstance(top, QuestionScreen):
            await self.until(lambda: top.shown is not None, "asked")
        await self.pilot.pause()
        await self.pilot.pause()

    async def shows(self, *texts: str) -> None:
        """Wait for texts to be on screen."""
        for text in texts:
            await self.until(lambda text=text: text in self.text, f"showed {text!r}")  # type: ignore[misc]

    @property
    def said(self) -> str:
        """What the messages on top of the screen say; they cover part of what is below."""
        found = []
        for toast in self.app.screen.query("Toast"):
            x, y, width, height = toast.region
            found += [line[x : x + width] for line in self.lines[y : y + height]]
        return " ".join(" ".join(found).replace("▌", " ").split())

    async def says(self, text: str) -> None:
        """Wait for a message."""
        await self.until(lambda: text in self.said, f"said {text!r}")

    async def asks(self, item: str) -> None:
        """Wait for a question to be on screen."""
        await self.on("question")
        await self.until(lambda: self.question.item == item, f"asked {item}")
        await self.shows(" ".join(self.question.ask.split()))


def answer_keys(question: Question, pick: int = 0) -> list[str]:
    """The keys that answer a question with its ``pick``-th choice and save it. Of a scenario the
    next choice is the worst; of a spot as many lines are marked from there on as it asks for."""
    count = {"scenario": 2, "spot": question.mark_count}.get(question.kind, 1)
    labels = [question.choices[(pick + n) % len(question.choices)].label for n in range(count)]
    return [*labels, "s" if question.asks_sureness else "enter"]


@asynccontextmanager
async def coach(
    home: Path,
    size: tuple[int, int] = (80, 24),
    content: Path | None = None,
    first: str = "home",
) -> AsyncIterator[Running]:
    """Run the app on a data folder; yields once content and profile are open and the ``first``
    screen is on top."""
    app = CoachApp(profile_paths(home), content)
    async with app.run_test(size=size, notifications=True) as pilot:
        running = Running(app, pilot)
        await running.until(
            lambda: app.session is not None or app.return_code is not None, "loaded"
        )
        assert app.session is not None, f"ended with {app.return_value}"
        await running.on(first)
        yield running


async def open_screen(running: Running, ident: str) -> None:
    """Open any screen from home, as the app does."""
    session = running.app.session
    assert session is not None
    running.app.push_screen(running.app.make_screen(ident, *screen_arguments(session)[ident]))
    await running.on(ident)
    await running.pilot.pause()


def sound(running: Running, size: tuple[int, int]) -> None:
    """Nothing is wider or lower than the screen, and the last line is the key bar."""
    width, height = size
    lines = running.lines
    where = f"{running.where} at {width}x{height}:\n" + "\n".join(lines)
    assert len(lines) == height, where
    assert all(cell_len(line) == width for line in lines), where
    assert " help" in lines[-1], where
    assert len(lines[-1].rstrip()) < width, where
    for widget in running.app.screen.query("*"):
        if widget.is_on_screen:
            assert widget.region.right <= width, (widget, where)
            assert widget.virtual_size.width <= width, (widget, where)


def saved(home: Path) -> Session:
    """The profile as it lies on disk."""
    return open_session(home=home, write=False)


def answered_words(home: Path) -> str:
    """How far along the saved assessment is, as home says it."""
    progress = progress_now(saved(home).profile)
    return f"{progress.done} of about {progress.total} answered"


def profile_at(home: Path, kind: ItemKind) -> str:
    """Make a profile whose quick assessment stands at a question of a kind; returns its item."""
    session = open_session(home=home)
    try:
        return begin_at(session, kind)
    finally:
        session.close()


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nothing can be written durably, as on a full disk."""

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
