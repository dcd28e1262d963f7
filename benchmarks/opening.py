"""How long from a key on home to the screen it opens, the first time and later.

Run: python -m benchmarks.opening [-n ROUNDS]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import p99
from benchmarks.first_paint import OWN_STATE, PMCOACH
from pmcoach.coach.demo import make_demo
from scripts.terminal import Terminal

LIMIT_MS = 100
ROUNDS = 5
SIZE = (120, 40)
ESCAPE = "\x1b"
LOADING = 1.5
"""Seconds of quiet after which the content has loaded."""
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
FEWEST_LINES = 4
"""Lines that a screen fills at least once more than its bars are painted."""


def opened(title: str) -> Callable[[str], bool]:
    """Whether a screen with this title is shown, with something in it."""

    def shown(screen: str) -> bool:
        lines = [line for line in screen.splitlines() if line.strip()]
        return len(lines) >= FEWEST_LINES and title in lines[0]

    return shown


def measure(rounds: int) -> tuple[dict[str, float], dict[str, list[float]]]:
    """By title: the seconds that the first opening took, and those of the openings after it."""
    first: dict[str, float] = {}
    later: dict[str, list[float]] = {title: [] for title in SCREENS.values()}
    with tempfile.TemporaryDirectory(prefix="pmcoach-bench-") as folder:
        make_demo(Path(folder))
        with Terminal(PMCOACH, size=SIZE, env={"PMCOACH_HOME": folder}) as terminal:
            terminal.wait_for(OWN_STATE)
            terminal.settle(LOADING)
            for number in range(rounds + 1):
                for key, title in SCREENS.items():
                    taken = terminal.seconds_until(key, opened(title), title)
                    terminal.settle(0.1)
                    terminal.send(ESCAPE)
                    terminal.wait_for(OWN_STATE)
                    terminal.settle(0.1)
                    if number:
                        later[title].append(taken)
                    else:
                        first[title] = taken
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
