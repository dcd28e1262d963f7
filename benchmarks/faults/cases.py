"""One operation with one fault: preparing it, running it and judging what it left."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.faults.checks import Failure, Standing, judge, take_standing
from benchmarks.faults.homes import HOMES
from benchmarks.faults.operations import OPERATIONS, Operation
from benchmarks.faults.processes import in_processes
from benchmarks.faults.program import Place, counted_calls
from benchmarks.faults.shim import KILL, Fault

MODULE = "benchmarks.faults.campaign"
FAULTS = (
    *(Fault(error=error) for error in ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES")),
    *(Fault(error=error, from_then_on=True) for error in ("ENOSPC", "EROFS")),
    Fault(error=KILL),
)


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
        outcome = operation.run(place, Fault(reads=self.counts_reads(operation)))
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
            shutil.rmtree(place.folder, ignore_errors=True)
        return CleanRun(before, after, calls, failures)

    def counts_reads(self, operation: Operation) -> bool:
        return self.reads or operation.reads

    def cases(self, name: str) -> list[Case]:
        """Every case of an operation."""
        calls = self.clean[name].calls
        reads = self.counts_reads(self.operations[name])
        return [
            Case(name, replace(fault, at=number, reads=reads), call)
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
            shutil.rmtree(place.folder, ignore_errors=True)
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


def run_clean_named(campaign: Campaign, name: str) -> tuple[str, CleanRun]:
    return name, campaign.run_clean(name)
