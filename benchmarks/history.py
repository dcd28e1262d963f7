"""Does start-up grow with history? First paint and status with 1 to 10,000 finished assessments.

Run: python -m benchmarks.history [-n ASSESSMENTS]
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.commands import COMMANDS, seconds
from benchmarks.first_paint import PMCOACH, seconds_to_paint
from pmcoach.assessment.events import Event
from pmcoach.coach import assess
from pmcoach.coach.session import open_session
from pmcoach.coach.summary import keep
from pmcoach.store import document
from pmcoach.store.document import Document

LIMIT = 1.1
RUNS = 15
OWN_STATE = "First sketch finished"


def finished_profile(home: Path, count: int) -> None:
    """A profile with ``count`` finished first sketches, years of them."""
    session = open_session(home=home)
    assess.choose_target(session, "generalist", "entry")
    first = dt.datetime(1999, 1, 1, tzinfo=dt.UTC)
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
        whole = Document(
            {"form": "sketch", "content": "2026.11"},
            events,
            {"at": began, "levels": {"stk-map.skill": 1}},
        )
        path = session.store.paths.assessments / f"{began:%Y-%m-%dT%H%M%SZ}-sketch-{number:08}.toml"
        path.write_text(document.write(whole))
    session.close()
    session = open_session(home=home)
    keep(session)
    session.close()


def measure(counts: Sequence[int], runs: int) -> dict[int, tuple[list[float], list[float]]]:
    """By number of assessments: the seconds to the first paint and those of status, in turn."""
    found: dict[int, tuple[list[float], list[float]]] = {count: ([], []) for count in counts}
    with tempfile.TemporaryDirectory(prefix="pmcoach-history-") as folder:
        for count in counts:
            finished_profile(Path(folder) / str(count), count)
        for run in range(runs + 1):
            for count, (paint, status) in found.items():
                home = Path(folder) / str(count)
                painted = seconds_to_paint(PMCOACH, OWN_STATE, home)
                told = seconds(COMMANDS["status"], home)
                if run:
                    paint.append(painted)
                    status.append(told)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="first paint by length of history")
    parser.add_argument("-n", type=int, default=10_000, metavar="ASSESSMENTS")
    many = parser.parse_args().n
    found = measure((1, many), RUNS)
    medians = {count: statistics.median(paint) for count, (paint, _) in found.items()}
    for count, taken in medians.items():
        print(f"first paint with {count:6,} finished assessments: {taken * 1000:4.0f} ms")
    ratio = medians[many] / medians[1]
    print(f"ratio {ratio:.2f} (limit {LIMIT})")
    if ratio > LIMIT:
        raise SystemExit("over the limit")


if __name__ == "__main__":
    main()
