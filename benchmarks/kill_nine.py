"""Kill the real app with kill -9 at random moments while it is being answered, and count losses.

Run: python -m benchmarks.kill_nine [-n KILLS]

An answer is acknowledged once the next question is on the screen. After each kill the files are
opened: every acknowledged answer must be there and every file readable.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.answers import ANY_ANSWER
from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.session import open_session
from pmcoach.coach.situation import choose_target
from pmcoach.report.questions import present_item
from scripts.terminal import NotShownError, Terminal

PMCOACH = Path(sys.executable).with_name("pmcoach")
COUNTER = re.compile(r"(\d+) of \d+ · about")
ANSWERS_BEFORE_KILL = 6
LONGEST_WAIT = 0.25
"""Seconds between the last key and the kill, at most."""


@dataclass
class Tally:
    """What a campaign counted."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0


def begin(home: Path) -> None:
    """A profile in the middle of a full assessment."""
    session = open_session(home=home)
    if not session.profile.journal.has_target:
        choose_target(session, "generalist", "entry")
    start_assessment(session, "full")
    session.close()


def one_kill(home: Path, chance: random.Random, tally: Tally) -> None:
    """Start, go on, answer a few, kill, look."""
    before = known(home)
    with Terminal([PMCOACH], size=(80, 24), env={"PMCOACH_HOME": str(home)}) as terminal:
        terminal.wait_for("Go on with the full")
        terminal.send("\r")
        terminal.wait_for(COUNTER.pattern)
        first = shown = number(terminal)
        for _ in range(chance.randint(0, ANSWERS_BEFORE_KILL)):
            terminal.send(ANY_ANSWER)
            try:
                terminal.wait_until(partial(beyond, shown), "the next question", 5)
            except NotShownError:
                break  # the end of the assessment
            shown = number(terminal)
        if chance.random() < 0.8:
            terminal.send(ANY_ANSWER)  # an answer on its way while the kill comes
        time.sleep(chance.random() * LONGEST_WAIT)
        terminal.kill()
    tally.kills += 1
    tally.acknowledged += shown - first
    look(home, before, shown - first, tally)


def counted(screen: str) -> int:
    found = COUNTER.search(screen)
    return int(found[1]) if found else -1


def beyond(shown: int, screen: str) -> bool:
    return counted(screen) > shown


def number(terminal: Terminal) -> int:
    return counted(terminal.text())


def known(home: Path) -> set[str]:
    session = open_session(home=home, write=False)
    return set(session.profile.state.answers)


def look(home: Path, before: set[str], acknowledged: int, tally: Tally) -> None:
    session = open_session(home=home, write=False)
    tally.unreadable += len(session.store.problems)
    after = set(session.profile.state.answers)
    tally.lost += max(0, acknowledged - len(after - before)) + len(before - after)
    if present_item(session.profile) is None or len(after) > 150:
        fresh = open_session(home=home)
        finish_assessment(fresh)
        fresh.close()
        for path in (home / "profiles/me/assessments").iterdir():
            path.unlink()
        begin(home)


def campaign(kills: int, seed: int) -> Tally:
    """So many kills on one home folder."""
    tally = Tally()
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="pmcoach-kill-") as folder:
        home = Path(folder)
        begin(home)
        while tally.kills < kills:
            one_kill(home, chance, tally)
            if tally.kills % 100 == 0:
                print(f"  {tally}", flush=True)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description="kill -9 while answering")
    parser.add_argument("-n", type=int, default=1000, metavar="KILLS")
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    tally = campaign(given.n, given.seed)
    print(
        f"{tally.kills} kills, {tally.acknowledged} acknowledged answers: {tally.lost} lost, "
        f"{tally.unreadable} files unreadable"
    )
    if tally.lost or tally.unreadable:
        raise SystemExit("data was lost")


if __name__ == "__main__":
    main()
