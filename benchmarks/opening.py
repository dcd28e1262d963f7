"""How long each screen takes to open, the first time and later, against an empty Textual screen.

Run: python -m benchmarks.opening [-n ROUNDS]

Empty screens are opened in between in the same run, so that the machine's other work meets both
alike. A screen counts as open when nothing more is painted.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Input, TextArea

from benchmarks.memory import wait_loaded
from pmcoach import launch
from pmcoach.store.paths import profile_paths
from pmcoach.tui import app as tui_app
from pmcoach.tui.registry import SCREENS
from scripts.stage import screen_arguments, well_filled
from scripts.terminal import Terminal

FIRST_LIMIT, LATER_LIMIT = 2.5, 1.5
"""How many times as long as the empty screen a screen may take."""
ROUNDS = 2
SIZE = (120, 40)
QUIET = 0.5
"""Seconds without output after which a screen counts as painted for good: what a screen works out
may keep it quiet for a while. Measuring waits for it twice at each opening."""
OPEN_NEXT, LEAVE = "\x1b[23~", "\x1b[24~"
"""F11 and F12, as a terminal sends them."""
OPENED = [ident for ident in SCREENS if ident != "home"]
EMPTY = "empty"
ROUND = [
    ident
    for number, screen in enumerate(OPENED)
    for ident in ((EMPTY, screen) if number % 4 == 0 else (screen,))
]
"""What is opened one after the other: all screens, and among them empty ones."""


class OpeningApp(tui_app.CoachApp):
    """The app with two more keys: one opens the next screen of the round, the other leaves it."""

    BINDINGS = [
        Binding("f11", "open_next", show=False, priority=True),
        Binding("f12", "leave", show=False, priority=True),
    ]
    opened_count = 0

    def action_open_next(self) -> None:
        assert self.session is not None
        ident = ROUND[self.opened_count % len(ROUND)]
        self.opened_count += 1
        if ident == EMPTY:
            self.push_screen(Screen())
        else:
            self.push_screen(self.make_screen(ident, *screen_arguments(self.session)[ident]))
            self.call_after_refresh(self.stop_blinking)

    def stop_blinking(self) -> None:
        """Keep cursors still: a blink looks like one more part of the screen being painted."""
        for text_field in (*self.screen.query(Input), *self.screen.query(TextArea)):
            text_field.cursor_blink = False

    def action_leave(self) -> None:
        self.pop_screen()


@dataclass
class Openings:
    """The seconds that each opening took, the first one first."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {ident: [] for ident in ROUND})

    @property
    def base(self) -> float:
        """The seconds of an empty screen."""
        return statistics.median(self.seconds[EMPTY])

    def first_ratio(self, ident: str) -> float:
        return self.seconds[ident][0] / self.base

    def later_ratio(self, ident: str) -> float:
        return statistics.median(self.seconds[ident][1:]) / self.base


def open_and_leave(terminal: Terminal, quiet: float) -> float:
    """Open the next screen and leave it again; returns the seconds until all of it was painted."""
    pressed = terminal.send(OPEN_NEXT)
    terminal.pump(5)
    terminal.settle(quiet)
    seconds = terminal.heard - pressed
    terminal.send(LEAVE)
    terminal.pump(5)
    terminal.settle(quiet)
    return seconds


def measure(rounds: int, quiet: float = QUIET) -> Openings:
    """Open every screen once, and then ``rounds`` times more.

    Args:
        rounds: How often after the first time.
        quiet: As QUIET; less is enough to see that every screen opens, and too little to measure.
    """
    openings = Openings()
    with tempfile.TemporaryDirectory(prefix="pmcoach-bench-") as folder:
        well_filled(Path(folder))
        lock = profile_paths(Path(folder), "me").lock
        lock.unlink(missing_ok=True)
        command = (sys.executable, "-m", "benchmarks.opening", "--app")
        with Terminal(command, size=SIZE, env={"PMCOACH_HOME": folder}) as terminal:
            wait_loaded(terminal, lock)
            for _ in range(rounds + 1):
                for ident in ROUND:
                    openings.seconds[ident].append(open_and_leave(terminal, quiet))
    return openings


def main() -> None:
    parser = argparse.ArgumentParser(description="how long each screen takes to open")
    parser.add_argument("-n", dest="rounds", type=int, default=ROUNDS, metavar="ROUNDS")
    parser.add_argument("--app", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.app:
        tui_app.CoachApp = OpeningApp  # type: ignore[misc]  # what the launcher runs
        raise SystemExit(launch.start())
    openings = measure(max(1, options.rounds))
    print(f"{'an empty screen':15} {openings.base * 1000:4.0f} ms")
    slow = []
    for ident in OPENED:
        first, later = openings.first_ratio(ident), openings.later_ratio(ident)
        is_slow = first > FIRST_LIMIT or later > LATER_LIMIT
        slow += [ident] if is_slow else []
        print(
            f"{ident:15} first {first:5.2f} times, later {later:5.2f} times"
            f"{'  over' if is_slow else ''}"
        )
    if slow:
        raise SystemExit(
            f"{len(slow)} of {len(OPENED)} over the limits of {FIRST_LIMIT:g} and {LATER_LIMIT:g}"
        )


if __name__ == "__main__":
    main()
