"""What has to hold after an operation, whatever happened to it."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults.dialogue import Outcome
from benchmarks.faults.operations import Operation
from benchmarks.faults.program import Ended, Place, run_program
from benchmarks.faults.survey import (
    Survey,
    View,
    backed_up,
    behind_blind_start,
    survey,
    view,
)

TRACEBACK = "Traceback (most recent call last)"


@dataclass(frozen=True)
class Failure:
    """Something that does not hold: its class, and what was seen."""

    kind: str
    what: str


@dataclass(frozen=True)
class Standing:
    """How a place stands: the events on disk and in view, by profile, and the file made."""

    on_disk: dict[str, Survey]
    views: dict[str, View]
    product: bytes | None

    @property
    def kinds(self) -> Counter[tuple[str, str]]:
        """How many events of each kind each profile shows."""
        return Counter(
            (name, kind) for name, seen in self.views.items() for kind in seen.shown.values()
        )

    @property
    def saved_kinds(self) -> Counter[str]:
        """How many events of each kind are on disk."""
        return Counter(kind for seen in self.on_disk.values() for kind in seen.current.values())


def take_standing(place: Place, product: str) -> Standing:
    """Look at a place from outside and through a fresh opening."""
    on_disk = survey(place.home)
    path = place.folder / product
    return Standing(
        on_disk,
        {name: view(place, name) for name in on_disk},
        path.read_bytes() if product and path.is_file() else None,
    )


def judge(
    operation: Operation,
    place: Place,
    before: Standing,
    clean: Standing | None,
    outcome: Outcome,
) -> Iterator[Failure]:
    """Everything that does not hold after an operation. ``clean`` is how things stand after a run
    without a fault; the run that makes it is judged without."""
    ended = outcome.ended
    if not ended.in_time:
        yield Failure("hang", ended.words[-300:])
    if TRACEBACK in ended.output + ended.errors:
        yield Failure("traceback", last_line(ended))
    if outcome.silent:
        yield Failure("silent", outcome.silent)
    after = take_standing(place, operation.product)
    yield from _gone(before, after)
    yield from _unseen(place, after)
    yield from _reports(operation, before, clean, after, outcome)
    if operation.product.endswith(".zip") and ended.code == 0:
        yield from _backup_holds(place.folder / operation.product, before, ended)
    yield from _after_doctor(place, after)


def _backup_holds(path: Path, before: Standing, ended: Ended) -> Iterator[Failure]:
    """A backup holds every event that counts, or the command says what it leaves out."""
    wanted = set(before.on_disk["me"].current)
    lost = wanted - set(backed_up(path) if path.exists() else {})
    if lost and not re.search("damaged|link|left out|cannot be read|is not in it", ended.words):
        yield Failure("false saved", f"{len(lost)} of {len(wanted)} events are not in the backup")


def last_line(ended: Ended) -> str:
    """The end of a traceback: the error itself."""
    lines = [line for line in f"{ended.output}\n{ended.errors}".splitlines() if line.strip()]
    named = [line for line in lines if re.match(r"[\w.]*(Error|Exception|Interrupt)\b", line)]
    return (named or lines or [""])[-1][:300]


def _gone(before: Standing, after: Standing) -> Iterator[Failure]:
    """Every event that was on disk still is, somewhere."""
    for name, seen in before.on_disk.items():
        have = after.on_disk[name].everywhere if name in after.on_disk else {}
        if lost := set(seen.everywhere) - set(have):
            yield Failure("gone", f"{len(lost)} of {len(seen.everywhere)} events of {name}")


def _unseen(place: Place, after: Standing) -> Iterator[Failure]:
    """A fresh opening shows every readable event, or the program says that something is wrong."""
    for name, seen in after.views.items():
        if TRACEBACK in seen.ended.errors:
            yield Failure("traceback", f"opening again: {last_line(seen.ended)}")
        hidden = hidden_events(after.on_disk[name], seen)
        if hidden and not speaks_of_trouble(place, name):
            yield Failure(
                "unseen", f"{len(hidden)} of {len(after.on_disk[name].current)} events of {name}"
            )


def hidden_events(on_disk: Survey, seen: View) -> set[str]:
    """The events on disk that an opening neither shows nor set apart for a blind start."""
    return set(on_disk.current) - set(seen.shown) - behind_blind_start(on_disk, seen.set_apart)


def speaks_of_trouble(place: Place, profile: str) -> bool:
    """Whether status or the doctor, asked only to look, says that something is wrong."""
    status = run_program(place, ["--profile", profile, "status"])
    if status.errors.strip():
        return True
    return run_program(place, ["--profile", profile, "doctor", "--check-only"]).code != 0


def _reports(
    operation: Operation,
    before: Standing,
    clean: Standing | None,
    after: Standing,
    outcome: Outcome,
) -> Iterator[Failure]:
    """What it said to be saved is, and what it said to have failed is not."""
    new = after.saved_kinds - before.saved_kinds
    acknowledged = outcome.acknowledged + Counter(operation.adds if outcome.ended.code == 0 else ())
    for kind, count in acknowledged.items():
        if new[kind] < count:
            yield Failure("false saved", f"{kind}: {count} acknowledged, {new[kind]} on disk")
    for kind in set(outcome.refused):
        is_open = outcome.ended.killed and outcome.in_flight == kind
        count = outcome.acknowledged[kind] + is_open
        if new[kind] > count:
            yield Failure("false failed", f"{kind}: {count} acknowledged, {new[kind]} on disk")
    if clean is None or not operation.reports or outcome.ended.killed:
        return
    words = outcome.ended.words[-200:]
    if operation.product:
        made = after.product is not None and after.product != before.product
        is_done = made and is_whole(operation.product, after.product, clean.product)
        if made and not is_done and not _is_named_partial(after.product, outcome.ended):
            yield Failure("torn", f"{operation.product}; it said: {words}")
    else:
        is_done = after.kinds == clean.kinds
    if outcome.ended.code == 0 and not is_done:
        yield Failure("false saved", words)
    if outcome.ended.code != 0 and is_done and (operation.product or after.kinds != before.kinds):
        yield Failure("false failed", words)
    if outcome.ended.code != 0 and not outcome.ended.errors.strip():
        yield Failure("silent", f"exit code {outcome.ended.code} without a word")


def _is_named_partial(made: bytes | None, ended: Ended) -> bool:
    """Whether a backup can be read, and the command failed and named what it could not put in."""
    return ended.code == 1 and "is not in it" in ended.words and _zip_names(made or b"") is not None


def is_whole(name: str, made: bytes | None, clean: bytes | None) -> bool:
    """Whether a file that was made is as complete as that of a clean run."""
    if made is None or clean is None:
        return False
    if name.endswith(".zip"):
        return _zip_names(made) == _zip_names(clean)
    return made[-20:] == clean[-20:] and abs(len(made) - len(clean)) < 200


def _zip_names(content: bytes) -> list[str] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sorted(archive.namelist()) if archive.testzip() is None else None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError):
        return None


def _after_doctor(place: Place, before: Standing) -> Iterator[Failure]:
    """The doctor mends what is there, or says what is wrong; then all that lies on disk shows."""
    for name in before.on_disk:
        yield from check_doctor(place, name)
    for name, seen in survey(place.home).items():
        had = before.on_disk.get(name)
        if had and (lost := set(had.everywhere) - set(seen.everywhere)):
            yield Failure("gone", f"{len(lost)} events of {name}, by the doctor")


def check_doctor(place: Place, name: str) -> Iterator[Failure]:
    """Let the doctor mend a profile, and see what it says and leaves."""
    doctor = run_program(place, ["--profile", name, "doctor", "--json"])
    try:
        report = json.loads(doctor.output)
    except ValueError:
        report = {"findings": []}
    wrong = [finding["what"] for finding in report["findings"] if finding["verdict"] == "wrong"]
    if not doctor.in_time or doctor.code not in {0, 1} or TRACEBACK in doctor.errors:
        yield Failure("doctor", f"exit code {doctor.code}: {last_line(doctor)}")
    elif doctor.code == 1 and not wrong and not doctor.errors.strip():
        yield Failure("doctor", "exit code 1 without a word")
    on_disk = survey(place.home)[name]
    seen = view(place, name)
    hidden = hidden_events(on_disk, seen)
    if hidden and doctor.code == 0:
        yield Failure("unseen after doctor", f"{len(hidden)} of {len(on_disk.current)} events")
    if left := leftovers(place):
        yield Failure("leftover", ", ".join(left)[:200])
    counts = report.get("events")
    if isinstance(counts, dict) and doctor.code == 0:
        reported = {key: counts.get(key) for key in ("on_disk", "in_view")}
        counted = {"on_disk": len(on_disk.current), "in_view": len(seen.shown)}
        if reported != counted:
            yield Failure("doctor", f"it counts {reported}, and it is {counted}")


def leftovers(place: Place) -> list[str]:
    """Half-written files in the data home that neither a start nor the doctor removed."""
    return [
        str(path.relative_to(place.folder)) for path in sorted(place.home.rglob(".*.pmcoach-tmp-*"))
    ]
