"""Every figure of speed and size in one run, written to docs/benchmarks.md.

Run: python -m benchmarks.all [--short] [--output FILE]

Whatever is compared is measured in turn, so that the machine's other work meets both sides alike.
What cannot be measured says so in its place on the page, and then the exit code is 1.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.metadata
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pexpect
import psutil

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
from benchmarks.figures import Figure, compared, limited, ms, p99, table, unmeasured
from scripts.terminal import NotShownError

DOC = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
TEXT = Path(__file__).with_name("all.md")
"""The page without its figures; {names} in it are filled in."""


@dataclass(frozen=True)
class Counts:
    """How often each is measured, how long a screen has to be quiet, and how far growth is
    followed."""

    paint: int = 21
    keys: int = 500
    rounds: int = 4
    quiet: float = opening.QUIET
    answers: int = 300
    memory: int = 3
    commands: int = 11
    growth: int = 5
    assessments: tuple[int, ...] = (1, 10, 100, 1_000, 10_000)
    content_runs: int = 2
    content: tuple[int, ...] = content_growth.TIMES


SHORT = Counts(1, 3, 1, 0.05, 3, 1, 1, 1, (3,), 1, (2,))
"""Enough to see that everything runs; its figures say nothing."""


Samples = TypeVar("Samples")


@dataclass(frozen=True)
class Missing:
    """Why something could not be measured, in a line that names no path of the machine."""

    reason: str


def attempt(measure: Callable[[], Samples]) -> Samples | Missing:
    """What ``measure`` returns, or why it could not; the whole of that goes to stderr."""
    try:
        return measure()
    except NotShownError as error:
        reason = str(error).partition("\n")[0]
        trouble: Exception = error
    except subprocess.TimeoutExpired as error:
        reason, trouble = f"a command took more than {commands.PATIENCE} s", error
    except subprocess.CalledProcessError as error:
        reason, trouble = f"a command ended with exit code {error.returncode}", error
    except (OSError, psutil.Error, pexpect.ExceptionPexpect) as error:
        reason, trouble = type(error).__name__, error
    print(trouble, file=sys.stderr)
    return Missing(reason)


def figures_of(
    measure: Callable[[], Samples], rows: Mapping[str, Callable[[str, Samples], Figure]]
) -> list[Figure]:
    """The rows of the table that one measurement fills.

    Args:
        measure: Takes the samples of all these rows.
        rows: By what each row is of: makes its figure from that and the samples.
    """
    samples = attempt(measure)
    if isinstance(samples, Missing):
        return [unmeasured(what, samples.reason) for what in rows]
    return [figure_of(what, samples) for what, figure_of in rows.items()]


Compared = tuple[list[float], list[float]]
"""Samples of pmcoach, and of what it is compared with."""
Memory = tuple[list[memory.Megabytes], list[memory.Megabytes]]


def first_paint_figure(what: str, samples: Compared) -> Figure:
    own, blank = samples
    return compared(what, own, blank, "a blank Textual app", first_paint.LIMIT)


def keys_figure(what: str, samples: list[float]) -> Figure:
    return limited(what, samples, key_to_paint.LIMIT_MS, at="p99")


def later_openings_figure(what: str, openings: opening.Openings) -> Figure:
    return openings_figure(what, openings, openings.later_ratio, opening.LATER_LIMIT)


def first_openings_figure(what: str, openings: opening.Openings) -> Figure:
    return openings_figure(what, openings, openings.first_ratio, opening.FIRST_LIMIT)


def openings_figure(
    what: str, openings: opening.Openings, ratio_of: Callable[[str], float], limit: float
) -> Figure:
    """The median of all screens as a multiple of an empty one, and the slowest of them."""
    ratios = {ident: ratio_of(ident) for ident in opening.OPENED}
    median, slowest = statistics.median(ratios.values()), max(ratios, key=ratio_of)
    return Figure(
        what,
        f"median {ms(median * openings.base)}",
        f"an empty screen: {ms(openings.base)}",
        f"median {median:.2f}, {slowest} {ratios[slowest]:.2f}",
        f"each at most {limit:g} times",
        ratios[slowest] <= limit,
    )


def uss_figure(what: str, samples: Memory) -> Figure:
    own, blank = samples
    return megabytes(what, [uss for uss, _ in own], [uss for uss, _ in blank])


def rss_figure(what: str, samples: Memory) -> Figure:
    own, blank = samples
    return megabytes(what, [rss for _, rss in own], [rss for _, rss in blank])


def megabytes(what: str, own: Sequence[float], blank: Sequence[float]) -> Figure:
    """Memory against that of the blank app."""
    own_median, blank_median = statistics.median(own), statistics.median(blank)
    return Figure(
        what,
        f"{own_median:.1f} MB",
        f"a blank Textual app: {blank_median:.1f} MB",
        f"{own_median / blank_median:.2f}",
        f"at most {memory.LIMIT:g} times",
        own_median / blank_median <= memory.LIMIT,
    )


def answers_figure(what: str, samples: Compared) -> Figure:
    own, bare = samples
    return compared(what, own, bare, "write, fsync, rename, fsync", durable.LIMIT)


def slow_answers_figure(what: str, samples: Compared) -> Figure:
    own, bare = samples
    return Figure(what, ms(p99(own)), f"the same: {ms(p99(bare))}", f"{p99(own) / p99(bare):.2f}")


def all_figures(counts: Counts) -> list[Figure]:
    """Starting, keys, screens, memory, answers, commands."""
    return [
        *figures_of(
            lambda: first_paint.measure(counts.paint),
            {"first paint that shows one's own state": first_paint_figure},
        ),
        *figures_of(
            lambda: key_to_paint.measure(counts.keys),
            {f"key to paint within a screen, {counts.keys} keys": keys_figure},
        ),
        *figures_of(
            lambda: opening.measure(counts.rounds, counts.quiet),
            {
                f"opening a screen, {len(opening.OPENED)} of them": later_openings_figure,
                "opening a screen for the first time": first_openings_figure,
            },
        ),
        *figures_of(
            lambda: memory.measure(counts.memory),
            {
                "memory after the content has loaded, its own (USS)": uss_figure,
                "memory after the content has loaded, in all (RSS)": rss_figure,
            },
        ),
        *figures_of(
            lambda: durable.measure(counts.answers),
            {
                f"answer to durable, {counts.answers} answers": answers_figure,
                "the same at the 99th percentile": slow_answers_figure,
            },
        ),
        *figures_of(lambda: commands.measure(counts.commands), commands.ROWS),
    ]


Histories = dict[int, history.Openings]
Growths = dict[int, content_growth.Growth]


def history_table(histories: Histories | Missing) -> str:
    """The table of growth with history."""
    if isinstance(histories, Missing):
        return f"Not measured: {histories.reason}"
    rows = [
        f"| {count:,} | "
        + " | ".join(
            ms(statistics.median(samples))
            for samples in (taken.paint, taken.status, taken.opening, taken.reading)
        )
        + " |"
        for count, taken in histories.items()
    ]
    head = (
        "| finished assessments | first paint | `pmcoach status` | opening the profile again "
        "| after someone else's change |\n|---|---|---|---|---|"
    )
    return "\n".join([head, *rows])


def content_table(growths: Growths | Missing) -> str:
    """The table of growth with content."""
    if isinstance(growths, Missing):
        return f"Not measured: {growths.reason}"
    rows = []
    for times, growth in growths.items():
        medians = [statistics.median(s) for s in (growth.paint, growth.question, growth.export)]
        rows.append(
            f"| {times} times, {growth.size / 1e6:.1f} MB | {' | '.join(map(ms, medians))} | "
            f"{statistics.median(growth.memory):.0f} MB |"
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page; returns 1 where anything could not be measured."""
    parser = argparse.ArgumentParser(description="every figure of speed and size in one run")
    parser.add_argument("--short", action="store_true", help="only see that everything runs")
    parser.add_argument("--output", type=Path, default=DOC, metavar="FILE")
    options = parser.parse_args(arguments)
    counts = SHORT if options.short else Counts()
    began, load_before = time.monotonic(), load()
    figures = all_figures(counts)
    histories = attempt(lambda: history.measure(counts.assessments, counts.growth))
    growths = attempt(lambda: content_growth.measure(counts.content, counts.content_runs))
    text = TEXT.read_text(encoding="utf-8").format(
        machine=machine(),
        date=dt.datetime.now().astimezone().date().isoformat(),
        load_before=load_before,
        figures=table(figures),
        history=history_table(histories),
        content=content_table(growths),
        load_after=load(),
        seconds=f"{time.monotonic() - began:.0f}",
    )
    options.output.write_text(text, encoding="utf-8")
    for figure in figures:
        print(figure.row())
    judged = [figure for figure in figures if figure.met is not None]
    report("not met", [figure.what for figure in judged if not figure.met], of=len(judged))
    growth_of = {"growth with history": histories, "growth with content": growths}
    missing = [figure.what for figure in figures if figure.missing]
    missing += [what for what, samples in growth_of.items() if isinstance(samples, Missing)]
    report("not measured", missing, of=len(figures) + len(growth_of))
    return 1 if missing else 0


def report(verdict: str, names: Sequence[str], *, of: int) -> None:
    """Print how many have this verdict, and which."""
    print("\n  ".join([f"{len(names)} of {of} {verdict}", *names]))


if __name__ == "__main__":
    raise SystemExit(main())
