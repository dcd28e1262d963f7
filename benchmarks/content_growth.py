"""What grows with the content: start, question, export and memory with 1 to 20 times as much.

Run: python -m benchmarks.content_growth [-n RUNS]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.commands import COMMANDS, keep_today, seconds
from benchmarks.first_paint import OWN_STATE, PMCOACH, SIZE
from benchmarks.packs import build_pack
from pmcoach.coach.demo import make_demo
from scripts.terminal import Terminal

TIMES = (1, 2, 5, 10, 20)
RUNS = 3


@dataclass
class Growth:
    """What was measured with one size of content; seconds, megabytes."""

    size: int
    paint: list[float] = field(default_factory=list)
    question: list[float] = field(default_factory=list)
    """From the start to the question, asked for at the first paint."""
    export: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def one_run(home: Path, pack: Path, found: Growth, *, warm: bool) -> None:
    """Start, go to the question as soon as home is painted; then an export."""
    env = {"PMCOACH_HOME": str(home), "PMCOACH_CONTENT": str(pack)}
    with Terminal(PMCOACH, size=SIZE, env=env) as terminal:
        painted = terminal.wait_until(lambda screen: OWN_STATE in screen, OWN_STATE)
        terminal.send("\r")
        asked = terminal.wait_until(lambda screen: "○ 1 " in screen, "a question")
        terminal.wait_idle()
        memory = terminal.memory()[0]
    exported = seconds(COMMANDS["export"], home, PMCOACH_CONTENT=str(pack))
    if warm:
        found.paint.append(painted - terminal.born)
        found.question.append(asked - terminal.born)
        found.export.append(exported)
        found.memory.append(memory)


def measure(times: Sequence[int], runs: int) -> dict[int, Growth]:
    """By how many times the content is there."""
    found: dict[int, Growth] = {}
    with tempfile.TemporaryDirectory(prefix="pmcoach-content-") as folder:
        for one in times:
            home, pack = Path(folder, f"home{one}"), Path(folder, f"pack{one}")
            found[one] = Growth(build_pack(pack, one))
            make_demo(home)
            keep_today(home, pack)
        for run in range(runs + 1):
            for one, growth in found.items():
                one_run(
                    Path(folder, f"home{one}"), Path(folder, f"pack{one}"), growth, warm=run > 0
                )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="what grows with the content")
    parser.add_argument("-n", dest="runs", type=int, default=RUNS, metavar="RUNS")
    for times, one in measure(TIMES, max(1, parser.parse_args().runs)).items():
        shown = [1000 * statistics.median(them) for them in (one.paint, one.question, one.export)]
        print(
            f"{times:3} times, {one.size / 1000:6,.0f} kB: paint {shown[0]:5.0f} ms, question "
            f"{shown[1]:5.0f} ms, export {shown[2]:5.0f} ms, "
            f"{statistics.median(one.memory):.0f} MB"
        )


if __name__ == "__main__":
    main()
