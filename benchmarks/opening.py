"""How long from a key on home to the screen it opens, the first time and later.

Run: python -m benchmarks.opening [-n ROUNDS]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.figures import p99
from benchmarks.first_paint import OWN_STATE, PMCOACH
from benchmarks.memory import wait_loaded
from pmcoach.coach.demo import make_demo
from pmcoach.store.paths import profile_paths
from scripts.terminal import Terminal

LIMIT_MS = 100
ROUNDS = 5
SIZE = (120, 40)
ESCAPE = "\x1b"
QUIET = 0.1
"""Seconds without output between two keys, so that neither waits for the work of the other."""
SCREENS = {
    "r": "Results",
    "p": "Plan",
    "t": "Target",
    "w": "Evidence",
    "c": "Is a certificate worth it?",
    "e": "Export",
    "s": "Your situation",
    "h": "History",
    "l": "Through published lists",
    "f": "A job ad",
    "/": "Search",
    "\r": "Quick assessment",
}
"""Keys on home, and how the top line of what they open begins."""
BODY = slice(2, -3)
"""The lines of a screen that are neither its top line nor its key bar."""


def shows(title: str, screen: str) -> bool:
    """Whether the screen with this title is painted, and nothing of home any more: on a busy
    machine half a frame may come long before its other half."""
    lines = screen.splitlines()
    return title in lines[0] and any(lines[BODY]) and OWN_STATE not in screen


def shows_home(title: str, screen: str) -> bool:
    """Whether home is painted again, and nothing of the screen with this title any more."""
    return OWN_STATE in screen and title not in screen.partition("\n")[0]


def open_and_leave(terminal: Terminal, key: str, title: str) -> float:
    """Open a screen from home and go back; returns the seconds until it was painted."""
    opening = terminal.seconds_until(key, partial(shows, title), title)
    terminal.settle(QUIET)
    terminal.send(ESCAPE)
    terminal.wait_until(partial(shows_home, title), f"home after {title}")
    terminal.settle(QUIET)
    return opening


def measure(rounds: int) -> tuple[dict[str, float], dict[str, list[float]]]:
    """By title: the seconds that the first opening took, and those of the openings after it."""
    first: dict[str, float] = {}
    later: dict[str, list[float]] = {title: [] for title in SCREENS.values()}
    with tempfile.TemporaryDirectory(prefix="pmcoach-bench-") as folder:
        make_demo(Path(folder))
        lock = profile_paths(Path(folder), "me").lock
        lock.unlink(missing_ok=True)
        with Terminal(PMCOACH, size=SIZE, env={"PMCOACH_HOME": folder}) as terminal:
            terminal.wait_for(OWN_STATE)
            wait_loaded(terminal, lock)
            for key, title in SCREENS.items():
                first[title] = open_and_leave(terminal, key, title)
            for _ in range(rounds):
                for key, title in SCREENS.items():
                    later[title].append(open_and_leave(terminal, key, title))
    return first, later


def main() -> None:
    parser = argparse.ArgumentParser(description="from a key on home to the screen it opens")
    parser.add_argument("-n", dest="rounds", type=int, default=ROUNDS, metavar="ROUNDS")
    first, later = measure(max(1, parser.parse_args().rounds))
    for title, taken in first.items():
        print(
            f"{title:28} first {taken * 1000:4.0f} ms, "
            f"then {statistics.median(later[title]) * 1000:4.0f} ms"
        )
    every = [one for them in later.values() for one in them]
    median = statistics.median(every) * 1000
    print(
        f"opening a screen: median {median:.0f} ms (limit {LIMIT_MS} ms), "
        f"p99 {p99(every) * 1000:.0f} ms; "
        f"the first time {statistics.median(first.values()) * 1000:.0f} ms"
    )
    if median > LIMIT_MS:
        raise SystemExit("over the limit")


if __name__ == "__main__":
    main()
