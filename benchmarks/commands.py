"""How long commands take as processes, against bare Python with the same imports.

Run: python -m benchmarks.commands [-n RUNS]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.figures import Figure, compared, timed
from pmcoach.coach.demo import make_demo
from pmcoach.coach.home import save_home
from pmcoach.coach.session import open_session
from pmcoach.store.paths import profile_paths

LIMIT = 1.5
RUNS = 15
PMCOACH = str(Path(sys.executable).with_name("pmcoach"))
CLICK = "import click"
MODELS = "import click, tomllib; from pydantic import BaseModel"
PATIENCE = 300
"""Seconds after which a command hangs; a busy machine may need many of them."""
COMMANDS = {
    # Each right after what it is compared with.
    "click": (sys.executable, "-c", CLICK),
    "help": (PMCOACH, "--help"),
    "models": (sys.executable, "-c", MODELS),
    "status": (PMCOACH, "status"),
    "status anew": (PMCOACH, "status"),
    "plan": (PMCOACH, "plan"),
    "export": (PMCOACH, "export", "--format", "json"),
    "export html": (PMCOACH, "export", "--format", "html"),
}


def seconds(command: Sequence[str], home: Path, **env: str) -> float:
    """How long a command takes from start to end.

    Raises:
        subprocess.SubprocessError: It failed, or hangs.
    """
    environment = {**os.environ, "PMCOACH_HOME": str(home), **env}
    began = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        # Waiting with a timeout would look only every 50 ms whether it has ended.
        watchdog = threading.Timer(PATIENCE, process.kill)
        watchdog.start()
        code = process.wait()
        taken = time.perf_counter() - began
        watchdog.cancel()
    if code and taken >= PATIENCE:
        raise subprocess.TimeoutExpired(command, PATIENCE)
    if code:
        raise subprocess.CalledProcessError(code, command)
    return taken


def keep_today(home: Path, content: Path | None = None) -> None:
    """Leave the summary behind that an app leaves when it is quit."""
    session = open_session(home=home, content=content)
    save_home(session)
    session.close()


Samples = Mapping[str, Sequence[float]]
"""By name of a command: the seconds of each run."""


def measure(runs: int) -> Samples:
    """Run all commands in turn, ``runs`` times and once before to fill the caches; "status anew"
    has no summary to go by."""
    samples: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory(prefix="pmcoach-bench-") as folder:
        home, no_summary = Path(folder, "kept"), Path(folder, "anew")
        make_demo(home)
        make_demo(no_summary)
        keep_today(home)
        profile_paths(no_summary, "me").summary.unlink()
        for run in range(runs + 1):
            for name, command in COMMANDS.items():
                duration = seconds(command, no_summary if name == "status anew" else home)
                if run:
                    samples[name].append(duration)
    return samples


def compared_with(own: str, base: str, base_name: str) -> Callable[[str, Samples], Figure]:
    """A row of the table that holds a command against another."""
    return lambda what, samples: compared(what, samples[own], samples[base], base_name, LIMIT)


def alone(command: str) -> Callable[[str, Samples], Figure]:
    """A row of the table that holds a command against nothing."""
    return lambda what, samples: timed(what, samples[command])


ROWS = {
    "`pmcoach --help`": compared_with("help", "click", f"`{CLICK}`"),
    "`pmcoach status`, as the app left the profile today": compared_with(
        "status", "models", f"`{MODELS}`"
    ),
    "`pmcoach status`, made anew (another day, other files)": compared_with(
        "status anew", "models", "the same"
    ),
    "`pmcoach plan`": alone("plan"),
    "`pmcoach export --format json`": alone("export"),
    "`pmcoach export --format html`": alone("export html"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description="commands as processes")
    parser.add_argument("-n", dest="runs", type=int, default=RUNS, metavar="RUNS")
    samples = measure(max(1, parser.parse_args().runs))
    for what, figure_of in ROWS.items():
        print(figure_of(what, samples).row())
    help_ratio = statistics.median(samples["help"]) / statistics.median(samples["click"])
    if help_ratio > LIMIT:
        raise SystemExit("over the limit")


if __name__ == "__main__":
    main()
