"""How much memory the app takes once its content has loaded, against a blank Textual app.

Run: python -m benchmarks.memory [-n RUNS]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.first_paint import BLANK, BLANK_TEXT, OWN_STATE, PMCOACH, SIZE
from pmcoach.coach.demo import make_demo
from pmcoach.store.paths import profile_paths
from scripts.terminal import PATIENCE, NotShownError, Terminal

LIMIT = 1.5
RUNS = 5
Megabytes = tuple[float, float]
"""What is the program's own, and all that it has in memory."""


def own_megabytes(home: Path) -> Megabytes:
    """The memory of pmcoach once its content has loaded."""
    lock = profile_paths(home, "me").lock
    lock.unlink(missing_ok=True)
    with Terminal(PMCOACH, size=SIZE, env={"PMCOACH_HOME": str(home)}) as terminal:
        terminal.wait_until(lambda screen: OWN_STATE in screen, repr(OWN_STATE))
        wait_loaded(terminal, lock)
        return terminal.memory()


def blank_megabytes() -> Megabytes:
    """The memory of the blank app once it has nothing more to do."""
    with Terminal(BLANK, size=SIZE) as terminal:
        terminal.wait_until(lambda screen: BLANK_TEXT in screen, repr(BLANK_TEXT))
        terminal.wait_idle()
        return terminal.memory()


def wait_loaded(terminal: Terminal, lock: Path) -> None:
    """Wait until pmcoach has loaded its content and has nothing more to do.

    Args:
        terminal: What pmcoach runs in.
        lock: The lock of its profile, which is taken once the content has loaded; removed before
            the start.

    Raises:
        NotShownError: The profile was not opened in time.
    """
    started = time.perf_counter()
    while not lock.exists():
        if not terminal.pump(0.05) or time.perf_counter() - started > PATIENCE:
            raise NotShownError(f"The profile was not opened, but:\n{terminal.text()}")
    terminal.wait_idle()


def measure(runs: int) -> tuple[list[Megabytes], list[Megabytes]]:
    """The memory of pmcoach and of the blank app, run by run."""
    own: list[Megabytes] = []
    blank: list[Megabytes] = []
    with tempfile.TemporaryDirectory(prefix="pmcoach-bench-") as folder:
        home = Path(folder)
        make_demo(home)
        for _ in range(runs):
            own.append(own_megabytes(home))
            blank.append(blank_megabytes())
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
