"""Every figure of speed and size in one run, written to docs/benchmarks.md.

Run: python -m benchmarks.all [--short] [--output FILE]

Whatever is compared is measured in turn, so that the machine's other work meets both sides alike.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.metadata
import os
import platform
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import (
    commands,
    content_growth,
    durable,
    first_paint,
    history,
    key_to_paint,
    memory,
    opening,
)
from benchmarks.figures import Figure, compared, limited, ms, p99, table, told

DOC = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
TEXT = Path(__file__).with_name("all.md")
"""The page without its figures; {names} in it are filled in."""


@dataclass(frozen=True)
class Counts:
    """How often each is measured, and how far growth is followed."""

    paint: int = 21
    keys: int = 500
    rounds: int = 4
    answers: int = 300
    memory: int = 3
    commands: int = 11
    growth: int = 5
    assessments: tuple[int, ...] = (1, 10, 100, 1_000, 10_000)
    content_runs: int = 2
    content: tuple[int, ...] = content_growth.TIMES


SHORT = Counts(1, 3, 1, 3, 1, 1, 1, (1, 3), 1, (1, 2))
"""Enough to see that everything runs; its figures say nothing."""


def screens(counts: Counts) -> list[Figure]:
    """Starting, keys, screens, memory."""
    own, blank = first_paint.measure(counts.paint)
    keys = key_to_paint.measure(counts.keys)
    first, later = opening.measure(counts.rounds)
    mine, theirs = memory.measure(counts.memory)
    return [
        compared(
            "first paint that shows one's own state",
            own,
            blank,
            "a blank Textual app",
            first_paint.LIMIT,
        ),
        limited(
            f"key to paint within a screen, {len(keys)} keys", keys, key_to_paint.LIMIT_MS, at="p99"
        ),
        limited(
            f"opening a screen, {len(first)} of them",
            [t for them in later.values() for t in them],
            opening.LIMIT_MS,
        ),
        told("opening a screen for the first time", list(first.values())),
        *(
            megabytes(name, [one[at] for one in mine], [one[at] for one in theirs])
            for at, name in enumerate(("its own (USS)", "in all (RSS)"))
        ),
    ]


def megabytes(name: str, own: Sequence[float], blank: Sequence[float]) -> Figure:
    """Memory against that of the blank app."""
    mine, theirs = statistics.median(own), statistics.median(blank)
    return Figure(
        f"memory after the content has loaded, {name}",
        f"{mine:.1f} MB",
        f"a blank Textual app: {theirs:.1f} MB",
        f"{mine / theirs:.2f}",
        f"at most {memory.LIMIT:g} times",
        mine / theirs <= memory.LIMIT,
    )


def answers(counts: Counts) -> list[Figure]:
    """How soon an answer is safe."""
    own, base = durable.measure(counts.answers)
    return [
        compared(
            f"answer to durable, {len(own)} answers",
            own,
            base,
            "write, fsync, rename, fsync",
            durable.LIMIT,
        ),
        Figure(
            "the same at the 99th percentile",
            ms(p99(own)),
            f"the same: {ms(p99(base))}",
            f"{p99(own) / p99(base):.2f}",
        ),
    ]


def by_history(counts: Counts) -> str:
    """The table of growth with history."""
    found = history.measure(counts.assessments, counts.growth)
    rows = [
        f"| {count:,} | {ms(statistics.median(paint))} | {ms(statistics.median(status))} |"
        for count, (paint, status) in found.items()
    ]
    head = "| finished assessments | first paint | `pmcoach status` |\n|---|---|---|"
    return "\n".join([head, *rows])


def by_content(counts: Counts) -> str:
    """The table of growth with content."""
    rows = []
    for times, one in content_growth.measure(counts.content, counts.content_runs).items():
        shown = [ms(statistics.median(them)) for them in (one.paint, one.question, one.export)]
        rows.append(
            f"| {times} times, {one.size / 1e6:.1f} MB | {' | '.join(shown)} | "
            f"{statistics.median(one.memory):.0f} MB |"
        )
    head = (
        "| content | first paint | start to question | `export --format json` | memory |\n"
        "|---|---|---|---|---|"
    )
    return "\n".join([head, *rows])


def machine() -> str:
    """What it ran on: nothing that names the machine or where things lie on it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    model = names[0] if names else platform.machine()
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        system = f"{platform.system()} {platform.release()}"
    return (
        f"{model}, {os.cpu_count()} cores; {system}; Python {platform.python_version()}, "
        f"Textual {importlib.metadata.version('textual')}"
    )


def load() -> str:
    """How busy the machine is."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def main() -> None:
    parser = argparse.ArgumentParser(description="every figure of speed and size in one run")
    parser.add_argument("--short", action="store_true", help="only see that everything runs")
    parser.add_argument("--output", type=Path, default=DOC, metavar="FILE")
    given = parser.parse_args()
    counts = SHORT if given.short else Counts()
    began, load_before = time.monotonic(), load()
    figures = [
        *screens(counts),
        *answers(counts),
        *commands.figures(commands.measure(counts.commands)),
    ]
    text = TEXT.read_text(encoding="utf-8").format(
        machine=machine(),
        date=dt.datetime.now().astimezone().date().isoformat(),
        load_before=load_before,
        figures=table(figures),
        history=by_history(counts),
        content=by_content(counts),
        load_after=load(),
        seconds=f"{time.monotonic() - began:.0f}",
    )
    given.output.write_text(text, encoding="utf-8")
    for one in figures:
        print(one.row())
    missed = [one.what for one in figures if one.met is False]
    print(
        f"{len(missed)} of {sum(one.met is not None for one in figures)} not met"
        + "".join(f"\n  {one}" for one in missed)
    )


if __name__ == "__main__":
    main()
