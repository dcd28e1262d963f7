"""How much memory the app takes once its content has loaded, against a blank Textual app.

Run: python -m benchmarks.memory [-n RUNS]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.first_paint import BLANK, BLANK_TEXT, OWN_STATE, PMCOACH, SIZE
from pmcoach.coach.demo import make_demo
from pmcoach.store.paths import profile_paths
from scripts.terminal import Terminal

LIMIT = 1.5
RUNS = 5
IDLE = 0.5
"""Seconds in which an app that has loaded uses next to no processor time."""
BUSY = 0.05
Megabytes = tuple[float, float]
"""What is the program's own, and all that it has in memory."""


def megabytes(command: Sequence[str], text: str, home: Path) -> Megabytes:
    """The memory of a program that has painted ``text`` and has nothing more to do."""
    with Terminal(command, size=SIZE, env={"PMCOACH_HOME": str(home)}) as terminal:
        terminal.wait_until(lambda screen: text in screen, repr(text))
        wait_idle(terminal)
        return terminal.memory()


def wait_idle(terminal: Terminal, most: float = 30) -> None:
    """Until the program has used no processor time to speak of for a while."""
    end = time.perf_counter() + most
    busy = BUSY + 1
    while busy > BUSY and time.perf_counter() < end:
        before = terminal.cpu_seconds()
        terminal.settle(IDLE)
        busy = terminal.cpu_seconds() - before


def measure(runs: int) -> tuple[list[Megabytes], list[Megabytes]]:
    """The memory of pmcoach and of the blank app, run by run."""
    own: list[Megabytes] = []
    blank: list[Megabytes] = []
    with tempfile.TemporaryDirectory(prefix="pmcoach-bench-") as folder:
        home = Path(folder)
        make_demo(home)
        for _ in range(runs):
            own.append(megabytes(PMCOACH, OWN_STATE, home))
            blank.append(megabytes(BLANK, BLANK_TEXT, home))
        assert profile_paths(home, "me").lock.exists(), "the profile was never opened"
    return own, blank


def main() -> None:
    parser = argparse.ArgumentParser(description="memory after the content has loaded")
    parser.add_argument("-n", dest="runs", type=int, default=RUNS, metavar="RUNS")
    own, blank = measure(max(1, parser.parse_args().runs))
    ratios = []
    for number, name in enumerate(("own (USS)", "all (RSS)")):
        mine, theirs = (statistics.median(one[number] for one in them) for them in (own, blank))
        ratios.append(mine / theirs)
        print(f"{name}: {mine:.1f} MB, a blank app {theirs:.1f} MB, ratio {ratios[-1]:.2f}")
    if max(ratios) > LIMIT:
        raise SystemExit(f"over the limit of {LIMIT:g}")


if __name__ == "__main__":
    main()
