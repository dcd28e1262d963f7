"""How long until an answer is durable, against a bare write, fsync, rename and fsync of as much.

Run: python -m benchmarks.durable [-n ANSWERS]

The answers of a full assessment are given through the use case that the screens call; after each,
the same bytes are written beside its file in the barest way that survives a power cut.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.answers import give_answer
from benchmarks.figures import ms, p99
from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.session import open_session
from pmcoach.coach.situation import choose_target
from pmcoach.report.questions import make_question, present_item

LIMIT = 2.0
ANSWERS = 200


def bare(path: Path, data: bytes) -> None:
    """What durability costs at the least: write, fsync, rename, fsync of the folder."""
    temp = path.with_suffix(".tmp")
    descriptor = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(descriptor, data)
    os.fsync(descriptor)
    os.close(descriptor)
    os.rename(temp, path)
    descriptor = os.open(path.parent, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def measure(answers: int) -> tuple[list[float], list[float]]:
    """The seconds that each answer took, and those of the bare write after it."""
    own: list[float] = []
    base: list[float] = []
    with tempfile.TemporaryDirectory(prefix="pmcoach-bench-") as folder:
        session = open_session(home=Path(folder))
        choose_target(session, "generalist", "entry")
        start_assessment(session, "full")
        while len(own) < answers:
            item = present_item(session.profile)
            if item is None:
                finish_assessment(session)
                start_assessment(session, "full", blind=True)
                continue
            question = make_question(session.profile, item)
            began = time.perf_counter()
            give_answer(session, question, 0)
            own.append(time.perf_counter() - began)
            newest = session.store.newest
            assert newest is not None
            data = newest.path.read_bytes()
            began = time.perf_counter()
            bare(newest.path.with_name("bare"), data)
            base.append(time.perf_counter() - began)
        session.close()
    return own, base


def main() -> None:
    parser = argparse.ArgumentParser(description="answer to durable")
    parser.add_argument("-n", dest="answers", type=int, default=ANSWERS, metavar="ANSWERS")
    own, base = measure(max(2, parser.parse_args().answers))
    ratio = statistics.median(own) / statistics.median(base)
    for name, them in (("an answer durable", own), ("bare write", base)):
        print(f"{name:18} median {ms(statistics.median(them))}, p99 {ms(p99(them))}")
    print(f"ratio {ratio:.2f} (limit {LIMIT:g})")
    if ratio > LIMIT:
        raise SystemExit("over the limit")


if __name__ == "__main__":
    main()
