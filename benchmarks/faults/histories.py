"""Random histories of one person's profile on three machines, and what has to hold at their end.

Run: python -m benchmarks.faults.histories [--count HISTORIES] [--seed FIRST]

Each history is a number of random steps: sittings, some with a failing file call or a kill -9,
jumping clocks, sync tools, git, damage, deletion, backups, export and import. After each step no
acknowledged event may be gone. At the end, after the doctor, each machine has to show all that lies
on its disk; and the three profiles, merged in every order, by copies and by export and import, have
to come to the same state with every event. A failing history is shortened before it is printed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import random
import re
import shutil
import signal
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.faults.machines import START, BrokenError, Machine
from benchmarks.faults.processes import in_processes, warm_up
from benchmarks.faults.program import Place
from benchmarks.faults.shim import load_shim
from benchmarks.faults.steps import STEPS, bring_over
from benchmarks.faults.survey import Survey, behind_blind_start, counted_events, read_events
from pmcoach.coach.backup import examine_data
from pmcoach.coach.session import Session, open_session
from pmcoach.store.doctor import Finding

if sys.platform != "linux":
    raise ImportError("The campaign preloads a library into programs, which it can only on Linux.")

MODULE = "benchmarks.faults.histories"
STEP_COUNT = 40
SHORT_COUNT = 6
OWN_NAME = re.compile(r"journal\.toml|\d{4}-\d\d-\d\dT\d{6}Z-[a-z]+-[0-9a-z]+\.toml")
"""How the program names its files."""
NAMES = ("desktop", "laptop", "phone")
AT_THE_END = START + dt.timedelta(days=90)
TIME_LIMIT = 180
"""Seconds that a history may take."""
SHORTENED = 2
"""How many histories of each class of failure are shortened."""


@dataclass(frozen=True)
class Planned:
    """One step to come, with a chance of its own, so that others can be left out before it."""

    name: str
    seed: str


@dataclass(frozen=True)
class History:
    """How a history went: its steps in words, up to what does not hold."""

    seed: int
    steps: tuple[Planned, ...]
    lines: list[str] = field(default_factory=list)
    kind: str = ""
    """The class of what does not hold, or nothing."""
    what: str = ""
    is_left_to_person: bool = False
    """Whether it was not merged, because the doctor names a file that it cannot mend."""


def plan_steps(seed: int, count: int) -> tuple[Planned, ...]:
    """The steps of a history."""
    chance = random.Random(seed)
    weights = [weight for weight, _ in STEPS.values()]
    names = chance.choices(list(STEPS), weights, k=count)
    return tuple(Planned(name, f"{seed}/{number}") for number, name in enumerate(names))


def run_history(seed: int, steps: Sequence[Planned]) -> History:
    """Go through the steps, and through the end."""
    lines: list[str] = []
    kind = what = ""
    machines: list[Machine] = []
    folder = Path(tempfile.mkdtemp(prefix="pmcoach-history-"))
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(TIME_LIMIT)
    try:
        machines += [make_machine(name, folder) for name in NAMES]
        for machine in machines:
            machine.damaged = machines[0].damaged  # damage travels, too
        for step in steps:
            lines.append(f"{step.name} ...")
            lines[-1] = STEPS[step.name][1](machines, random.Random(step.seed))
        lines.append("the end ...")
        check_end(machines, folder)
    except BrokenError as broken:
        kind, what = broken.kind, broken.what
    except Exception as error:  # noqa: BLE001  whatever it is, it is what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        kind = "traceback"
        what = f"{type(error).__name__}: {error} ({Path(place.filename).name}, {place.name})"
    finally:
        signal.alarm(0)
        shutil.rmtree(folder, ignore_errors=True)
    is_left = any(machine.is_left_to_person for machine in machines)
    return History(seed, tuple(steps), lines, kind, what, is_left)


def _give_up(_number: int, _frame: object) -> None:
    raise BrokenError("hang", f"not through in {TIME_LIMIT} seconds")


def make_machine(name: str, folder: Path) -> Machine:
    machine = Machine(name, Place(folder / name))
    machine.place.home.mkdir(parents=True)
    machine.place.desk.mkdir()
    return machine


# The end


def check_end(machines: Sequence[Machine], folder: Path) -> None:
    """Mend all machines and merge them in every way. Raises BrokenError."""
    for machine in machines:
        mend(machine)
        check_view(machine)
    if any(machine.is_left_to_person for machine in machines):
        return  # a file needs a person's eyes before anything can be merged
    states: dict[str, str] = {}
    for order in itertools.permutations(machines):
        for way in (merge_copies, merge_imports):
            label = f"{way.__name__} {', '.join(machine.name for machine in order)}"
            merged = make_machine(f"merged-{len(states)}", folder)
            shutil.rmtree(merged.place.home)
            shutil.copytree(order[0].place.home, merged.place.home, symlinks=True)
            for machine in order[1:]:
                way(machine, merged)
            states[label] = final_state(machines, merged, label)
            shutil.rmtree(merged.place.folder)
    first, *rest = states
    for label in rest:
        if states[label] != states[first]:
            raise BrokenError("order", f"{label} differs from {first}: {differing(states, label)}")


def differing(states: dict[str, str], label: str) -> str:
    """Where two states begin to differ."""
    first = next(iter(states.values()))
    at = next((n for n, (a, b) in enumerate(zip(first, states[label], strict=False)) if a != b), 0)
    return f"{first[max(0, at - 60) : at + 60]!r} and {states[label][max(0, at - 60) : at + 60]!r}"


def mend(machine: Machine) -> None:
    """The doctor, twice: the second time there is nothing wrong any more but what was damaged
    beyond mending."""
    for _ in range(2):
        with machine.opened() as session:
            if session.read_only and not session.store.conflict_reason:
                raise BrokenError("shut", f"{machine.name}: {session.read_only}")
            findings = examine_data(session, mend=True).findings
        machine.check()
    named = excuse_named_files(machine, findings)
    of_tools = [name for name in named if not OWN_NAME.fullmatch(name)]
    machine.is_left_to_person = len(of_tools) < len(named)
    wrong = [
        f"{finding.about}: {finding.what}"
        for finding in findings
        if finding.verdict == "wrong"
        and not any(name.split(".")[0] in finding.about for name in machine.damaged)
        and not any(name in f"{finding.about} {finding.what}" for name in of_tools)
    ]
    if wrong:
        raise BrokenError("doctor", f"on {machine.name}: {'; '.join(wrong)}")


def excuse_named_files(machine: Machine, findings: Sequence[Finding]) -> list[str]:
    """The files that the doctor names and leaves alone, such as those of other tools: what only
    they hold is not shown, but the user knows. Returns their names."""
    words = " ".join(f"{finding.about} {finding.what}" for finding in findings)
    wrong = " ".join(finding.about for finding in findings if finding.verdict == "wrong")
    named: list[str] = []
    merged: set[str] = set()
    apart: set[str] = set()
    for path in machine.files().values():
        events = set(read_events(path.read_bytes())[1])
        if path.name in (wrong if OWN_NAME.fullmatch(path.name) else words):
            named.append(path.name)
            apart |= events
        else:
            merged |= events
    machine.given_up |= apart - merged
    return named


def explained_events(machine: Machine, seen: Survey) -> set[str]:
    """The events that a fresh opening counts, and those that a blind start set apart."""
    shown, set_apart = counted_events(opened_to_read(machine).store)
    apart = behind_blind_start(seen, None if set_apart is None else {e.id for e in set_apart})
    return {event.id for event in shown} | apart


def opened_to_read(machine: Machine) -> Session:
    return open_session(home=machine.place.home, write=False, now=lambda: AT_THE_END)


def check_view(machine: Machine) -> None:
    """Everything on disk is in view. Raises BrokenError."""
    seen = machine.survey()
    if hidden := set(seen.current) - explained_events(machine, seen) - machine.given_up:
        raise BrokenError(
            "unseen", f"{len(hidden)} of {len(seen.current)} events on {machine.name}"
        )


def merge_copies(source: Machine, target: Machine) -> None:
    """Copy all files over, those that are there already under another name; then the doctor."""
    for name, path in source.files().items():
        to = target.profile / name
        if to.exists() and to.read_bytes() != path.read_bytes():
            to = to.with_name(f"{to.stem}.sync-conflict-20260302-090000-ABCDEFG{to.suffix}")
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, to)
    with target.opened() as session:
        examine_data(session, mend=True)


def merge_imports(source: Machine, target: Machine) -> None:
    """Export everything there and import it here."""
    if source.files():
        bring_over(source, target)


def final_state(machines: Sequence[Machine], merged: Machine, label: str) -> str:
    """All that a merged profile says, as text. Raises BrokenError where events are missing."""
    session = opened_to_read(merged)
    wanted = {
        event for machine in machines for event in set(machine.survey().current) - machine.given_up
    }
    seen = merged.survey()
    if lost := wanted - set(seen.current):
        raise BrokenError("gone", f"{len(lost)} of {len(wanted)} events after {label}")
    if hidden := wanted - explained_events(merged, seen):
        raise BrokenError("unseen", f"{len(hidden)} of {len(wanted)} events after {label}")
    facts = (
        session.profile.state,
        session.profile.journal,
        session.profile.result,
        session.profile.form_kind,
        session.profile.in_progress,
    )
    return "\n".join(map(repr, facts))


# Shortening


def shorten(story: History) -> History:
    """A failing history with as few steps as can be that still fails in the same way."""
    short = story
    low, high = 0, len(story.steps)
    while low < high:
        middle = (low + high) // 2
        attempt = run_history(story.seed, story.steps[:middle])
        if attempt.kind == story.kind:
            short, high = attempt, middle
        else:
            low = middle + 1
    number = len(short.steps) - 1
    while number >= 0:
        attempt = run_history(story.seed, short.steps[:number] + short.steps[number + 1 :])
        if attempt.kind == story.kind:
            short = attempt
        number -= 1
    return short


def run_planned(step_count: int, seed: int) -> History:
    return run_history(seed, plan_steps(seed, step_count))


def print_story(story: History) -> None:
    print(f"\n{story.kind}: {story.what}")
    print(f"  python -m {MODULE} --count 1 --seed {story.seed}; shortened to:")
    for line in story.lines:
        print(f"    {line}")


def shortest(stories: Sequence[History]) -> Iterator[History]:
    """Some stories of each class of failure, shortened."""
    for kind in dict.fromkeys(story.kind for story in stories):
        yield from map(shorten, [story for story in stories if story.kind == kind][:SHORTENED])


def main() -> None:
    parser = argparse.ArgumentParser(description="random histories over three machines")
    parser.add_argument("--count", type=int, default=500, metavar="HISTORIES")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the first history")
    parser.add_argument("--steps", type=int, default=STEP_COUNT, help="steps of a history")
    parser.add_argument("--short", action="store_true", help=f"{SHORT_COUNT} short histories")
    parser.add_argument("--no-shortening", action="store_true", help="print no shortest history")
    wanted = parser.parse_args()
    load_shim(MODULE, sys.argv[1:])
    warm_up()
    count, step_count = (SHORT_COUNT, 15) if wanted.short else (wanted.count, wanted.steps)
    seeds = range(wanted.seed, wanted.seed + count)
    stories = list(in_processes(step_count, run_planned, seeds))
    failed = [story for story in stories if story.kind]
    for story in (
        sorted(failed, key=lambda story: story.seed) if wanted.no_shortening else shortest(failed)
    ):
        print_story(story)
    held = len(stories) - len(failed)
    left = sum(story.is_left_to_person for story in stories)
    print(f"\n{len(stories)} histories, {held} held; {left} end with a file left to a person")
    for kind, number in Counter(story.kind for story in failed).most_common():
        print(f"  {kind}: {number} histories")
    if failed:
        raise SystemExit("Something was lost, hidden or depends on the order of merging.")


if __name__ == "__main__":
    main()
