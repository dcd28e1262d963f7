"""Let every file call of every operation fail, and kill at each; then see that nothing is lost.

Run: python -m benchmarks.faults.campaign --short     a sample, in about 20 seconds
     python -m benchmarks.faults.campaign --full      all of it, in about two hours
     python -m benchmarks.faults.campaign --operation done --full
     python -m benchmarks.faults.campaign --operation done --call 12 --errno EIO

Needs Linux and a C compiler. A clean run of each operation counts the calls that change or flush
something in the data home and in the folder of backups and exports (with --reads those that only
read, too). Then each operation runs once for each call and each fault: EIO, ENOSPC, EDQUOT, EROFS,
EACCES at that call; ENOSPC and EROFS from that call on (ENOSPC+, EROFS+); kill -9 before it (KILL).

After each run, with no fault any more, these must hold:

  clean run            without a fault, it does what it is for
  traceback            no traceback on any stream or screen
  hang                 it ends within its time
  silent               a screen or command that does not do what it should says why
  gone                 every event that was on disk still is, somewhere
  unseen               a fresh opening shows every readable event, or status or the doctor says that
                       something is wrong
  false saved          what was acknowledged is on disk
  false failed         what was said to have failed is not
  torn                 a file that was made is whole
  doctor               pmcoach doctor ends with 0, or says what is wrong
  unseen after doctor  after a doctor that ended with 0, all that is on disk shows
  leftover             no half-written file is left in the data home after the doctor

With --results FILE a full run can be stopped and taken up again; start a new file once the code has
changed. Of a failing case the line is printed that runs it alone; --keep leaves its folder to look at.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.faults.cases import MODULE, Campaign, Case, Verdict, make_verdict, sample
from benchmarks.faults.processes import in_processes, warm_up
from benchmarks.faults.shim import Fault, load_shim

SHORT_CASES = 15
"""How many cases a short run has."""


def run_all(campaign: Campaign, cases: Sequence[Case], results: Path | None) -> list[Verdict]:
    """Run cases, two at a time; those that ``results`` has already are not run again."""
    known = {verdict.line: verdict for verdict in read_results(results)}
    todo = [case for case in cases if case.line not in known]
    verdicts = [known[case.line] for case in cases if case.line in known]
    began = time.monotonic()
    for number, verdict in enumerate(in_processes(campaign, Campaign.run, todo), 1):
        verdicts.append(verdict)
        if results is not None:
            with results.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(verdict)) + "\n")
        if number % 200 == 0:
            pace = (time.monotonic() - began) / number
            print(f"  {number} of {len(todo)}, {pace:.2f} s each", flush=True)
    return verdicts


def read_results(path: Path | None) -> Iterator[Verdict]:
    """The verdicts of an earlier run."""
    if path is not None and path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            table = json.loads(line)
            table["failures"] = [(kind, what) for kind, what in table["failures"]]
            yield Verdict(**table)


def print_table(verdicts: Sequence[Verdict]) -> None:
    """How many cases were tried and held, by operation, by fault, and what failed."""
    for title in ("operation", "fault"):
        print(f"\n{title:24}{'tried':>8}{'held':>8}")
        for name in dict.fromkeys(getattr(verdict, title) for verdict in verdicts):
            rows = [verdict for verdict in verdicts if getattr(verdict, title) == name]
            print(f"{name:24}{len(rows):8}{count_held(rows):8}")
    print(f"\n{'all':24}{len(verdicts):8}{count_held(verdicts):8}")
    counts = Counter(
        kind for verdict in verdicts for kind in {kind for kind, _ in verdict.failures}
    )
    for kind, count in counts.most_common():
        print(f"  {kind}: {count} cases")


def count_held(verdicts: Sequence[Verdict]) -> int:
    """How many cases held."""
    return sum(not verdict.failures for verdict in verdicts)


def print_failures(verdicts: Sequence[Verdict]) -> None:
    """Every failure with the line that runs it again."""
    for verdict in verdicts:
        for kind, what in verdict.failures:
            print(f"\n{kind}: {what}\n  at {verdict.call}\n  {verdict.line}")


def read_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="faults at every file call of every operation")
    parser.add_argument("--short", action="store_true", help="a stratified sample")
    parser.add_argument("--full", action="store_true", help="every call and every fault")
    parser.add_argument("--operation", action="append", metavar="NAME", help="only this operation")
    parser.add_argument("--no-screens", action="store_true", help="leave the slow screens out")
    parser.add_argument("--call", type=int, metavar="N", help="only the N-th call")
    parser.add_argument("--errno", metavar="X", help="only this fault: EIO, ENOSPC+, KILL ...")
    parser.add_argument("--reads", action="store_true", help="calls that only read count, too")
    parser.add_argument("--cases", type=int, default=SHORT_CASES, help="how many in a short run")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--results", type=Path, metavar="FILE", help="keep results, and go on")
    parser.add_argument("--keep", action="store_true", help="leave the folders of cases")
    return parser.parse_args(arguments)


def select_cases(campaign: Campaign, wanted: argparse.Namespace) -> list[Case]:
    """The cases that the command line asks for."""
    names = wanted.operation or [
        name
        for name, operation in campaign.operations.items()
        if not (operation.slow and (wanted.short or wanted.no_screens))
    ]
    campaign.run_clean_all(names)
    cases = [
        case
        for name in names
        for case in campaign.cases(name)
        if wanted.call in {None, case.fault.at} and wanted.errno in {None, case.fault.kind}
    ]
    if wanted.full or wanted.call is not None:
        return cases
    return sample(cases, wanted.cases, random.Random(wanted.seed))


def main() -> None:
    wanted = read_arguments()
    load_shim(MODULE, sys.argv[1:])
    warm_up()
    folder = Path(tempfile.mkdtemp(prefix="pmcoach-faults-"))
    try:
        campaign = Campaign(folder, reads=wanted.reads, keep=wanted.keep)
        cases = select_cases(campaign, wanted)
        clean = [
            make_verdict(
                name,
                Fault(error="none"),
                "no call: this is the run without a fault",
                campaign.clean[name].failures,
                f"python -m {MODULE} --operation {name}",
            )
            for name in campaign.clean
        ]
        verdicts = [*clean, *run_all(campaign, cases, wanted.results)]
    finally:
        if not wanted.keep:
            shutil.rmtree(folder, ignore_errors=True)
    print_failures(verdicts)
    print_table(verdicts)
    if any(verdict.failures for verdict in verdicts):
        raise SystemExit("Something was lost, hidden or wrongly reported.")


if __name__ == "__main__":
    main()
