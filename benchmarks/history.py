"""Does start-up grow with history? Opening with 1 to 10,000 finished assessments.

Run: python -m benchmarks.history [-n ASSESSMENTS]
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.commands import COMMANDS, seconds
from benchmarks.first_paint import PMCOACH, seconds_to_paint
from pmcoach.assessment.events import Event
from pmcoach.coach.home import save_home
from pmcoach.coach.session import open_session
from pmcoach.coach.situation import choose_target
from pmcoach.store import event_file
from pmcoach.store.event_file import Document
from pmcoach.store.paths import profile_paths

LIMIT = 1.1
LIMITED = ("paint", "opening")
RUNS = 15
OWN_STATE = "First sketch finished"
OPEN = (
    sys.executable,
    "-c",
    "from pmcoach.coach.session import open_session; assert open_session(write=False).profile.state.answers",
)


def finished_profile(home: Path, count: int) -> None:
    """A profile with ``count`` finished first sketches, years of them."""
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    first = dt.datetime(1999, 1, 1, tzinfo=dt.UTC)
    link: dict[str, str] = {}
    for number in range(count):
        began = first + dt.timedelta(days=number)
        events = tuple(
            Event(
                f"{number:06}-{n}",
                began + dt.timedelta(seconds=n),
                "answered",
                {"item": item, "revision": 1, "option": "1"},
            )
            for n, item in enumerate(("stk-map.ladder", "mkt-voice.ladder", "lau-plan.ladder"))
        )
        header = {"form": "sketch", "content": "2026.11", **link}
        finished = {"at": began, "levels": {"stk-map.skill": 1}}
        path = session.store.paths.assessments / f"{began:%Y-%m-%dT%H%M%SZ}-sketch-{number:08}.toml"
        path.write_text(event_file.format_document(Document(header, events, finished)))
        link = {"continues": path.stem}
    session.close()
    session = open_session(home=home)
    save_home(session)
    session.close()


@dataclass
class Openings:
    """Seconds that each way of opening took, with one number of assessments."""

    paint: list[float] = field(default_factory=list)
    """To the first paint of home."""
    status: list[float] = field(default_factory=list)
    """`pmcoach status`, which answers from the summary."""
    opening: list[float] = field(default_factory=list)
    """A Python that opens the profile and knows its state, where nothing changed since."""
    reading: list[float] = field(default_factory=list)
    """The same after a change by someone else, so that every file is read."""


def measure(counts: Sequence[int], runs: int) -> dict[int, Openings]:
    """By number of assessments, in turn, how long each way of opening takes."""
    openings = {count: Openings() for count in counts}
    with tempfile.TemporaryDirectory(prefix="pmcoach-history-") as folder:
        homes = {count: Path(folder) / str(count) for count in counts}
        for count, home in homes.items():
            finished_profile(home, count)
        for run in range(runs + 1):
            for count, taken in openings.items():
                home = homes[count]
                samples = (
                    seconds_to_paint(PMCOACH, OWN_STATE, home),
                    seconds(COMMANDS["status"], home),
                    seconds(OPEN, home),
                )
                if run:  # the first one only warms up
                    taken.paint.append(samples[0])
                    taken.status.append(samples[1])
                    taken.opening.append(samples[2])
        for count, home in homes.items():
            profile_paths(home).index.unlink(missing_ok=True)
            openings[count].reading.append(seconds(OPEN, home))
    return openings


def main() -> None:
    parser = argparse.ArgumentParser(description="opening by length of history")
    parser.add_argument("-n", type=int, default=10_000, metavar="ASSESSMENTS")
    many = parser.parse_args().n
    openings = measure((1, many), RUNS)
    over: list[str] = []
    for name in LIMITED:
        one, more = (statistics.median(getattr(openings[count], name)) for count in (1, many))
        print(f"{name:8} {one * 1000:5.0f} ms, with {many:,}: {more * 1000:5.0f} ms", end="")
        print(f", ratio {more / one:.2f}")
        if more / one > LIMIT:
            over.append(name)
    statuses = (statistics.median(openings[count].status) * 1000 for count in (1, many))
    print(f"status   {next(statuses):5.0f} ms, with {many:,}: {next(statuses):5.0f} ms")
    print(f"after a change by someone else, with {many:,}: {openings[many].reading[0]:.1f} s")
    if over:
        raise SystemExit(f"over the limit of {LIMIT}: {', '.join(over)}")


if __name__ == "__main__":
    main()
