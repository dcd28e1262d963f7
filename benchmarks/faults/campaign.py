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
import gc
import importlib
import json
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

from benchmarks.faults.checks import Failure, Standing, judge, take_standing
from benchmarks.faults.homes import HOMES
from benchmarks.faults.operations import OPERATIONS
from benchmarks.faults.program import Place, counted_calls
from benchmarks.faults.shim import KILL, Fault, load_shim
from pmcoach.coach import session
from pmcoach.store.content import load_catalog

MODULE = "benchmarks.faults.campaign"
FAULTS = (
    *(Fault(error=error) for error in ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES")),
    *(Fault(error=error, from_then_on=True) for error in ("ENOSPC", "EROFS")),
    Fault(error=KILL),
)
LATE_MODULES = (
    "pmcoach.cli",
    "pmcoach.coach.keeping",
    "pmcoach.coach.report",
    "pmcoach.coach.summary",
    "pmcoach.export.html",
    "pmcoach.export.ics",
    "pmcoach.plain.run",
    "pmcoach.tui.app",
)
"""What pmcoach imports only once it needs it."""
PROCESSES = 2
SHORT_CASES = 90
"""How many cases a short run has."""


@dataclass(frozen=True)
class Case:
    """One operation with one fault."""

    operation: str
    fault: Fault
    call: str = ""
    """The call that the fault is at, in the clean run."""

    @property
    def line(self) -> str:
        """What runs this case alone."""
        reads = " --reads" if self.fault.reads else ""
        return (
            f"python -m {MODULE} --operation {self.operation} --call {self.fault.at} "
            f"--errno {self.fault.kind}{reads}"
        )


@dataclass(frozen=True)
class Verdict:
    """What a case came to: nothing failed where ``failures`` is empty."""

    operation: str
    at: int
    fault: str
    call: str
    failures: list[tuple[str, str]]
    line: str


@dataclass(frozen=True)
class CleanRun:
    """How things stand before and after a run without a fault, the calls that it made, and what
    does not hold even then."""

    before: Standing
    after: Standing
    calls: list[str]
    failures: list[Failure]


class Campaign:
    """The prepared homes, the clean runs, and the running of cases."""

    def __init__(self, folder: Path, *, reads: bool = False, keep: bool = False) -> None:
        self.folder = folder
        self.reads = reads
        self.keep = keep
        self.operations = {operation.name: operation for operation in OPERATIONS}
        self.clean: dict[str, CleanRun] = {}

    def prepare(self, home: str) -> None:
        """Make a home that operations start from."""
        place = Place(self.folder / "prepared" / home)
        place.home.mkdir(parents=True)
        place.desk.mkdir()
        HOMES[home](place)

    def run_clean_all(self, names: Sequence[str]) -> None:
        """Make the homes that operations need, and run each operation without a fault."""
        homes = {self.operations[name].home for name in names}
        list(in_processes(self, Campaign.prepare, sorted(homes)))
        self.clean.update(in_processes(self, run_clean_named, names))

    def run_clean(self, name: str) -> CleanRun:
        """Run an operation without a fault."""
        operation = self.operations[name]
        place = Place(self.folder / f"clean-{name}")
        self._copy(operation.home, place.folder)
        before = take_standing(place, operation.product)
        outcome = operation.run(place, Fault(reads=self.reads))
        after = take_standing(place, operation.product)
        calls = counted_calls(place)
        failures = list(judge(operation, place, before, None, outcome))
        if operation.reports and outcome.ended.code != 0:
            failures.append(Failure("clean run", outcome.ended.words[-300:]))
        if operation.reports and not operation.product and after.kinds == before.kinds:
            failures.append(Failure("clean run", "it changed nothing"))
        if (count := outcome.acknowledged.total()) != operation.acknowledges:
            what = f"{count} events acknowledged, not {operation.acknowledges}"
            failures.append(Failure("clean run", what))
        if not self.keep:
            shutil.rmtree(place.folder)
        return CleanRun(before, after, calls, failures)

    def cases(self, name: str) -> list[Case]:
        """Every case of an operation."""
        calls = self.clean[name].calls
        return [
            Case(name, replace(fault, at=number, reads=self.reads), call)
            for number, call in enumerate(calls, 1)
            for fault in FAULTS
        ]

    def run(self, case: Case) -> Verdict:
        """Run a case and judge it."""
        operation = self.operations[case.operation]
        clean = self.clean[case.operation]
        place = Place(self.folder / f"case-{case.operation}-{case.fault.at}-{case.fault.kind}")
        self._copy(operation.home, place.folder)
        outcome = operation.run(place, case.fault)
        failures = list(judge(operation, place, clean.before, clean.after, outcome))
        if self.keep:
            print(f"The case lies in {place.folder}\n{outcome.ended.output}{outcome.ended.errors}")
        else:
            shutil.rmtree(place.folder)
        fault = case.fault
        return make_verdict(case.operation, fault, case.call, failures, case.line)

    def _copy(self, home: str, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder / "prepared" / home, folder, symlinks=True)


def make_verdict(
    operation: str, fault: Fault, call: str, failures: Sequence[Failure], line: str
) -> Verdict:
    """A verdict in values that JSON has."""
    seen = [(failure.kind, failure.what) for failure in failures]
    return Verdict(operation, fault.at, fault.kind, call, seen, line)


def sample(cases: Sequence[Case], count: int, chance: random.Random) -> list[Case]:
    """So many cases, spread evenly over operations and faults."""
    strata: dict[tuple[str, str], list[Case]] = {}
    for case in cases:
        strata.setdefault((case.operation, case.fault.kind), []).append(case)
    for stratum in strata.values():
        chance.shuffle(stratum)
    order = list(strata.values())
    chance.shuffle(order)
    taken: list[Case] = []
    while len(taken) < count and any(order):
        taken += [stratum.pop() for stratum in order if stratum]
    return taken[:count]


Common = TypeVar("Common")
Part = TypeVar("Part")
Product = TypeVar("Product")
_shared: list[tuple[object, Callable[..., object]]] = []
"""What the processes of a pool work on; they have it by being forks of this one."""


def in_processes(
    common: Common, work: Callable[[Common, Part], Product], parts: Sequence[Part]
) -> Iterator[Product]:
    """Do some work on many parts, two at a time, in the order in which they are done."""
    _shared[:] = [(common, work)]
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        yield from pool.imap_unordered(_work_on, parts)


def _work_on(part: object) -> Any:
    common, work = _shared[0]
    return work(common, part)


def run_clean_named(campaign: Campaign, name: str) -> tuple[str, CleanRun]:
    return name, campaign.run_clean(name)


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


def warm_up() -> None:
    """Import everything now, and read the content once for all cases: forks have it then."""
    for module in LATE_MODULES:
        importlib.import_module(module)
    read_once = cache(load_catalog)
    read_once(None)
    mock.patch.object(session, "load_catalog", read_once).start()
    gc.collect()
    gc.freeze()


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
            shutil.rmtree(folder)
    print_failures(verdicts)
    print_table(verdicts)
    if any(verdict.failures for verdict in verdicts):
        raise SystemExit("Something was lost, hidden or wrongly reported.")


if __name__ == "__main__":
    main()
