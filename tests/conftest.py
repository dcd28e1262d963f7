"""What all tests share. No test touches the developer's own data: PMCOACH_HOME is a temp folder."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.parse_ad_lexicon import AdWords
from pmcoach.coach.session import Session, open_session
from pmcoach.jobad.reader import AdReader, make_reader
from pmcoach.store.content import load_ad_lexicon, load_catalog
from scripts.html_look import find_chromium
from tests.support import Clock, OpenSession

# How long an example takes says more of the computer than of the code.
settings.register_profile("pmcoach", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("pmcoach")


@dataclass(frozen=True)
class Tool:
    """A program or library that some tests need and not every computer has."""

    find: Callable[[], object]
    """Returns nothing true where the tool is missing."""
    how_to_get: str


def find_program(name: str) -> str | None:
    """The path of a program, which may also be installed beside this Python."""
    folders = (str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath))
    return shutil.which(name, path=os.pathsep.join(folders))


TOOLS = {
    "anki": Tool(partial(find_spec, "anki"), "run: pip install anki"),
    "bash": Tool(partial(find_program, "bash"), "install it with your package manager"),
    "chromium": Tool(find_chromium, "run: scripts/install-chromium"),
    "fish": Tool(partial(find_program, "fish"), "install it with your package manager"),
    "khal": Tool(partial(find_program, "khal"), "run: pip install khal"),
    "node": Tool(partial(find_program, "node"), "install Node.js with your package manager"),
    "zsh": Tool(partial(find_program, "zsh"), "install it with your package manager"),
}
"""By the mark of the tests that need it."""


def pytest_collection() -> None:
    """Let the garbage collector rest while tests are collected: what comes of it stays."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays to the end; going through it again and again takes a
    sixth of the time of all tests."""
    gc.freeze()
    gc.set_threshold(5_000, 10, 10)
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests whose mark names a tool that is missing here."""
    reasons = {
        name: f"{name} is missing; {tool.how_to_get}"
        for name, tool in TOOLS.items()
        if not tool.find()
    }
    for item in items:
        for name in reasons.keys() & item.keywords.keys():
            item.add_marker(pytest.mark.skip(reason=reasons[name]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end how many tests were skipped, and why."""
    counts = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.getreports("skipped")
    )
    if counts:
        terminalreporter.section("skipped", yellow=True)
    for reason, count in sorted(counts.items()):
        terminalreporter.line(f"{count} {'test' if count == 1 else 'tests'}: {reason}", yellow=True)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, which does not exist yet."""
    folder = tmp_path / "data"
    monkeypatch.setenv("PMCOACH_HOME", str(folder))
    return folder


@cache
def shipped_catalog() -> Catalog:
    """The content that ships, read once: it never changes, and each test would wait for it."""
    return load_catalog()


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The content that ships."""
    return shipped_catalog()


@cache
def shipped_ad_lexicon() -> AdWords:
    """What the content that ships knows of job ads, read once for the same reason."""
    return load_ad_lexicon()


@cache
def shipped_ad_reader() -> AdReader:
    """What reads job ads by the content that ships."""
    return make_reader(shipped_catalog(), shipped_ad_lexicon())


@pytest.fixture(autouse=True)
def content_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets every profile that a test opens share the content that ships."""
    monkeypatch.setattr(
        "pmcoach.coach.session.load_catalog",
        lambda folder=None: load_catalog(folder) if folder else shipped_catalog(),
    )
    monkeypatch.setattr(
        "pmcoach.coach.job_ad.load_ad_lexicon",
        lambda folder=None: load_ad_lexicon(folder) if folder else shipped_ad_lexicon(),
    )
    monkeypatch.setattr(
        "pmcoach.coach.job_ad.make_reader",
        lambda catalog, lexicon: (
            shipped_ad_reader()
            if catalog is shipped_catalog() and lexicon is shipped_ad_lexicon()
            else make_reader(catalog, lexicon)
        ),
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
