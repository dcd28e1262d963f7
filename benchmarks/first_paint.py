"""How long until home shows one's own state, as a ratio to the smallest app that Textual can paint.

Run: python -m benchmarks.first_paint [-n RUNS]

Both are started in turn, so that whatever else the machine does meets them alike. The first run
of each is dropped: it fills the caches.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pmcoach.coach.demo import make_demo
from scripts.terminal import Terminal

LIMIT = 1.15
RUNS = 15
SIZE = (120, 40)
PMCOACH = (str(Path(sys.executable).with_name("pmcoach")),)
OWN_STATE = "Go on with the quick assessment"
BLANK_TEXT = "A blank app"
BLANK = (
    sys.executable,
    "-c",
    f"""
from textual.app import App
from textual.widgets import Footer, Header, Static

class Blank(App):
    def compose(self):
        yield Header()
        yield Static({BLANK_TEXT!r})
        yield Footer()

Blank().run()
""",
)


def seconds_to_paint(command: Sequence[str], text: str, home: Path) -> float:
    """From the start of ``command`` until ``text`` is on the screen."""
    with Terminal(command, size=SIZE, env={"PMCOACH_HOME": str(home)}) as terminal:
        painted = terminal.wait_until(lambda screen: text in screen, repr(text))
        return painted - terminal.born


def measure(runs: int) -> tuple[list[float], list[float]]:
    """The seconds of each run of pmcoach and of the blank app."""
    own: list[float] = []
    blank: list[float] = []
    with tempfile.TemporaryDirectory(prefix="pmcoach-bench-") as folder:
        home = Path(folder)
        make_demo(home)
        for _ in range(runs + 1):
            own.append(seconds_to_paint(PMCOACH, OWN_STATE, home))
            blank.append(seconds_to_paint(BLANK, BLANK_TEXT, home))
    return own[1:], blank[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("-n", dest="runs", type=int, default=RUNS, metavar="RUNS")
    own, blank = measure(max(1, parser.parse_args().runs))
    mine, theirs = statistics.median(own), statistics.median(blank)
    ratio = mine / theirs
    print(
        f"first paint of one's own state  {mine * 1000:6.0f} ms (median of {len(own)}, "
        f"{min(own) * 1000:.0f} to {max(own) * 1000:.0f})"
    )
    print(
        f"first paint of a blank app      {theirs * 1000:6.0f} ms (median of {len(blank)}, "
        f"{min(blank) * 1000:.0f} to {max(blank) * 1000:.0f})"
    )
    print(f"ratio                           {ratio:6.2f}    (limit {LIMIT:g})")
    if ratio > LIMIT:
        raise SystemExit("over the limit")


if __name__ == "__main__":
    main()
