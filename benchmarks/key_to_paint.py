"""How long from a key to its effect on the screen: a digit or an arrow on a ladder.

Run: python -m benchmarks.key_to_paint [-n KEYS]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from scripts.stage import beginner
from scripts.terminal import Terminal

LIMIT_MS = 16
KEYS = 200
SIZE = (120, 40)
DOWN, ENTER = "\x1b[B", "\r"
# Digits and arrows in turn, so that each moves the mark and none is pressed where it stands.
ROUND = (("1", "● 1"), (DOWN, "● 2"), ("4", "● 4"), ("2", "● 2"), (DOWN, "● 3"))


def measure(keys: int) -> list[float]:
    """The seconds that each of ``keys`` took to show."""
    with tempfile.TemporaryDirectory(prefix="pmcoach-bench-") as folder:
        beginner(Path(folder))
        command = (str(Path(sys.executable).with_name("pmcoach")),)
        with Terminal(command, size=SIZE, env={"PMCOACH_HOME": folder}) as terminal:
            terminal.wait_for("Go on with the first sketch")
            terminal.send(ENTER)
            terminal.wait_for("○ 1 ")
            terminal.wait_idle()
            return [one_key(terminal, *ROUND[n % len(ROUND)]) for n in range(keys)]


def one_key(terminal: Terminal, key: str, effect: str) -> float:
    """From pressing ``key`` until ``effect`` is on the screen, and then until all is quiet."""
    taken = terminal.seconds_until(key, lambda screen: effect in screen, repr(effect))
    terminal.settle(0.02)
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("-n", dest="keys", type=int, default=KEYS, metavar="KEYS")
    taken = [1000 * one for one in measure(max(2, parser.parse_args().keys))]
    p99 = statistics.quantiles(taken, n=100, method="inclusive")[98]
    print(
        f"key to paint, {len(taken)} keys: median {statistics.median(taken):.1f} ms, "
        f"p99 {p99:.1f} ms, most {max(taken):.1f} ms (limit {LIMIT_MS} ms)"
    )
    if p99 > LIMIT_MS:
        raise SystemExit("over the limit")


if __name__ == "__main__":
    main()
