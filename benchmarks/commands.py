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
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.figures import Figure, compared, told
from pmcoach.coach.demo import make_demo
from pmcoach.coach.session import open_session
from pmcoach.coach.summary import keep
from pmcoach.store.paths import profile_paths

LIMIT = 1.5
RUNS = 15
PMCOACH = str(Path(sys.executable).with_name("pmcoach"))
CLICK = "import click"
MODELS = "import click, tomllib; from pydantic import BaseModel"
COMMANDS = {
    "click": (sys.executable, "-c", CLICK),
    "models": (sys.executable, "-c", MODELS),
    "help": (PMCOACH, "--help"),
    "status": (PMCOACH, "status"),
    "plan": (PMCOACH, "plan"),
    "export": (PMCOACH, "export", "--format", "json"),
    "export html": (PMCOACH, "export", "--format", "html"),
}


def seconds(command: Sequence[str], home: Path, **env: str) -> float:
    """How long a command takes from start to end, which must be a good one."""
    told_env = {**os.environ, "PMCOACH_HOME": str(home), **env}
    began = time.perf_counter()
    subprocess.run(command, env=told_env, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def keep_today(home: Path, content: Path | None = None) -> None:
    """Leave the summary behind that an app leaves when it is quit."""
    session = open_session(home=home, content=content)
    keep(session)
    session.close()


def measure(runs: int) -> dict[str, list[float]]:
    """The seconds of each command, run by run in turn; "status anew" has no summary to go by."""
    found: dict[str, list[float]] = {name: [] for name in (*COMMANDS, "status anew")}
    with tempfile.TemporaryDirectory(prefix="pmcoach-bench-") as folder:
        home, other = Path(folder, "kept"), Path(folder, "anew")
        make_demo(home)
        make_demo(other)
        keep_today(home)
        profile_paths(other, "me").summary.unlink()
        for number in range(runs + 1):
            taken = {name: seconds(command, home) for name, command in COMMANDS.items()}
            taken["status anew"] = seconds(COMMANDS["status"], other)
            for name, one in taken.items():
                if number:
                    found[name].append(one)
    return found


def figures(found: Mapping[str, list[float]]) -> list[Figure]:
    """The lines of the table."""
    return [
        compared("`pmcoach --help`", found["help"], found["click"], f"`{CLICK}`", LIMIT),
        compared(
            "`pmcoach status`, as the app left the profile today",
            found["status"],
            found["models"],
            f"`{MODELS}`",
            LIMIT,
        ),
        compared(
            "`pmcoach status`, made anew (another day, other files)",
            found["status anew"],
            found["models"],
            "the same",
            LIMIT,
        ),
        told("`pmcoach plan`", found["plan"]),
        told("`pmcoach export --format json`", found["export"]),
        told("`pmcoach export --format html`", found["export html"]),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="commands as processes")
    parser.add_argument("-n", dest="runs", type=int, default=RUNS, metavar="RUNS")
    found = measure(max(1, parser.parse_args().runs))
    for one in figures(found):
        print(one.row())
    help_ratio = statistics.median(found["help"]) / statistics.median(found["click"])
    if help_ratio > LIMIT:
        raise SystemExit("over the limit")


if __name__ == "__main__":
    main()
